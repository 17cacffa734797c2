// Flips each of the 128 bits that go into a generator's two words and looks which of the 64 bits that come out change: each should
// by an even chance, and no two together more or less often than that.
import { BitPairs } from "./bit-pairs.mjs";
import { chiSquareTail, extremeTail } from "./p-values.mjs";

const INPUTS = 128;
const BLOCK = 32;

/**
 * @param {import("./generators.mjs").Generator} generator
 * @param {number} samples a multiple of 32; the keys of so many patients, and counters near 0
 * @returns {{ test: string, of: string, p: number, worst: number }[]} worst: the greatest standardised count
 */
export function avalanche(generator, samples) {
  const counted = Array.from({ length: INPUTS }, () => new BitPairs());
  const block = new Block(generator);
  for (let first = 0; first < samples; first += BLOCK) {
    block.take(first);
    for (const [input, pairs] of counted.entries()) {
      block.flip(input);
      pairs.add(block.high, block.low);
    }
  }
  return [
    ...verdicts("key", counted.slice(0, INPUTS / 2)),
    ...verdicts("purpose and counter", counted.slice(INPUTS / 2)),
  ];
}

/** 32 inputs, their words, and how these change when an input bit is flipped. */
class Block {
  /** @param {import("./generators.mjs").Generator} generator */
  constructor({ keyOf, wordsOf }) {
    this.keyOf = keyOf;
    this.wordsOf = wordsOf;
    /** Key, purpose and counter of each. */
    this.inputs = new Int32Array(4 * BLOCK);
    this.base = new Int32Array(2 * BLOCK);
    this.high = new Int32Array(BLOCK);
    this.low = new Int32Array(BLOCK);
    this.pair = new Int32Array(2);
  }

  /** @param {number} first number of the first patient */
  take(first) {
    const { inputs, base, pair } = this;
    for (let i = 0; i < BLOCK; i++) {
      this.keyOf(pair, 7, first + i);
      inputs[4 * i] = pair[0];
      inputs[4 * i + 1] = pair[1];
      inputs[4 * i + 2] = i & 7;
      inputs[4 * i + 3] = ((i >> 3) & 1) * 1024 + (i >> 4);
      this.wordsOf(pair, inputs[4 * i], inputs[4 * i + 1], inputs[4 * i + 2], inputs[4 * i + 3]);
      base[2 * i] = pair[0];
      base[2 * i + 1] = pair[1];
    }
  }

  /** @param {number} input */
  flip(input) {
    const { inputs, base, high, low, pair } = this;
    const which = input >> 5;
    const bit = 1 << (input & 31);
    const [m0, m1, m2, m3] = [0, 1, 2, 3].map((k) => (k === which ? bit : 0));
    for (let i = 0; i < BLOCK; i++) {
      const at = 4 * i;
      this.wordsOf(pair, inputs[at] ^ m0, inputs[at + 1] ^ m1, inputs[at + 2] ^ m2, inputs[at + 3] ^ m3);
      high[i] = pair[0] ^ base[2 * i];
      low[i] = pair[1] ^ base[2 * i + 1];
    }
  }
}

/** @param {string} of @param {readonly BitPairs[]} counted for each input bit */
function verdicts(of, counted) {
  const samples = counted[0].samples;
  return [
    ...judged(
      "flips",
      of,
      samples,
      counted.map((pairs) => pairs.ofBits),
    ),
    ...judged(
      "pairs of flips",
      of,
      samples,
      counted.map((pairs) => pairs.ofPairs),
    ),
  ];
}

/** @param {string} name @param {string} of @param {number} samples @param {readonly Float64Array[]} tables */
function judged(name, of, samples, tables) {
  let [worst, squares, cells] = [0, 0, 0];
  for (const table of tables) {
    for (const z of table) {
      worst = Math.max(worst, Math.abs(z));
      squares += z * z;
    }
    cells += table.length;
  }
  // Half a step of the count: whole numbers are compared with a continuous law.
  const extreme = extremeTail(Math.max(0, worst - 1 / Math.sqrt(samples)), cells);
  return [
    { test: `${name}, worst of ${cells}`, of, p: extreme, worst },
    { test: `${name}, sum of squares of ${cells}`, of, p: chiSquareTail(squares, cells), worst },
  ];
}
