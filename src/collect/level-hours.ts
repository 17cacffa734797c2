import type { ModelClock } from "../model/model.ts";
import type { Counting } from "./counting.ts";
import { GRAIN } from "./grain.ts";

/** Hours of a week; hour 0 begins Monday 00:00. */
export const HOURS = 168;

/**
 * Mean levels, such as units in use, by hour of the week. Told of changes alone: each adds what is left of its hour to the cell of its
 * hour of the week, and to the step there by which the level is another one from the next hour on, however long it lasts.
 */
export class LevelHours {
  /** (hour of the week << `shift` | row) << 1, of two: level × minutes in the hour of the change, and the step. */
  cells: Float64Array;
  level: Float64Array;
  /** Each hour has 1 << `shift` rows of cells. */
  readonly shift: number;
  /** When the present hour ends, in minutes from the start of the run; and its row 0 among `cells`: hour of the week << `shift`. */
  end = Number.NaN;
  first = 0;

  private readonly counting: Counting;
  private readonly rows: number;
  private readonly offset: number;
  private week = 0;
  /** Of each row: levels at the beginnings of the weeks that the window has come to, added up. */
  private readonly starts: Float64Array;

  /** The row after the last is always at 1, from the beginning of the window on: its minutes are those that the window has. */
  constructor(rows: number, clock: ModelClock, counting: Counting) {
    this.counting = counting;
    this.rows = rows;
    this.shift = 32 - Math.clz32(rows);
    this.offset = clock.startMinuteOfWeek;
    this.cells = new Float64Array((HOURS << this.shift) << 1);
    this.level = new Float64Array(rows + 1);
    this.starts = new Float64Array(rows + 1);
  }

  begin(): void {
    this.level.fill(0, 0, this.rows);
    this.level[this.rows] = 1;
    this.open(0);
  }

  /** The window opens, with the levels there are. */
  open(now: number): void {
    const { cells, level } = this;
    this.leap(now);
    cells.fill(0);
    this.starts.fill(0);
    const rest = this.end - now + GRAIN - GRAIN;
    for (let row = 0; row <= this.rows; row++) {
      const cell = (this.first | row) << 1;
      cells[cell] = level[row] * rest;
      cells[cell | 1] = level[row];
    }
  }

  /** The level of a row is so much more from now on, a whole number. */
  change(row: number, more: number): void {
    const { now } = this.counting;
    if (now >= this.end) this.reach(now);
    const { cells } = this;
    const cell = (this.first | row) << 1;
    cells[cell] += more * (this.end - now + GRAIN - GRAIN);
    cells[cell | 1] += more;
    this.level[row] += more;
  }

  /** When the present week ends. */
  get weekEnd(): number {
    return (this.week + 1) * HOURS * 60 - this.offset;
  }

  /** Makes the hour of `now` the present one, if that is a later one. */
  reach(now: number): void {
    const { end, first, shift } = this;
    let hours = Math.floor((now - end) / 60) + 1;
    // Rounding next to the hour may have put the time into the one behind.
    if (end + (hours - 1) * 60 > now) hours--;
    // Of the same week, as nearly always.
    if (hours < HOURS && first + (hours << shift) < HOURS << shift) {
      this.end = end + hours * 60;
      this.first = first + (hours << shift);
    } else this.leap(now);
  }

  /** The levels begin each week that is come to. */
  private leap(now: number): void {
    let hour = Math.floor((now + this.offset) / 60);
    // Rounding next to the hour may have put the time into the one before.
    if ((hour + 1) * 60 - this.offset <= now) hour++;
    if (hour * 60 - this.offset > now) hour--;
    const week = Math.floor(hour / HOURS);
    const { level, starts } = this;
    for (let row = 0; row <= this.rows; row++) starts[row] += level[row] * (week - this.week);
    this.week = week;
    this.end = (hour + 1) * 60 - this.offset;
    this.first = (hour - week * HOURS) << this.shift;
  }

  /** row × 168: means of the window, which closes now; NaN for hours that it does not reach. */
  means(now: number): Float64Array {
    if (now >= this.end) this.reach(now);
    const covered = this.minutes(this.rows, now);
    const means = new Float64Array(this.rows * HOURS);
    for (let row = 0; row < this.rows; row++) {
      const minutes = this.minutes(row, now);
      for (let hour = 0; hour < HOURS; hour++) means[row * HOURS + hour] = minutes[hour] / covered[hour];
    }
    return means;
  }

  /** Level × minutes by hour of the week, up to now. */
  private minutes(row: number, now: number): Float64Array {
    const { cells } = this;
    const last = this.level[row];
    const left = this.end - now + GRAIN - GRAIN;
    const minutes = new Float64Array(HOURS);
    // Levels at the beginnings of all these hours, added up.
    let begun = this.starts[row];
    for (let hour = 0; hour < HOURS; hour++) {
      const first = hour << this.shift;
      const cell = (first | row) << 1;
      // The last week ends with the present hour; what is left of that does not count.
      const reached = first > this.first ? begun - last : begun;
      const unreached = first === this.first ? last * left : 0;
      minutes[hour] = Math.max(0, 60 * reached + cells[cell] - unreached);
      begun += cells[cell | 1];
    }
    return minutes;
  }
}
