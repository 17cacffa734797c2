// The random numbers of Careway for the programs by hand: keyed by seed, replication, class and patient. Made for many patients at once,
// column by column, so that a processor can work on several at a time.
import { exp } from "../../src/maths/exp.ts";
import { log } from "../../src/maths/log.ts";
import { normalOfUniform } from "../../src/maths/normal-table.ts";
import { mix, threefry } from "../../src/random/generator.ts";
import { DRAW_BITS, replicationKey, seedKey } from "../../src/random/streams.ts";

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
    this.key = new Int32Array(2);
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
    const { key, key0, key1, replication } = this;
    const { word } = this.classes[cls];
    let number = this.numbers[cls];
    for (let i = first; i < first + BLOCK; i++) {
      threefry(key, replication.k0, replication.k1, ++number, word);
      key0[i] = key[0];
      key1[i] = key[1];
    }
    this.numbers[cls] = number;
    this.gaps(cls, first);
  }

  /**
   * @param {number} cls
   * @param {number} first
   */
  gaps(cls, first) {
    const { key0, key1, arriveAt } = this;
    const { arrivalWord, rate } = this.classes[cls];
    let point = this.points[cls];
    for (let i = first; i < first + BLOCK; i++) {
      point -= log(mix(key0[i], key1[i], arrivalWord, 0));
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
    const { key0, key1 } = this;
    for (let i = first; i < first + BLOCK; i++) out[i] = -log(mix(key0[i], key1[i], word, 0)) * mean;
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
    for (let visit = 0; visit < visits; visit++) {
      out[at + visit] = -log(mix(key0, key1, word, visit << DRAW_BITS)) * mean;
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
