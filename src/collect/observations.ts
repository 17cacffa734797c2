import { quantilesInPlace } from "../statistics/quantiles.ts";
import { Tally } from "../statistics/tally.ts";

/** What is told of many observations; all but `count` are NaN when there are none, `sd` also when there is one. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Between observations, on n − 1. */
  readonly sd: number;
  /** Percentiles by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  /** Of those above 0. */
  readonly share: number;
}

/** Values of the first chunk, and of the largest; each is twice the one before. */
const FIRST = 64;
const LARGEST = 8192;

/**
 * Values in the order observed, kept until the end of the run so that percentiles are exact. In chunks: a table that doubles would be
 * copied each time, and stand beside its copy. When one of the largest is full, zeros in a row, as half of all waits are, become their
 * number: `add` asks nothing, and short runs never pay for it. The next run uses the same chunks again.
 */
export class Observations {
  private readonly chunks = [new Float64Array(FIRST)];
  /** How much of each chunk before the present one is in use, and packed. */
  private readonly usedOf: number[] = [];
  private readonly packedOf: number[] = [];
  private chunk = 0;
  private values = this.chunks[0];
  private used = 0;
  private packed = 0;
  /** Values that are not in the present chunk as they are. */
  private elsewhere = 0;

  get count(): number {
    return this.elsewhere + this.used;
  }

  clear(): void {
    this.chunk = 0;
    this.values = this.chunks[0];
    this.used = 0;
    this.packed = 0;
    this.elsewhere = 0;
  }

  add(value: number): void {
    const { values, used } = this;
    if (used < values.length) {
      values[used] = value;
      this.used = used + 1;
    } else this.addBeyond(value);
  }

  private addBeyond(value: number): void {
    this.makeRoom();
    this.values[this.used++] = value;
  }

  /** A copy of the values, to be moved about; valid until the next one is made, of whichever observations. −0 may have become 0. */
  view(): Float64Array<ArrayBuffer> {
    return together([this]);
  }

  /** Writes the values into `table`. @returns where they end */
  copyTo(table: Float64Array, at: number): number {
    let end = at;
    for (let i = 0; i <= this.chunk; i++) {
      const isLast = i === this.chunk;
      const packed = isLast ? this.packed : this.packedOf[i];
      const plain = this.chunks[i].subarray(packed, isLast ? this.used : this.usedOf[i]);
      end = unpack(this.chunks[i], packed, table, end);
      table.set(plain, end);
      end += plain.length;
    }
    return end;
  }

  /** Packs what has come to a full chunk, and goes to the next when that gives little. */
  private makeRoom(): void {
    const { used, values } = this;
    if (values.length === LARGEST) {
      this.used = pack(values, this.packed, used);
      this.packed = this.used;
      this.elsewhere += used - this.used;
      if (this.used < 0.9 * LARGEST) return;
    }
    this.usedOf[this.chunk] = this.used;
    this.packedOf[this.chunk] = this.packed;
    this.elsewhere += this.used;
    this.used = 0;
    this.packed = 0;
    this.chunk++;
    if (this.chunk === this.chunks.length) {
      this.chunks.push(new Float64Array(Math.min(2 * values.length, LARGEST)));
    }
    this.values = this.chunks[this.chunk];
  }
}

/** Summary of all parts together. */
export function summarise(parts: readonly Observations[]): Summary {
  const values = together(parts);
  const tally = new Tally();
  let above = 0;
  // Zeros before anything else leave a tally as it is: many stages have no other wait.
  while (tally.count < values.length && values[tally.count] === 0) tally.count++;
  for (let i = tally.count; i < values.length; i++) {
    tally.add(values[i]);
    if (values[i] > 0) above++;
  }
  const { count, mean, sd } = tally;
  const [p50, p90, p95] = quantilesInPlace(values, [0.5, 0.9, 0.95]);
  return {
    count,
    mean,
    sd,
    p50,
    p90,
    p95,
    share: above / count,
  };
}

/** Summaries of all classes together, then of each class. */
export function summariseClasses(classes: readonly Observations[]): Summary[] {
  const observed = classes.filter((one) => one.count > 0);
  const overall = summarise(classes);
  return [overall, ...classes.map((one) => (observed.length === 1 && one.count > 0 ? overall : summarise([one])))];
}

/** One table for all, made anew when it is too short: the end of a run summarises one list after another. */
let scratch = new Float64Array(0);

function together(parts: readonly Observations[]): Float64Array<ArrayBuffer> {
  let count = 0;
  for (const part of parts) count += part.count;
  if (count > scratch.length) scratch = new Float64Array(Math.max(count, 2 * scratch.length));
  let end = 0;
  for (const part of parts) end = part.copyTo(scratch, end);
  return scratch.subarray(0, count);
}

/** In place: two zeros or more become −0 and their number. @returns where what is kept ends */
function pack(values: Float64Array, from: number, to: number): number {
  let end = from;
  let i = from;
  while (i < to) {
    const value = values[i++];
    if (value !== 0) {
      values[end++] = value;
      continue;
    }
    const first = i - 1;
    while (i < to && values[i] === 0) i++;
    values[end++] = i - first === 1 ? 0 : -0;
    if (i - first > 1) values[end++] = i - first;
  }
  return end;
}

/** The first `length` of what is packed, into `table`. @returns where it ends there */
function unpack(values: Float64Array, length: number, table: Float64Array, at: number): number {
  let end = at;
  for (let i = 0; i < length; i++) {
    if (!Object.is(values[i], -0)) {
      table[end++] = values[i];
      continue;
    }
    const stop = end + values[++i];
    while (end < stop) table[end++] = 0;
  }
  return end;
}
