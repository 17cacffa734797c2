import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { normalQuantile } from "./normal.ts";

const HALF_LN_2PI = 0.9189385332046728;
/** B(2n) ÷ (2n (2n − 1)): Stirling's series, Abramowitz & Stegun 6.1.41. */
const STIRLING = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
];
const MAX_TERMS = 100_000;

/** ln Γ(x) for x > 0: Stirling's series from 12 up, the recurrence below it; absolute error about 1e-14. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let series = 0;
  for (let i = STIRLING.length - 1; i >= 0; i--) series = series * square + STIRLING[i];
  return (shifted - 0.5) * log(shifted) - shifted + HALF_LN_2PI + series * inverse - log(product);
}

/** P(a, x): the regularised lower incomplete gamma function for a > 0, x ≥ 0 (Abramowitz & Stegun 6.5). */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), without cancellation in the upper tail. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * exp(a * log(x) - x - lnGamma(a));
}

/** Lentz's method for the continued fraction 6.5.31. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < MAX_TERMS; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const delta = c * d;
    value *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return value * exp(a * log(x) - x - lnGamma(a));
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/**
 * x with P(a, x) = p, for a > 0 and p in (0, 1): a start by Wilson & Hilferty (or the leading term of the series for small a),
 * then Halley's steps kept inside a bracket. Relative error about 1e-13.
 */
export function gammaQuantile(a: number, p: number): number {
  const lnGammaA = lnGamma(a);
  let x = startOfGamma(a, p, lnGammaA);
  let low = 0;
  let high = Infinity;
  for (let i = 0; i < 200; i++) {
    // The smaller tail is the one without cancellation.
    const error = p <= 0.5 ? gammaP(a, x) - p : 1 - p - gammaQ(a, x);
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const density = exp((a - 1) * log(x) - x - lnGammaA);
    const step = error / density;
    let next = x - step / (1 - Math.max(-0.5, Math.min(0.5, 0.5 * step * ((a - 1) / x - 1))));
    if (!(next > low && next < high)) next = high === Infinity ? 2 * x + 1 : low === 0 ? high * 0.25 : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-14 * x) return next;
    x = next;
  }
  return x;
}

function startOfGamma(a: number, p: number, lnGammaA: number): number {
  if (a >= 1) {
    const t = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
    if (t > 0.2) return a * t * t * t;
  }
  const leading = exp((log(p) + lnGammaA + log(a)) / a);
  if (leading < a + 1) return Math.max(leading, 1e-300);
  return a + 1 - log(1 - p);
}

/** Γ(1 + x) Γ(1 − x) = πx ÷ sin πx, for x in [0, 1). */
export function gammaReflection(x: number): number {
  return exp(lnGamma(1 + x) + lnGamma(1 - x));
}
