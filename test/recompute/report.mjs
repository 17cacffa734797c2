// The page of what was computed again.

/**
 * @typedef {{ name: string, models: number, runs: number, stopped: number, facts: number, observed: number, worst: number, compared: Map<string, number> }} Line
 */

const GROUPS = new Map([
  ["overall", "of everybody"],
  ["class", "of each class"],
  ["stage", "of each stage"],
  ["exit", "of each exit"],
  ["resource", "of each resource"],
  ["organisation", "of each organisation"],
  ["intervention", "of each intervention"],
  ["contact", "of each contact"],
  ["group", "of each group that figures are broken down by"],
]);

/** @param {readonly Line[]} lines @param {readonly string[]} wrong */
export function report(lines, wrong) {
  const runs = sumOf(lines, ({ runs }) => runs);
  const result =
    wrong.length === 0
      ? `All ${count(sumOf(lines, ({ observed }) => observed))} numbers of ${count(runs)} runs are the same.`
      : `${count(wrong.length)} numbers are **not** the same; they stand below.`;
  return `${HEAD}
${result}

${table(
  ["runs of", "scenarios", "runs", "facts", "numbers", "greatest difference"],
  lines.map((line) => [
    line.name,
    count(line.models),
    count(line.runs) + (line.stopped > 0 ? `, ${count(line.stopped)} stopped` : ""),
    count(line.facts),
    count(line.observed),
    difference(line.worst),
  ]),
)}

A run that stops has no results: patients who wait for each other for ever, or a service of today that is drawn older than it can be. Numbers
of which nothing was observed in either are compared, and not counted here. No run of a file or trace may stop, and four fifths of the random scenarios
drawn must run to their end.

## By kind

${table(["numbers", "compared"], groups(lines))}
${wrong.length === 0 ? "" : `\n## Not the same\n\n${wrong.map((one) => `- ${one}`).join("\n")}\n`}`;
}

const HEAD = `# Every number computed again

Written by \`node test/recompute/run.mjs\`; \`--long\` runs more.

The event log tells every fact of a run: who arrives, waits, takes, gives back, leaves, and when. A program of its own
([\`test/recompute/\`](../../test/recompute)) reads these facts and the tables of the scenario, and computes every result by its definition in
[measures.md](../measures.md): standard metrics, measures of the scenario with their groups, periods and ratios, the census by hour, the minutes at
each level and the numbers at nine moments. It keeps all facts in lists, and shares no code with the simulator, which counts as it goes. Counts must be
equal, all else to 1e-9 of max(1, |value|); where one has no value the other has none. A metric that the program does not know fails.

Scenarios are the files in \`scenarios/\` with every arm, cut short; the traces worked out by hand; random scenarios of plainer constructs with
prices that change, all cohorts, patients of today, and measures of every kind; and random scenarios of the whole language, in which everything that it
lets meet may meet, by their last arm. No construct is left out. The program is
\`test/recompute/recompute.mjs\`; how it is run on files of events is in \`recompute.test.ts\`.
`;

/** @param {readonly Line[]} lines */
function groups(lines) {
  /** @type {Map<string, number>} */
  const all = new Map();
  for (const { compared } of lines) for (const [what, n] of compared) all.set(what, (all.get(what) ?? 0) + n);
  const measures = [...all.keys()].filter((what) => what.startsWith("measure")).sort();
  const others = [...all.keys()].filter((what) => !GROUPS.has(what) && !measures.includes(what)).sort();
  const order = [...[...GROUPS.keys()].filter((what) => all.has(what)), ...measures, ...others];
  return order.map((what) => [GROUPS.has(what) ? `metrics ${GROUPS.get(what)}` : what, count(all.get(what) ?? 0)]);
}

/** @param {readonly Line[]} lines @param {(line: Line) => number} of */
function sumOf(lines, of) {
  return lines.reduce((sum, line) => sum + of(line), 0);
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** @param {number} value */
export function difference(value) {
  return value === 0 ? "0" : value.toExponential(0);
}

/** 12,345 @param {number} value */
function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
