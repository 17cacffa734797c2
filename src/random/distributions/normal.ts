import { normalCdf, normalDensity, normalQuantile } from "../../maths/normal.ts";
import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, MEAN, notNegative, ordered, room, SD, value } from "../parameters.ts";

/**
 * Truncated to [min, max] by inversion within the bounds, never by clamping. In the upper half the mirror image is used, so that
 * far tails keep their digits. Constants: [mean, sd, P(below min), P(below max), min, max, mirrored].
 */
export const normal: Distribution = {
  name: "normal",
  description:
    "symmetric about its mean; say min (and max) to cut off what cannot be: the mean then moves, and check shows it",
  forms: [
    form(
      MEAN,
      SD,
      value("min", "values below are left out", -Infinity),
      value("max", "values above are left out", Infinity),
    ),
  ],
  check(_form, [mean, sd, min, max]) {
    const problem = firstOf(finite("mean", mean), notNegative("sd", sd), ordered("min", min, "max", max));
    if (problem !== null) return problem;
    if (sd === 0) return mean >= min && mean <= max ? null : `the constant ${mean} (sd 0) is outside min and max`;
    const [low, high] = bounds(mean, sd, min, max);
    return high - low > 1e-12
      ? null
      : `min and max leave out almost everything: ${high - low} of the distribution is left`;
  },
  prepare(_form, [mean, sd, min, max], constants) {
    const c = room(7, constants);
    c[0] = mean;
    c[1] = sd;
    c[4] = min;
    c[5] = max;
    c[6] = min > mean ? 1 : 0;
    if (sd > 0) {
      const [low, high] = bounds(mean, sd, min, max);
      c[2] = low;
      c[3] = high;
    }
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean(c) {
    if (c[1] === 0) return c[0];
    const { share, densityMin, densityMax } = moments(c);
    return c[0] + (c[1] * (densityMin - densityMax)) / share;
  },
  sd(c) {
    if (c[1] === 0) return 0;
    const { share, densityMin, densityMax, a, b } = moments(c);
    const shift = (densityMin - densityMax) / share;
    const stretch = ((densityMin === 0 ? 0 : a * densityMin) - (densityMax === 0 ? 0 : b * densityMax)) / share;
    return c[1] * Math.sqrt(1 + stretch - shift * shift);
  },
  cdf(c, x) {
    if (x < c[4]) return 0;
    if (x >= c[5]) return 1;
    if (c[1] === 0) return x < c[0] ? 0 : 1;
    const z = (x - c[0]) / c[1];
    return c[6] === 1 ? (c[3] - normalCdf(-z)) / (c[3] - c[2]) : (normalCdf(z) - c[2]) / (c[3] - c[2]);
  },
  quantile,
  min: (c) => (c[1] === 0 ? c[0] : c[4]),
  max: (c) => (c[1] === 0 ? c[0] : c[5]),
};

/** Probabilities of the ends; mirrored when both lie above the mean. */
function bounds(mean: number, sd: number, min: number, max: number): readonly [number, number] {
  const a = (min - mean) / sd;
  const b = (max - mean) / sd;
  return min > mean ? [normalCdf(-b), normalCdf(-a)] : [normalCdf(a), normalCdf(b)];
}

function moments(c: Float64Array) {
  const a = (c[4] - c[0]) / c[1];
  const b = (c[5] - c[0]) / c[1];
  return { share: c[3] - c[2], densityMin: normalDensity(a), densityMax: normalDensity(b), a, b };
}

function quantile(c: Float64Array, p: number): number {
  if (c[1] === 0) return c[0];
  const z = c[6] === 1 ? -normalQuantile(c[3] - p * (c[3] - c[2])) : normalQuantile(c[2] + p * (c[3] - c[2]));
  return Math.min(c[5], Math.max(c[4], c[0] + c[1] * z));
}
