// What every limit program needs: random numbers, samplers, and the future. Our own code, no generality: typed arrays, no objects.

/** xoshiro128++ (Blackman, Vigna 2019), seeded by a mix of the seed; two words make a uniform. */
export class Random {
  /** @param {number} seed */
  constructor(seed) {
    this.state = new Int32Array(4);
    let x = seed | 0;
    for (let i = 0; i < 4; i++) {
      x = (x + 0x9e3779b9) | 0;
      let z = Math.imul(x ^ (x >>> 16), 0x7feb352d);
      z = Math.imul(z ^ (z >>> 15), 0x846ca68b);
      this.state[i] = z ^ (z >>> 16);
    }
    this.spare = 0;
    this.hasSpare = false;
  }

  word() {
    const { state } = this;
    const sum = (state[0] + state[3]) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + state[0]) | 0;
    const t = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result;
  }

  /** In (0, 1). */
  uniform() {
    return (this.word() >>> 0) * 2 ** -32 + ((this.word() >>> 12) + 0.5) * 2 ** -52;
  }

  /** @param {number} mean */
  exponential(mean) {
    return -mean * Math.log(this.uniform());
  }

  /** Marsaglia's polar method, both of a pair used. */
  normal() {
    if (this.hasSpare) {
      this.hasSpare = false;
      return this.spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const r = u * u + v * v;
      if (r < 1 && r > 0) {
        const f = Math.sqrt((-2 * Math.log(r)) / r);
        this.spare = v * f;
        this.hasSpare = true;
        return u * f;
      }
    }
  }
}

/** A 4-ary heap by time: what is due is a kind and whose it is, in one word. */
export class Future {
  constructor() {
    this.size = 0;
    this.times = new Float64Array(1024);
    this.codes = new Int32Array(1024);
  }

  /**
   * @param {number} time
   * @param {number} code
   */
  schedule(time, code) {
    if (this.size === this.times.length) this.grow();
    const { times, codes } = this;
    let hole = this.size++;
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

  /** Takes the first out; its time is `times[0]` before. */
  takeFirst() {
    const { times, codes } = this;
    const first = codes[0];
    const size = --this.size;
    const time = times[size];
    const code = codes[size];
    let hole = 0;
    for (;;) {
      const child = 4 * hole + 1;
      if (child >= size) break;
      const end = Math.min(child + 4, size);
      let least = child;
      for (let i = child + 1; i < end; i++) if (times[i] < times[least]) least = i;
      if (times[least] >= time) break;
      times[hole] = times[least];
      codes[hole] = codes[least];
      hole = least;
    }
    times[hole] = time;
    codes[hole] = code;
    return first;
  }

  grow() {
    const times = new Float64Array(2 * this.times.length);
    times.set(this.times);
    this.times = times;
    const codes = new Int32Array(2 * this.codes.length);
    codes.set(this.codes);
    this.codes = codes;
  }
}
