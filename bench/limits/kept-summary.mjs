// Exact mean, standard deviation and percentiles of many observations, without sorting them: values are counted by buckets, and only those
// in whose buckets a percentile lies are looked at again.

/** Buckets by the first bits of a double, 16 an octave: from 2^-12 to 2^20 minutes, two years; what is less falls into the first. */
const BUCKETS = 512;
const SHIFT = 16;
const LOWEST = (1023 - 12) << 4;
/** Where the high word of a double stands, as all machines have it on which this is measured. */
const HIGH = 1;

export const MEAN = 0;
export const SD = 1;
export const P50 = 2;
export const P90 = 3;
export const P95 = 4;
export const SHARE = 5;
export const COUNT = 6;
export const SUM = 7;
/** What is told of each list stands side by side. */
export const WIDTH = 8;
const POINTS = Float64Array.of(0.5, 0.9, 0.95);
/** A percentile lies between two values. */
const ENDS = 6;

/** Values above 0, in the order observed; and how many were 0. */
export class Values {
  /** @param {number} room */
  constructor(room) {
    this.values = new Float64Array(room);
    this.words = new Int32Array(this.values.buffer);
    this.count = 0;
    this.zeros = 0;
  }

  clear() {
    this.count = 0;
    this.zeros = 0;
  }
}

export class Summariser {
  constructor() {
    this.counts = new Int32Array(BUCKETS);
    /** 1 of buckets in which a percentile lies. */
    this.marked = new Int32Array(BUCKETS);
    this.found = new Float64Array(4096);
    this.foundWords = new Int32Array(this.found.buffer);
    this.picked = 0;
    /** Of each end of a percentile: its bucket, its place there and among all; below 0 it is 0. */
    this.buckets = new Int32Array(ENDS);
    this.places = new Int32Array(ENDS);
    this.ranks = new Int32Array(ENDS);
    /** Of values less `from`, by which rounding spares the squares. */
    this.from = 0.5;
    this.sum = 0.5;
    this.squares = 0.5;
    this.zeros = 0;
    this.above = 0;
  }

  /**
   * Of all lists together.
   * @param {readonly Values[]} lists
   * @param {Float64Array} out
   * @param {number} at where in `out`
   */
  summarise(lists, out, at) {
    this.counts.fill(0);
    this.sum = 0;
    this.squares = 0;
    this.zeros = 0;
    this.above = 0;
    this.from = lists[0].count > 0 ? lists[0].values[0] : 0;
    for (const list of lists) this.count(list);
    this.mark();
    for (const list of lists) this.pick(list.values, list.words, list.count);
    this.tell(out, at);
  }

  /**
   * As `summarise` of a list that has just been summarised, without its last values and so many zeros; they are taken from it.
   * @param {Values} list
   * @param {number} fewer
   * @param {number} fewerZeros
   * @param {Float64Array} out
   * @param {number} at
   */
  summariseLess(list, fewer, fewerZeros, out, at) {
    const { counts, from } = this;
    list.count -= fewer;
    list.zeros -= fewerZeros;
    this.above -= fewer;
    this.zeros -= fewerZeros;
    for (let i = list.count; i < list.count + fewer; i++) {
      const value = list.values[i] - from;
      this.sum -= value;
      this.squares -= value * value;
      counts[bucketOf(list.words[(i << 1) | HIGH])]--;
    }
    this.mark();
    this.pick(list.values, list.words, list.count);
    this.tell(out, at);
  }

  /** @param {Values} list */
  count({ values, words, count, zeros }) {
    const { counts, from } = this;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i] - from;
      sum += value;
      squares += value * value;
      counts[bucketOf(words[(i << 1) | HIGH])]++;
    }
    this.sum += sum;
    this.squares += squares;
    this.above += count;
    this.zeros += zeros;
  }

  /** In which buckets the ends of percentiles lie, and where. */
  mark() {
    const { counts, marked, ranks, places, buckets, zeros, above } = this;
    for (let k = 0; k < ENDS; k++) marked[buckets[k]] = 0;
    const last = zeros + above - 1;
    let bucket = 0;
    let below = 0;
    let room = 0;
    this.picked = 0;
    for (let k = 0; k < ENDS; k++) {
      const rank = Math.min(Math.floor(last * POINTS[k >> 1]) + (k & 1), last) - zeros;
      ranks[k] = rank;
      if (rank < 0) continue;
      while (below + counts[bucket] <= rank) below += counts[bucket++];
      buckets[k] = bucket;
      places[k] = rank - below;
      if (marked[bucket] === 0) room += counts[bucket];
      marked[bucket] = 1;
    }
    if (room < this.found.length) return;
    this.found = new Float64Array(2 * room);
    this.foundWords = new Int32Array(this.found.buffer);
  }

  /**
   * @param {Float64Array} values
   * @param {Int32Array} words
   * @param {number} count
   */
  pick(values, words, count) {
    const { marked, found } = this;
    let { picked } = this;
    for (let i = 0; i < count; i++) {
      found[picked] = values[i];
      picked += marked[bucketOf(words[(i << 1) | HIGH])];
    }
    this.picked = picked;
  }

  /**
   * @param {Float64Array} out
   * @param {number} at
   */
  tell(out, at) {
    const { sum, squares, from, zeros, above } = this;
    const n = zeros + above;
    const lessened = sum - zeros * from;
    const deviations = squares + zeros * from * from - (lessened * lessened) / n;
    for (let k = 0; k < 3; k++) {
      const place = (n - 1) * POINTS[k];
      const part = place - Math.floor(place);
      const low = this.valueAt(2 * k);
      out[at + P50 + k] = part === 0 ? low : low + part * (this.valueAt(2 * k + 1) - low);
    }
    out[at + MEAN] = from + lessened / n;
    out[at + SD] = n < 2 ? Number.NaN : Math.sqrt(Math.max(0, deviations) / (n - 1));
    out[at + SHARE] = above / n;
    out[at + COUNT] = n;
    out[at + SUM] = sum + above * from;
  }

  /**
   * Of what has been picked, the values of one bucket are brought to the beginning, and parted until the wanted one is found.
   * @param {number} end
   */
  valueAt(end) {
    const { found, foundWords, buckets } = this;
    if (this.ranks[end] < 0) return 0;
    const place = this.places[end];
    const bucket = buckets[end];
    let high = 0;
    for (let i = 0; i < this.picked; i++) {
      const value = found[i];
      const own = bucketOf(foundWords[(i << 1) | HIGH]) === bucket;
      found[i] = found[high];
      found[high] = value;
      high += Number(own);
    }
    let low = 0;
    while (high - low > 1) {
      const pivot = found[(low + high) >> 1];
      let first = low;
      for (let i = low; i < high; i++) {
        const value = found[i];
        found[i] = found[first];
        found[first] = value;
        first += Number(value < pivot);
      }
      if (place < first) high = first;
      else if (first > low) low = first;
      else {
        // The pivot is the least: it and its copies are set aside.
        let last = low;
        for (let i = low; i < high; i++) {
          const value = found[i];
          found[i] = found[last];
          found[last] = value;
          last += Number(value === pivot);
        }
        if (place < last) return pivot;
        low = last;
      }
    }
    return found[low];
  }
}

/** @param {number} word */
function bucketOf(word) {
  const bucket = (word >> SHIFT) - LOWEST;
  return Math.max(bucket, 0);
}
