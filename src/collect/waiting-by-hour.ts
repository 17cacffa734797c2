import type { Model } from "../model/model.ts";
import { BLOCKED } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { HOURS, LevelHours } from "./level-hours.ts";

/** How many wait for each resource by hour of the week, and of them how many are blocked. */
export class WaitingByHour {
  /** resource × 168; the second empty when nobody was blocked. NaN for hours that the window does not reach. */
  waiting = new Float64Array(0);
  blocked = new Float64Array(0);

  private readonly counting: Counting;
  private readonly resources: number;
  /** Of each resource those who wait; then of each those who are blocked. */
  readonly hours: LevelHours;

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    this.resources = model.names.resources.length;
    this.hours = new LevelHours(2 * this.resources, model.clock, counting);
  }

  begin(): void {
    this.hours.begin();
  }

  open(now: number): void {
    this.hours.open(now);
  }

  /** @param resource none where it is not below their number @param more 1 for one who comes, −1 for one who goes */
  change(resource: number, state: number, more: number): void {
    const { hours, resources } = this;
    if (resource >= resources) return;
    hours.change(resource, more);
    if (state === BLOCKED) hours.change(resources + resource, more);
  }

  /** Patients and children who wait for a resource now. */
  now(resource: number): number {
    return this.hours.level[resource];
  }

  /** The window closes now. */
  finish(): void {
    const means = this.hours.means(this.counting.now);
    const split = this.resources * HOURS;
    this.waiting = means.slice(0, split);
    const blocked = means.subarray(split);
    this.blocked = blocked.some((one) => one > 0) ? blocked.slice() : new Float64Array(0);
  }
}
