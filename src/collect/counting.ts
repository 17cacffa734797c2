import type { Cohort } from "../model/model.ts";

/**
 * What counts in a run: the window, once it has opened and closed, and which patients, visits and stays belong to it. What
 * happened before the window is thrown away when it opens, so that only its end needs asking.
 */
export class Counting {
  /** The window is [from, to). */
  from = Number.NaN;
  to = Infinity;
  /** Whether the window has closed. */
  closed = false;
  /** When what is being worked off has happened. */
  now = Number.NaN;

  /** Whether what began before the window does not count. */
  readonly byBeginning: boolean;
  private readonly byEnd: boolean;

  constructor(cohort: Cohort) {
    this.byBeginning = cohort !== "exits";
    this.byEnd = cohort !== "arrivals";
  }

  begin(): void {
    this.from = 0;
    this.to = Infinity;
    this.closed = false;
  }

  close(now: number): void {
    this.to = now;
    this.closed = true;
  }

  /** Minutes of the window between then and now. */
  minutes(since: number): number {
    const { now } = this;
    // The sign lets the engine keep either in a register.
    return since >= this.from && this.closed === false ? now - since : +this.part(since, now);
  }

  /** Whether something that began then and ends now is of those that are counted. */
  includes(began: number, now: number): boolean {
    return (began >= this.from && this.closed === false) || this.decide(began, now);
  }

  private part(since: number, now: number): number {
    return Math.max(0, Math.min(now, this.to) - Math.max(since, this.from));
  }

  private decide(began: number, now: number): boolean {
    if (this.byBeginning === true && began < this.from) return false;
    return (this.byEnd === true ? now : began) < this.to;
  }
}
