import { describe, expect, test } from "vitest";
import { hashText, mix, threefry } from "../../src/random/generator.ts";
import {
  MAX_DRAWS,
  MAX_VISITS,
  PurposeStream,
  patientKeyInto,
  replicationKey,
  seedKey,
  uniformAt,
  word,
} from "../../src/random/streams.ts";

const hex = (x: number): string => (x >>> 0).toString(16).padStart(8, "0");
/** What 52 bits of two words stand for: the odd multiple of 2^-53 in the middle of their step. The first word is signed. */
const uniformOf = (high: number, low: number): number =>
  (2 * (((high ^ 0x80000000) >>> 0) * 2 ** 20 + (low >>> 12)) + 1) / 2 ** 53;
const words = (pair: Int32Array): string => `${hex(pair[0])} ${hex(pair[1])}`;

describe("the generator", () => {
  // Salmon et al., Random123 known-answer tests.
  test.each([
    [0, 0, 0, 0, "6b200159 99ba4efe"],
    [-1, -1, -1, -1, "1cb996fc bb002be7"],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, "c4923a9c 483df7a0"],
  ])("threefry of key %i %i, counter %i %i is as published", (k0, k1, c0, c1, expected) => {
    const out = new Int32Array(2);
    threefry(out, k0, k1, c0, c1);
    expect(words(out)).toBe(expected);
  });

  // Known answers of the construction: they hold every result still.
  test.each([
    ["", "9495e335 a2fb3b63"],
    ["1", "612cd651 ff2f1fe4"],
    ["elective", "d2f0ed1b 5920aac9"],
    ["ward/duration", "560ec914 e697a63b"],
    ["12345678", "ac86a08f 629f6f60"],
    ["é", "3babf970 b268598f"],
  ])("the hash of %j is %s", (text, expected) => {
    expect(words(hashText(text))).toBe(expected);
  });

  test.each([
    [0, 0, 0, 1, 0x7ac235b2, 0x11975ad9],
    [0, 0, 1, 0, 0xa91b27b7, 0x46255b57],
    [1, 0, 0, 0, 0xe6011440, 0x618cffd5],
    [-1, -1, -1, -1, 0x96aa5760, 0xf56c16f3],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0x4d67a2d5, 0xd1dd2f65],
  ])("mix of key %i %i, counter %i %i gives the uniform of its two words", (p, q, a, b, high, low) => {
    expect(mix(p, q, a, b)).toBe(uniformOf(high, low));
  });

  test("mix gives the uniform of its known answer", () => {
    expect(mix(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toBe(0.8023626110096883);
  });

  test("text is hashed as UTF-8, whatever its plane; half a surrogate pair counts as U+FFFD", () => {
    expect(words(hashText("\ud800"))).toBe(words(hashText("\ufffd")));
    expect(new Set(["a", "é", "€", "🏥", "🏦"].map((text) => words(hashText(text)))).size).toBe(5);
  });

  test("a uniform is never 0 or 1, and 1 − u is exact", () => {
    expect(uniformOf(0x80000000, 0)).toBe(2 ** -53);
    expect(uniformOf(0x7fffffff, 0xffffffff)).toBe(1 - 2 ** -53);
    expect(uniformOf(0, 0)).toBe(0.5000000000000001);
  });

  test.each([
    [0, 0, 0, 0, 0.1502843197861471],
    [0, 0, 0, 1, 0.06976716157621621],
    [0, 0, 1, 0, 0.494219057534539],
    [0, 1, 0, 0, 0.5799533172581629],
    [1, 0, 0, 0, 0.053024776586899525],
    [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 22 - 1, 1023, 0.5384157426479413],
  ])("the whole tree: replication %i, patient %i, visit %i, draw %i", (replication, patient, visit, draw, expected) => {
    const key = new Int32Array(2);
    patientKeyInto(key, replicationKey(seedKey("1"), replication), word("elective"), patient);
    expect(uniformAt(key[0], key[1], word("ward/duration"), visit, draw)).toBe(expected);
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
