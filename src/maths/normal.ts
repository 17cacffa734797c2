import { expOfSquare, scaledErfc } from "./erfc.ts";
import { log } from "./log.ts";

const INVERSE_SQRT_2 = 0.7071067811865476;
const INVERSE_SQRT_2PI = 0.3989422804014327;

/** Density of the standard normal, relative error about 1e-15. */
export function normalDensity(z: number): number {
  return Math.abs(z) < 39 ? INVERSE_SQRT_2PI * expOfSquare(z, 0.5) : 0;
}

/** P(Z ≤ z) of the standard normal, relative error about 1e-15 in the lower tail too. */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z);
  if (!(z > -38.6)) return z <= -38.6 ? 0 : Number.NaN;
  return 0.5 * expOfSquare(z, 0.5) * scaledErfc(-z * INVERSE_SQRT_2);
}

const CENTRE_NUMERATOR = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
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
