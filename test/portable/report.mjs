/** @typedef {import("./report.d.mts").PlatformRow} PlatformRow */

/** The page for a reader. @param {readonly PlatformRow[]} rows @param {number} scenarios */
export function report(rows, scenarios) {
  const lines = rows.map(({ name, version, verdict }) => `| ${name} | ${version} | ${verdict} |`);
  return `# The same bits everywhere

Written by \`node test/portable/run.mjs\`.

${scenarios} scenarios are read, analysed, run (every arm, two replications, by a shorter clock where their own would take long) and
compared on each platform by one and the same script. Of each scenario three hashes of 64 bits are kept in
\`test/portable/fingerprints.json\`: of the **trajectory** (every fact of the event log, times by all their bits), of the **results** (every
number of every run) and of the **findings** (the numbers of the analysis before the runs and of the comparison after them).
The scenarios are those of \`scenarios\`, the hand-made traces, the models of queueing theory, and 24 in which everything may
meet, drawn at random once. A change of any bit of any result changes them.

| platform | version | fingerprints |
| --- | --- | --- |
${lines.join("\n")}
`;
}
