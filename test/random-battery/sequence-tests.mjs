// Classical tests of a sequence of 32-bit words, each giving P(statistic ≥ found): Knuth, The Art of Computer Programming, volume 2
// (1997), §3.3.2, unless named otherwise. Groups of words do not overlap, so that the counts have their plain laws.
import { BitPairs, PAIRS, weight } from "./bit-pairs.mjs";
import { chiSquare, chiSquareTail, poissonTail } from "./p-values.mjs";

/** @typedef {(words: Uint32Array) => number} SequenceTest the number of words is a power of two, at least 2^14 */

/** @type {readonly { name: string, says: string, test: SequenceTest }[]} */
export const sequenceTests = [
  {
    name: "frequency",
    says: "leading bits of a word, up to 16, over all their values",
    test: (words) => tuples(words, 1, 16),
  },
  { name: "pairs", says: "leading bits of two words, up to 8 of each", test: (words) => tuples(words, 2, 8) },
  { name: "triples", says: "leading bits of three words, up to 6 of each", test: (words) => tuples(words, 3, 6) },
  { name: "gaps", says: "how many words between two that are below 1/8", test: gaps },
  { name: "runs", says: "lengths of runs upwards, the word that ends one left out", test: runs },
  { name: "permutations", says: "the order of five words", test: permutations },
  { name: "maximum of 8", says: "the greatest of eight words", test: maxima },
  { name: "collisions", says: "leading 12 bits of two words thrown into 2^24 urns", test: collisions },
  {
    name: "birthday spacings",
    says: "equal spacings among 2^15 birthdays in 2^42 days of two words (Marsaglia; L'Ecuyer and Simard 2001)",
    test: birthdaySpacings,
  },
  { name: "weights", says: "how many bits are set in each of two words", test: weights },
  { name: "differences", says: "how many bits differ between two words", test: differences },
  { name: "bit pairs", says: "all 2,016 pairs among the 64 bits of two words", test: bitPairs },
];

/** Leading bits of `size` words: as many bits as leave 8 groups or more to a cell. @param {Uint32Array} words @param {number} size @param {number} most */
function tuples(words, size, most) {
  const groups = Math.floor(words.length / size);
  const bits = Math.min(most, Math.floor(Math.log2(groups / 8) / size));
  const counts = new Int32Array(2 ** (bits * size));
  for (let group = 0, at = 0; group < groups; group++) {
    let cell = 0;
    for (let i = 0; i < size; i++) cell = (cell << bits) | (words[at++] >>> (32 - bits));
    counts[cell]++;
  }
  let squares = 0;
  for (const count of counts) squares += count * count;
  return chiSquareTail((squares * counts.length) / groups - groups, counts.length - 1);
}

/** @type {SequenceTest} */
function gaps(words) {
  const counts = new Int32Array(256);
  let total = 0;
  let since = -1;
  for (const word of words) {
    if (word >>> 29 !== 0) {
      if (since >= 0) since++;
      continue;
    }
    if (since >= 0) {
      counts[Math.min(since, counts.length - 1)]++;
      total++;
    }
    since = 0;
  }
  return chiSquare(counts, total, (gap) => (7 / 8) ** gap * (gap === counts.length - 1 ? 1 : 1 / 8));
}

/** @type {SequenceTest} */
function runs(words) {
  const counts = new Int32Array(12);
  let total = 0;
  for (let i = 0; i < words.length; ) {
    let length = 1;
    while (i + length < words.length && words[i + length] > words[i + length - 1]) length++;
    i += length;
    if (i >= words.length) break;
    counts[Math.min(length, counts.length) - 1]++;
    total++;
    i++; // The word that ended the run was smaller: without it the next run is independent.
  }
  const atLeast = Float64Array.from(counts, (_, cell) => 1 / factorial(cell + 1));
  return chiSquare(counts, total, (cell) => atLeast[cell] - (atLeast[cell + 1] ?? 0));
}

/** @param {number} n */
function factorial(n) {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}

/** @type {SequenceTest} */
function permutations(words) {
  const counts = new Int32Array(120);
  const total = Math.floor(words.length / 5);
  for (let group = 0; group < total; group++) {
    let cell = 0;
    for (let i = 1; i < 5; i++) {
      const word = words[5 * group + i];
      let below = 0;
      for (let j = 0; j < i; j++) below += words[5 * group + j] < word ? 1 : 0;
      cell = cell * (i + 1) + below;
    }
    counts[cell]++;
  }
  return chiSquare(counts, total, () => 1 / counts.length);
}

/** @type {SequenceTest} */
function maxima(words) {
  const counts = new Int32Array(128);
  const total = words.length / 8;
  for (let group = 0; group < total; group++) {
    let most = 0;
    for (let i = 0; i < 8; i++) most = Math.max(most, words[8 * group + i]);
    counts[Math.floor(counts.length * ((most + 0.5) / 2 ** 32) ** 8)]++;
  }
  return chiSquare(counts, total, () => 1 / counts.length);
}

/** @type {SequenceTest} */
function collisions(words) {
  const urns = 2 ** 24;
  const balls = Math.min(2 ** 16, words.length / 2);
  const rounds = words.length / 2 / balls;
  const taken = new Uint8Array(urns / 8);
  let found = 0;
  for (let round = 0, at = 0; round < rounds; round++) {
    taken.fill(0);
    for (let ball = 0; ball < balls; ball++) {
      const urn = ((words[at++] >>> 20) << 12) | (words[at++] >>> 20);
      const bit = 1 << (urn & 7);
      if (taken[urn >>> 3] & bit) found++;
      taken[urn >>> 3] |= bit;
    }
  }
  const expected = balls + urns * Math.expm1(balls * Math.log1p(-1 / urns));
  return poissonTail(found, rounds * expected);
}

/** @type {SequenceTest} */
function birthdaySpacings(words) {
  const power = Math.min(15, Math.log2(words.length) - 1);
  const birthdays = 2 ** power;
  // Days so many that two equal spacings are expected in a round.
  const days = 2 ** (3 * power - 3);
  const rounds = Math.min(128, words.length / 2 / birthdays);
  const sorted = new Float64Array(birthdays);
  const spacings = new Float64Array(birthdays - 1);
  let equal = 0;
  for (let round = 0, at = 0; round < rounds; round++) {
    for (let i = 0; i < birthdays; i++) {
      const first = words[at++] >>> 11;
      sorted[i] = Math.floor(((first * 2 ** 32 + words[at++]) / 2 ** 53) * days);
    }
    sorted.sort();
    for (let i = 0; i < spacings.length; i++) spacings[i] = sorted[i + 1] - sorted[i];
    spacings.sort();
    for (let i = 1; i < spacings.length; i++) if (spacings[i] === spacings[i - 1]) equal++;
  }
  return poissonTail(equal, (rounds * birthdays ** 3) / (4 * days));
}

/** P(weight = k) of 32 fair bits. */
const WEIGHTS = Float64Array.from({ length: 33 }, (_, k) => factorial(32) / factorial(k) / factorial(32 - k) / 2 ** 32);
/** Weights up to 12, 13 … 19, and from 20. */
const CLASSES = 9;
const classOf = Int32Array.from(WEIGHTS, (_, k) => Math.min(Math.max(k - 12, 0), CLASSES - 1));
const classChances = new Float64Array(CLASSES);
for (const [k, chance] of WEIGHTS.entries()) classChances[classOf[k]] += chance;

/** @type {SequenceTest} */
function weights(words) {
  const counts = new Int32Array(CLASSES * CLASSES);
  for (let i = 0; i < words.length; i += 2)
    counts[classOf[weight(words[i])] * CLASSES + classOf[weight(words[i + 1])]]++;
  return chiSquare(
    counts,
    words.length / 2,
    (cell) => classChances[Math.floor(cell / CLASSES)] * classChances[cell % CLASSES],
  );
}

/** @type {SequenceTest} */
function differences(words) {
  const counts = new Int32Array(33);
  for (let i = 0; i < words.length; i += 2) counts[weight(words[i] ^ words[i + 1])]++;
  return chiSquare(counts, words.length / 2, (cell) => WEIGHTS[cell]);
}

/** @type {SequenceTest} */
function bitPairs(words) {
  const counted = new BitPairs();
  const high = new Int32Array(32);
  const low = new Int32Array(32);
  for (let at = 0; at < words.length; ) {
    for (let i = 0; i < 32; i++) {
      high[i] = words[at++];
      low[i] = words[at++];
    }
    counted.add(high, low);
  }
  let sum = 0;
  for (const z of counted.ofPairs) sum += z * z;
  return chiSquareTail(sum, PAIRS);
}
