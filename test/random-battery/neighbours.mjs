// Streams that stand next to each other in the tree of keys, in disjoint pairs: are the draws of one correlated with those
// of the other?
import { uniformOf } from "./generators.mjs";
import { chanceOfAny, normalTail } from "./p-values.mjs";

/** Draws of each stream. */
const DRAWS = 256;
/** The fourth cumulant of 12 (U − ½)(V − ½), whose variance is 1: 12⁴ ÷ 80² − 3. */
const EXCESS = 0.24;

/** @typedef {readonly [replication: number, patient: number, purpose: number, visit: number]} Stream */

/** @type {readonly { of: string, pair: (i: number) => readonly [Stream, Stream] }[]} */
const kinds = [
  {
    of: "patients",
    pair: (i) => [
      [11, 2 * i, 0, 0],
      [11, 2 * i + 1, 0, 0],
    ],
  },
  {
    of: "purposes",
    pair: (i) => [
      [12, 0, 2 * i, 0],
      [12, 0, 2 * i + 1, 0],
    ],
  },
  {
    of: "visits",
    pair: (i) => [
      [13, 0, 0, 2 * i],
      [13, 0, 0, 2 * i + 1],
    ],
  },
  {
    of: "replications",
    pair: (i) => [
      [2 * i + 100, 0, 0, 0],
      [2 * i + 101, 0, 0, 0],
    ],
  },
  {
    of: "patients and purposes crosswise",
    pair: (i) => [
      [14, 2 * i, 1, 0],
      [14, 2 * i + 1, 0, 0],
    ],
  },
];

/**
 * @param {import("./generators.mjs").Generator} generator
 * @param {number} pairs of streams in all, a multiple of five
 * @returns {{ test: string, of: string, p: number, worst: number }[]} worst: the greatest |r|
 */
export function neighbours(generator, pairs) {
  const count = pairs / kinds.length;
  const [one, other] = [new Float64Array(DRAWS), new Float64Array(DRAWS)];
  return kinds.flatMap(({ of, pair }) => {
    let [sum, squares, worst] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const [first, second] = pair(i);
      draws(generator, first, one);
      draws(generator, second, other);
      let product = 0;
      for (let k = 0; k < DRAWS; k++) product += one[k] * other[k];
      const z = (12 * product) / Math.sqrt(DRAWS);
      sum += z;
      squares += z * z;
      worst = Math.max(worst, Math.abs(z));
    }
    const ofSquares = (squares - count) / Math.sqrt(count * (2 + EXCESS / DRAWS));
    const r = worst / Math.sqrt(DRAWS);
    return [
      { test: "sum of correlations", of, p: normalTail(sum / Math.sqrt(count)), worst: r },
      { test: "sum of their squares", of, p: normalTail(ofSquares), worst: r },
      { test: "the greatest", of, p: chanceOfAny(2 * upperTail(worst), count), worst: r },
    ];
  });
}

/** The draws of a stream, less their mean ½. @param {import("./generators.mjs").Generator} generator @param {Stream} stream @param {Float64Array} out */
function draws({ keyOf, wordsOf }, [replication, patient, purpose, visit], out) {
  keyOf(key, replication, patient);
  for (let draw = 0; draw < DRAWS; draw++) {
    wordsOf(pair, key[0], key[1], purpose, visit * 1024 + draw);
    out[draw] = uniformOf(pair) - 0.5;
  }
}

const key = new Int32Array(2);
const pair = new Int32Array(2);

/** P(Z ≥ z) of a standardised sum of DRAWS products: the normal law and Edgeworth's term of the fourth cumulant. @param {number} z */
function upperTail(z) {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return normalTail(z) + (density * EXCESS * (z ** 3 - 3 * z)) / (24 * DRAWS);
}
