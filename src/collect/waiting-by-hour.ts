import type { Model } from "../model/model.ts";
import { BLOCKED } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { HOURS, HoursOfWeek } from "./hours-of-week.ts";

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
  private readonly level: Int32Array;
  private readonly since: Float64Array;

  constructor(model: Model, counting: Counting) {
    this.model = model;
    this.counting = counting;
    this.resources = model.names.resources.length;
    this.hours = new HoursOfWeek(2 * this.resources, model.clock);
    this.level = new Int32Array(2 * this.resources);
    this.since = new Float64Array(2 * this.resources);
  }

  begin(): void {
    this.level.fill(0);
    this.since.fill(0);
    this.hours.clear();
  }

  open(now: number): void {
    this.since.fill(now);
    this.hours.clear();
  }

  /** @param resource none where it is not below their number @param now when the wait began */
  join(resource: number, state: number, now: number): void {
    if (resource >= this.resources) return;
    this.change(resource, 1, now);
    if (state === BLOCKED) this.change(this.resources + resource, 1, now);
  }

  leave(resource: number, state: number): void {
    if (resource >= this.resources) return;
    const { now } = this.counting;
    this.change(resource, -1, now);
    if (state === BLOCKED) this.change(this.resources + resource, -1, now);
  }

  /** The window closes now. */
  finish(): void {
    const { counting, hours, resources } = this;
    for (let row = 0; row < 2 * resources; row++) this.change(row, 0, counting.now);
    const coverage = new HoursOfWeek(1, this.model.clock);
    coverage.clear();
    coverage.add(0, counting.from, counting.to, 1);
    const means = hours.minutes.map((minutes, i) => minutes / coverage.minutes[i % HOURS]);
    this.waiting = means.slice(0, resources * HOURS);
    const blocked = means.subarray(resources * HOURS);
    this.blocked = blocked.some((one) => one > 0) ? blocked.slice() : new Float64Array(0);
  }

  private change(row: number, by: number, now: number): void {
    const at = Math.min(now, this.counting.to);
    const from = this.since[row];
    const level = this.level[row];
    this.level[row] = level + by;
    if (!(at > from)) return;
    this.since[row] = at;
    if (level > 0) this.hours.add(row, from, at, level);
  }
}
