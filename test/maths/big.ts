/**
 * Numbers m · 2^e with some 256 significant bits: the arithmetic of the references for measured errors. Products, quotients and
 * roots are cut off, not rounded; that is far below what a double shows.
 */
export interface Big {
  readonly m: bigint;
  readonly e: number;
}

export const PRECISION = 256;

const view = new DataView(new ArrayBuffer(8));

/** Exactly the double, which must be finite. */
export function big(x: number): Big {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 2047n);
  if (exponent === 2047) throw new Error(`${x} has no exact value`);
  const fraction = bits & ((1n << 52n) - 1n);
  const size = exponent === 0 ? fraction : fraction | (1n << 52n);
  return { m: bits >> 63n === 0n ? size : -size, e: Math.max(exponent, 1) - 1075 };
}

export const ZERO: Big = { m: 0n, e: 0 };
export const ONE: Big = { m: 1n, e: 0 };
export const HALF: Big = { m: 1n, e: -1 };

function lengthOf(m: bigint): number {
  const digits = (m < 0n ? -m : m).toString(16);
  return digits.length * 4 - Math.clz32(Number.parseInt(digits[0], 16)) + 28;
}

function cut(m: bigint, e: number): Big {
  const over = lengthOf(m) - PRECISION;
  return over > 0 ? { m: m >> BigInt(over), e: e + over } : { m, e };
}

export function add(a: Big, b: Big): Big {
  if (a.m === 0n) return b;
  if (b.m === 0n) return a;
  if (a.e < b.e) return add(b, a);
  // What is far below the last bit of the other is left out, or the sum would have all the bits between.
  if (a.e - b.e > 2 * PRECISION && a.e + lengthOf(a.m) - (b.e + lengthOf(b.m)) > 2 * PRECISION) return a;
  return cut((a.m << BigInt(a.e - b.e)) + b.m, b.e);
}

export function negative(a: Big): Big {
  return { m: -a.m, e: a.e };
}

export function subtract(a: Big, b: Big): Big {
  return add(a, negative(b));
}

export function times(a: Big, b: Big): Big {
  return cut(a.m * b.m, a.e + b.e);
}

export function over(a: Big, b: Big): Big {
  const shift = Math.max(0, PRECISION + 8 + lengthOf(b.m) - lengthOf(a.m));
  return cut((a.m << BigInt(shift)) / b.m, a.e - shift - b.e);
}

/** a · 2^e */
export function scaled(a: Big, e: number): Big {
  return { m: a.m, e: a.e + e };
}

export function root(a: Big): Big {
  let shift = 2 * PRECISION + 16 - lengthOf(a.m);
  if ((a.e - shift) % 2 !== 0) shift += 1;
  const m = shift >= 0 ? a.m << BigInt(shift) : a.m >> BigInt(-shift);
  let x = 1n << BigInt((lengthOf(m) + 1) >> 1);
  for (let next = (x + m / x) >> 1n; next < x; next = (x + m / x) >> 1n) x = next;
  return cut(x, (a.e - shift) / 2);
}

export function sizeOf(a: Big): Big {
  return a.m < 0n ? negative(a) : a;
}

/** a < b */
export function below(a: Big, b: Big): boolean {
  return subtract(a, b).m < 0n;
}

/** Largest k with 2^k ≤ |a|; -Infinity of 0. */
export function exponentOf(a: Big): number {
  return a.m === 0n ? -Infinity : a.e + lengthOf(a.m) - 1;
}

/** To a double, a unit of its last place at the most. */
export function near(a: Big): number {
  const over = Math.max(0, lengthOf(a.m) - 60);
  const e = a.e + over;
  const half = Math.trunc(e / 2);
  return Number(a.m >> BigInt(over)) * 2 ** half * 2 ** (e - half);
}

/** In units of 2^-bits, as a whole number. */
export function fixed(a: Big, bits: number): bigint {
  const shift = a.e + bits;
  return shift >= 0 ? a.m << BigInt(shift) : a.m >> BigInt(-shift);
}

/** Distance of `found` from what is exact, in units of the last place of that. */
export function ulpsOff(found: number, exact: Big): number {
  if (!Number.isFinite(found)) return Infinity;
  const unit = Math.max(exponentOf(exact) - 52, -1074);
  return near(scaled(sizeOf(subtract(big(found), exact)), -unit));
}
