import { add, type Big, big, exponentOf, fixed, HALF, near, ONE, over, scaled, subtract, times } from "./big.ts";

/** Logarithms, exponentials, sines and cosines with some 250 bits, from their series. */

const BITS = 400;
const UNIT = 1n << BigInt(BITS);

function ofFixed(m: bigint): Big {
  return { m, e: -BITS };
}

/** 2 artanh s = ln((1 + s) ÷ (1 − s)) for |s| up to about ½. */
function twiceArtanh(s: Big): Big {
  const square = fixed(times(s, s), BITS);
  let power = UNIT;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * square) >> BigInt(BITS);
  }
  return scaled(times(s, ofFixed(sum)), 1);
}

export const LN2 = twiceArtanh(over(ONE, big(3)));

export function ln(x: Big): Big {
  if (x.m <= 0n) throw new Error("no logarithm");
  const k = exponentOf(scaled(times(x, big(3)), -2)) + 1;
  const z = scaled(x, -k);
  return add(twiceArtanh(over(subtract(z, ONE), add(z, ONE))), times(big(k), LN2));
}

/** ln(1 + x) */
export function lnOnePlus(x: Big): Big {
  return exponentOf(x) < -2 ? twiceArtanh(over(x, add(big(2), x))) : ln(add(ONE, x));
}

/** (e^x − 1) ÷ x for small x. */
function slope(x: Big): Big {
  const step = fixed(x, BITS);
  let term = UNIT;
  let sum = 0n;
  for (let k = 2n; term !== 0n && term !== -1n; k++) {
    sum += term;
    term = (term * step) / (k << BigInt(BITS));
  }
  return ofFixed(sum);
}

export function exponential(x: Big): Big {
  const k = Math.round(near(x) / Math.LN2);
  const rest = scaled(subtract(x, times(big(k), LN2)), -8);
  let power = add(ONE, times(rest, slope(rest)));
  for (let i = 0; i < 8; i++) power = times(power, power);
  return scaled(power, k);
}

/** e^x − 1 */
export function exponentialMinusOne(x: Big): Big {
  return exponentOf(x) < -2 ? times(x, slope(x)) : subtract(exponential(x), ONE);
}

function arctanOfInverse(n: bigint): bigint {
  let power = UNIT / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -power / k;
    power /= n * n;
  }
  return sum;
}

/** By Machin's formula; more bits than others, for the reduction of large angles. */
export const PI: Big = ofFixed(4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n)));

/** 1 − z ÷ ((k + 1)(k + 2)) + … for z = x², from k = 0 the cosine and from k = 1 the sine over x. */
function alternating(x: Big, first: bigint): Big {
  const square = fixed(times(x, x), BITS);
  let term = UNIT;
  let sum = 0n;
  for (let k = first + 2n; term !== 0n && term !== -1n; k += 2n) {
    sum += term;
    term = -(term * square) / ((k * (k - 1n)) << BigInt(BITS));
  }
  return ofFixed(sum);
}

/** Sine of x and n quarter turns. */
function sineOf(x: Big, n: number): Big {
  const turns = Math.round(near(over(x, scaled(PI, -1))));
  const whole = { m: BigInt(turns), e: 0 };
  // Not by `times`, which would cut π ÷ 2 to fewer bits than a large angle needs.
  const rest = add(x, { m: -whole.m * PI.m, e: PI.e - 1 });
  const quarter = (((turns + n) % 4) + 4) % 4;
  const value = quarter % 2 === 0 ? times(rest, alternating(rest, 1n)) : alternating(rest, 0n);
  return quarter < 2 ? value : { m: -value.m, e: value.e };
}

export function sine(x: Big): Big {
  return sineOf(x, 0);
}

export function cosine(x: Big): Big {
  return sineOf(x, 1);
}

export const HALF_LN_2PI = times(HALF, ln(scaled(PI, 1)));
