import { exp } from "./exp.ts";
import { log } from "./log.ts";

/** Logarithms near 1 and exponentials near 0 without the digits that subtracting 1 would lose. Portable, as log and exp are. */

/** ln(1 + x) to about 2 units in the last place, for x ≥ −1: the logarithm of the rounded sum, and what the sum left out. */
export function logOnePlus(x: number): number {
  const sum = 1 + x;
  if (sum <= 0 || sum === Infinity) return log(sum);
  return log(sum) + (x - (sum - 1)) / sum;
}

/** e^x − 1 to about 3 units in the last place: the error of a rounded exponential cancels when divided by its logarithm (Kahan). */
export function expMinusOne(x: number): number {
  const power = exp(x);
  if (power === 1) return x;
  const difference = power - 1;
  if (Math.abs(x) > 1) return difference;
  return (difference * x) / log(power);
}

/**
 * x − ln(1 + x) for x > −1, which is x²/2 near 0 and never negative; relative error about 1e-15. Near 0 by the series of the
 * inverse hyperbolic tangent: with s = x ÷ (2 + x), ln(1 + x) = 2 (s + s³/3 + s⁵/5 + …) and 2s = x − xs.
 */
export function excess(x: number): number {
  if (!(x > -0.3 && x < 0.5)) return x - logOnePlus(x);
  const s = x / (2 + x);
  const square = s * s;
  let series = 0;
  for (let i = ODD.length - 1; i >= 0; i--) series = series * square + ODD[i];
  return x * s - 2 * s * square * series;
}

/** 1 ÷ (2n + 3): thirteen terms, for |s| ≤ 0.2. */
const ODD = Float64Array.from({ length: 13 }, (_, n) => 1 / (2 * n + 3));
