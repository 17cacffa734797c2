import { dayAt, minutesToDay } from "../time/calendar.ts";
import { DAY, WEEK } from "../time/duration.ts";
import { rosterOf, type Stretch } from "./roster.ts";
import type { Capacity, Clock, Phases, Resource, ResourcePhase, Training, TrainingSpell } from "./scenario.ts";

/** Shares of a whole that come of rounding. */
const TINY = 1e-9;

/** A week of training, or what is left of one at the end. */
export interface TrainingWeek {
  readonly from: number;
  readonly to: number;
  /** Openings in it, each a day long at most. */
  readonly openings: readonly Stretch[];
  /** Minutes of wholes to be taken from it, and those on the roster. */
  readonly wanted: number;
  readonly rostered: number;
}

/** Weeks count from day 0. */
export function trainingWeeks(
  { phases, parts }: Resource,
  { hours, over }: Training,
  dayZero: number,
  clock: Clock,
): TrainingWeek[] {
  const end = dayZero + over;
  const bounds = phases.map(({ from }) => from).filter((from) => from > dayZero && from < end);
  const weeks: TrainingWeek[] = [];
  for (let from = dayZero; from < end; from += WEEK) {
    const to = Math.min(from + WEEK, end);
    const cuts = [from, ...bounds.filter((at) => at > from && at < to), to];
    const openings = cuts.slice(1).flatMap((cut, i) => rosterOf(phases, cuts[i], cut, clock).flatMap(daysOf));
    const rostered = openings.reduce((sum, one) => sum + (one.units / parts) * (one.to - one.from), 0);
    weeks.push({ from, to, openings, wanted: (hours * (to - from)) / over, rostered });
  }
  return weeks;
}

/** An opening that goes on for days is one a day. */
function daysOf({ from, to, units, shift }: Stretch): Stretch[] {
  if (units === 0) return [{ from, to, units, shift }];
  const days = Math.ceil((to - from) / DAY);
  return Array.from({ length: days }, (_, day) => {
    const begins = from + day * DAY;
    return { from: begins, to: Math.min(begins + DAY, to), units, shift: shift && day === 0 };
  });
}

/**
 * Each opening loses the same share of its time: some wholes for all of it, and one more from its beginning on for a part of it.
 * Together they are exactly the hours wanted, though only wholes are off the roster.
 */
export function trainWithin(
  { openings, wanted, rostered }: TrainingWeek,
  { phases, parts }: Resource,
  { backfill }: Training,
): { readonly roster: readonly Stretch[]; readonly spells: readonly TrainingSpell[] } {
  const share = rostered === 0 ? 0 : Math.min(1, wanted / rostered);
  const roster: Stretch[] = [];
  const spells: TrainingSpell[] = [];
  const put = (from: number, to: number, units: number, away: number, shift: boolean): void => {
    roster.push({ from, to, units: units - away * parts, shift });
    const backfilled = share * backfill * (units / parts);
    if (away > 0 || backfilled > 0) spells.push({ from, to, away, backfilled, price: rosteredPrice(phases, from) });
  };
  for (const { from, to, units, shift } of openings) {
    const lost = share * (1 - backfill) * (units / parts);
    const whole = Math.floor(lost + TINY);
    const part = lost - whole;
    const until = from + part * (to - from);
    if (part > TINY) put(from, until, units, whole + 1, shift);
    put(part > TINY ? until : from, to, units, whole, shift && part <= TINY);
  }
  return { roster, spells };
}

function rosteredPrice(phases: Phases<ResourcePhase>, at: number): number {
  const { costs } = inForce(phases, at);
  return costs.reduce((sum, { basis, amount }) => (basis === "rostered" ? sum + amount : sum), 0);
}

function inForce(phases: Phases<ResourcePhase>, at: number): ResourcePhase {
  return (phases.filter(({ from }) => from <= at).at(-1) ?? phases[0]).value;
}

/** The phases with this roster instead of their own for as long as it lasts. */
export function withRoster(
  phases: Phases<ResourcePhase>,
  roster: readonly Stretch[],
  clock: Clock,
): Phases<ResourcePhase> {
  const from = roster[0].from;
  const to = roster[roster.length - 1].to;
  const within = [from, ...phases.map((phase) => phase.from).filter((at) => at > from && at < to)];
  return [
    ...phases.filter((phase) => phase.from < from),
    ...within.map((at, i) => {
      const value = inForce(phases, at);
      const ends = i + 1 < within.length ? within[i + 1] : to;
      const capacity = once(phases, roster, at, ends + value.lastStart, clock);
      return { from: at, value: { ...value, capacity, dates: [] } };
    }),
    { from: to, value: inForce(phases, to) },
    ...phases.filter((phase) => phase.from > to),
  ];
}

/**
 * A calendar that is read once, from a moment on: a cycle of whole days as long as it is needed, and as long after it as it decides
 * what may still begin.
 */
function once(
  phases: Phases<ResourcePhase>,
  roster: readonly Stretch[],
  from: number,
  to: number,
  clock: Clock,
): Capacity {
  const firstDay = dayAt(clock, from);
  const start = minutesToDay(clock, firstDay);
  const period = Math.ceil((to - start) / DAY) * DAY;
  const last = roster[roster.length - 1].to;
  const after = last < start + period ? rosterOf(phases, last, start + period, clock) : [];
  const all = [...roster, ...after].filter((one) => one.to > from && one.from < start + period);
  const steps = all.map((one, i) => ({ minute: i === 0 ? 0 : one.from - start, units: one.units }));
  const shifts = all.filter((one) => one.shift).map((one) => one.from - start);
  return {
    kind: "cycle",
    period,
    firstDay,
    steps: steps.filter(({ units }, i) => i === 0 || units !== steps[i - 1].units),
    shifts,
  };
}
