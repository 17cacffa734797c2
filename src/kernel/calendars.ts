import type { CapacityTable, ResourceTable, SessionTable } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { binomialQuantile } from "../random/binomial.ts";

const WEEK = 10080;

/** What a calendar draws, by the minute of the run. */
export interface CalendarDraws {
  /** Of who is absent. */
  uniform(minute: number): number;
  /** Minutes by which a session begins late, 0 or more. @param value of the model */
  late(value: number, minute: number): number;
}

/**
 * Walks through the steps and the calendars of one resource. Boundaries are k · period + step, never a running sum. Who is
 * absent is drawn when a shift begins, and when the number on duty changes otherwise; how late a session is when it opens.
 */
export class CapacityCalendar {
  private readonly table: ResourceTable;
  private readonly draws: CalendarDraws;
  private calendar = 0;
  private cycle = 0;
  private step = 0;
  /** Units on duty if nobody were absent, and those absent. */
  private planned = 0;
  private absent = 0;
  /** The last move changed the number on the roster; it opened a session; it ended a shift or session. */
  rosterChanged = false;
  sessionBegan = false;
  ended = false;
  private inSession = false;
  /** Minutes by which the last session began late. */
  late = 0;
  /** When the session that has opened begins; Infinity when it has. */
  private beginsAt = Infinity;

  constructor(table: ResourceTable, draws: CalendarDraws) {
    this.table = table;
    this.draws = draws;
  }

  reset(): void {
    this.planned = 0;
    this.absent = 0;
    this.late = 0;
    this.beginsAt = Infinity;
    this.inSession = false;
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

  /** A session has opened and not begun. */
  get isLate(): boolean {
    return this.beginsAt < Infinity;
  }

  /** Units that may begin work. */
  get open(): number {
    if (this.isLate) return 0;
    return Math.min(this.table.calendars[this.calendar].open[this.step], this.scheduled);
  }

  /** How sessions go now; undefined where there are none. */
  get sessions(): SessionTable | undefined {
    return this.table.calendars[this.calendar].sessions;
  }

  /** When the shift or session in progress ends: Infinity for never, NaN while nobody is on the roster. */
  get closesAt(): number {
    if (this.planned === 0) return Number.NaN;
    const { calendars } = this.table;
    for (let i = this.calendar; i < calendars.length; i++) {
      const next = i + 1 < calendars.length ? calendars[i + 1].from : Infinity;
      const from = i === this.calendar ? this.startOfStep() : calendars[i].from;
      if (i > this.calendar && endsBefore(calendars[i], from)) return from;
      const end = firstEnd(calendars[i], from);
      if (end < next) return end;
    }
    return Infinity;
  }

  /** When capacity may change next; Infinity when it never does. */
  get nextAt(): number {
    const change = this.nextChange;
    return Math.min(this.beginsAt, change);
  }

  private get nextChange(): number {
    const { calendars } = this.table;
    const change = this.nextStepAt(calendars[this.calendar]);
    return this.calendar + 1 < calendars.length ? Math.min(change, calendars[this.calendar + 1].from) : change;
  }

  /** Moves on to what holds at `nextAt`. */
  advance(): void {
    const { calendars } = this.table;
    const at = this.nextAt;
    this.rosterChanged = false;
    this.sessionBegan = false;
    this.ended = false;
    const was = this.planned;
    if (this.beginsAt <= at) {
      this.beginsAt = Infinity;
      if (at < this.nextChange) return;
    }
    if (this.calendar + 1 < calendars.length && calendars[this.calendar + 1].from <= at) {
      this.enter(this.calendar + 1);
    } else if (++this.step === calendars[this.calendar].step.length) {
      this.step = 0;
      this.cycle++;
    }
    this.settle(at);
    this.ended = was > 0 && (this.planned === 0 || this.sessionBegan);
  }

  private nextStepAt({ period, step, shift }: CapacityTable): number {
    if (this.step + 1 < step.length) return this.startOfCycle(period) + step[this.step + 1];
    const constant = step.length === 1 && shift[0] === 0;
    return constant || period === Infinity ? Infinity : (this.cycle + 1) * period;
  }

  private startOfStep(): number {
    const { period, step } = this.table.calendars[this.calendar];
    return this.startOfCycle(period) + step[this.step];
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
    const { scheduled, shift, absence, sessions } = this.table.calendars[this.calendar];
    const planned = scheduled[this.step];
    const begins = shift[this.step] === 1 && this.startOfStep() === at;
    this.rosterChanged = planned !== this.planned;
    // One that is in progress at time 0, or when there come to be sessions, opens then, on time.
    const held = planned > 0 && sessions !== undefined;
    this.sessionBegan = held && (begins || !this.inSession);
    this.inSession = held;
    if (this.sessionBegan || planned === 0) this.beginsAt = Infinity;
    if (this.sessionBegan) {
      const late = begins ? (sessions?.late ?? NONE) : NONE;
      this.late = late === NONE ? 0 : this.draws.late(late, at);
      if (this.late > 0) this.beginsAt = at + this.late;
    }
    if (!begins && !this.rosterChanged) return;
    this.planned = planned;
    const { parts } = this.table;
    this.absent =
      absence > 0 && planned > 0 && planned < Infinity
        ? parts * binomialQuantile(planned / parts, absence, this.draws.uniform(Math.floor(at)))
        : 0;
  }
}

/** The first time after `from` at which a shift or session of this calendar ends; Infinity when none does. */
function firstEnd({ period, step, scheduled, shift, sessions }: CapacityTable, from: number): number {
  const first = period === Infinity ? 0 : Math.floor(from / period);
  for (let cycle = first; cycle <= first + 1; cycle++) {
    for (let i = 0; i < step.length; i++) {
      const at = (period === Infinity ? 0 : cycle * period) + step[i];
      if (at > from && (scheduled[i] === 0 || (sessions !== undefined && shift[i] === 1))) return at;
    }
    if (period === Infinity) break;
  }
  return Infinity;
}

/** Whether nobody is there, or a session opens, at the moment from which the calendar holds. */
function endsBefore({ period, step, scheduled, shift, sessions }: CapacityTable, from: number): boolean {
  const minute = period === Infinity ? from : from - Math.floor(from / period) * period;
  let i = step.length - 1;
  while (step[i] > minute) i--;
  return scheduled[i] === 0 || (sessions !== undefined && shift[i] === 1 && step[i] === minute);
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
