import { exp } from "../../maths/exp.ts";
import { gammaP, gammaQ } from "../../maths/gamma.ts";
import { lnGamma } from "../../maths/ln-gamma.ts";
import { log } from "../../maths/log.ts";
import { normalQuantile } from "../../maths/normal.ts";
import type { Distribution } from "../distribution.ts";
import { form, notNegative, number, room } from "../parameters.ts";

/** Above it neighbouring counts are no longer told apart by sums of probabilities. */
const LARGEST = 1e9;
/** Up to here, and for p this far from 0 and 1, summing from the mode is exact to 1e-14 and quicker. */
const SMALL = 50;
const FAR = 1e-9;

/** By inversion. Constants: [mean, mode, P(N ≤ mode), P(N = mode)]. */
export const poisson: Distribution = {
  name: "poisson",
  description: "a count of independent events",
  forms: [form(number("mean", "mean of the count"))],
  check: (_form, [mean]) =>
    mean > LARGEST ? `mean must be at most ${LARGEST}, found ${mean}` : notNegative("mean", mean),
  prepare(_form, [mean], constants) {
    const c = room(4, constants);
    const mode = Math.floor(mean);
    c[0] = mean;
    c[1] = mode;
    c[2] = 1;
    c[3] = 1;
    if (mean > 0 && mean <= SMALL) {
      c[2] = gammaQ(mode + 1, mean);
      c[3] = exp(mode * log(mean) - mean - lnGamma(mode + 1));
    }
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean: (c) => c[0],
  sd: (c) => Math.sqrt(c[0]),
  cdf: (c, x) => (x < 0 ? 0 : c[0] === 0 || x === Infinity ? 1 : gammaQ(Math.floor(x) + 1, c[0])),
  quantile,
  survival: (c, x) => (x < 0 ? 1 : c[0] === 0 || x === Infinity ? 0 : gammaP(Math.floor(x) + 1, c[0])),
  upperQuantile: (c, q) => quantile(c, 1 - q),
  // x p(x) ÷ mean is p(x − 1).
  lengthBiased: (c, source) => (c[0] === 0 ? 0 : 1 + quantile(c, source.next())),
  min: () => 0,
  max: (c) => (c[0] === 0 ? 0 : Infinity),
};

function quantile(c: Float64Array, p: number): number {
  if (c[0] === 0) return 0;
  return c[0] <= SMALL && p > FAR && p < 1 - FAR ? fromMode(c, p) : fromGuess(c[0], p);
}

function fromMode(c: Float64Array, p: number): number {
  let count = c[1];
  let below = c[2];
  let share = c[3];
  if (p > below) {
    while (p > below) {
      count++;
      share *= c[0] / count;
      below += share;
    }
    return count;
  }
  while (count > 0 && p <= below - share) {
    below -= share;
    share *= count / c[0];
    count--;
  }
  return count;
}

/** From the Cornish–Fisher expansion, mostly within 1 of the answer, by steps that each ask the tail that has the digits. */
function fromGuess(mean: number, p: number): number {
  const z = normalQuantile(p);
  let count = Math.max(0, Math.floor(mean + Math.sqrt(mean) * z + (z * z - 1) / 6));
  if (reaches(mean, count, p)) {
    while (count > 0 && reaches(mean, count - 1, p)) count--;
    return count;
  }
  do count++;
  while (!reaches(mean, count, p));
  return count;
}

/** P(N ≤ count) ≥ p. */
function reaches(mean: number, count: number, p: number): boolean {
  return p <= 0.5 ? gammaQ(count + 1, mean) >= p : gammaP(count + 1, mean) <= 1 - p;
}
