import { normalCdf, normalDensity, normalQuantile } from "../../maths/normal.ts";
import { normalOfUniform } from "../../maths/normal-table.ts";
import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, MEAN, notNegative, ordered, room, SD, value } from "../parameters.ts";
import { inverseOfSurvival } from "../remaining.ts";

/**
 * Truncated to [min, max] by inversion within the bounds, never by clamping. Probabilities are counted from the nearer end, so
 * that far tails keep their digits. Constants: [mean, sd, P(below min), P(above max), share between, min, max].
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
    if (min === max) return finite("min", min);
    const share = shareBetween((min - mean) / sd, (max - mean) / sd);
    return share > 1e-12 ? null : `min and max leave out almost everything: ${share} of the distribution is left`;
  },
  prepare(_form, [mean, sd, min, max], constants) {
    const c = room(7, constants);
    // Bounds that meet leave one value, whatever its density.
    c[0] = min === max ? min : mean;
    c[1] = min === max ? 0 : sd;
    c[5] = min;
    c[6] = max;
    if (c[1] > 0) {
      const a = (min - mean) / sd;
      const b = (max - mean) / sd;
      c[2] = normalCdf(a);
      c[3] = normalCdf(-b);
      c[4] = shareBetween(a, b);
    }
    return c;
  },
  sample(c, source) {
    const u = source.next();
    return c[5] === -Infinity && c[6] === Infinity ? c[0] + c[1] * normalOfUniform(u) : quantile(c, u);
  },
  mean: (c) => (c[1] === 0 ? c[0] : c[0] + c[1] * standardMean(c)),
  sd(c) {
    if (c[1] === 0) return 0;
    const mean = standardMean(c);
    return c[1] * Math.sqrt(standardVariance(c, mean));
  },
  cdf(c, x) {
    if (x < c[5]) return 0;
    if (x >= c[6]) return 1;
    if (c[1] === 0) return x < c[0] ? 0 : 1;
    const z = (x - c[0]) / c[1];
    const a = (c[5] - c[0]) / c[1];
    return Math.min(1, shareBetween(a, z) / c[4]);
  },
  quantile,
  survival(c, x) {
    if (x < c[5]) return 1;
    if (x >= c[6]) return 0;
    if (c[1] === 0) return x < c[0] ? 1 : 0;
    return Math.min(1, shareBetween((x - c[0]) / c[1], (c[6] - c[0]) / c[1]) / c[4]);
  },
  upperQuantile(c, q) {
    if (c[1] === 0) return c[0];
    const above = c[3] + q * c[4];
    const z = above <= 0.5 ? -normalQuantile(above) : normalQuantile(c[2] + (1 - q) * c[4]);
    return Math.min(c[6], Math.max(c[5], c[0] + c[1] * z));
  },
  lengthBiased(c, source) {
    if (c[1] === 0) return c[0];
    const from = Math.max(0, c[5]);
    // ∫ x f(x) dx from x on, from the mean and the density; its inverse is looked for.
    const above = (x: number): number => {
      const [a, b] = [(x - c[0]) / c[1], (c[6] - c[0]) / c[1]];
      return c[0] * shareBetween(a, b) + c[1] * (normalDensity(a) - normalDensity(b));
    };
    const whole = above(from);
    if (!(whole > 0)) return Number.NaN;
    return inverseOfSurvival((x) => (x < c[6] ? above(x) / whole : 0), source.next(), from, Math.abs(c[0]) + c[1]);
  },
  min: (c) => (c[1] === 0 ? c[0] : c[5]),
  max: (c) => (c[1] === 0 ? c[0] : c[6]),
};

/** P(a < Z < b), from the side where the difference keeps its digits; across a narrow gap by quadrature. */
function shareBetween(a: number, b: number): number {
  if (b - a < NARROW) return integral(a, b, 0, 0);
  return a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
}

function quantile(c: Float64Array, p: number): number {
  if (c[1] === 0) return c[0];
  const below = c[2] + p * c[4];
  const z = below <= 0.5 ? normalQuantile(below) : -normalQuantile(c[3] + (1 - p) * c[4]);
  return Math.min(c[6], Math.max(c[5], c[0] + c[1] * z));
}

function standardMean(c: Float64Array): number {
  const a = (c[5] - c[0]) / c[1];
  const b = (c[6] - c[0]) / c[1];
  return b - a < NARROW ? integral(a, b, 0, 1) / c[4] : (normalDensity(a) - normalDensity(b)) / c[4];
}

function standardVariance(c: Float64Array, mean: number): number {
  const a = (c[5] - c[0]) / c[1];
  const b = (c[6] - c[0]) / c[1];
  if (b - a < NARROW) return integral(a, b, mean, 2) / c[4];
  const edges = (a === -Infinity ? 0 : a * normalDensity(a)) - (b === Infinity ? 0 : b * normalDensity(b));
  return 1 + edges / c[4] - mean * mean;
}

const NARROW = 2;
/** Gauss–Legendre nodes and weights of order 16, the positive half (Abramowitz & Stegun 25.4.30). */
const NODES = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
const WEIGHTS = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
  0.09515851168249279, 0.06225352393864789, 0.027152459411754096,
];

/** ∫ (z − centre)^order φ(z) dz over [a, b], b − a below 2; relative error about 1e-15. */
function integral(a: number, b: number, centre: number, order: 0 | 1 | 2): number {
  const half = 0.5 * (b - a);
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    for (let side = -1; side <= 1; side += 2) {
      const z = a + half + side * half * NODES[i];
      const away = z - centre;
      sum += WEIGHTS[i] * normalDensity(z) * (order === 0 ? 1 : order === 1 ? away : away * away);
    }
  }
  return sum * half;
}
