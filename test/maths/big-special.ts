import {
  add,
  type Big,
  below,
  big,
  exponentOf,
  fixed,
  HALF,
  near,
  negative,
  ONE,
  over,
  root,
  scaled,
  sizeOf,
  subtract,
  times,
  ZERO,
} from "./big.ts";
import { exponential, HALF_LN_2PI, ln, lnOnePlus, PI } from "./big-elementary.ts";

/** The error, gamma and beta functions with 100 bits and more, from series and continued fractions that leave nothing out. */

const BITS = 400;
const ROOT_PI = root(PI);

/** erf x for 0 ≤ x < 9, by the series of DLMF 7.6.2, whose terms have one sign. */
function erf(x: Big): Big {
  const twice = fixed(scaled(times(x, x), 1), BITS);
  let term = 1n << BigInt(BITS);
  let sum = 0n;
  for (let k = 3n; term !== 0n; k += 2n) {
    sum += term;
    term = (term * twice) / (k << BigInt(BITS));
  }
  const series = over(times(scaled(x, 1), { m: sum, e: -BITS }), ROOT_PI);
  return times(series, exponential(negative(times(x, x))));
}

/** e^(x²) erfc x for x ≥ 9, by the continued fraction of DLMF 7.9.1. */
function scaledTail(x: Big): Big {
  const half = over(HALF, times(x, x));
  let fraction = ONE;
  for (let k = 80; k > 0; k--) fraction = add(ONE, over(times(big(k), half), fraction));
  return over(ONE, times(times(x, ROOT_PI), fraction));
}

/** e^(x²) erfc x for x ≥ 0 */
export function scaledErfcOf(x: Big): Big {
  if (!below(x, big(9))) return scaledTail(x);
  return times(exponential(times(x, x)), subtract(ONE, erf(x)));
}

export function erfcOf(x: Big): Big {
  if (x.m < 0n) return subtract(big(2), erfcOf(negative(x)));
  if (below(x, big(9))) return subtract(ONE, erf(x));
  return times(exponential(negative(times(x, x))), scaledTail(x));
}

export function normalDensityOf(z: Big): Big {
  return exponential(negative(add(scaled(times(z, z), -1), HALF_LN_2PI)));
}

const ROOT_HALF = root(HALF);

/** P(Z ≤ z) */
export function normalCdfOf(z: Big): Big {
  return scaled(erfcOf(negative(times(z, ROOT_HALF))), -1);
}

/** B(2n) ÷ (2n (2n − 1)) for n from 1, from the recurrence of the Bernoulli numbers in exact fractions. */
const STIRLING = stirlingTerms(45);

function stirlingTerms(count: number): Big[] {
  const numerators = [1n];
  const denominators = [1n];
  for (let m = 1; m <= 2 * count; m++) {
    let [n, d] = [0n, 1n];
    let choose = 1n;
    for (let k = 0; k < m; k++) {
      n = n * denominators[k] + choose * numerators[k] * d;
      d *= denominators[k];
      choose = (choose * BigInt(m + 1 - k)) / BigInt(k + 1);
      const common = divisor(n, d);
      n /= common;
      d /= common;
    }
    numerators.push(-n);
    denominators.push(d * BigInt(m + 1));
  }
  return Array.from({ length: count }, (_, i) => {
    const m = 2 * (i + 1);
    return over({ m: numerators[m], e: 0 }, { m: denominators[m] * BigInt(m * (m - 1)), e: 0 });
  });
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** ln Γ(x) for x > 0: Stirling's series from 100 up, where 45 terms leave out less than 2^-256, the recurrence below. */
export function lnGammaOf(x: Big): Big {
  let z = x;
  let product = ONE;
  while (below(z, big(100))) {
    product = times(product, z);
    z = add(z, ONE);
  }
  const main = add(subtract(times(subtract(z, HALF), ln(z)), z), HALF_LN_2PI);
  return subtract(add(main, stirlingSum(z)), ln(product));
}

function stirlingSum(z: Big): Big {
  const inverse = over(ONE, z);
  const square = times(inverse, inverse);
  let sum = ZERO;
  for (const term of [...STIRLING].reverse()) sum = add(times(sum, square), term);
  return times(sum, inverse);
}

/** What Stirling's formula leaves out of ln Γ(x). */
export function stirlingErrorOf(x: Big): Big {
  if (!below(x, big(100))) return stirlingSum(x);
  return subtract(lnGammaOf(x), add(subtract(times(subtract(x, HALF), ln(x)), x), HALF_LN_2PI));
}

/** x − ln(1 + x); near 0 by its series. */
export function excessOf(x: Big): Big {
  if (exponentOf(x) > -40) return subtract(x, lnOnePlus(x));
  let power = times(x, x);
  let sum = ZERO;
  for (let k = 2; k < 12; k++) {
    sum = add(sum, over(k % 2 === 0 ? power : negative(power), big(k)));
    power = times(power, x);
  }
  return sum;
}

export interface Tails {
  readonly lower: Big;
  readonly upper: Big;
  /** With respect to x. */
  readonly density: Big;
}

/** P(a, x), Q(a, x): the series of DLMF 8.11.4; where Q would lose its bits in the difference, the continued fraction 8.9.2. */
export function gammaTails(a: Big, x: Big): Tails {
  const mass = exponential(subtract(subtract(times(a, ln(x)), x), lnGammaOf(a)));
  const density = over(mass, x);
  if (below(add(a, ONE), x) && below(big(50), x)) {
    const upper = times(mass, gammaFraction(a, x));
    return { lower: subtract(ONE, upper), upper, density };
  }
  const [step, start] = [fixed(x, BITS), fixed(a, BITS)];
  const unit = 1n << BigInt(BITS);
  let term = (unit << BigInt(BITS)) / start;
  let sum = 0n;
  for (let at = start + unit; term !== 0n; at += unit) {
    sum += term;
    term = (term * step) / at;
  }
  const lower = times(mass, { m: sum, e: -BITS });
  return { lower, upper: subtract(ONE, lower), density };
}

/** By Lentz's method. */
function gammaFraction(a: Big, x: Big): Big {
  let b = subtract(add(x, ONE), a);
  let c = scaled(ONE, 1000);
  let d = over(ONE, b);
  let value = d;
  for (let i = 1; i < 100_000; i++) {
    const an = times(big(-i), subtract(big(i), a));
    b = add(b, big(2));
    d = over(ONE, add(times(an, d), b));
    c = add(b, over(an, c));
    const delta = times(c, d);
    value = times(value, delta);
    if (exponentOf(subtract(delta, ONE)) < -200) return value;
  }
  throw new Error("the continued fraction has not settled");
}

export function lnBeta(a: Big, b: Big): Big {
  return subtract(add(lnGammaOf(a), lnGammaOf(b)), lnGammaOf(add(a, b)));
}

/** I_x(a, b) and its complement, by the series of DLMF 8.17.8 for the one that it settles soonest. */
export function betaTails(a: Big, b: Big, x: Big): Tails {
  const y = subtract(ONE, x);
  const mass = exponential(subtract(add(times(a, ln(x)), times(b, ln(y))), lnBeta(a, b)));
  const density = over(mass, times(x, y));
  if (!below(add(a, ONE), times(x, add(add(a, b), big(2))))) {
    const lower = times(mass, betaSeries(a, b, x));
    return { lower, upper: subtract(ONE, lower), density };
  }
  const upper = times(mass, betaSeries(b, a, y));
  return { lower: subtract(ONE, upper), upper, density };
}

/** (1 ÷ a) Σ (a + b)_n ÷ (a + 1)_n x^n */
function betaSeries(a: Big, b: Big, x: Big): Big {
  const unit = 1n << BigInt(BITS);
  const step = fixed(x, BITS);
  let above = fixed(add(a, b), BITS);
  let under = fixed(a, BITS);
  let term = (unit << BigInt(BITS)) / under;
  under += unit;
  let sum = 0n;
  while (term !== 0n) {
    sum += term;
    term = (term * ((above * step) / under)) >> BigInt(BITS);
    above += unit;
    under += unit;
  }
  return { m: sum, e: -BITS };
}

/** λ with λ − 1 − ln λ = η² ÷ 2, on the side of 1 that the sign of η says, by Newton's method. */
export function lambdaOf(eta: number): Big {
  const half = scaled(times(big(eta), big(eta)), -1);
  let away = big(eta + (eta * eta) / 3 + eta ** 3 / 36);
  for (let i = 0; i < 12; i++) {
    const error = subtract(excessOf(away), half);
    if (exponentOf(error) - exponentOf(half) < -180) break;
    away = subtract(away, over(times(error, add(ONE, away)), away));
  }
  return add(ONE, away);
}

/** |a ÷ b|, as a double. */
export function ratio(a: Big, b: Big): number {
  return near(sizeOf(over(a, b)));
}
