import { log } from "./log.ts";

const HALF_LN_2PI = 0.9189385332046728;
/** B(2n) ÷ (2n (2n − 1)): Stirling's series, Abramowitz & Stegun 6.1.41. */
const SERIES = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
];
/** ζ(k) − 1 for k from 2. */
const ZETA_LESS_1 = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 0.00006124813505870483, 0.00003058823630702049,
  0.00001528225940865187, 0.000007637197637899763, 0.00000381729326499984, 0.000001908212716553939,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8,
  2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9, 3.725334024788457e-9,
];
const ONE_LESS_EULER = 0.42278433509846713;

/** ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for x ≥ 12, to the last place. */
export function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let series = 0;
  for (let i = SERIES.length - 1; i >= 0; i--) series = series * square + SERIES[i];
  return series * inverse;
}

/** ln Γ(2 + x) for |x| ≤ ½: Abramowitz & Stegun 6.1.33, with full relative accuracy about its zero. */
export function lnGammaBy2(x: number): number {
  let series = 0;
  for (let i = ZETA_LESS_1.length - 1; i >= 0; i--) {
    series = ((i & 1) === 0 ? ZETA_LESS_1[i] : -ZETA_LESS_1[i]) / (i + 2) + series * x;
  }
  return x * (ONE_LESS_EULER + x * series);
}

/** ln(πx ÷ sin πx) + ln(1 − x²) for 0 ≤ x ≤ ½: the even part of the same series, twice. */
export function lnReflectionBy2(x: number): number {
  const square = x * x;
  let series = 0;
  for (let i = ZETA_LESS_1.length - 1; i >= 0; i -= 2) series = (2 * ZETA_LESS_1[i]) / (i + 2) + series * square;
  return series * square;
}

/**
 * ln Γ(x + 1) − ((x + ½) ln x − x + ½ ln 2π) for x > 0: what Stirling's formula leaves out, x small or large.
 * @param lnGammaNext ln Γ(x + 1), used only below 12
 */
export function stirlingError(x: number, lnGammaNext: (x: number) => number): number {
  return x >= 12 ? stirlingSeries(x) : lnGammaNext(x) - (x + 0.5) * log(x) + x - HALF_LN_2PI;
}

/**
 * a ln(a ÷ m) + m − a for a, m > 0, without cancellation when they are close: Loader, Fast and Accurate Computation of Binomial
 * Probabilities (2000), §4.
 */
export function deviance(a: number, m: number): number {
  const difference = a - m;
  const v = difference / (a + m);
  if (!(Math.abs(v) < 0.2)) return a * log(a / m) - difference;
  const square = v * v;
  let power = 2 * a * v;
  let sum = difference * v;
  for (let j = 3; j < 60; j += 2) {
    power *= square;
    const next = sum + power / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
