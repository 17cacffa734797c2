import { DRAW_BITS, MAX_DRAWS, MAX_VISITS } from "./counter.ts";
import type { UniformSource } from "./distribution.ts";
import { hashText, mix, threefry, threefryColumns } from "./generator.ts";

/**
 * The tree of keys: seed → replication → patient → (purpose, visit, draw). Names key the streams, so an added stage or class
 * moves nobody's luck, and the same patient meets the same luck in every scenario.
 */
export interface Key {
  readonly k0: number;
  readonly k1: number;
}

const MAX_NUMBER = 4294967296; // 2^32

/** First word of the hash of a name: what a class or a purpose ("treatment/duration") is called inside. */
export function word(name: string): number {
  return hashText(name)[0];
}

export function seedKey(seed: string): Key {
  const [k0, k1] = hashText(seed);
  return { k0, k1 };
}

/** @param replication whole, from 0 to 2^32 − 1 */
export function replicationKey(seed: Key, replication: number): Key {
  checkNumber("replication", replication);
  const out = new Int32Array(2);
  threefry(out, seed.k0, seed.k1, replication, 0);
  return { k0: out[0], k1: out[1] };
}

/** Writes the key of a patient (number within the class, from 0 to 2^32 − 1) to `out`. */
export function patientKeyInto(out: Int32Array, replication: Key, classWord: number, number: number): void {
  checkNumber("patient", number);
  threefry(out, replication.k0, replication.k1, number, classWord);
}

/** The keys of `count` patients of a class, numbered from `first` on, at once: their two words to `out0` and `out1`. */
export function patientKeysInto(
  out0: Int32Array,
  out1: Int32Array,
  count: number,
  replication: Key,
  classWord: number,
  first: number,
): void {
  checkNumber("patient", first);
  checkNumber("patient", first + count - 1);
  threefryColumns(out0, out1, count, replication.k0, replication.k1, first, classWord);
}

/** One uniform in (0, 1). @param visit from 0 to 2^22 − 1 @param draw from 0 to 1,023 */
export function uniformAt(key0: number, key1: number, purpose: number, visit: number, draw: number): number {
  if (!(visit >= 0 && visit < MAX_VISITS)) throw new Error(`visit ${visit} of one patient to one stage: at most 2^22`);
  if (!(draw >= 0 && draw < MAX_DRAWS)) throw new Error(`draw ${draw} for one purpose and visit: at most 1,024`);
  return mix(key0, key1, purpose, (visit << DRAW_BITS) | draw);
}

/** The successive draws of one patient for one purpose and visit; set anew for each, never allocated in a run. */
export class PurposeStream implements UniformSource {
  /** Key, purpose, counter of draw 0, draws taken. */
  private readonly state = new Int32Array(5);

  at(key0: number, key1: number, purpose: number, visit: number): void {
    if (!(visit >= 0 && visit < MAX_VISITS))
      throw new Error(`visit ${visit} of one patient to one stage: at most 2^22`);
    const { state } = this;
    // `| 0` says that these are words, which else is asked of each.
    state[0] = key0 | 0;
    state[1] = key1 | 0;
    state[2] = purpose | 0;
    state[3] = visit << DRAW_BITS;
    state[4] = 0;
  }

  next(): number {
    const { state } = this;
    const draw = state[4];
    if (draw === MAX_DRAWS) throw new Error("more than 1,024 draws for one purpose and visit");
    state[4] = draw + 1;
    return mix(state[0], state[1], state[2], state[3] | draw);
  }

  /** Draws taken so far. */
  get taken(): number {
    return this.state[4];
  }

  /** Goes back to where so many had been taken, to draw the same again. */
  back(taken: number): void {
    this.state[4] = taken;
  }
}

function checkNumber(what: string, number: number): void {
  if (!(number >= 0 && number < MAX_NUMBER)) throw new Error(`${what} ${number}: must be from 0 to 2^32 − 1`);
}
