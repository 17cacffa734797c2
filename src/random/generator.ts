/**
 * Counter-based random numbers: a number is a function of a key and a counter, so it can be computed in any order, anywhere.
 * Words are 32-bit integers, all sums and products modulo 2^32. `| 0` after each sum keeps V8 in integer arithmetic.
 */
const SKEIN_PARITY = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw, SC'11). Writes two words to `out`.
 * Strong, and dear: it makes the keys that are made rarely.
 */
export function threefry(out: Int32Array, key0: number, key1: number, counter0: number, counter1: number): void {
  threefryColumns(first, second, 1, key0, key1, counter0, counter1);
  out[0] = first[0];
  out[1] = second[0];
}

const first = new Int32Array(1);
const second = new Int32Array(1);

/** Threefry of `count` counters one after another, from `counter0` on: the first words to `out0`, the second to `out1`. */
export function threefryColumns(
  out0: Int32Array,
  out1: Int32Array,
  count: number,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): void {
  const k0 = key0 | 0;
  const k1 = key1 | 0;
  const k2 = k0 ^ k1 ^ SKEIN_PARITY;
  const start = (counter0 + k0) | 0;
  for (let i = 0; i < count; i++) {
    let x0 = (start + i) | 0;
    let x1 = (counter1 + k1) | 0;
    // Written out: a loop costs twice as much.
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2 + 1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0 + 2) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1 + 3) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2 + 4) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0 + 5) | 0;
    out0[i] = x0;
    out1[i] = x1;
  }
}

/**
 * Two words from a text: its UTF-8 bytes, 0x80, zeros to a multiple of 8, chained through Threefry from a start that is the
 * fraction of π. Not for secrets. Unpaired surrogates count as U+FFFD.
 */
export function hashText(text: string): Int32Array {
  const bytes = utf8(text);
  bytes.push(0x80);
  while (bytes.length % 8 !== 0) bytes.push(0);
  const state = Int32Array.of(0x243f6a88, 0x85a308d3);
  for (let i = 0; i < bytes.length; i += 8) {
    const w0 = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    const w1 = bytes[i + 4] | (bytes[i + 5] << 8) | (bytes[i + 6] << 16) | (bytes[i + 7] << 24);
    threefry(state, state[0], state[1], w0, w1);
    state[0] ^= w0;
    state[1] ^= w1;
  }
  return state;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/**
 * The uniform of a key and a counter: a keyed mixer of four rounds makes two words, and these an odd multiple of 2^-53, so that it
 * is in (0, 1) with 1 - u again a possible value; every step of that is exact. For one key no two counters give the same words.
 * Cheap: it makes each draw.
 */
export function mix(key0: number, key1: number, counter0: number, counter1: number): number {
  // Of the function itself: what belongs to the module is looked up at each use.
  const { imul } = Math;
  const p = key0 | 0;
  const q = key1 | 0;
  let a = counter0 ^ p;
  let b = counter1 ^ q;
  a = imul(a ^ (a >>> 16), 0x7feb352d);
  b = imul(b ^ (b >>> 15), 0x846ca68b);
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = imul(a ^ (a >>> 16), 0xed5ad4bb);
  b = imul(b ^ (b >>> 15), 0xac4c1b51);
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + q) | 0;
  b = (b + p) | 0;
  a = imul(a ^ (a >>> 16), 0x31848bab);
  b = imul(b ^ (b >>> 15), 0x9e3779b1);
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = imul(a ^ (a >>> 16), 0x85ebca6b);
  b = imul(b ^ (b >>> 15), 0xc2b2ae35);
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  const high = a ^ (a >>> 16);
  const low = b ^ (b >>> 15);
  const two32nd = 2.3283064365386963e-10; // 2^-32
  const two52nd = 2.220446049250313e-16; // 2^-52
  return high * two32nd + (low >>> 12) * two52nd + 0.5000000000000001; // 0.5 + 2^-53
}
