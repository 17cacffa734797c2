// The whole battery on one generator, and the rule by which it is judged. Inputs are fixed, so the same generator always gets the
// same p-values: a failure is a finding, never chance come back another day.
import { avalanche } from "./avalanche.mjs";
import { neighbours } from "./neighbours.mjs";
import { twoSided, uniformity } from "./p-values.mjs";
import { sequenceTests } from "./sequence-tests.mjs";
import { patterns, views, Walk } from "./walks.mjs";

/**
 * @typedef {{ group: "sequence" | "avalanche" | "neighbours", test: string, of: string, p: number, worst?: number }} Finding
 *   `p`: chance of a statistic as great or greater
 * @typedef {{ words: number, samples: number, pairs: number }} Size words of a sequence (a power of two), samples of the avalanche,
 *   pairs of streams
 * @typedef {{ findings: readonly Finding[], limit: number, failed: readonly Finding[], least: number, uniformity: number,
 *   green: boolean }} Verdict
 */

/** A fair generator fails by either half of the rule with this chance, stated before anything was run. */
export const LEVEL = 1e-4;

/**
 * @param {import("./generators.mjs").Generator} generator
 * @param {Size} size
 * @returns {Finding[]}
 */
export function runBattery(generator, size) {
  return [
    ...sequences(generator, size.words),
    ...avalanche(generator, size.samples).map((found) => ({ group: /** @type {const} */ ("avalanche"), ...found })),
    ...neighbours(generator, size.pairs).map((found) => ({ group: /** @type {const} */ ("neighbours"), ...found })),
  ];
}

/**
 * Every test on every view of every pattern, each on a stretch of its own.
 * @param {import("./generators.mjs").Generator} generator
 * @param {number} count
 */
function sequences(generator, count) {
  const words = new Uint32Array(count);
  return patterns.flatMap((pattern) =>
    views.flatMap((view, stretch) => {
      new Walk(generator, pattern, stretch * count).fill(words, view.id);
      return sequenceTests.map(({ name, test }) => ({
        group: /** @type {const} */ ("sequence"),
        test: name,
        of: `${pattern.id} ${view.id}`,
        p: test(words),
      }));
    }),
  );
}

/**
 * Fails when a two-sided p-value is below LEVEL ÷ their number (Bonferroni), or when all p-values together are not uniform at LEVEL.
 * @param {readonly Finding[]} findings
 * @returns {Verdict}
 */
export function judge(findings) {
  const limit = LEVEL / findings.length;
  const failed = findings.filter(({ p }) => !(twoSided(p) >= limit));
  const least = Math.min(...findings.map(({ p }) => twoSided(p)));
  const together = uniformity(findings.map(({ p }) => p));
  return { findings, limit, failed, least, uniformity: together, green: failed.length === 0 && together >= LEVEL };
}
