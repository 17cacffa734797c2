import { exp } from "./exp.ts";
import { stirlingError } from "./ln-gamma.ts";
import { log } from "./log.ts";
import { excess, expMinusOne } from "./near-one.ts";
import { normalQuantile } from "./normal.ts";

const INVERSE_SQRT_2PI = 0.3989422804014327;
const MAX_TERMS = 100_000;

/**
 * I_x(a, b): the regularised incomplete beta function for a, b > 0 and x in [0, 1], by Lentz's method for the continued fraction
 * of DLMF 8.17.22; error about 1e-13, relative for x below (a + 1) ÷ (a + b + 2), which is about the mean, absolute above
 * (1e-11 for shapes of a million).
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  return incompleteBetaOf(a, b, x, 1 - x);
}

/** The same with y = 1 − x given apart, for x near 1. */
function incompleteBetaOf(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const mass = massTimesXY(a, b, x, y, betaNorm(a, b));
  return isLower(a, b, x) ? (mass * fraction(a, b, x, y)) / a : 1 - (mass * fraction(b, a, y, x)) / b;
}

/**
 * ln of √(ab ÷ 2π(a + b)) e^(δ(a + b) − δ(a) − δ(b)), δ what Stirling's formula leaves out: the part of x^a y^b ÷ B(a, b) that
 * does not depend on x. For callers that ask often.
 */
export function betaNorm(a: number, b: number): number {
  const root = INVERSE_SQRT_2PI * Math.sqrt(a < b ? a * (b / (a + b)) : b * (a / (a + b)));
  return log(root) + stirlingError(a + b) - stirlingError(a) - stirlingError(b);
}

/** x^a y^b ÷ B(a, b), about its greatest value so that large parts do not cancel (as Loader does for the binomial, 2000). */
function massTimesXY(a: number, b: number, x: number, y: number, norm: number): number {
  const away = x * b - y * a;
  return exp(norm - part(a, away / a, x, a + b) - part(b, -away / b, y, a + b));
}

/** a (λ − 1 − ln λ) for λ = 1 + away = x (a + b) ÷ a; from λ itself where the difference has lost the digits. */
function part(a: number, away: number, x: number, sum: number): number {
  return away > -0.9 ? a * excess(away) : a * (away - log((x / a) * sum));
}

/** Whether x is on the side of the mean from which the fraction converges to I_x(a, b), not to its complement. */
function isLower(a: number, b: number, x: number): boolean {
  return x * (a + b + 2) < a + 1;
}

function fraction(a: number, b: number, x: number, y: number): number {
  // The first step 1 − (a + b) x ÷ (a + 1), written without cancellation.
  let c = 1;
  let d = 1 / nonZero((1 + a * y - b * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const delta = d * c;
    value *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return value;
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/**
 * x with I_x(a, b) = p, for p in (0, 1): a start by the normal distribution (Abramowitz & Stegun 26.5.22) or by the leading terms
 * of the ends, then Halley's steps kept inside a bracket, on x or on 1 − x, whichever is the smaller. Relative error of that one
 * about 1e-13; 0 where it is below the doubles.
 *
 * @param norm betaNorm(a, b), for callers that ask often
 */
export function betaQuantile(a: number, b: number, p: number, norm: number = betaNorm(a, b)): number {
  const x = start(a, b, p);
  return x > 0.5 ? 1 - solve(b, a, 1 - p, p, 1 - x, norm) : solve(a, b, p, 1 - p, x, norm);
}

/** @param q 1 − p, given apart so that neither loses digits @param first a guess, at most about ½ */
function solve(a: number, b: number, p: number, q: number, first: number, norm: number): number {
  const closeEnough = 1e-5 * Math.min(1, 3 / Math.sqrt(a + 1));
  let x = first;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 300; i++) {
    if (x < 1e-290) return x;
    const y = 1 - x;
    const mass = massTimesXY(a, b, x, y, norm);
    const lower = isLower(a, b, x);
    const tail = lower ? (mass * fraction(a, b, x, y)) / a : (mass * fraction(b, a, y, x)) / b;
    const error = lower ? tail - p : q - tail;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const step = (error / mass) * x * y;
    const bend = 0.5 * step * ((a - 1) / x - (b - 1) / y);
    let next = x - step / (1 - Math.max(-0.5, Math.min(0.5, bend)));
    if (!(next > low && next < high)) next = low === 0 && high < 1 ? high * 0.25 : 0.5 * (low + high);
    else {
      const moved = Math.abs(next - x);
      // Halley's error is the cube of its step, counted in the widths over which the density bends.
      if (moved <= 1e-14 * x || (moved < closeEnough * x && Math.abs(bend) < 1e-5)) return next;
    }
    x = next;
  }
  return x;
}

function start(a: number, b: number, p: number): number {
  if (a >= 1 && b >= 1 && a + b > 2) {
    const z = -normalQuantile(p);
    const lambda = (z * z - 3) / 6;
    const ia = a > 1 ? 1 / (2 * a - 1) : 1;
    const ib = b > 1 ? 1 / (2 * b - 1) : 1;
    const h = 2 / (ia + ib);
    const root = Math.sqrt(h + lambda);
    if (h + lambda > 0) {
      const w = (z * root) / h - (ib - ia) * (lambda + 5 / 6 - 2 / (3 * h));
      if (Math.abs(w) < 300) return a / (a + b * exp(2 * w));
    }
    return a / (a + b);
  }
  // The mass of each end as if only its own power mattered.
  const left = exp(a * log(a / (a + b))) / a;
  const right = exp(b * log(b / (a + b))) / b;
  const both = left + right;
  if (p * both < left) return Math.min(0.999, exp(log(a * both * p) / a));
  return Math.max(0.001, -expMinusOne(log(b * both * (1 - p)) / b));
}
