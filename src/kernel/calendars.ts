import type { CapacityTable, ResourceTable } from "../model/model.ts";
import { binomialQuantile } from "./binomial.ts";

const WEEK = 10080;

/**
 * Walks through the steps and the calendars of one resource. Boundaries are k · period + step, never a running sum. Who is
 * absent is drawn when a shift begins, and when the number on duty changes otherwise.
 */
export class CapacityCalendar {
  private readonly table: ResourceTable;
  private readonly uniform: (minute: number) => number;
  private calendar = 0;
  private cycle = 0;
  private step = 0;
  /** Units on duty if nobody were absent, and those absent. */
  private planned = 0;
  private absent = 0;
  /** The last move changed the number on the roster. */
  rosterChanged = false;

  /** @param uniform of the absences that are drawn in this whole minute of the run */
  constructor(table: ResourceTable, uniform: (minute: number) => number) {
    this.table = table;
    this.uniform = uniform;
  }

  reset(): void {
    this.planned = 0;
    this.absent = 0;
    this.enter(0);
    this.settle(0);
  }

  /** Units on the roster, the absent among them. */
  get rostered(): number {
    return this.planned;
  }

  /** Units on duty. */
  get scheduled(): number {
    return this.planned - this.absent;
  }

  /** Units that may begin work. */
  get open(): number {
    return Math.min(this.table.calendars[this.calendar].open[this.step], this.scheduled);
  }

  /** When capacity may change next; Infinity when it never does. */
  get nextAt(): number {
    const { calendars } = this.table;
    const change = this.nextStepAt(calendars[this.calendar]);
    return this.calendar + 1 < calendars.length ? Math.min(change, calendars[this.calendar + 1].from) : change;
  }

  /** Moves on to what holds at `nextAt`. */
  advance(): void {
    const { calendars } = this.table;
    const at = this.nextAt;
    if (this.calendar + 1 < calendars.length && calendars[this.calendar + 1].from <= at) {
      this.enter(this.calendar + 1);
    } else if (++this.step === calendars[this.calendar].step.length) {
      this.step = 0;
      this.cycle++;
    }
    this.settle(at);
  }

  private nextStepAt({ period, step, shift }: CapacityTable): number {
    if (this.step + 1 < step.length) return this.startOfCycle(period) + step[this.step + 1];
    const constant = step.length === 1 && shift[0] === 0;
    return constant || period === Infinity ? Infinity : (this.cycle + 1) * period;
  }

  private startOfCycle(period: number): number {
    return period === Infinity ? 0 : this.cycle * period;
  }

  private enter(calendar: number): void {
    const { from, period, step } = this.table.calendars[calendar];
    this.calendar = calendar;
    this.cycle = Math.floor(from / period);
    const minute = from - this.startOfCycle(period);
    this.step = step.length - 1;
    while (step[this.step] > minute) this.step--;
  }

  private settle(at: number): void {
    const { period, step, scheduled, shift, absence } = this.table.calendars[this.calendar];
    const planned = scheduled[this.step];
    const begins = shift[this.step] === 1 && this.startOfCycle(period) + step[this.step] === at;
    this.rosterChanged = planned !== this.planned;
    if (!begins && !this.rosterChanged) return;
    this.planned = planned;
    const { parts } = this.table;
    this.absent =
      absence > 0 && planned > 0 && planned < Infinity
        ? parts * binomialQuantile(planned / parts, absence, this.uniform(Math.floor(at)))
        : 0;
  }
}

/** The first time at or after `now` that lies in one of the weekly windows; Infinity when there is none. */
export function nextOpening(from: Float64Array, to: Float64Array, now: number): number {
  if (from.length === 0) return Infinity;
  const week = Math.floor(now / WEEK);
  const minute = now - week * WEEK;
  for (let i = 0; i < from.length; i++) {
    if (minute < to[i]) return minute >= from[i] ? now : week * WEEK + from[i];
  }
  return (week + 1) * WEEK + from[0];
}
