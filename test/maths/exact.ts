/** Logarithm, exponential, sine and cosine in whole-number arithmetic with 160 bits after the point: the references for measured errors. */
const BITS = 160n;
const ONE = 1n << BITS;
/** 2^-1074, the least double, times this is 1. */
const LEAST = 1074n;

/** A double as a whole number of 2^-1074. */
function wholes(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 2047n;
  const fraction = bits & ((1n << 52n) - 1n);
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 0n ? size : -size;
}

/** A double in fixed point; what is below 2^-160 is cut off. */
function fixed(x: number): bigint {
  return wholes(x) >> (LEAST - BITS);
}

/** 2 artanh(n ÷ d) in fixed point. */
function twiceArtanh(n: bigint, d: bigint): bigint {
  const s = (n << BITS) / d;
  const square = (s * s) >> BITS;
  let power = s;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * square) >> BITS;
    if (power === -1n) break;
  }
  return 2n * sum;
}

const LN2 = twiceArtanh(1n, 3n);

/** Distance of `found` from ln x, in units of its last place. */
export function errorOfLog(x: number, found: number): number {
  const size = wholes(x);
  const exponent = BigInt(size.toString(2).length - 1);
  const one = 1n << exponent;
  const exact = twiceArtanh(size - one, size + one) + (exponent - LEAST) * LN2;
  return distance(exact, fixed(found), found);
}

/** Distance of `found` from e^x, in units of its last place, for results that are normal doubles. */
export function errorOfExp(x: number, found: number): number {
  const whole = Math.round(x / Math.LN2);
  const rest = fixed(x) - BigInt(whole) * LN2;
  let term = ONE;
  let sum = 0n;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    sum += term;
    term = (term * rest) / (k << BITS);
  }
  // Both are brought to about 1, where a unit of the last place is 2^-52 from 1 up and 2^-53 below.
  const scaled = found * 2 ** -Math.floor(whole / 2) * 2 ** -(whole - Math.floor(whole / 2));
  return distance(sum, fixed(scaled), scaled);
}

/** arctan(1 ÷ n) in fixed point. */
function arctanOfInverse(n: bigint): bigint {
  let power = ONE / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -power / k;
    power /= n * n;
  }
  return sum;
}

/** By Machin's formula. */
const TWO_PI = 8n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));

/** x^first ÷ first! − x^(first + 2) ÷ (first + 2)! + … of x less whole turns. */
function alternating(x: number, first: bigint): bigint {
  const angle = fixed(x);
  const turns = (angle + (angle < 0n ? -TWO_PI : TWO_PI) / 2n) / TWO_PI;
  const rest = angle - turns * TWO_PI;
  let term = first === 0n ? ONE : rest;
  let sum = 0n;
  for (let k = first + 2n; term !== 0n; k += 2n) {
    sum += term;
    term = -(term * ((rest * rest) / ONE)) / (ONE * k * (k - 1n));
  }
  return sum;
}

/** Distance of `found` from sin x, in units of its last place. */
export function errorOfSin(x: number, found: number): number {
  return distance(alternating(x, 1n), fixed(found), found);
}

/** Distance of `found` from cos x, in units of its last place. */
export function errorOfCos(x: number, found: number): number {
  return distance(alternating(x, 0n), fixed(found), found);
}

function distance(exact: bigint, found: bigint, scale: number): number {
  const difference = exact > found ? exact - found : found - exact;
  return Number(difference) / 2 ** Number(BITS) / unitOfLastPlace(scale);
}

function unitOfLastPlace(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0) - Math.abs(x);
}
