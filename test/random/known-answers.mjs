// Known answers of the random numbers, in hexadecimal words: they hold every result of Careway still. Those of Threefry are published
// (Salmon, Moraes, Dror, Shaw, Random123: kat_vectors); the others are the construction's own.

/** Key, counter, and the two words of Threefry-2x32-20. @type {import("./known-answers.d.mts").ThreefryAnswer[]} */
export const threefryAnswers = [
  [0, 0, 0, 0, "6b200159 99ba4efe"],
  [-1, -1, -1, -1, "1cb996fc bb002be7"],
  [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, "c4923a9c 483df7a0"],
];

/** @type {import("./known-answers.d.mts").HashAnswer[]} */
export const hashAnswers = [
  ["", "9495e335 a2fb3b63"],
  ["1", "612cd651 ff2f1fe4"],
  ["elective", "d2f0ed1b 5920aac9"],
  ["ward/duration", "560ec914 e697a63b"],
  ["12345678", "ac86a08f 629f6f60"],
  ["é", "3babf970 b268598f"],
];

/** Key, counter, and the two words that the mixer makes a uniform of. @type {import("./known-answers.d.mts").MixAnswer[]} */
export const mixAnswers = [
  [0, 0, 0, 1, "7ac235b2 11975ad9"],
  [0, 0, 1, 0, "a91b27b7 46255b57"],
  [1, 0, 0, 0, "e6011440 618cffd5"],
  [-1, -1, -1, -1, "96aa5760 f56c16f3"],
  [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, "4d67a2d5 d1dd2f65"],
];

/**
 * The least, the greatest and the middle uniform: counters under key 0 0, found by running the rounds backwards from these words.
 * @type {import("./known-answers.d.mts").UniformAnswer[]}
 */
export const uniformAnswers = [
  [0x8d7b7c64, 0xc9a55b0c, "80000000 00000000", 2 ** -53],
  [0x1791b97d, 0x3245632d, "7fffffff ffffffff", 1 - 2 ** -53],
  [0, 0, "00000000 00000000", 0.5000000000000001],
];

const replicationZero = "42d2b12f 258b3a1f";
const patientZero = "18d5c8dc 10c97e5c";

/**
 * Seed "1", class "elective", purpose "ward/duration": replication, patient, visit, draw; the keys of replication and patient; the
 * words; the uniform.
 * @type {import("./known-answers.d.mts").TreeAnswer[]}
 */
export const treeAnswers = [
  [0, 0, 0, 0, replicationZero, patientZero, "a679087e 95468812", 0.1502843197861471],
  [0, 0, 0, 1, replicationZero, patientZero, "91dc42bd 4dfa0898", 0.06976716157621621],
  [0, 0, 1, 0, replicationZero, patientZero, "fe8523e1 2bb8b64f", 0.494219057534539],
  [0, 1, 0, 0, replicationZero, "0e54ee00 653224c5", "1477d212 d49d1ae0", 0.5799533172581629],
  [1, 0, 0, 0, "ee1a7b23 fc59edc0", "d3bc3c7d ea0dbb6e", "8d930821 51854249", 0.053024776586899525],
  [
    2 ** 32 - 1,
    2 ** 32 - 1,
    2 ** 22 - 1,
    1023,
    "3fa8db6c 1ef11c64",
    "0bb08e67 8e82cda8",
    "09d59d36 530fde2d",
    0.5384157426479413,
  ],
];
