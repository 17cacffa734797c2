import type { CapacityTable } from "../model/model.ts";

/** What a calendar says of one moment. */
export interface Step {
  readonly table: CapacityTable;
  /** When this step began, and whether a shift or session did with it. */
  readonly from: number;
  readonly shift: boolean;
  readonly scheduled: number;
  readonly open: number;
}

type Calendars = readonly CapacityTable[];

/** The last calendar whose `from` has been reached. */
function inForce(calendars: Calendars, time: number): number {
  let found = 0;
  calendars.forEach(({ from }, i) => {
    if (from <= time) found = i;
  });
  return found;
}

/** All beginnings of steps of a calendar in the cycle of a time and the one after it, each from the number of the cycle. */
function beginnings(
  { period, step }: CapacityTable,
  time: number,
): readonly { readonly at: number; readonly i: number }[] {
  const cycle = period === Infinity ? 0 : Math.floor(time / period);
  const cycles = period === Infinity ? [0] : [cycle - 1, cycle, cycle + 1];
  return cycles.flatMap((k) => Array.from(step, (minute, i) => ({ at: (k === 0 ? 0 : k * period) + minute, i })));
}

export function stepAt(calendars: Calendars, time: number): Step {
  const table = calendars[inForce(calendars, time)];
  const begun = beginnings(table, time).filter(({ at }) => at <= time);
  const { at, i } = begun.at(-1) ?? { at: table.from, i: 0 };
  return { table, from: at, shift: table.shift[i] === 1, scheduled: table.scheduled[i], open: table.open[i] };
}

/** When the next step begins, or another calendar comes into force. */
export function nextChange(calendars: Calendars, time: number): number {
  const current = inForce(calendars, time);
  const other = current + 1 < calendars.length ? calendars[current + 1].from : Infinity;
  const next = beginnings(calendars[current], time).find(({ at }) => at > time)?.at ?? Infinity;
  return Math.min(other, next);
}

/** Steps that begin after a time: of each calendar as long as it holds, of one without end a whole cycle. */
function stepsAfter(calendars: Calendars, time: number): Step[] {
  const current = inForce(calendars, time);
  return calendars.slice(current).flatMap((table, i): Step[] => {
    const begins = Math.max(time, table.from);
    const ends = Math.min(calendars[current + i + 1]?.from ?? Infinity, begins + table.period);
    const first = i === 0 ? [] : [stepAt(calendars, begins)];
    const cycles: Step[] = [];
    for (let cycle = table.period === Infinity ? 0 : Math.floor(begins / table.period); ; cycle++) {
      const start = cycle === 0 ? 0 : cycle * table.period;
      if (start > ends || start === Infinity) break;
      table.step.forEach((minute, k) => {
        const from = start + minute;
        if (from <= begins || from > ends || from === calendars[current + i + 1]?.from) return;
        cycles.push({ table, from, shift: table.shift[k] === 1, scheduled: table.scheduled[k], open: table.open[k] });
      });
    }
    // A shift or session that has begun by the calendar before goes on.
    return [...first.map((step) => ({ ...step, from: begins, shift: step.shift && step.from === begins })), ...cycles];
  });
}

/** When nobody will be on the roster, or the next session opens; NaN while nobody is. */
export function closesAt(calendars: Calendars, now: number): number {
  if (!(stepAt(calendars, now).scheduled > 0)) return Number.NaN;
  const closes = ({ scheduled, table, shift }: Step): boolean =>
    scheduled === 0 || (table.sessions !== undefined && shift);
  return stepsAfter(calendars, now).find(closes)?.from ?? Infinity;
}

/** The most that will be on the roster later. */
export function mostLater(calendars: Calendars, now: number): number {
  return Math.max(0, ...stepsAfter(calendars, now).map(({ scheduled }) => scheduled));
}
