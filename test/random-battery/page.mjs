// What the battery found, as a page of Markdown.
import { LEVEL } from "./battery.mjs";
import { twoSided } from "./p-values.mjs";
import { sequenceTests } from "./sequence-tests.mjs";
import { patterns, views } from "./walks.mjs";

/**
 * @typedef {{ generator: import("./generators.mjs").Generator, size: import("./battery.mjs").Size,
 *   verdict: import("./battery.mjs").Verdict }} Judged
 * @typedef {{ known: ReturnType<typeof import("./known.mjs").knownAnswers>, compared: number, unlike: number,
 *   judged: readonly Judged[] }} Outcome
 */

/** @param {Outcome} outcome the simulator's generator first */
export function page({ known, compared, unlike, judged }) {
  const [own, ...others] = judged;
  const { findings, failed, least, limit, uniformity, green } = own.verdict;
  const reserve = others.every(({ generator, verdict }) => generator.planted || verdict.green)
    ? "it passes the whole battery, so that one is to spare"
    : "it does not pass, so that none is";
  return `# Random numbers

Written by \`node test/random-battery/run.mjs\`. Inputs are fixed: the same code gives the same page.

The generator is a function: a tree of keys, seed → replication → patient, by Threefry-2x32-20, and for each draw a mixer of four
rounds of the patient's key, the purpose, the visit and the number of the draw. It is held to known answers and to a battery of
statistical tests, and the battery to weaker generators, which it must find. What dieharder says is in [dieharder.md](dieharder.md).

## Known answers

| of | hold |
| --- | ---: |
${known.map(({ kind, count, held }) => `| ${kind} | ${held} of ${count} |`).join("\n")}

The battery tests the two words of 32 bits of which the simulator makes a uniform of 52. ${number(compared * patterns.length)} uniforms made of them, of all
patterns below, were compared with the simulator's own: ${number(unlike)} differ.

## The rule

Each test gives the chance p of a statistic as great or greater, from its exact law or a close approximation; 2 min(p, 1 − p) is the
two-sided p-value. Set before anything was run: a generator fails when one of its ${findings.length} two-sided p-values is below ${LEVEL} ÷ ${findings.length} = ${limit.toExponential(1)},
or when all p together are not uniform (Kolmogorov-Smirnov, p below ${LEVEL}).

**The simulator's generator: ${failed.length} of ${findings.length} tests fail.** The smallest two-sided p-value is ${short(least)}, where 1 ÷ ${findings.length} = ${short(1 / findings.length)} is what to expect of so many;
all together, Kolmogorov-Smirnov p = ${short(uniformity)}. ${green ? "It passes." : "**IT DOES NOT PASS.**"}

## Sequences

${number(own.size.words)} words for each of ${patterns.length} patterns (the orders in which numbers are taken) and ${views.length} views (which bits of them):
${views.map(({ says }) => says).join("; ")}.
Every one has a stretch of its own, so that the tests are of different numbers.

| pattern | numbers follow one another so |
| --- | --- |
${patterns.map(({ id, says }) => `| ${id} | ${says} |`).join("\n")}

The smallest two-sided p-value of the ${views.length} views:

| test | of | ${patterns.map(({ id }) => id).join(" | ")} |
| --- | --- | ${patterns.map(() => "---:").join(" | ")} |
${sequenceTests.map(({ name, says }) => `| ${name} | ${says} | ${patterns.map(({ id }) => short(leastOf(findings, name, id))).join(" | ")} |`).join("\n")}

## Avalanche

Each of the 128 bits that go in (key, purpose, counter) is flipped, for ${number(own.size.samples)} patients' keys and counters near 0. Every output bit
should change by an even chance, and every two of them independently. Worst is the greatest standardised count, |z|.

| test | input bits | worst | p |
| --- | --- | ---: | ---: |
${rows(findings, "avalanche", 1)}

## Neighbouring streams

${number(own.size.pairs)} pairs of streams of 256 draws that stand next to each other in the tree. The correlation r of each pair has a known law; tested
are the sum over pairs, the sum of squares, and the greatest |r|.

| test | neighbours | greatest &#124;r&#124; | p |
| --- | --- | ---: | ---: |
${rows(findings, "neighbours", 4)}

## Weak generators

The same battery on generators that live in the tests alone. The planted ones must be found; one round less is looked at to see
whether the simulator's four rounds leave any to spare: ${reserve}.

| generator | | planted | words of a sequence | tests that fail | which |
| --- | --- | --- | ---: | ---: | --- |
${others.map(weakRow).join("\n")}
`;
}

/** @param {readonly import("./battery.mjs").Finding[]} findings @param {string} test @param {string} pattern */
function leastOf(findings, test, pattern) {
  const own = findings.filter(
    (found) => found.group === "sequence" && found.test === test && found.of.startsWith(`${pattern} `),
  );
  return Math.min(...own.map(({ p }) => twoSided(p)));
}

/** @param {readonly import("./battery.mjs").Finding[]} findings @param {string} group @param {number} digits of the worst */
function rows(findings, group, digits) {
  return findings
    .filter((found) => found.group === group)
    .map(({ test, of, p, worst = 0 }) => `| ${test} | ${of} | ${worst.toFixed(digits)} | ${short(p)} |`)
    .join("\n");
}

/** @param {Judged} judged */
function weakRow({ generator, size, verdict }) {
  const { failed, findings } = verdict;
  return `| ${generator.name} | ${generator.says} | ${generator.planted ? "yes" : "no"} | ${number(size.words)} | ${failed.length} of ${findings.length} | ${failed.length === 0 ? "none" : which(failed)} |`;
}

/** The tests that fail, by the patterns, input bits or neighbours on which they do. @param {readonly import("./battery.mjs").Finding[]} failed */
function which(failed) {
  const sequences = failed.filter(({ group }) => group === "sequence");
  /** @type {Map<string, string[]>} */
  const testsOf = new Map();
  for (const test of new Set(sequences.map((found) => found.test))) {
    const on = patterns.filter(({ id }) =>
      sequences.some((found) => found.test === test && found.of.startsWith(`${id} `)),
    );
    const where = on.length === patterns.length ? "all patterns" : on.map(({ id }) => id).join(", ");
    testsOf.set(where, [...(testsOf.get(where) ?? []), test]);
  }
  const told = [...testsOf].map(([where, tests]) => `in ${where}: ${tests.join(", ")}`);
  const flips = failed
    .filter(({ group }) => group === "avalanche")
    .map(({ test, of }) => `${test.split(",")[0]} by ${of}`);
  const streams = failed.filter(({ group }) => group === "neighbours").map(({ of }) => of);
  if (flips.length > 0) told.push(`avalanche: ${[...new Set(flips)].join(", ")}`);
  if (streams.length > 0) told.push(`neighbouring ${[...new Set(streams)].join(", ")}`);
  return told.join("; ");
}

/** @param {number} p */
function short(p) {
  return p === 0 || p >= 0.001 ? p.toFixed(3) : p.toExponential(1);
}

/** @param {number} n */
function number(n) {
  return n.toLocaleString("en-GB");
}
