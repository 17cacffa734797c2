// What the bank found, as a page of Markdown.
import { heldByTraces, outOfScope } from "./out-of-scope.mjs";
import { models } from "./plan.mjs";

/** @param {import("./report.d.mts").Found} found */
export function report({ answers, formulas, coverage, left, seed }) {
  const all = [...answers, ...formulas];
  const held = all.filter(({ verdict }) => verdict === "holds").length;
  const luck = seed === undefined ? "a fixed seed" : `the fresh seed “${seed}”`;
  return `# Exact answers

Written by \`node test/oracles/run.mjs\`. Exact answers of queueing theory against independent replications with ${luck}, and
reference values against the functions that compute them. **${held} of ${all.length} hold.**${left.length > 0 ? ` Not yet run: ${left.join("; ")}.` : ""}

${seed === undefined ? criterion : alarm}
The rows with their sources are in \`test/oracles/rows.json\`, the models in \`test/oracles/scenarios\` and the \`plan-*.mjs\` beside it, the
lengths of runs in \`lengths.mjs\`.

${seed === undefined ? twoLevels() : ""}## By simulation

| id | model | exact | runs | simulated ± half-width | hw % | ${seed === undefined ? "apart | " : ""}verdict |
| --- | --- | ---: | ---: | ---: | ---: | ${seed === undefined ? "---: | " : ""}--- |
${answers.map((answer) => line(answer, seed === undefined)).join("\n")}

## Do intervals cover

${coverage === undefined ? "Not yet run." : covering(coverage)}

## By formula

| id | exact | computed | relative difference | verdict |
| --- | ---: | ---: | ---: | --- |
${formulas.map(({ id, exact, found, difference, verdict }) => `| ${id} | ${exact} | ${found} | ${difference.toExponential(1)} | ${verdict} |`).join("\n")}

The known answers of the random number generator, Threefry, are held by \`test/random/generator.test.ts\`.

## By hand-made traces

\`test/traces/traces.test.ts\` holds every event of these.

| rows | trace |
| --- | --- |
${heldByTraces.map(([ids, trace]) => `| ${ids.join(", ")} | ${trace} |`).join("\n")}

## Out of scope

| rows | why |
| --- | --- |
${outOfScope.map(([ids, why]) => `| ${ids.join(", ")} | ${why} |`).join("\n")}
`;
}

const criterion = `A simulated answer holds when the exact value lies inside the 99.9 % t-interval over replications **and** the half-width is at most
1 % of it (2 % for 95th percentiles, for probabilities below 0.05 and for utilisations of 0.95 and more): without the second condition
the test has no power. Seeds are fixed; one row in a thousand would fall outside by chance. Lengths are planned for half-widths of about 0.9
of what is allowed; where one came out too wide, more replications were added to those there were, and no seed was changed.`;

const alarm = `Every run is by the program alone, twice as long as needed. A simulated answer holds when the exact value lies within five standard errors **and**
the half-width at 99.9 % is at most 1 % of it (2 % for 95th percentiles, for probabilities below 0.05 and for utilisations of 0.95 and more).`;

function twoLevels() {
  const beside = models.filter(({ small }) => small !== undefined);
  return `## Two simulators

For 1 % at 99.9 % some queues need a hundred million patients. ${beside.length} of the ${models.length} models have therefore a second, small simulator beside
the program: of the same patients with the same luck it computes what becomes of them by itself, in a tenth of the time. It shares with
the program the compiled tables, the random numbers, the distributions and the choice of percentiles, and neither the event loop nor the
collector. For these models the answer is

> the mean of the small simulator over many replications + the mean of (program − small simulator) over others, which both have run.

This is two-level Monte Carlo (Giles, Operations Research 56 (2008) 607–617): its expectation is that of the program, whatever the small
simulator does, and its interval counts the spread of both parts (Welch). A mistake of the small simulator cancels; a mistake of the program,
or of the draws that both use, does not. The column _apart_ tells the largest relative difference between the two in any
replication that both have run. They must agree patient by patient: a row whose difference is more than rounding (1e-9) does not hold. Every
such row rests on at least ${Math.min(...beside.map(({ replications }) => replications))} replications that both have run, the first number in the column _runs_; the second is of those by the small
simulator alone. For ${beside.filter((model) => model.beside !== undefined).length} models the runs of both are shorter than the others, and their difference stands for that of the long ones.
Of one answer, \`mg1.logn1.5.sdWq\`, the mean cube of the times of service is a control variate, because one service in millions decides the spread of a run. With \`--long\` the program runs all by itself.

`;
}

/** @param {import("./report.d.mts").Coverage} coverage */
function covering({ row, exact, experiments, replications, inside, below, insideNormal, verdict }) {
  return `${experiments} experiments of ${replications} replications each, with intervals of 95 % by \`runExperiment\` and \`summarise\`, of the mean number present in
100 minutes of an M/G/∞ (row \`${row}\`, ${short(exact)}), which is as good as normal: **${inside} contain the exact value**; ${below}
lie below it, ${experiments - inside - below} above. The count has to lie in 921 … 975, which a true 95 % misses once in 10,000 times: ${verdict}.
So few replications tell a wrong quantile: with the normal in place of Student's, 878 in 1,000 are to be expected, and ${insideNormal} of these did.`;
}

/** @param {import("./verify.d.mts").Answer} answer @param {boolean} compared */
function line({ id, model, exact, mean, halfWidth, apart, program, small, verdict }, compared) {
  const share = exact === 0 ? 0 : (100 * halfWidth) / Math.abs(exact);
  const runs = small === undefined ? `${program}` : `${program} + ${small}`;
  const cells = [id, model, short(exact), runs, `${short(mean)} ± ${short(halfWidth)}`, share.toFixed(2)];
  if (compared) cells.push(apart === undefined ? "" : agreement(apart));
  return `| ${[...cells, verdict].join(" | ")} |`;
}

/** @param {number} apart */
function agreement(apart) {
  return apart < 1e-9 ? "< 1e-9" : apart.toExponential(0);
}

/** @param {number} value */
function short(value) {
  return Number(value.toPrecision(6)).toString();
}
