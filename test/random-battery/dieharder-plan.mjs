// Which of dieharder's tests are run on which patterns.
import { generators } from "./generators.mjs";
import { patterns } from "./walks.mjs";

/**
 * @typedef {{ generator: string, pattern: string, words: string, test: string }} Job
 * @typedef {{ p: number, samples: number, says: string }} Look `samples`: p-values that its p-value is of; `says`: dieharder's
 *   assessment
 * @typedef {Look & { again?: readonly Look[] }} Line what was seen first, and later with more samples
 * @typedef {Job & { lines: readonly Line[] }} Result
 */

/** What was seen with the most samples. @param {Line} line @returns {Look} */
export function last(line) {
  return line.again?.at(-1) ?? line;
}

/** @param {Job} job */
export function keyOf({ generator, pattern, words, test }) {
  return `${generator}, ${pattern} ${words}, ${test}`;
}

/**
 * By dieharder's numbers, the quick ones first. The place in this list decides which stretch of the sequence a test has: new ones
 * come last. Not here: what dieharder's own list calls "Suspect" (5, 6, 7) or "Do Not Use" (14), and the second form of filltree2
 * (208 with -n 1), in which dieharder 3.31.1 ends with a segmentation fault whatever the generator.
 * @type {readonly { name: string, options: readonly string[], quick: boolean }[]}
 */
export const tests = [
  quick("diehard_birthdays", 0),
  quick("diehard_bitstream", 4),
  quick("diehard_count_1s_str", 8),
  quick("diehard_parking_lot", 10),
  quick("diehard_2dsphere", 11),
  quick("diehard_3dsphere", 12),
  quick("diehard_runs", 15),
  quick("sts_monobit", 100),
  quick("sts_runs", 101),
  quick("rgb_bitdist", 200, 2),
  quick("rgb_permutations", 202, 5),
  quick("rgb_lagged_sum", 203, 0),
  quick("rgb_lagged_sum", 203, 1),
  quick("dab_monobit2", 209),
  quick("dab_filltree", 207),
  quick("dab_filltree2", 208, 0),
  slow("dab_dct", 206),
  slow("dab_bytedistrib", 205),
  slow("diehard_operm5", 1),
  slow("diehard_rank_6x8", 3),
  slow("diehard_count_1s_byt", 9),
  slow("diehard_craps", 16),
  slow("sts_serial", 102),
  ...[1, 3, 4, 5, 6, 8].map((bits) => slow("rgb_bitdist", 200, bits)),
  ...[2, 3, 4].map((size) => slow("rgb_permutations", 202, size)),
  ...[2, 3, 4, 5].map((dimensions) => slow("rgb_minimum_distance", 201, dimensions)),
  ...[2, 5, 9].map((lag) => slow("rgb_lagged_sum", 203, lag)),
  slow("diehard_squeeze", 13),
  slow("rgb_kstest_test", 204),
  slow("diehard_rank_32x32", 2),
  slow("marsaglia_tsang_gcd", 17),
];

/** @param {string} name @param {number} number @param {number} [size] */
function quick(name, number, size) {
  const options = ["-d", String(number), ...(size === undefined ? [] : ["-n", String(size)])];
  return { name: size === undefined ? name : `${name}.${size}`, options, quick: true };
}

/** @param {string} name @param {number} number @param {number} [size] */
function slow(name, number, size) {
  return { ...quick(name, number, size), quick: false };
}

const own = generators[0].name;
const quickly = tests.filter((test) => test.quick);
const slowly = tests.filter((test) => !test.quick);
const onTwoLess = { generator: "two rounds less", words: "hl" };

/** @type {readonly Job[]} All tests in the simulator's order; the quick ones in every other, and with two rounds less. */
export const plan = [
  ...quickly.map(({ name }) => ({ generator: own, pattern: "m", words: "hl", test: name })),
  ...["m", "v"].flatMap((pattern) => quickly.map(({ name }) => ({ ...onTwoLess, pattern, test: name }))),
  ...patterns
    .filter(({ id }) => id !== "m")
    .flatMap(({ id }) => quickly.map(({ name }) => ({ generator: own, pattern: id, words: "hl", test: name }))),
  ...slowly.map(({ name }) => ({ generator: own, pattern: "m", words: "hl", test: name })),
];
