import { type ChunkedValues, type Figures, Summariser } from "../statistics/summariser.ts";

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
 * Values kept until the end of the run so that percentiles are exact; zeros, as half of all waits are, only by their number. In chunks: a
 * table that doubles would be copied each time, and stand beside its copy. Zeros are taken out of a chunk when it is full: `add` asks
 * nothing. The next run uses the same chunks again.
 */
export class Observations implements ChunkedValues {
  readonly chunks = [new Float64Array(FIRST)];
  readonly words = [new Int32Array(this.chunks[0].buffer)];
  /** Right for all chunks after `settle`. */
  readonly lengths = [0];
  chunkCount = 1;
  zeros = 0;

  private values = this.chunks[0];
  private used = 0;
  /** How much of the present chunk is known to be without zeros. */
  private settled = 0;
  /** Values that are not in the present chunk. */
  private elsewhere = 0;

  get count(): number {
    return this.elsewhere + this.used;
  }

  clear(): void {
    this.chunkCount = 1;
    this.zeros = 0;
    this.values = this.chunks[0];
    this.used = 0;
    this.settled = 0;
    this.elsewhere = 0;
  }

  add(value: number): void {
    const { values, used } = this;
    if (used < values.length) {
      values[used] = value;
      this.used = used + 1;
    } else this.addBeyond(value);
  }

  /** So many values of a table, from a place on. */
  addAll(from: Float64Array, first: number, count: number): void {
    const end = first + count;
    for (let i = first; i < end; ) {
      const room = Math.min(this.values.length - this.used, end - i);
      if (room === 0) this.addBeyond(from[i++]);
      else {
        this.values.set(from.subarray(i, i + room), this.used);
        this.used += room;
        i += room;
      }
    }
  }

  private addBeyond(value: number): void {
    this.settle();
    if (this.used >= 0.9 * this.values.length) this.nextChunk();
    this.values[this.used++] = value;
  }

  /** A copy of the values in any order, to be moved about; valid until the next one is made, of whichever observations. */
  view(): Float64Array<ArrayBuffer> {
    const { count } = this;
    if (count > scratch.length) scratch = new Float64Array(Math.max(count, 2 * scratch.length));
    this.settle();
    let end = 0;
    for (let i = 0; i < this.chunkCount; i++) {
      scratch.set(this.chunks[i].subarray(0, this.lengths[i]), end);
      end += this.lengths[i];
    }
    return scratch.fill(0, end, count).subarray(0, count);
  }

  /** Takes the zeros out of the present chunk. */
  settle(): this {
    const { values, used } = this;
    const zero = values.indexOf(0, this.settled);
    const end = zero >= 0 && zero < used ? withoutZeros(values, zero, used) : used;
    this.zeros += used - end;
    this.elsewhere += used - end;
    this.used = end;
    this.settled = end;
    this.lengths[this.chunkCount - 1] = end;
    return this;
  }

  private nextChunk(): void {
    this.elsewhere += this.used;
    if (this.chunkCount === this.chunks.length) {
      const chunk = new Float64Array(Math.min(2 * this.values.length, LARGEST));
      this.chunks.push(chunk);
      this.words.push(new Int32Array(chunk.buffer));
    }
    this.values = this.chunks[this.chunkCount++];
    this.used = 0;
    this.settled = 0;
  }
}

/** @returns where what is kept ends */
function withoutZeros(values: Float64Array, from: number, to: number): number {
  let end = from;
  for (let i = from; i < to; i++) {
    const value = values[i];
    values[end] = value;
    end += Number(value !== 0);
  }
  return end;
}

/** One table for all copies, made anew when it is too short. */
let scratch = new Float64Array(0);

const summariser = new Summariser([0.5, 0.9, 0.95]);

/** Summary of all parts together. */
export function summarise(parts: readonly Observations[]): Summary {
  return summariseClasses(parts)[0];
}

/** Summaries of all classes together, then of each class. */
export function summariseClasses(classes: readonly Observations[]): Summary[] {
  return summariser.of(classes.map((one) => one.settle())).map(summaryOf);
}

function summaryOf({ count, mean, sd, share, quantiles: [p50, p90, p95] }: Figures): Summary {
  return { count, mean, sd, p50, p90, p95, share };
}
