import type { CapacitySteps, Resource, ResourcePhase } from "../scenario/scenario.ts";

const WEEK = 10080;

/** What a resource offers in a week, in its last phase, on no special date, of those who are not absent. */
export interface WeeklyCapacity {
  /** Mean units on duty over the week; Infinity when unlimited. */
  readonly mean: number;
  /** The fewest and the most units ever on duty. */
  readonly least: number;
  readonly most: number;
  /** Mean units that may begin work: less than `mean` by the last start before closing, and by late sessions. */
  readonly open: number;
  /** Patients whom its sessions can call; Infinity where nobody is booked. */
  readonly calls: number;
  /** Units that go off duty at the closings of a week and finish what they have begun; 0 when capacity is constant. */
  readonly closings: number;
}

/** The last phase that begins before the end of the run, minutes. */
export function lastPhase(phases: Resource["phases"], end: number): ResourcePhase {
  return (phases.filter(({ from }) => from < end).at(-1) ?? phases[0]).value;
}

/**
 * @param end of the run, minutes: phases that begin later never come
 * @param late mean minutes that a session of so many minutes loses by a late beginning
 */
export function weeklyCapacity(
  { phases }: Resource,
  end = Number.POSITIVE_INFINITY,
  late: (length: number) => number = () => 0,
): WeeklyCapacity {
  const { capacity: first, dates, absence, lastStart, atShiftEnd, sessions } = lastPhase(phases, end);
  const capacity = dates.filter(({ lastDay }) => lastDay === Infinity).at(-1)?.capacity ?? first;
  if (capacity.kind === "constant") {
    const { units } = capacity;
    return { mean: units, least: units, most: units, open: units, calls: Infinity, closings: 0 };
  }
  const { steps } = capacity;
  const period = capacity.kind === "weekly" ? WEEK : capacity.period;
  let area = 0;
  let lost = 0;
  let closings = 0;
  for (const [i, { minute, units }] of steps.entries()) {
    const next = i + 1 < steps.length ? steps[i + 1] : { minute: period, units: steps[0].units };
    const length = next.minute - minute;
    area += units * length;
    const drop = Math.max(0, units - next.units);
    closings += drop;
    lost += drop * Math.min(lastStart, length);
  }
  const most = Math.max(...steps.map(({ units }) => units));
  for (const length of windowLengths(capacity, period)) lost += most * late(length);
  const present = 1 - absence;
  const calls = sessions?.booked === undefined ? Infinity : sessions.booked * (1 - sessions.noShow);
  return {
    mean: (area / period) * present,
    least: Math.min(...steps.map(({ units }) => units)),
    most,
    open: ((area - lost) / period) * present,
    calls: calls === Infinity ? Infinity : calls * capacity.shifts.length * (WEEK / period),
    closings: atShiftEnd === "pause" ? 0 : closings * (WEEK / period) * present,
  };
}

/** Minutes from the beginning of each window to the next, or to the hour when nobody is there. */
function windowLengths({ steps, shifts }: CapacitySteps, period: number): readonly number[] {
  const ends = [...shifts, ...steps.filter(({ units }) => units === 0).map(({ minute }) => minute)];
  return shifts.map((from) => Math.min(...ends.map((end) => (end > from ? end - from : end - from + period))));
}
