import { exp } from "./exp.ts";
import { log } from "./log.ts";

const SQRT_2 = 1.4142135623730951;
const INVERSE_SQRT_2PI = 0.3989422804014327;

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return INVERSE_SQRT_2PI * exp(-0.5 * z * z);
}

/** P(Z ≤ z) of the standard normal, relative error about 1e-15 in the lower tail too. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / SQRT_2);
}

/**
 * Complementary error function: a power series near 0, a continued fraction beyond 1 (Abramowitz & Stegun 7.1.6 and 7.1.14,
 * the latter by Lentz's method).
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x > 27) return 0;
  return x < 1 ? 1 - erfSeries(x) : erfcFraction(x);
}

const TWO_OVER_SQRT_PI = 1.1283791670955126;
const INVERSE_SQRT_PI = 0.5641895835477563;

function erfSeries(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * exp(-square) * sum;
}

function erfcFraction(x: number): number {
  // x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …
  let value = x;
  let c = x;
  let d = 0;
  for (let n = 1; n < 1000; n++) {
    const numerator = n / 2;
    d = 1 / (x + numerator * d);
    c = x + numerator / c;
    const delta = c * d;
    value *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return (exp(-x * x) * INVERSE_SQRT_PI) / value;
}

const CENTRE_NUMERATOR = [
  3.3871328727963666, 133.14166789178438, 1971.5909503065514, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_DENOMINATOR = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const MIDDLE_NUMERATOR = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const MIDDLE_DENOMINATOR = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const TAIL_NUMERATOR = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const TAIL_DENOMINATOR = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.4215117583164459e-7, 2.0442631033899397e-15,
];

/**
 * Quantile of the standard normal for p in (0, 1): Wichura's AS 241 (PPND16), Applied Statistics 37 (1988) 477–484, on the
 * portable logarithm; relative error below 1e-15.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_NUMERATOR, r)) / polynomial(CENTRE_DENOMINATOR, r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const z =
    r <= 5
      ? polynomial(MIDDLE_NUMERATOR, r - 1.6) / polynomial(MIDDLE_DENOMINATOR, r - 1.6)
      : polynomial(TAIL_NUMERATOR, r - 5) / polynomial(TAIL_DENOMINATOR, r - 5);
  return q < 0 ? -z : z;
}

/** Horner's rule, lowest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = coefficients[7];
  for (let i = 6; i >= 0; i--) value = value * x + coefficients[i];
  return value;
}
