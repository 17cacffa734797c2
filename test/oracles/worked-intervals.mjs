// Intervals of worked examples, by the functions with which results are told.
import { incompleteBeta } from "../../dist/maths/beta.js";
import { binomialQuantile } from "../../dist/random/binomial.js";
import { halfWidth, studentQuantile } from "../../dist/statistics/confidence-interval.js";
import { sum } from "../../dist/statistics/summation.js";
import { Tally } from "../../dist/statistics/tally.js";
import { rows } from "./rows.mjs";

const LEVEL = 0.95;

/** What is found for each row, in the order of its values. @returns {[id: string, found: number[]][]} */
export function workedIntervals() {
  const single = tallyOf(paramsOf("oa.ci").x);
  const { A, B } = paramsOf("oa.paired");
  const pairs = tallyOf(A.map((/** @type {number} */ a, /** @type {number} */ i) => a - B[i]));
  const t = (pairs.mean / pairs.sd) * Math.sqrt(pairs.count);
  const freedom = pairs.count - 1;
  const batches = batchMeans();
  const batch = tallyOf(batches);
  return [
    ["oa.ci", [single.mean, single.sd, halfWidth(single.count, single.sd, LEVEL)]],
    [
      "oa.paired",
      // The tails beyond t: Abramowitz and Stegun 26.7.1.
      [
        pairs.mean,
        halfWidth(pairs.count, pairs.sd, LEVEL),
        t,
        incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)),
      ],
    ],
    ["oa.batch", [batch.mean, halfWidth(batch.count, batch.sd, LEVEL), lagOneAutocorrelation(batches)]],
    ["oa.bonf", [studentQuantile(1 - 0.05 / 8, 19)]],
    ["oa.cover", [1000, 2000, 10_000].flatMap((n) => [5e-5, 1 - 5e-5].map((u) => binomialQuantile(n, LEVEL, u)))],
  ];
}

/** @param {string} id @returns {Record<string, any>} */
function paramsOf(id) {
  return rows.find((row) => row.id === id).params;
}

/** Twenty means of 100 of the series x = 0.8 x + (u − ½), u of Park and Miller, Communications of the ACM 31 (1988) 1192–1201. */
function batchMeans() {
  let [state, x] = [12345, 0];
  const series = Array.from({ length: 2000 }, () => {
    state = (state * 16807) % 2147483647;
    x = 0.8 * x + (state / 2147483647 - 0.5);
    return x;
  });
  return Array.from({ length: 20 }, (_, k) => tallyOf(series.slice(100 * k, 100 * k + 100)).mean);
}

/**
 * Correlation of a series with itself one step later, Σ (xᵢ − x̄)(xᵢ₊₁ − x̄) ÷ Σ (xᵢ − x̄)², both about the mean of the whole
 * (Box and Jenkins).
 */
export function lagOneAutocorrelation(values) {
  const mean = sum(values) / values.length;
  const deviations = values.map((value) => value - mean);
  const products = deviations.slice(1).map((deviation, i) => deviation * deviations[i]);
  return sum(products) / sum(deviations.map((deviation) => deviation ** 2));
}

/** @param {readonly number[]} values */
function tallyOf(values) {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}
