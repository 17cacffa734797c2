import { betaNorm, betaQuantile, incompleteBeta } from "../../maths/beta.ts";
import type { Distribution, UniformSource } from "../distribution.ts";
import { between, finite, firstOf, form, MEAN, number, ordered, room, SD, value } from "../parameters.ts";
import { biasedByRejection } from "../remaining.ts";

const MIN = value("min", "least value", 0);
const MAX = value("max", "greatest value", 1);
const LEAST_SHAPE = 1e-6;
const MOST_SHAPE = 1e9;

/**
 * A beta variate stretched over [min, max], by inversion. Constants: [alpha, beta, min, max − min, max, betaNorm]; alpha 0 marks
 * a constant at min.
 */
export const beta: Distribution = {
  name: "beta",
  description: "a share between 0 and 1 (or between min and max), by its shape or by mean and sd",
  forms: [
    form(number("alpha", "first shape, above 0"), number("beta", "second shape, above 0"), MIN, MAX),
    form(MEAN, SD, MIN, MAX),
  ],
  check(which, [a, b, min, max]) {
    const range = firstOf(ordered("min", min, "max", max), finite("min", min), finite("max − min", max - min));
    if (range !== null) return range;
    if (which === 0) {
      return firstOf(between("alpha", a, LEAST_SHAPE, MOST_SHAPE), between("beta", b, LEAST_SHAPE, MOST_SHAPE));
    }
    if (b === 0 && a >= min && a <= max) return null;
    if (!(a > min && a < max)) return `mean must lie between min (${min}) and max (${max}), found ${a}`;
    const most = Math.sqrt((a - min) * (max - a));
    if (!(b > 0 && b < most)) return `sd must be below ${most} for this mean, found ${b}`;
    const m = (a - min) / (max - min);
    const sum = shapes(a, b, min, max);
    if (m * sum >= LEAST_SHAPE && (1 - m) * sum >= LEAST_SHAPE && sum <= MOST_SHAPE) return null;
    return `sd is too near ${sum > 1 ? 0 : most} to be drawn with this mean, found ${b}`;
  },
  prepare(which, [a, b, min, max], constants) {
    if (which === 0) {
      return max === min ? betaConstants(constants, 0, 0, min, min) : betaConstants(constants, a, b, min, max);
    }
    if (b === 0) return betaConstants(constants, 0, 0, a, a);
    const m = (a - min) / (max - min);
    const sum = shapes(a, b, min, max);
    return betaConstants(constants, m * sum, (1 - m) * sum, min, max);
  },
  sample: (c, source) => betaValue(c, source.next()),
  mean: (c) => (c[0] === 0 ? c[2] : c[2] + (c[3] * c[0]) / (c[0] + c[1])),
  sd(c) {
    if (c[0] === 0) return 0;
    const sum = c[0] + c[1];
    return (c[3] * Math.sqrt((c[0] * c[1]) / (sum + 1))) / sum;
  },
  cdf(c, x) {
    if (x < c[2]) return 0;
    if (x >= c[4]) return 1;
    return incompleteBeta(c[0], c[1], (x - c[2]) / c[3]);
  },
  quantile: betaValue,
  survival: betaSurvival,
  upperQuantile: betaUpper,
  lengthBiased: betaLengthBiased,
  min: (c) => c[2],
  max: (c) => c[4],
};

/** alpha + beta from mean and sd. */
function shapes(mean: number, sd: number, min: number, max: number): number {
  return ((mean - min) / sd) * ((max - mean) / sd) - 1;
}

/** Fills the constants of `beta`, which `pert` shares. */
export function betaConstants(
  constants: Float64Array | undefined,
  alpha: number,
  beta: number,
  min: number,
  max: number,
): Float64Array {
  const c = room(6, constants);
  c[0] = alpha;
  c[1] = beta;
  c[2] = min;
  c[3] = max - min;
  c[4] = max;
  c[5] = alpha === 0 ? 0 : betaNorm(alpha, beta);
  return c;
}

export function betaSurvival(c: Float64Array, x: number): number {
  if (x < c[2]) return 1;
  if (x >= c[4]) return 0;
  return incompleteBeta(c[1], c[0], (c[4] - x) / c[3]);
}

export function betaUpper(c: Float64Array, q: number): number {
  return c[0] === 0 ? c[2] : Math.max(c[2], c[4] - c[3] * betaQuantile(c[1], c[0], q, c[5]));
}

/** x f(x) = min f(x) + (x − min) f(x), and the second part is a beta density of a first shape one higher. */
export function betaLengthBiased(c: Float64Array, source: UniformSource): number {
  if (c[0] === 0) return c[2];
  if (c[2] < 0) return biasedByRejection(beta, c, source);
  if (source.next() * beta.mean(c) < c[2]) return betaValue(c, source.next());
  return Math.min(c[4], c[2] + c[3] * betaQuantile(c[0] + 1, c[1], source.next()));
}

/** The variate of probability p, never beyond max by rounding. */
export function betaValue(c: Float64Array, p: number): number {
  return c[0] === 0 ? c[2] : Math.min(c[4], c[2] + c[3] * betaQuantile(c[0], c[1], p, c[5]));
}
