import type { Model } from "../model/model.ts";
import { BLOCKED } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { HOURS, HoursOfWeek } from "./hours-of-week.ts";
import { FRESH, FRESH_AT, LEVEL, SINCE, WAITING_ROW } from "./waiting-row.ts";

/** How many wait for each resource by hour of the week, and of them how many are blocked. */
export class WaitingByHour {
  /** resource × 168; the second empty when nobody was blocked. NaN for hours that the window does not reach. */
  waiting = new Float64Array(0);
  blocked = new Float64Array(0);

  private readonly counting: Counting;
  private readonly resources: number;
  private readonly model: Model;
  private readonly hours: HoursOfWeek;
  /** Of each resource those who wait; then of each those who are blocked. */
  private readonly rows: Float64Array;

  constructor(model: Model, counting: Counting) {
    this.model = model;
    this.counting = counting;
    this.resources = model.names.resources.length;
    this.hours = new HoursOfWeek(2 * this.resources, model.clock);
    this.rows = new Float64Array((2 * this.resources) << WAITING_ROW);
  }

  begin(): void {
    this.rows.fill(0);
    this.hours.clear();
  }

  open(now: number): void {
    for (let row = 0; row < 2 * this.resources; row++) {
      this.settle(row, now);
      this.rows[(row << WAITING_ROW) | SINCE] = now;
    }
    this.hours.clear();
  }

  /** @param resource none where it is not below their number */
  join(resource: number, state: number): void {
    if (resource >= this.resources) return;
    this.come(resource);
    if (state === BLOCKED) this.come(this.resources + resource);
  }

  /** @param lasted whether any time has gone by since `join` */
  leave(resource: number, state: number, lasted: boolean): void {
    if (resource >= this.resources) return;
    this.go(resource, lasted);
    if (state === BLOCKED) this.go(this.resources + resource, lasted);
  }

  /** Patients and children who wait for a resource now. */
  now(resource: number): number {
    const first = resource << WAITING_ROW;
    return this.rows[first | LEVEL] + this.rows[first | FRESH];
  }

  /** The window closes now. */
  finish(): void {
    const { counting, hours, resources } = this;
    for (let row = 0; row < 2 * resources; row++) this.settle(row, counting.now);
    const coverage = new HoursOfWeek(1, this.model.clock);
    coverage.clear();
    coverage.add(0, counting.from, counting.to, 1);
    const means = hours.minutes.map((minutes, i) => minutes / coverage.minutes[i % HOURS]);
    this.waiting = means.slice(0, resources * HOURS);
    const blocked = means.subarray(resources * HOURS);
    this.blocked = blocked.some((one) => one > 0) ? blocked.slice() : new Float64Array(0);
  }

  private come(row: number): void {
    const { rows } = this;
    const { now } = this.counting;
    const first = row << WAITING_ROW;
    if (rows[first | FRESH_AT] !== now) this.admit(row);
    rows[first | FRESH_AT] = now;
    rows[first | FRESH]++;
  }

  private go(row: number, lasted: boolean): void {
    const { rows } = this;
    const first = row << WAITING_ROW;
    if (lasted === false && rows[first | FRESH] > 0) {
      rows[first | FRESH]--;
      return;
    }
    this.settle(row, this.counting.now);
    rows[first | LEVEL]--;
  }

  private settle(row: number, now: number): void {
    if (this.rows[(row << WAITING_ROW) | FRESH_AT] !== now) this.admit(row);
    this.count(row, now);
  }

  /** Time has gone by since some came. Most waits last no time, and a level that nobody sees is not to be counted. */
  private admit(row: number): void {
    const { rows } = this;
    const first = row << WAITING_ROW;
    if (rows[first | FRESH] === 0) return;
    this.count(row, rows[first | FRESH_AT]);
    rows[first | LEVEL] += rows[first | FRESH];
    rows[first | FRESH] = 0;
  }

  /** Counts the time since the level last changed. */
  private count(row: number, now: number): void {
    const { rows } = this;
    const first = row << WAITING_ROW;
    const at = this.counting.closed === false ? now : Math.min(now, this.counting.to);
    const from = rows[first | SINCE];
    if (!(at > from)) return;
    rows[first | SINCE] = at;
    const level = rows[first | LEVEL];
    if (level > 0) this.hours.add(row, from, at, level);
  }
}
