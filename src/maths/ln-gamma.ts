import { log } from "./log.ts";

const HALF_LN_2PI = 0.9189385332046728;

/** B(2n) ÷ (2n (2n − 1)): Stirling's series, Abramowitz & Stegun 6.1.41. */
const STIRLING = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
];

/** ζ(2), ζ(3) … ζ(27). */
// biome-ignore format: as many a line as fit
const ZETA = [
  1.6449340668482264, 1.2020569031595942, 1.0823232337111381, 1.03692775514337, 1.0173430619844492,
  1.008349277381923, 1.0040773561979444, 1.0020083928260821, 1.000994575127818, 1.0004941886041194,
  1.000246086553308, 1.0001227133475785, 1.0000612481350588, 1.000030588236307, 1.0000152822594086,
  1.0000076371976379, 1.000003817293265, 1.0000019082127165, 1.0000009539620338, 1.0000004769329869,
  1.0000002384505027, 1.000000119219926, 1.000000059608189, 1.0000000298035034, 1.0000000149015549,
  1.0000000074507118,
];

/** ln Γ(x) for x > 0: Stirling's series from 12 up, the recurrence below it; error about 1e-14, absolute or relative. NaN below 0. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Infinity) return Infinity;
  let shifted = x;
  let product = 1;
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * log(shifted) - shifted + HALF_LN_2PI + stirlingSeries(shifted) - log(product);
}

/** ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π), what Stirling's formula leaves out, for x > 0; absolute error about 1e-14. */
export function stirlingError(x: number): number {
  return x >= 12 ? stirlingSeries(x) : lnGamma(x) - ((x - 0.5) * log(x) - x + HALF_LN_2PI);
}

function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let series = 0;
  for (let i = STIRLING.length - 1; i >= 0; i--) series = series * square + STIRLING[i];
  return series * inverse;
}

/**
 * ln Γ(1 + 2x) − 2 ln Γ(1 + x) for x ≥ 0, which is about ζ(2) x² near 0: there by the series of Abramowitz & Stegun 6.1.33, in
 * which the terms that would cancel are left out.
 */
export function lnGammaExcess(x: number): number {
  if (x > 0.1) return lnGamma(1 + 2 * x) - 2 * lnGamma(1 + x);
  let sum = 0;
  let power = -x;
  for (let k = 2, doubled = 4; k <= 27; k++, doubled *= 2) {
    power *= -x;
    sum += (ZETA[k - 2] * power * (doubled - 2)) / k;
  }
  return sum;
}

/** ln(πx ÷ sin πx) for x in [0, 1), from Γ(1 + x) Γ(1 − x). */
export function lnReflection(x: number): number {
  return lnGamma(1 + x) + lnGamma(1 - x);
}

/** ln(2πx ÷ sin 2πx) − 2 ln(πx ÷ sin πx) for x in [0, ½), near 0 by the same series. */
export function lnReflectionExcess(x: number): number {
  if (x > 0.1) return lnReflection(2 * x) - 2 * lnReflection(x);
  let sum = 0;
  let power = 1;
  for (let k = 1, doubled = 4; k <= 13; k++, doubled *= 4) {
    power *= x * x;
    sum += (ZETA[2 * k - 2] * power * (doubled - 2)) / k;
  }
  return sum;
}
