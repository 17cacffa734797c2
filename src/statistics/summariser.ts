import { HIGH } from "../maths/bits.ts";
import { BELOW_ZERO, BUCKETS, GREATEST, LEAST, OFFSET, SHIFT, ZERO } from "./buckets.ts";
import { interpolate, select } from "./quantiles.ts";

/** Finite values, in chunks; of those that are 0 only how many. */
export interface ChunkedValues {
  readonly chunks: readonly Float64Array[];
  /** The same memory as words, two a value. */
  readonly words: readonly Int32Array[];
  /** How much of each chunk is in use; there may be chunks beyond, which are not. */
  readonly lengths: readonly number[];
  readonly chunkCount: number;
  readonly zeros: number;
}

/** All but `count` are NaN of nothing, `sd` also of one value. */
export interface Figures {
  readonly count: number;
  readonly mean: number;
  /** On n − 1. */
  readonly sd: number;
  /** Of values above 0. */
  readonly share: number;
  /** Of type 7, at the points asked for. */
  readonly quantiles: readonly number[];
}

/** @param word the high word of a value that is not 0 */
function bucketOf(word: number): number {
  return Math.min(Math.max((word >> SHIFT) - OFFSET, LEAST + ((word >> 31) << 1)), GREATEST);
}

/**
 * Mean, standard deviation and exact quantiles of lists of many values, without sorting them: a first walk gives the mean and counts
 * the values by bucket, a second gives the squares and picks the few values in whose buckets a quantile lies.
 */
export class Summariser {
  private readonly points: readonly number[];
  /** Of all lists together, then of each; made once, for the end of a run summarises one list after another. */
  private readonly parts: Part[] = [];
  private readonly picked = new Picked();

  /** @param points of quantiles, ascending, each in [0, 1] */
  constructor(points: readonly number[]) {
    this.points = points;
  }

  /**
   * Of all lists together, then of each.
   * @throws Error where a value, or the sum of all, is not finite
   */
  of(lists: readonly ChunkedValues[]): Figures[] {
    const { picked, points } = this;
    while (this.parts.length <= lists.length) this.parts.push(new Part(2 * points.length));
    const [all, ...others] = this.parts;
    const parts = others.slice(0, lists.length);
    let [filled, last] = [0, 0];
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      part.count(lists[i]);
      part.locate(points);
      if (part.n === 0) continue;
      filled++;
      last = i;
    }
    // The only list that has values is all of them.
    const only = filled === 1;
    if (!only) {
      all.join(parts);
      all.locate(points);
    }
    picked.length = 0;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      let room = picked.mark(part, part);
      if (!only) room += picked.mark(all, part);
      picked.reserve(room);
      part.pick(lists[i], picked);
      picked.unmark(part);
      picked.unmark(all);
    }
    const figures = new Array<Figures>(parts.length + 1);
    for (let i = 0; i < parts.length; i++) figures[i + 1] = parts[i].figures(points, picked);
    if (only) {
      figures[0] = figures[last + 1];
      return figures;
    }
    all.joinSquares(parts);
    all.last = picked.length;
    figures[0] = all.figures(points, picked);
    return figures;
  }
}

/** Values that are looked at again, of one list after another, and in which buckets they are. */
class Picked {
  values = new Float64Array(64);
  words = new Int32Array(this.values.buffer);
  length = 0;
  /** 1 for buckets whose values are picked. */
  readonly marked = new Int32Array(BUCKETS);

  /** @returns how many values of `list` are in what `ends` has to be picked and is not marked yet; zeros are not walked */
  mark({ buckets }: Part, list: Part): number {
    const { marked } = this;
    let room = 0;
    for (let end = 0; end < buckets.length; end++) {
      const bucket = buckets[end];
      if (bucket === ZERO || marked[bucket] === 1) continue;
      marked[bucket] = 1;
      room += list.counts[bucket];
    }
    return room;
  }

  unmark({ buckets }: Part): void {
    for (let end = 0; end < buckets.length; end++) this.marked[buckets[end]] = 0;
  }

  /** Room for so many more, and for one that is written and not kept. */
  reserve(more: number): void {
    const { values, length } = this;
    if (length + more < values.length) return;
    this.values = new Float64Array(2 * (length + more) + 1);
    this.values.set(values);
    this.words = new Int32Array(this.values.buffer);
  }
}

/** What is known of one list, or of all. */
class Part {
  n = 0;
  /** Of each end of a quantile, two a point: its bucket, and its place among the values there. */
  readonly buckets: Int32Array;
  /** Where its picked values are. */
  first = 0;
  last = 0;

  /** Values of each bucket. */
  readonly counts = new Int32Array(BUCKETS);
  private readonly places: Int32Array;
  private readonly ends: Float64Array;
  private mean = Number.NaN;
  /** What `mean` lacks: means of parts with a large common part differ in less than the last digit of either. */
  private low = Number.NaN;
  /** Of deviations from the mean. */
  private squares = Number.NaN;

  constructor(ends: number) {
    this.buckets = new Int32Array(ends);
    this.places = new Int32Array(ends);
    this.ends = new Float64Array(ends);
  }

  /** The first walk. A large common part of all values is left out of the sum, so that their mean is exact when all are equal. */
  count({ chunks, words, lengths, chunkCount, zeros }: ChunkedValues): void {
    const { counts } = this;
    const from = zeros > 0 ? 0 : chunks[0][0];
    counts.fill(0);
    counts[ZERO] = zeros;
    let n = zeros;
    let sum = 0;
    for (let i = 0; i < chunkCount; i++) {
      n += lengths[i];
      sum += countChunk(chunks[i], words[i], lengths[i], from, counts);
    }
    if (!(Math.abs(sum) < Infinity)) throw new Error(`of ${n} values to summarise one is not finite`);
    this.n = n;
    this.mean = from + sum / n;
  }

  /** Counts of all parts, before the second walk. */
  join(parts: readonly Part[]): void {
    const { counts } = this;
    counts.fill(0);
    this.n = 0;
    for (const part of parts) {
      this.n += part.n;
      for (let bucket = 0; bucket < BUCKETS; bucket++) counts[bucket] += part.counts[bucket];
    }
  }

  /** In which buckets the ends of quantiles lie, and where. */
  locate(points: readonly number[]): void {
    const { n, counts, buckets, places } = this;
    let bucket = ZERO;
    buckets.fill(bucket);
    if (n === 0) return;
    bucket = 0;
    let below = 0;
    for (let end = 0; end < buckets.length; end++) {
      const rank = Math.min(Math.floor((n - 1) * points[end >> 1]) + (end & 1), n - 1);
      // The upper end of one quantile may lie above the lower end of the next.
      if (rank < below) {
        bucket = 0;
        below = 0;
      }
      while (below + counts[bucket] <= rank) below += counts[bucket++];
      buckets[end] = bucket;
      places[end] = rank - below;
    }
  }

  /** The second walk. What rounding left out of the mean is in the sum of the deviations. */
  pick({ chunks, words, lengths, chunkCount, zeros }: ChunkedValues, picked: Picked): void {
    const { n, mean } = this;
    this.first = picked.length;
    let sum = -zeros * mean;
    let squares = zeros * mean * mean;
    for (let i = 0; i < chunkCount; i++) {
      pickChunk(chunks[i], words[i], lengths[i], mean, picked);
      sum += deviations[0];
      squares += deviations[1];
    }
    this.last = picked.length;
    this.low = sum / n;
    this.squares = Math.max(0, squares - (sum * sum) / n);
  }

  /** Mean and squares of all parts (Chan, Golub and LeVeque, The American Statistician 37 (1983) 242–247). */
  joinSquares(parts: readonly Part[]): void {
    const { n } = this;
    const from = parts.find((part) => part.n > 0)?.mean ?? Number.NaN;
    let sum = 0;
    for (const part of parts) if (part.n > 0) sum += part.n * part.meanLess(from);
    const low = sum / n;
    let squares = 0;
    for (const part of parts) {
      const apart = part.meanLess(from) - low;
      if (part.n > 0) squares += part.squares + part.n * apart * apart;
    }
    this.mean = from;
    this.low = low;
    this.squares = squares;
    this.first = 0;
  }

  private meanLess(from: number): number {
    return this.mean - from + this.low;
  }

  figures(points: readonly number[], picked: Picked): Figures {
    const { n, counts } = this;
    return {
      count: n,
      mean: this.mean + this.low,
      sd: n < 2 ? Number.NaN : Math.sqrt(this.squares / (n - 1)),
      share: (n - counts[BELOW_ZERO] - counts[ZERO]) / n,
      quantiles: n === 0 ? points.map(() => Number.NaN) : this.quantiles(points, picked),
    };
  }

  private quantiles(points: readonly number[], picked: Picked): number[] {
    const { ends, n } = this;
    this.select(picked);
    return points.map((point, k) => {
      const place = (n - 1) * point;
      return interpolate(ends[2 * k], ends[2 * k + 1], place - Math.floor(place));
    });
  }

  /** Of each bucket in which ends lie, the values are brought to the beginning, and the ends selected there from below. */
  private select(picked: Picked): void {
    const { values } = picked;
    const { buckets, counts, places, ends, first, last } = this;
    let own = ZERO;
    let before = first;
    let equal = first;
    for (let end = 0; end < ends.length; end++) {
      const bucket = buckets[end];
      const at = first + places[end];
      if (bucket === ZERO) {
        ends[end] = 0;
        continue;
      }
      if (bucket !== own && counts[bucket] < last - first) bringForward(picked, first, last, bucket);
      if (bucket !== own || at < before) {
        own = bucket;
        before = first;
        equal = first;
      }
      if (at >= equal) equal = select(values, before, at, first + counts[bucket]);
      before = at;
      ends[end] = values[at];
    }
  }
}

/** @returns the sum of the values less `from` */
function countChunk(values: Float64Array, words: Int32Array, length: number, from: number, counts: Int32Array): number {
  const high = HIGH;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    sum += values[i] - from;
    counts[bucketOf(words[(i << 1) | high])]++;
  }
  return sum;
}

/** What `pickChunk` has found beside: the sum of deviations from the mean, and that of their squares. */
const deviations = new Float64Array(2);

function pickChunk(values: Float64Array, words: Int32Array, length: number, mean: number, picked: Picked): void {
  const high = HIGH;
  const { values: found, marked } = picked;
  let end = picked.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const value = values[i];
    const deviation = value - mean;
    sum += deviation;
    squares += deviation * deviation;
    // Written always, and kept when the bucket is marked: a wrong guess would cost more.
    found[end] = value;
    end += marked[bucketOf(words[(i << 1) | high])];
  }
  picked.length = end;
  deviations[0] = sum;
  deviations[1] = squares;
}

function bringForward({ values, words }: Picked, first: number, last: number, bucket: number): void {
  let end = first;
  for (let i = first; i < last; i++) {
    const own = bucketOf(words[(i << 1) | HIGH]) === bucket;
    const value = values[i];
    values[i] = values[end];
    values[end] = value;
    end += Number(own);
  }
}
