// The random numbers of Careway for the programs by hand: keyed by seed, replication, class and patient. Made for many patients at once,
// column by column, so that a processor can work on several at a time. Most is that of src; `keys` and `logOf` are written here once more,
// to the same bits, without what no uniform needs.

import { POWERS_OF_TWO } from "../../src/maths/bits.ts";
import { exp } from "../../src/maths/exp.ts";
import { log } from "../../src/maths/log.ts";
import { LOG_ROWS } from "../../src/maths/log-table.ts";
import { normalOfUniform } from "../../src/maths/normal-table.ts";
import { DRAW_BITS } from "../../src/random/counter.ts";
import { mix } from "../../src/random/generator.ts";
import { replicationKey, seedKey } from "../../src/random/streams.ts";

export { word } from "../../src/random/streams.ts";

/** So many patients are drawn at once. */
export const BLOCK = 32;

/** Numbers of the next patients of each class; whoever asks for them says from where on in the tables they stand. */
export class Draws {
  /**
   * @param {string} seed
   * @param {readonly { word: number, arrivalWord: number, rate: number }[]} classes
   * @param {number} room of the tables
   */
  constructor(seed, classes, room) {
    this.seed = seedKey(seed);
    this.classes = classes;
    this.replication = this.seed;
    // Tables in reach, so that they are not looked up for each logarithm.
    this.rows = LOG_ROWS;
    this.powers = POWERS_OF_TWO;
    this.double = new Float64Array(1);
    this.words = new Int32Array(this.double.buffer);
    this.key0 = new Int32Array(room);
    this.key1 = new Int32Array(room);
    this.arriveAt = new Float64Array(room);
    this.points = new Float64Array(classes.length);
    this.numbers = new Int32Array(classes.length);
  }

  /** @param {number} replication */
  begin(replication) {
    this.replication = replicationKey(this.seed, replication);
    this.points.fill(0);
    this.numbers.fill(0);
  }

  /**
   * Keys and times of arrival of the next patients of a class.
   * @param {number} cls
   * @param {number} first
   */
  arrivals(cls, first) {
    this.keys(this.classes[cls].word, this.numbers[cls], first);
    this.numbers[cls] += BLOCK;
    this.gaps(cls, first);
  }

  /**
   * Threefry-2x32 with 20 rounds.
   * @param {number} word of the class
   * @param {number} number of patients before
   * @param {number} first
   */
  keys(word, number, first) {
    const { key0, key1, replication } = this;
    const k0 = replication.k0 | 0;
    const k1 = replication.k1 | 0;
    const k2 = k0 ^ k1 ^ 0x1bd11bda;
    for (let i = first; i < first + BLOCK; i++) {
      let x0 = (number + 1 + i - first + k0) | 0;
      let x1 = (word + k1) | 0;
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
      key0[i] = x0 + k2;
      key1[i] = x1 + k0 + 5;
    }
  }

  /**
   * @param {number} cls
   * @param {number} first
   */
  gaps(cls, first) {
    const { key0, key1, arriveAt, rows, powers, double, words } = this;
    const { arrivalWord, rate } = this.classes[cls];
    let point = this.points[cls];
    for (let i = first; i < first + BLOCK; i++) {
      point -= logOf(mix(key0[i], key1[i], arrivalWord, 0), rows, powers, double, words);
      arriveAt[i] = point / rate;
    }
    this.points[cls] = point;
  }

  /**
   * First visits to a stage with exponential durations.
   * @param {number} first
   * @param {number} word of the stage's duration
   * @param {number} mean
   * @param {Float64Array} out
   */
  exponentials(first, word, mean, out) {
    const { key0, key1, rows, powers, double, words } = this;
    for (let i = first; i < first + BLOCK; i++) {
      out[i] = -logOf(mix(key0[i], key1[i], word, 0), rows, powers, double, words) * mean;
    }
  }

  /**
   * As `exponentials`, lognormal.
   * @param {number} first
   * @param {number} word
   * @param {{ scale: number, sigma: number }} of
   * @param {Float64Array} out
   */
  lognormals(first, word, { scale, sigma }, out) {
    const { key0, key1 } = this;
    for (let i = first; i < first + BLOCK; i++) {
      out[i] = scale * exp(sigma * normalOfUniform(mix(key0[i], key1[i], word, 0)));
    }
  }

  /**
   * Which of three ways each goes.
   * @param {number} first
   * @param {number} word
   * @param {number} chance of way 0
   * @param {number} both of way 0 or 1
   * @param {Int32Array} out
   */
  ways(first, word, chance, both, out) {
    const { key0, key1 } = this;
    for (let i = first; i < first + BLOCK; i++) {
      const u = mix(key0[i], key1[i], word, 0);
      out[i] = 2 - Number(u < chance) - Number(u < both);
    }
  }

  /**
   * The next visits of one patient to one stage: exponential durations.
   * @param {number} key0
   * @param {number} key1
   * @param {number} word
   * @param {number} mean
   * @param {Float64Array} out
   * @param {number} at
   * @param {number} visits
   */
  visits(key0, key1, word, mean, out, at, visits) {
    const { rows, powers, double, words } = this;
    for (let visit = 0; visit < visits; visit++) {
      out[at + visit] = -logOf(mix(key0, key1, word, visit << DRAW_BITS), rows, powers, double, words) * mean;
    }
  }

  /**
   * One lognormal duration.
   * @param {number} key0
   * @param {number} key1
   * @param {number} word
   * @param {{ scale: number, sigma: number }} of
   * @param {Float64Array} out
   * @param {number} at
   */
  lognormal(key0, key1, word, { scale, sigma }, out, at) {
    out[at] = scale * exp(sigma * normalOfUniform(mix(key0, key1, word, 0)));
  }
}

/**
 * @param {number} mean
 * @param {number} sd
 */
export function lognormalOf(mean, sd) {
  const square = (sd / mean) * (sd / mean);
  return { scale: mean / Math.sqrt(1 + square), sigma: Math.sqrt(log(1 + square)) };
}

/**
 * The logarithm of a uniform: src/maths/log.ts.
 * @param {number} u
 * @param {Float64Array} rows
 * @param {Float64Array} powers
 * @param {Float64Array} double
 * @param {Int32Array} words of the double
 */
function logOf(u, rows, powers, double, words) {
  double[0] = u;
  const t = (words[1] - 0x3fe5f000) | 0;
  const exponent = t >> 20;
  const row = ((t >> 13) & 127) * 3;
  const z = u * powers[1074 - exponent];
  const v = rows[row];
  const zh = z + 67108864 - 67108864;
  const rh = zh * v - 1;
  const rl = (z - zh) * v;
  const r = rh + rl;
  const r2 = r * r;
  const tail = exponent * 5.497923018708371e-14 + rows[row + 2] + rl;
  const series = -1 / 2 + r / 3 + r2 * (-1 / 4 + r / 5 + r2 * (-1 / 6 + r / 7));
  return exponent * 0.6931471805598903 + rows[row + 1] + rh + (tail + r2 * series);
}
