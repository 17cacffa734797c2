import type { ResourceTable } from "../model/model.ts";

const WEEK = 10080;

/** Walks through the weekly steps and the phases of one resource. Boundaries are k · week + step, never a running sum. */
export class CapacityCalendar {
  private readonly table: ResourceTable;
  private phase = 0;
  private week = 0;
  private step = 0;

  constructor(table: ResourceTable) {
    this.table = table;
  }

  reset(): void {
    this.enter(0);
  }

  get scheduled(): number {
    return this.table.phases[this.phase].scheduled[this.step];
  }

  get open(): number {
    return this.table.phases[this.phase].open[this.step];
  }

  /** When capacity may change next; Infinity when it never does. */
  get nextAt(): number {
    const { phases } = this.table;
    const { step } = phases[this.phase];
    const change = step.length === 1 ? Infinity : this.nextStepAt(step);
    return this.phase + 1 < phases.length ? Math.min(change, phases[this.phase + 1].from) : change;
  }

  /** Moves on to what holds at `nextAt`. */
  advance(): void {
    const { phases } = this.table;
    const at = this.nextAt;
    if (this.phase + 1 < phases.length && phases[this.phase + 1].from <= at) {
      this.enter(this.phase + 1);
    } else if (++this.step === phases[this.phase].step.length) {
      this.step = 0;
      this.week++;
    }
  }

  private nextStepAt(step: Float64Array): number {
    return this.step + 1 < step.length ? this.week * WEEK + step[this.step + 1] : (this.week + 1) * WEEK;
  }

  private enter(phase: number): void {
    const { from, step } = this.table.phases[phase];
    this.phase = phase;
    this.week = Math.floor(from / WEEK);
    const minute = from - this.week * WEEK;
    this.step = step.length - 1;
    while (step[this.step] > minute) this.step--;
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
