// The known answers and the mixer's twin, held against the code that simulates.
import { hashAnswers, mixAnswers, threefryAnswers, treeAnswers, uniformAnswers } from "../random/known-answers.mjs";
import { mixer, uniformOf } from "./generators.mjs";
import { patterns, Walk } from "./walks.mjs";

/**
 * @typedef {{
 *   threefry: (out: Int32Array, key0: number, key1: number, counter0: number, counter1: number) => void,
 *   hashText: (text: string) => Int32Array,
 *   mix: (key0: number, key1: number, counter0: number, counter1: number) => number,
 * }} Code
 */

const twin = mixer(4);

/**
 * Each known answer of a kind, and how many of them hold.
 * @param {Code} code
 * @returns {{ kind: string, count: number, held: number }[]}
 */
export function knownAnswers(code) {
  const { threefry, hashText, mix } = code;
  /** @param {(out: Int32Array) => void} write */
  const written = (write) => {
    const out = new Int32Array(2);
    write(out);
    return out;
  };
  /** @param {number} p @param {number} q @param {number} a @param {number} b @param {string} words */
  const mixes = (p, q, a, b, words) => {
    const pair = written((out) => twin(out, p, q, a, b));
    return inHex(pair) === words && mix(p, q, a, b) === uniformOf(pair);
  };
  const [seed0, seed1] = hashText("1");
  return [
    kind("Threefry-2x32-20, as published", threefryAnswers, ([k0, k1, c0, c1, words]) => {
      return inHex(written((out) => threefry(out, k0, k1, c0, c1))) === words;
    }),
    kind("hashes of texts", hashAnswers, ([text, words]) => inHex(hashText(text)) === words),
    kind("words of the mixer", mixAnswers, ([p, q, a, b, words]) => mixes(p, q, a, b, words)),
    kind("least, greatest and middle uniform", uniformAnswers, ([a, b, words, uniform]) => {
      return mixes(0, 0, a, b, words) && mix(0, 0, a, b) === uniform;
    }),
    kind("the whole tree of keys", treeAnswers, ([replication, patient, visit, draw, r, p, words, uniform]) => {
      const ofReplication = written((out) => threefry(out, seed0, seed1, replication, 0));
      const [r0, r1] = ofReplication;
      const key = written((out) => threefry(out, r0, r1, patient, hashText("elective")[0]));
      const purpose = hashText("ward/duration")[0];
      const counter = visit * 1024 + draw;
      return (
        inHex(ofReplication) === r &&
        inHex(key) === p &&
        mixes(key[0], key[1], purpose, counter, words) &&
        mix(key[0], key[1], purpose, counter) === uniform
      );
    }),
  ];
}

/**
 * How many of the first numbers of each pattern the twin's words make otherwise than the simulator: 0 if the battery tests what
 * simulates.
 * @param {Code["mix"]} mix
 * @param {import("./generators.mjs").Generator} generator
 * @param {number} each
 */
export function unlikeTheSimulator(mix, generator, each) {
  let unlike = 0;
  const asked = new Int32Array(4);
  for (const pattern of patterns) {
    const spied = {
      ...generator,
      /** @type {import("./generators.mjs").WordsOf} */
      wordsOf: (out, key0, key1, purpose, counter) => {
        asked.set([key0, key1, purpose, counter]);
        generator.wordsOf(out, key0, key1, purpose, counter);
      },
    };
    const walk = new Walk(spied, pattern, 0);
    for (let i = 0; i < each; i++) {
      walk.next();
      if (uniformOf(walk.pair) !== mix(asked[0], asked[1], asked[2], asked[3])) unlike++;
    }
  }
  return unlike;
}

/**
 * @template Answer
 * @param {string} name
 * @param {readonly Answer[]} answers
 * @param {(answer: Answer) => boolean} holds
 */
function kind(name, answers, holds) {
  return { kind: name, count: answers.length, held: answers.filter(holds).length };
}

/** @param {Int32Array} pair */
function inHex(pair) {
  return Array.from(pair, (word) => (word >>> 0).toString(16).padStart(8, "0")).join(" ");
}
