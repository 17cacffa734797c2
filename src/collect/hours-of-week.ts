import type { ModelClock } from "../model/model.ts";
import { CELL, HOUR_ROW, UNTIL } from "./hour-row.ts";

/** Hours of a week; hour 0 begins Monday 00:00. */
export const HOURS = 168;

/** Weighted minutes by hour of the week, of rows that each go on from where they were. */
export class HoursOfWeek {
  /** row × 168 */
  readonly minutes: Float64Array;
  private readonly offset: number;
  private readonly rows: Float64Array;
  /** What is to be added, from, to and weight: handed to `pass` one by one each would become an object. */
  private readonly span = new Float64Array(3);

  constructor(rows: number, clock: ModelClock) {
    this.minutes = new Float64Array(rows * HOURS);
    this.offset = clock.startMinuteOfWeek;
    this.rows = new Float64Array(rows << HOUR_ROW);
  }

  clear(): void {
    this.minutes.fill(0);
    this.rows.fill(-Infinity);
  }

  /**
   * Adds `weight` × minutes to each hour of the week that [from, to) touches.
   * @param from minutes from the start of the run, as is `to`; not before the last `to` of the row
   */
  add(row: number, from: number, to: number, weight: number): void {
    const { rows } = this;
    const until = rows[(row << HOUR_ROW) | UNTIL];
    if (from < until && to <= until) {
      this.minutes[rows[(row << HOUR_ROW) | CELL] | 0] += weight * (to - from);
      return;
    }
    const { span } = this;
    span[0] = from;
    span[1] = to;
    span[2] = weight;
    this.pass(row);
  }

  /** Beyond the hour reached last. */
  private pass(row: number): void {
    const { minutes, rows, span } = this;
    const from = span[0];
    const to = span[1];
    const weight = span[2];
    if (from >= rows[(row << HOUR_ROW) | UNTIL]) this.reach(row, from);
    const first = Math.imul(row, HOURS);
    const end = first + HOURS;
    let cell = rows[(row << HOUR_ROW) | CELL] | 0;
    let until = rows[(row << HOUR_ROW) | UNTIL];
    let at = from;
    while (to > until) {
      minutes[cell] += weight * (until - at);
      at = until;
      until += 60;
      if (++cell === end) cell = first;
    }
    minutes[cell] += weight * (to - at);
    rows[(row << HOUR_ROW) | UNTIL] = until;
    rows[(row << HOUR_ROW) | CELL] = cell;
  }

  private reach(row: number, time: number): void {
    const hour = Math.floor((time + this.offset) / 60);
    this.rows[(row << HOUR_ROW) | CELL] = Math.imul(row, HOURS) + (hour % HOURS);
    // Rounding next to the hour may have put the time into the one before.
    this.rows[(row << HOUR_ROW) | UNTIL] = Math.max(time, (hour + 1) * 60 - this.offset);
  }
}
