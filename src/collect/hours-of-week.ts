import type { ModelClock } from "../model/model.ts";

/** Hours of a week; hour 0 begins Monday 00:00. */
export const HOURS = 168;

/** Weighted minutes by hour of the week, of rows that each go on from where they were. */
export class HoursOfWeek {
  /** row × 168 */
  readonly minutes: Float64Array;
  private readonly offset: number;
  /** Of each row: the cell of the hour of the week reached last, and when it ends. */
  private readonly cell: Int32Array;
  private readonly until: Float64Array;

  constructor(rows: number, clock: ModelClock) {
    this.minutes = new Float64Array(rows * HOURS);
    this.offset = clock.startMinuteOfWeek;
    this.cell = new Int32Array(rows);
    this.until = new Float64Array(rows);
  }

  clear(): void {
    this.minutes.fill(0);
    this.until.fill(-Infinity);
  }

  /**
   * Adds `weight` × minutes to each hour of the week that [from, to) touches.
   * @param from minutes from the start of the run, as is `to`; not before the last `to` of the row
   */
  add(row: number, from: number, to: number, weight: number): void {
    const { minutes } = this;
    if (from >= this.until[row]) this.reach(row, from);
    let cell = this.cell[row];
    let until = this.until[row];
    let at = from;
    if (to > until) {
      const first = Math.imul(row, HOURS);
      const end = first + HOURS;
      while (to > until) {
        minutes[cell] += weight * (until - at);
        at = until;
        until += 60;
        if (++cell === end) cell = first;
      }
      this.cell[row] = cell;
      this.until[row] = until;
    }
    minutes[cell] += weight * (to - at);
  }

  private reach(row: number, time: number): void {
    const hour = Math.floor((time + this.offset) / 60);
    this.cell[row] = Math.imul(row, HOURS) + (hour % HOURS);
    // Rounding next to the hour may have put the time into the one before.
    this.until[row] = Math.max(time, (hour + 1) * 60 - this.offset);
  }
}
