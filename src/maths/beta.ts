import { exp } from "./exp.ts";
import { lnGamma } from "./ln-gamma.ts";
import { log } from "./log.ts";

/**
 * I_x(a, b): the regularised incomplete beta function for a, b > 0 and x in [0, 1], by Lentz's method for the continued fraction
 * of Abramowitz & Stegun 26.5.8; relative error about 1e-13.
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  return incompleteBetaOf(a, b, x, 1 - x);
}

/** The same with y = 1 − x given apart, for x near 1. */
export function incompleteBetaOf(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = exp(a * log(x) + b * log(y) - lnBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, y)) / b;
}

export function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const delta = d * c;
    value *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/**
 * x with I_x(a, b) = p, for p in (0, 1): Newton's steps kept inside a bracket that halves when they leave it. Relative error about
 * 1e-12, of x or of 1 − x, whichever is smaller.
 */
export function betaQuantile(a: number, b: number, p: number): number {
  return p > incompleteBeta(a, b, a / (a + b)) ? 1 - lowerQuantile(b, a, 1 - p) : lowerQuantile(a, b, p);
}

function lowerQuantile(a: number, b: number, p: number): number {
  const norm = lnBeta(a, b);
  let low = 0;
  let high = 1;
  let x = Math.min(0.5, Math.max(1e-300, exp((log(p) + log(a) + norm) / a)));
  for (let i = 0; i < 300; i++) {
    const error = incompleteBeta(a, b, x) - p;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const density = exp((a - 1) * log(x) + (b - 1) * log(1 - x) - norm);
    let next = x - error / density;
    if (!(next > low && next < high)) next = low === 0 ? high * 0.25 : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-14 * x) return next;
    x = next;
  }
  return x;
}
