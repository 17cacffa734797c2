import { NONE } from "../model/opcodes.ts";
import { longerDoubles } from "./growable.ts";

/**
 * Minutes by column: of each slot, and of each group those that fall into the window and those of whole stays. A row holds only the
 * columns that have come up, for of most models few do.
 */
export class ColumnMinutes {
  /** Of each column its place in a row, NONE until it comes up; of each place its column. */
  readonly placeOf: Int32Array;
  private readonly columnAt: Int32Array;
  places = 0;
  /** A row has 1 << `shift` places; that of a slot is zero when nobody is in it. */
  shift = 0;
  private readonly groups: number;
  minutes = new Float64Array(0);
  /** Of each group. */
  window: Float64Array;
  leavers: Float64Array;
  /** Columns that `waited` sums, in this order, and the places of those that have come up. */
  private readonly waits: Int32Array;
  waitsAt = new Int32Array(0);

  constructor(columns: number, groups: number, waits: Int32Array) {
    this.placeOf = new Int32Array(columns).fill(NONE);
    this.columnAt = new Int32Array(columns);
    this.groups = groups;
    this.waits = waits;
    this.window = new Float64Array(groups);
    this.leavers = new Float64Array(groups);
  }

  grow(slots: number): void {
    this.minutes = longerDoubles(this.minutes, slots << this.shift);
  }

  begin(): void {
    this.minutes.fill(0);
    this.clear();
  }

  /** Those of groups. */
  clear(): void {
    this.window.fill(0);
    this.leavers.fill(0);
  }

  /** @param other a second column to charge the same to, or NONE @param inside of the time, what falls into the window */
  add(patient: number, group: number, column: number, other: number, time: number, inside: number): void {
    const { placeOf } = this;
    if (placeOf[column] === NONE) this.comeUp(column);
    if (other !== NONE && placeOf[other] === NONE) this.comeUp(other);
    const { minutes, window, shift } = this;
    const place = placeOf[column];
    minutes[(patient << shift) | place] += time;
    window[(group << shift) | place] += inside;
    if (other === NONE) return;
    const otherPlace = placeOf[other];
    minutes[(patient << shift) | otherPlace] += time;
    window[(group << shift) | otherPlace] += inside;
  }

  /** Of the columns that are waits together. */
  waited(patient: number): number {
    const { minutes, waitsAt } = this;
    const row = patient << this.shift;
    let sum = 0;
    for (let i = 0; i < waitsAt.length; i++) sum += minutes[row | waitsAt[i]];
    return sum;
  }

  /** Empties a row; what was in it is added to those of whole stays of a group, if it counts. */
  empty(patient: number, group: number, counts: boolean): void {
    const { minutes, leavers, places, shift } = this;
    const row = patient << shift;
    const sums = group << shift;
    for (let place = 0; place < places; place++) {
      if (counts === true) leavers[sums | place] += minutes[row | place];
      minutes[row | place] = 0;
    }
  }

  /** group × columns */
  ofWindow(): Float64Array {
    return this.spread(this.window);
  }

  /** group × columns */
  ofLeavers(): Float64Array {
    return this.spread(this.leavers);
  }

  private spread(sums: Float64Array): Float64Array {
    const columns = this.placeOf.length;
    const all = new Float64Array(this.groups * columns);
    for (let group = 0; group < this.groups; group++) {
      for (let place = 0; place < this.places; place++) {
        all[group * columns + this.columnAt[place]] = sums[(group << this.shift) | place];
      }
    }
    return all;
  }

  /** Sees to it that these columns have their places. */
  reserve(columns: Iterable<number>): void {
    for (const column of columns) if (this.placeOf[column] === NONE) this.comeUp(column);
  }

  private comeUp(column: number): void {
    if (this.places === 1 << this.shift) this.widen();
    this.placeOf[column] = this.places;
    this.columnAt[this.places++] = column;
    this.waitsAt = this.waits.map((wait) => this.placeOf[wait]).filter((at) => at !== NONE);
  }

  private widen(): void {
    const width = 1 << this.shift++;
    this.minutes = wider(this.minutes, width);
    this.window = wider(this.window, width);
    this.leavers = wider(this.leavers, width);
  }
}

/** Rows of `width` numbers with room for as many more. */
function wider(old: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const fresh = new Float64Array(2 * old.length);
  for (let i = 0; i < old.length; i++) fresh[2 * i - (i % width)] = old[i];
  return fresh;
}
