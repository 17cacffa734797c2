import { describe, expect, test } from "vitest";
import { MAX_DRAWS, MAX_VISITS } from "../../src/random/counter.ts";
import { hashText, mix, threefry, threefryColumns } from "../../src/random/generator.ts";
import {
  PurposeStream,
  patientKeyInto,
  patientKeysInto,
  replicationKey,
  seedKey,
  uniformAt,
  word,
} from "../../src/random/streams.ts";
import { hashAnswers, mixAnswers, threefryAnswers, treeAnswers, uniformAnswers } from "./known-answers.mjs";

const hex = (x: number): string => (x >>> 0).toString(16).padStart(8, "0");
const wordsOf = (pair: ArrayLike<number>): string => `${hex(pair[0])} ${hex(pair[1])}`;
/** What 52 bits of two words stand for: the odd multiple of 2^-53 in the middle of their step. The first word is signed. */
function uniformOf(words: string): number {
  const [high, low] = words.split(" ").map((word) => Number.parseInt(word, 16));
  return (2 * (((high ^ 0x80000000) >>> 0) * 2 ** 20 + (low >>> 12)) + 1) / 2 ** 53;
}

describe("the generator", () => {
  test.each(threefryAnswers)("threefry of key %i %i, counter %i %i is as published", (k0, k1, c0, c1, words) => {
    const out = new Int32Array(2);
    threefry(out, k0, k1, c0, c1);
    expect(wordsOf(out)).toBe(words);
  });

  test.each([0, 7, 2 ** 31 - 2, 2 ** 32 - 3])(
    "threefry of counters one after another from %i on is that of each",
    (from) => {
      const [first, second, out] = [new Int32Array(6), new Int32Array(6), new Int32Array(2)];
      threefryColumns(first, second, 5, 0x13198a2e, -3, from, 0x85a308d3);
      for (let i = 0; i < 5; i++) {
        threefry(out, 0x13198a2e, -3, (from + i) % 2 ** 32, 0x85a308d3);
        expect([first[i], second[i]]).toEqual([...out]);
      }
      expect([first[5], second[5]]).toEqual([0, 0]);
    },
  );

  test.each(hashAnswers)("the hash of %j is %s", (text, words) => {
    expect(wordsOf(hashText(text))).toBe(words);
  });

  test.each(mixAnswers)("mix of key %i %i, counter %i %i gives the uniform of %s", (p, q, a, b, words) => {
    expect(mix(p, q, a, b)).toBe(uniformOf(words));
  });

  test("mix gives the uniform of its known answer", () => {
    expect(mix(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toBe(0.8023626110096883);
  });

  test("text is hashed as UTF-8, whatever its plane; half a surrogate pair counts as U+FFFD", () => {
    expect(wordsOf(hashText("\ud800"))).toBe(wordsOf(hashText("\ufffd")));
    expect(new Set(["a", "é", "€", "🏥", "🏦"].map((text) => wordsOf(hashText(text)))).size).toBe(5);
  });

  test.each(uniformAnswers)("mix of key 0 0, counter %i %i makes of %s the uniform %d, and 1 − u", (a, b, words, u) => {
    expect(mix(0, 0, a, b)).toBe(u);
    expect(uniformOf(words)).toBe(u);
    expect(1 - (1 - u)).toBe(u);
  });

  test.each(treeAnswers)("the whole tree: replication %i, patient %i, visit %i, draw %i", (...row) => {
    const [replication, patient, visit, draw, replicationWords, patientWords, words, uniform] = row;
    const ofReplication = replicationKey(seedKey("1"), replication);
    expect(wordsOf([ofReplication.k0, ofReplication.k1])).toBe(replicationWords);
    const key = new Int32Array(2);
    patientKeyInto(key, ofReplication, word("elective"), patient);
    expect(wordsOf(key)).toBe(patientWords);
    expect(uniformAt(key[0], key[1], word("ward/duration"), visit, draw)).toBe(uniform);
    expect(uniformOf(words)).toBe(uniform);
  });

  test("the keys of patients one after another are those of each", () => {
    const replication = replicationKey(seedKey("1"), 3);
    const [first, second, key] = [new Int32Array(40), new Int32Array(40), new Int32Array(2)];
    patientKeysInto(first, second, 40, replication, word("elective"), 2 ** 32 - 40);
    for (let i = 0; i < 40; i++) {
      patientKeyInto(key, replication, word("elective"), 2 ** 32 - 40 + i);
      expect([first[i], second[i]]).toEqual([...key]);
    }
    expect(() => patientKeysInto(first, second, 40, replication, 0, 2 ** 32 - 39)).toThrow("patient 4294967296");
    expect(() => patientKeysInto(first, second, 40, replication, 0, -1)).toThrow("patient -1");
  });

  test("a stream gives the draws of its purpose and visit in order", () => {
    const stream = new PurposeStream();
    stream.at(11, 22, word("ward/duration"), 5);
    for (let draw = 0; draw < 4; draw++) expect(stream.next()).toBe(uniformAt(11, 22, word("ward/duration"), 5, draw));
  });

  test("what would run into the next visit, or the next patient, is refused", () => {
    expect(() => uniformAt(0, 0, 0, MAX_VISITS, 0)).toThrow("visit 4194304");
    expect(() => uniformAt(0, 0, 0, 0, MAX_DRAWS)).toThrow("draw 1024");
    expect(() => replicationKey(seedKey("1"), 2 ** 32)).toThrow("replication 4294967296");
    const stream = new PurposeStream();
    stream.at(0, 0, 0, 0);
    for (let draw = 0; draw < MAX_DRAWS; draw++) stream.next();
    expect(() => stream.next()).toThrow("1,024 draws");
  });
});
