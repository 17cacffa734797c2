// What is to come, for the programs by hand that keep the promises: a 4-ary heap whose first place may be left empty for a while.

const FOUR = 4;
const ROOM = 4096;

/** Behind the last event stand four at Infinity, so that each has four children and the least is found without a guess. */
export class KeptFuture {
  constructor() {
    this.count = 0;
    this.times = new Float64Array(ROOM + FOUR).fill(Infinity);
    this.codes = new Int32Array(ROOM + FOUR);
    /** When what is placed next falls due, and what is placed behind it: a number that is handed over may have to be put on the heap. */
    this.due = new Float64Array(2);
  }

  clear() {
    this.times.fill(Infinity);
    this.count = 0;
  }

  /**
   * One more.
   * @param {number} code
   * @param {number} which of `due`
   */
  push(code, which) {
    const { times, codes } = this;
    const time = this.due[which];
    let hole = this.count++;
    if (hole >= ROOM) throw new Error("more is to come than there is room for");
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (times[parent] <= time) break;
      times[hole] = times[parent];
      codes[hole] = codes[parent];
      hole = parent;
    }
    times[hole] = time;
    codes[hole] = code;
  }

  /**
   * In the place of the first.
   * @param {number} code
   */
  replaceFirst(code) {
    const { times, codes, count } = this;
    const time = this.due[0];
    let hole = 0;
    for (;;) {
      const first = (hole << 2) + 1;
      if (first >= count) break;
      const a = (first + Number(times[first + 1] < times[first])) | 0;
      const b = (first + 2 + Number(times[first + 3] < times[first + 2])) | 0;
      const least = a ^ ((a ^ b) & -Number(times[b] < times[a]));
      if (time <= times[least]) break;
      times[hole] = times[least];
      codes[hole] = codes[least];
      hole = least;
    }
    times[hole] = time;
    codes[hole] = code;
  }

  /** The first is over, and nothing comes in its place. */
  dropFirst() {
    const last = --this.count;
    this.due[0] = this.times[last];
    this.times[last] = Infinity;
    if (last > 0) this.replaceFirst(this.codes[last]);
  }
}
