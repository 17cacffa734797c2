// Who leaves service when: a binary heap of times, the earliest on top.
export class DepartureList {
  constructor() {
    this.count = 0;
    this.times = new Float64Array(256);
    this.slots = new Int32Array(256);
  }

  /** Time of the next departure; Infinity when nobody is served. */
  get next() {
    return this.count === 0 ? Infinity : this.times[0];
  }

  clear() {
    this.count = 0;
  }

  /** @param {number} time @param {number} slot */
  add(time, slot) {
    if (this.count === this.times.length) this.grow();
    const { times, slots } = this;
    let hole = this.count++;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      if (times[above] <= time) break;
      times[hole] = times[above];
      slots[hole] = slots[above];
      hole = above;
    }
    times[hole] = time;
    slots[hole] = slot;
  }

  /** The slot of the earliest, which is no longer in the list. */
  take() {
    const { times, slots } = this;
    const top = slots[0];
    const count = --this.count;
    const time = times[count];
    const slot = slots[count];
    let hole = 0;
    for (let below = 1; below < count; below = 2 * hole + 1) {
      if (below + 1 < count && times[below + 1] < times[below]) below++;
      if (times[below] >= time) break;
      times[hole] = times[below];
      slots[hole] = slots[below];
      hole = below;
    }
    times[hole] = time;
    slots[hole] = slot;
    return top;
  }

  grow() {
    const { times, slots } = this;
    this.times = new Float64Array(2 * times.length);
    this.times.set(times);
    this.slots = new Int32Array(2 * slots.length);
    this.slots.set(slots);
  }
}
