/** @typedef {import("./report.d.mts").PlatformRow} PlatformRow */
/** @typedef {import("../maths/measure.ts").Measured} Measured */

/** The page for a reader. @param {readonly PlatformRow[]} rows @param {number} scenarios @param {readonly Measured[]} functions */
export function report(rows, scenarios, functions) {
  const platforms = rows.map(({ name, version, verdict }) => `| ${name} | ${version} | ${verdict} |`);
  return `# The same bits everywhere

Written by \`node test/portable/run.mjs\`.

## Fingerprints

${scenarios} scenarios are read, analysed, run (every arm, two replications, by a shorter clock where their own would take long) and
compared on each platform by one and the same script. Of each scenario three hashes of 64 bits are kept in
\`test/portable/fingerprints.json\`: of the **trajectory** (every fact of the event log, times by all their bits), of the **results** (every
number of every run) and of the **findings** (the numbers of the analysis before the runs and of the comparison after them).
The scenarios are those of \`scenarios\`, the hand-made traces, the models of queueing theory, and 24 drawn at
random once, of the constructs that [the laws](laws.md) can follow. A change of any bit of any result changes them; it is accepted by
\`node test/portable/run.mjs --write\` and a line under "Results change" in the changelog.

| platform | version | fingerprints |
| --- | --- | --- |
${platforms.join("\n")}

All of them on ${process.platform}, ${process.arch}. Not tried: ARM, Windows, macOS, and Safari's engine; the arithmetic used is that which IEEE 754 fixes
to the bit.

## Errors of the functions

\`Math.log\` and its like differ between engines, so the library has its own functions, of sums, products, quotients and square
roots alone, which the standard of floating-point arithmetic (IEEE 754) fixes to the bit. Here they are measured against
references with 100 bits and more (\`test/maths/big-*.ts\`: series and continued fractions in whole-number arithmetic, which
are held to published digits and to the laws of the functions). Points are drawn once, and are the same in every run.

An **ulp** is the distance between the doubles next to the exact value; a function can do no better than half of one. *Not rounded* is the
share of points where it does not give the nearest double. The limit is what the source promises, in its own terms:
*relative*, *absolute*, or *mixed*: relative above 1 and absolute below, for functions with zeros, where an ulp has no
bottom. Where the source says "about" the limit is at most twice that. Of tails that are small, P, Q and I are computed as themselves
on their own side of the mean, and as 1 less the other beyond.

| function | arguments | points | max ulp | not rounded | greatest error | limit |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${functions.map(rowOf).join("\n")}
`;
}

/** @param {Measured} measured */
function rowOf({ name, where, points, ulp, notRounded, error, limit, unit }) {
  const share = `${(100 * notRounded).toFixed(notRounded > 0 && notRounded < 0.001 ? 3 : 1)} %`;
  const verdict = error <= limit ? "" : " (exceeded)";
  return `| \`${name}\` | ${where} | ${points} | ${digits(ulp)} | ${share} | ${digits(error)} | ${limit} ${unit}${verdict} |`;
}

/** @param {number} x */
function digits(x) {
  return x >= 1000 || (x < 0.01 && x > 0) ? x.toExponential(1) : String(Number(x.toPrecision(3)));
}
