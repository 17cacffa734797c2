// From a statistic to the chance of one as great. A two-sided p-value is twice the smaller of p and 1 − p.
import { gammaP, gammaQ } from "../../dist/maths/gamma.js";
import { normalCdf } from "../../dist/maths/normal.js";

/** Cells expected to hold fewer are put together. */
const LEAST_EXPECTED = 10;

/**
 * Pearson's chi-square. Cells that expect little are put together with the ones after them, the last with those before.
 * Too few counts for two cells are no fair sequence's: 0.
 * @param {ArrayLike<number>} counts
 * @param {number} total
 * @param {(cell: number) => number} probability
 */
export function chiSquare(counts, total, probability) {
  let [sum, cells] = [0, 0];
  let [observed, expected] = [0, 0];
  let [lastObserved, lastExpected] = [0, 0];
  for (let cell = 0; cell < counts.length; cell++) {
    observed += counts[cell];
    expected += total * probability(cell);
    if (expected < LEAST_EXPECTED) continue;
    sum += (observed - expected) ** 2 / expected;
    cells++;
    [lastObserved, lastExpected] = [observed, expected];
    [observed, expected] = [0, 0];
  }
  if (cells < 2) return 0;
  if (expected > 0) {
    sum -= (lastObserved - lastExpected) ** 2 / lastExpected;
    sum += (lastObserved + observed - lastExpected - expected) ** 2 / (lastExpected + expected);
  }
  return chiSquareTail(sum, cells - 1);
}

/** P(X ≥ x) of a chi-square. @param {number} x @param {number} degrees */
export function chiSquareTail(x, degrees) {
  return gammaQ(degrees / 2, x / 2);
}

/** P(X > k) + P(X = k) ÷ 2 of a Poisson count: nearly uniform where its mean is not small. @param {number} k @param {number} mean */
export function poissonTail(k, mean) {
  return (gammaP(k + 1, mean) + (k > 0 ? gammaP(k, mean) : 1)) / 2;
}

/** P(Z ≥ z) of a standard normal. @param {number} z */
export function normalTail(z) {
  return normalCdf(-z);
}

/** P(max |Z| ≥ z) of so many independent standard normals. @param {number} z @param {number} count */
export function extremeTail(z, count) {
  return chanceOfAny(2 * normalTail(z), count);
}

/** Of so many independent chances. @param {number} chance of each @param {number} count */
export function chanceOfAny(chance, count) {
  return -Math.expm1(count * Math.log1p(-Math.min(chance, 1)));
}

/** @param {number} p */
export function twoSided(p) {
  return Math.min(1, 2 * Math.min(p, 1 - p));
}

/**
 * Kolmogorov and Smirnov's test that values are uniform on (0, 1); Stephens (1970) for the limit law in finite samples.
 * @param {readonly number[]} values
 */
export function uniformity(values) {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let distance = 0;
  for (const [i, value] of sorted.entries()) distance = Math.max(distance, value - i / n, (i + 1) / n - value);
  const x = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
  if (x < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, sum);
}
