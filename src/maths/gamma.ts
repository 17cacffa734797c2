import { exp } from "./exp.ts";
import { lnGamma, stirlingError } from "./ln-gamma.ts";
import { log } from "./log.ts";
import { excess } from "./near-one.ts";
import { normalQuantile } from "./normal.ts";
import { temme } from "./temme.ts";

const INVERSE_SQRT_2PI = 0.3989422804014327;
const MAX_TERMS = 1000;

/**
 * P(a, x): the regularised lower incomplete gamma function for a > 0, x ≥ 0; relative error about 1e-13 (where P is the smaller
 * of the two, otherwise absolute). Series and continued fraction of Abramowitz & Stegun 6.5.29 and 6.5.31; Temme's expansion for
 * large a.
 */
export function gammaP(a: number, x: number): number {
  if (!(x > 0)) return x <= 0 ? 0 : Number.NaN;
  if (x === Infinity) return 1;
  const tail = smallTail(a, x, massTimesX(a, x, lnGamma(a)));
  return isLower(a, x) ? tail : 1 - tail;
}

/** Q(a, x) = 1 − P(a, x), without cancellation in the upper tail. */
export function gammaQ(a: number, x: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : Number.NaN;
  if (x === Infinity) return 0;
  const tail = smallTail(a, x, massTimesX(a, x, lnGamma(a)));
  return isLower(a, x) ? 1 - tail : tail;
}

/** Whether `smallTail` gives P (else Q). */
function isLower(a: number, x: number): boolean {
  return x < a + 1;
}

/** P or Q, whichever does not come from a subtraction. @param mass x^a e^(−x) ÷ Γ(a) */
function smallTail(a: number, x: number, mass: number): number {
  const lower = isLower(a, x);
  if (a >= 30) {
    const away = (x - a) / a;
    if (Math.abs(away) < 0.4) {
      const root = Math.sqrt(2 * excess(away));
      return temme(a, away < 0 ? -root : root, !lower);
    }
  }
  if (mass === 0) return 0;
  return mass * (lower ? series(a, x) : fraction(a, x));
}

/** x^a e^(−x) ÷ Γ(a), which is x times the density. For large a about the mode, where the parts do not cancel. */
function massTimesX(a: number, x: number, lnGammaA: number): number {
  const away = (x - a) / a;
  if (a < 12 || away < -0.9) return exp(a * log(x) - x - lnGammaA);
  return INVERSE_SQRT_2PI * Math.sqrt(a) * exp(-a * excess(away) - stirlingError(a));
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's method. */
function fraction(a: number, x: number): number {
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
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return value;
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/**
 * x with P(a, x) = p, for a > 0 and p in (0, 1): Wilson & Hilferty's start (or the leading term of the series), then Halley's
 * steps kept inside a bracket. Relative error about 1e-13; 0 where x is below the doubles.
 *
 * @param lnGammaA ln Γ(a), for callers that ask often
 */
export function gammaQuantile(a: number, p: number, lnGammaA: number = lnGamma(a)): number {
  let x = start(a, p, lnGammaA);
  if (x < 1e-290) return x;
  // Halley's error is the cube of its step, counted in standard deviations.
  const closeEnough = 1e-5 / Math.sqrt(1 + a);
  let low = 0;
  let high = Infinity;
  for (let i = 0; i < 200; i++) {
    const mass = massTimesX(a, x, lnGammaA);
    const tail = smallTail(a, x, mass);
    const error = isLower(a, x) ? tail - p : 1 - p - tail;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const step = (error / mass) * x;
    let next = x - step / (1 - Math.max(-0.5, Math.min(0.5, 0.5 * step * ((a - 1) / x - 1))));
    if (!(next > low && next < high))
      next = high === Infinity ? 2 * x + 1 : low === 0 ? high * 0.25 : 0.5 * (low + high);
    else if (Math.abs(next - x) <= closeEnough * x) return next;
    x = next;
  }
  return x;
}

function start(a: number, p: number, lnGammaA: number): number {
  if (a >= 0.5) {
    const t = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
    if (t > 0.3) return a * t * t * t;
  }
  const leading = exp((log(p) + lnGammaA + log(a)) / a);
  if (leading < 0.2 * (a + 1)) return leading * (1 + leading / (a + 1));
  return Math.min(leading, a + 1 - log(1 - p));
}
