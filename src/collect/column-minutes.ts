import { NONE } from "../model/opcodes.ts";
import { longerDoubles } from "./growable.ts";

/** Minutes of each slot by column. A row holds only the columns that have come up, for of most models few do. */
export class ColumnMinutes {
  /** Of each column its place in a row, NONE until it comes up; of each place its column. */
  private readonly placeOf: Int32Array;
  private readonly columnAt: Int32Array;
  private places = 0;
  /** A row has 1 << `shift` places; it is zero when nobody is in it. */
  private shift = 0;
  private slots = 0;
  private minutes = new Float64Array(0);

  constructor(columns: number) {
    this.placeOf = new Int32Array(columns).fill(NONE);
    this.columnAt = new Int32Array(columns);
  }

  grow(slots: number): void {
    this.slots = slots;
    this.minutes = longerDoubles(this.minutes, slots << this.shift);
  }

  begin(): void {
    this.minutes.fill(0);
  }

  /** @param other a second column to charge the same to, or NONE */
  add(patient: number, column: number, other: number, time: number): void {
    const { placeOf } = this;
    if (placeOf[column] < 0) this.comeUp(column);
    if (other !== NONE && placeOf[other] < 0) this.comeUp(other);
    const { minutes } = this;
    const row = patient << this.shift;
    minutes[row | placeOf[column]] += time;
    if (other !== NONE) minutes[row | placeOf[other]] += time;
  }

  /** Of these columns together. */
  sumOf(patient: number, columns: Int32Array): number {
    const { placeOf, minutes } = this;
    const row = patient << this.shift;
    let sum = 0;
    for (let i = 0; i < columns.length; i++) {
      const place = placeOf[columns[i]];
      if (place >= 0) sum += minutes[row | place];
    }
    return sum;
  }

  /** Empties a row; what was in it is added to the columns of `sums` from `first` on, if it counts. */
  empty(patient: number, sums: Float64Array, first: number, counts: boolean): void {
    const { minutes, columnAt, places } = this;
    const row = patient << this.shift;
    for (let place = 0; place < places; place++) {
      const spent = minutes[row | place];
      if (spent === 0) continue;
      if (counts === true) sums[first + columnAt[place]] += spent;
      minutes[row | place] = 0;
    }
  }

  private comeUp(column: number): void {
    if (this.places === 1 << this.shift) this.widen();
    this.placeOf[column] = this.places;
    this.columnAt[this.places++] = column;
  }

  private widen(): void {
    const old = this.minutes;
    const width = 1 << this.shift++;
    this.minutes = new Float64Array(this.slots << this.shift);
    for (let i = 0; i < old.length; i++) this.minutes[2 * i - (i % width)] = old[i];
  }
}
