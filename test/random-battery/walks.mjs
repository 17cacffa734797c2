// The orders in which numbers are taken from the tree of keys, and which bits of them: what a sequence under test is.

/**
 * @typedef {{ id: string, says: string, axes: readonly (readonly [Axis, number])[] }} Pattern axes from the innermost on, each with
 *   the length after which it starts again and the next one moves on
 * @typedef {"replication" | "patient" | "purpose" | "visit" | "draw"} Axis
 * @typedef {{ id: string, says: string }} View
 */

const NUMBERS = 2 ** 32;
const VISITS = 2 ** 22;
const DRAWS = 1024;
const AXES = /** @type {const} */ (["replication", "patient", "purpose", "visit", "draw"]);

/** @type {readonly Pattern[]} Small whole numbers stand in for the purposes' words: harder than hashed names. */
export const patterns = [
  {
    id: "a",
    says: "draws count, then visits",
    axes: [
      ["draw", DRAWS],
      ["visit", VISITS],
      ["patient", NUMBERS],
    ],
  },
  {
    id: "b",
    says: "patients count, one draw each",
    axes: [
      ["patient", NUMBERS],
      ["replication", NUMBERS],
    ],
  },
  {
    id: "p",
    says: "purposes count, one draw each",
    axes: [
      ["purpose", NUMBERS],
      ["patient", NUMBERS],
    ],
  },
  {
    id: "v",
    says: "visits count, one draw each",
    axes: [
      ["visit", VISITS],
      ["patient", NUMBERS],
    ],
  },
  {
    id: "d",
    says: "replications count, one draw each",
    axes: [
      ["replication", NUMBERS],
      ["patient", NUMBERS],
    ],
  },
  {
    id: "t",
    says: "1,000 patients inside 3 draws, 5 purposes and the visits",
    axes: [
      ["patient", 1000],
      ["draw", 3],
      ["purpose", 5],
      ["visit", VISITS],
      ["replication", NUMBERS],
    ],
  },
  {
    id: "m",
    says: "the simulator's order: 3 draws, 2 visits, 5 purposes, then the next patient",
    axes: [
      ["draw", 3],
      ["visit", 2],
      ["purpose", 5],
      ["patient", NUMBERS],
      ["replication", NUMBERS],
    ],
  },
];

/** @type {readonly View[]} */
export const views = [
  { id: "h", says: "the high words" },
  { id: "l", says: "the low words" },
  { id: "H", says: "the high words, bits reversed" },
  { id: "L", says: "the low words, bits reversed" },
  { id: "hl", says: "high and low words in turn" },
];

/** @param {string} id @returns {Pattern} */
export function patternNamed(id) {
  const found = patterns.find((pattern) => pattern.id === id);
  if (found === undefined) throw new Error(`no pattern is called "${id}"`);
  return found;
}

/** Numbers taken one after another from a pattern, from any index on. */
export class Walk {
  /**
   * @param {import("./generators.mjs").Generator} generator
   * @param {Pattern} pattern
   * @param {number} first index of the first number
   */
  constructor({ keyOf, wordsOf }, pattern, first) {
    this.keyOf = keyOf;
    this.wordsOf = wordsOf;
    this.axes = Int32Array.from(pattern.axes, ([axis]) => AXES.indexOf(axis));
    this.lengths = Float64Array.from(pattern.axes, ([, length]) => length);
    /** In the order of AXES. */
    this.place = new Float64Array(AXES.length);
    this.key = new Int32Array(2);
    this.pair = new Int32Array(2);
    let left = first;
    for (const [i, length] of this.lengths.entries()) {
      this.place[this.axes[i]] = left % length;
      left = Math.floor(left / length);
    }
    if (left > 0) throw new Error(`pattern ${pattern.id} has no number ${first}`);
    keyOf(this.key, this.place[0], this.place[1]);
  }

  /** Fills `words` with what a view shows: one word of each number, or both. @param {Uint32Array} words @param {string} view */
  fill(words, view) {
    const { pair } = this;
    const both = view === "hl";
    const which = view === "l" || view === "L" ? 1 : 0;
    const reversed = view === "H" || view === "L";
    for (let i = 0; i < words.length; i++) {
      this.next();
      if (both) {
        words[i++] = pair[0];
        words[i] = pair[1];
      } else words[i] = reversed ? bitsReversed(pair[which]) : pair[which];
    }
  }

  /** Writes the two words of the place and moves on. */
  next() {
    const { place, key, axes, lengths } = this;
    this.wordsOf(this.pair, key[0], key[1], place[2] | 0, (place[3] * DRAWS + place[4]) | 0);
    let keyed = false;
    for (let i = 0; i < axes.length; i++) {
      const axis = axes[i];
      keyed ||= axis < 2;
      place[axis]++;
      if (place[axis] < lengths[i]) break;
      place[axis] = 0;
    }
    if (keyed) this.keyOf(key, place[0], place[1]);
  }
}

/** @param {number} word */
export function bitsReversed(word) {
  let x = word;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return (x >>> 16) | (x << 16);
}
