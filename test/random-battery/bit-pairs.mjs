// Counts over samples of 64 bits: of each bit, and of each pair of bits that differ. 32 samples at a time lie as columns, so that a
// pair of bits takes one exclusive or.

const BITS = 64;
export const PAIRS = (BITS * (BITS - 1)) / 2;

export class BitPairs {
  constructor() {
    this.samples = 0;
    this.ones = new Float64Array(BITS);
    this.unlike = new Float64Array(PAIRS);
    this.columns = new Int32Array(BITS);
  }

  /** Takes in 32 samples. @param {Int32Array} high 32 words @param {Int32Array} low 32 words */
  add(high, low) {
    const { columns, ones, unlike } = this;
    transpose(high, columns, 0);
    transpose(low, columns, 32);
    this.samples += 32;
    for (let i = 0, pair = 0; i < BITS; i++) {
      const column = columns[i];
      ones[i] += weight(column);
      for (let j = i + 1; j < BITS; j++) unlike[pair++] += weight(column ^ columns[j]);
    }
  }

  /** Standardised: normal with mean 0 and sd 1 if the bits are fair, and pairwise independent. */
  get ofBits() {
    return standardised(this.ones, this.samples);
  }

  get ofPairs() {
    return standardised(this.unlike, this.samples);
  }
}

/** @param {Float64Array} counts @param {number} samples */
function standardised(counts, samples) {
  return counts.map((count) => (2 * count - samples) / Math.sqrt(samples));
}

/** How many of 32 bits are set. @param {number} word */
export function weight(word) {
  let x = word;
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

/**
 * The 32 × 32 bits of the rows as columns, highest bit first: Warren, Hacker's Delight (2013), §7-3.
 * @param {Int32Array} rows
 * @param {Int32Array} columns
 * @param {number} at index of the first column
 */
function transpose(rows, columns, at) {
  for (let i = 0; i < 32; i++) columns[at + i] = rows[i];
  let mask = 0x0000ffff;
  for (let step = 16; step > 0; step >>= 1, mask ^= mask << step) {
    for (let k = 0; k < 32; k = (k + step + 1) & ~step) {
      const t = (columns[at + k] ^ (columns[at + k + step] >>> step)) & mask;
      columns[at + k] ^= t;
      columns[at + k + step] ^= t << step;
    }
  }
}
