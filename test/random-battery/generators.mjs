// What the battery is run on: the words of the simulator's mixer, the same with rounds left out, and other weak ones, planted to
// see whether the battery finds them. A generator turns a place in the tree of keys into two words.
import { hashText, threefry } from "../../dist/random/generator.js";

/**
 * @typedef {(out: Int32Array, replication: number, patient: number) => void} KeyOf writes the key of a patient
 * @typedef {(out: Int32Array, key0: number, key1: number, purpose: number, counter: number) => void} WordsOf writes two words
 * @typedef {{ name: string, says: string, planted: boolean, keyOf: KeyOf, wordsOf: WordsOf }} Generator planted: to be found
 */

const imul = Math.imul;

/**
 * The words behind the simulator's `mix`, whose uniform shows only 52 of their 64 bits, with its first `rounds` rounds: 4 is the
 * simulator's own.
 * @param {number} rounds from 2 to 4
 * @returns {WordsOf}
 */
export function mixer(rounds) {
  return (out, key0, key1, purpose, counter) => {
    const p = key0 | 0;
    const q = key1 | 0;
    let a = purpose ^ p;
    let b = counter ^ q;
    a = imul(a ^ (a >>> 16), 0x7feb352d);
    b = imul(b ^ (b >>> 15), 0x846ca68b);
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = imul(a ^ (a >>> 16), 0xed5ad4bb);
    b = imul(b ^ (b >>> 15), 0xac4c1b51);
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    if (rounds > 2) {
      a = (a + q) | 0;
      b = (b + p) | 0;
      a = imul(a ^ (a >>> 16), 0x31848bab);
      b = imul(b ^ (b >>> 15), 0x9e3779b1);
      a = (a + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ a;
    }
    if (rounds > 3) {
      a = imul(a ^ (a >>> 16), 0x85ebca6b);
      b = imul(b ^ (b >>> 15), 0xc2b2ae35);
      a = (a + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ a;
    }
    out[0] = a ^ (a >>> 16);
    out[1] = b ^ (b >>> 15);
  };
}

/** The uniform that the simulator makes of two words. @param {Int32Array} words */
export function uniformOf(words) {
  return words[0] * 2 ** -32 + (words[1] >>> 12) * 2 ** -52 + (0.5 + 2 ** -53);
}

/**
 * The simulator's tree from the seed "1", for the class "elective".
 * @returns {KeyOf}
 */
function treeOfKeys() {
  const [seed0, seed1] = hashText("1");
  const classWord = hashText("elective")[0];
  const ofReplication = new Int32Array(2);
  let known = -1;
  return (out, replication, patient) => {
    if (replication !== known) threefry(ofReplication, seed0, seed1, replication, 0);
    known = replication;
    threefry(out, ofReplication[0], ofReplication[1], patient, classWord);
  };
}

/** Seeds that follow one another: a thousand patients a replication. @type {KeyOf} */
function sequential(out, replication, patient) {
  out[0] = imul(replication, 1000) + patient;
  out[1] = 0;
}

/** Wellons' hash of 32 bits (hash-prospector). @param {number} x */
function lowbias(x) {
  let y = x;
  y = imul(y ^ (y >>> 16), 0x7feb352d);
  y = imul(y ^ (y >>> 15), 0x846ca68b);
  return y ^ (y >>> 16);
}

/** @type {WordsOf} */
function twoChains(out, key0, key1, purpose, counter) {
  out[0] = lowbias(lowbias(purpose ^ key0) ^ counter);
  out[1] = lowbias(lowbias(purpose ^ key1) ^ counter);
}

/** Jarzynski and Olano, Hash Functions for GPU Rendering (2020). @type {WordsOf} */
function pcg2d(out, key0, key1, purpose, counter) {
  let x = (imul(purpose ^ key0, 1664525) + 1013904223) | 0;
  let y = (imul(counter ^ key1, 1664525) + 1013904223) | 0;
  for (let round = 0; round < 2; round++) {
    x = (x + imul(y, 1664525)) | 0;
    y = (y + imul(x, 1664525)) | 0;
    x ^= x >>> 16;
    y ^= y >>> 16;
  }
  out[0] = x;
  out[1] = y;
}

/** Word `n` of mulberry32 from a seed. @param {number} seed @param {number} n */
function mulberry(seed, n) {
  const state = (seed + imul(n + 1, 0x6d2b79f5)) | 0;
  const t = imul(state ^ (state >>> 15), state | 1);
  const u = t ^ (t + imul(t ^ (t >>> 7), t | 61));
  return u ^ (u >>> 14);
}

/** @type {WordsOf} */
function mulberryWords(out, key0, key1, purpose, counter) {
  const seed = (key0 ^ key1) + purpose;
  out[0] = mulberry(seed, 2 * counter);
  out[1] = mulberry(seed, 2 * counter + 1);
}

/** State `n` of x ← 1664525 x + 1013904223 from a seed, by doubling. @param {number} seed @param {number} n */
function congruential(seed, n) {
  let [factor, step] = [1664525, 1013904223];
  let state = seed;
  for (let left = n >>> 0; left > 0; left >>>= 1) {
    if (left & 1) state = (imul(state, factor) + step) | 0;
    step = imul(step, factor + 1);
    factor = imul(factor, factor);
  }
  return state;
}

/** @type {WordsOf} */
function congruentialWords(out, key0, key1, purpose, counter) {
  out[0] = congruential((key0 ^ key1) + purpose, 2 * counter + 1);
  out[1] = (imul(out[0], 1664525) + 1013904223) | 0;
}

/** @type {readonly Generator[]} The simulator's own comes first. */
export const generators = [
  {
    name: "the simulator's",
    says: "four rounds, keys by Threefry-2x32-20",
    planted: false,
    keyOf: treeOfKeys(),
    wordsOf: mixer(4),
  },
  { name: "one round less", says: "its first three rounds", planted: false, keyOf: treeOfKeys(), wordsOf: mixer(3) },
  { name: "two rounds less", says: "its first two rounds", planted: true, keyOf: treeOfKeys(), wordsOf: mixer(2) },
  {
    name: "two chains of lowbias32",
    says: "a 32-bit hash over purpose and counter, once for each word",
    planted: true,
    keyOf: treeOfKeys(),
    wordsOf: twoChains,
  },
  {
    name: "pcg2d",
    says: "a hash made for graphics, of the keyed purpose and counter",
    planted: true,
    keyOf: treeOfKeys(),
    wordsOf: pcg2d,
  },
  {
    name: "mulberry32, seeds in sequence",
    says: "seed = 1,000 × replication + patient + purpose",
    planted: true,
    keyOf: sequential,
    wordsOf: mulberryWords,
  },
  {
    name: "a linear congruence, seeds in sequence",
    says: "x ← 1664525 x + 1013904223 modulo 2^32, seed as above",
    planted: true,
    keyOf: sequential,
    wordsOf: congruentialWords,
  },
];

/** @param {string} name @returns {Generator} */
export function generatorNamed(name) {
  const found = generators.find((generator) => generator.name === name);
  if (found === undefined) throw new Error(`no generator is called "${name}"`);
  return found;
}
