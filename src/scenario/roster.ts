import { minutesToDay } from "../time/calendar.ts";
import { type Levels, levelsFrom } from "./levels.ts";
import type { Capacity, Clock, Phases, ResourcePhase } from "./scenario.ts";

/** One calendar in force over [from, to) of the run. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly levels: Levels;
}

/** So many are on the roster from one moment to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  /** A window begins with it, as it is written. */
  readonly shift: boolean;
}

/**
 * The calendars of [from, to), end to end. Dates take the place of what holds on other days; `onwards` changes what that is.
 * @param withShifts every beginning of a window is a step, not only changes of the number
 */
export function segmentsOf(
  { capacity, dates }: Pick<ResourcePhase, "capacity" | "dates">,
  from: number,
  to: number,
  clock: Clock,
  withShifts: boolean,
): Segment[] {
  const start = (day: number): number => minutesToDay(clock, day);
  const levels = (written: Capacity): Levels => levelsFrom(written, clock, withShifts);
  const regular = [
    { from: -Infinity, levels: levels(capacity) },
    ...dates
      .filter(({ lastDay }) => lastDay === Infinity)
      .map((one) => ({ from: start(one.firstDay), levels: levels(one.capacity) })),
  ];
  const special = dates
    .filter(({ lastDay }) => lastDay < Infinity)
    .map((one) => ({ from: start(one.firstDay), to: start(one.lastDay + 1), levels: levels(one.capacity) }));
  const bounds = [...regular.map((one) => one.from), ...special.flatMap((one) => [one.from, one.to])];
  const starts = [from, ...new Set(bounds.filter((at) => at > from && at < to))].sort((a, b) => a - b);
  return starts.map((at, i) => {
    const onDate = special.find((one) => one.from <= at && at < one.to);
    const otherwise = regular.filter((one) => one.from <= at).at(-1) ?? regular[0];
    return { from: at, to: i + 1 < starts.length ? starts[i + 1] : to, levels: (onDate ?? otherwise).levels };
  });
}

/** Who is on the roster over [from, to), window by window. */
export function rosterOf(phases: Phases<ResourcePhase>, from: number, to: number, clock: Clock): Stretch[] {
  const all = phases.flatMap(({ from: begins, value }, i): Stretch[] => {
    const start = Math.max(from, i === 0 ? -Infinity : begins);
    const end = Math.min(to, i + 1 < phases.length ? phases[i + 1].from : Infinity);
    return start < end ? segmentsOf(value, start, end, clock, true).flatMap(stretchesOf) : [];
  });
  const merged: Stretch[] = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (last !== undefined && last.units === one.units && !one.shift)
      merged[merged.length - 1] = { ...last, to: one.to };
    else merged.push(one);
  }
  return merged;
}

function stretchesOf({ from, to, levels }: Segment): Stretch[] {
  const { period, step, units, shift } = levels;
  const begins: Omit<Stretch, "to">[] = [];
  for (let cycle = Math.floor(from / period); cycle * period < to; cycle++) {
    for (const [i, minute] of step.entries()) {
      const at = cycle * period + minute;
      const next = i + 1 < step.length ? cycle * period + step[i + 1] : (cycle + 1) * period;
      if (at < to && next > from)
        begins.push({ from: Math.max(at, from), units: units[i], shift: shift[i] && at >= from });
    }
  }
  return begins.map((one, i) => ({ ...one, to: i + 1 < begins.length ? begins[i + 1].from : to }));
}
