import { minutesToDay } from "../time/calendar.ts";
import type { Capacity, Clock } from "./scenario.ts";

const WEEK = 10080;

/** A capacity as a step function of time that repeats: from k · period + step[i] on there are units[i]. */
export interface Levels {
  readonly period: number;
  /** Sorted, the first 0. */
  readonly step: readonly number[];
  readonly units: readonly number[];
  /** Where a shift begins. */
  readonly shift: readonly boolean[];
}

/**
 * A calendar, whose cycle begins on some day, turned to begin at time 0.
 * @param withShifts every beginning of a window is a step, not only changes of the number
 */
export function levelsFrom(capacity: Capacity, clock: Clock, withShifts: boolean): Levels {
  if (capacity.kind === "constant") return { period: WEEK, step: [0], units: [capacity.units], shift: [false] };
  const { steps } = capacity;
  const period = capacity.kind === "weekly" ? WEEK : capacity.period;
  const begins = capacity.kind === "weekly" ? -clock.startMinuteOfWeek : minutesToDay(clock, capacity.firstDay);
  const shifts = withShifts ? new Set(capacity.shifts) : new Set<number>();
  const turned = [...new Set([...steps.map(({ minute }) => minute), ...shifts])]
    .map((minute) => ({
      at: modulo(minute + begins, period),
      units: (steps.filter((step) => step.minute <= minute).at(-1) ?? steps[0]).units,
      shift: shifts.has(minute),
    }))
    .sort((a, b) => a.at - b.at);
  // What holds at time 0 began before it, unless something begins just then.
  const last = turned[turned.length - 1];
  const all = turned[0].at === 0 ? turned : [{ at: 0, units: last.units, shift: false }, ...turned];
  const kept = all.filter(({ units, shift }, i) => i === 0 || shift || units !== all[i - 1].units);
  return {
    period,
    step: kept.map(({ at }) => at),
    units: kept.map(({ units }) => units),
    shift: kept.map(({ shift }) => shift),
  };
}

/** @param at any time, before time 0 too */
export function levelAt({ period, step, units }: Levels, at: number): number {
  const minute = modulo(at, period);
  let i = step.length - 1;
  while (step[i] > minute) i--;
  return units[i];
}

function modulo(value: number, period: number): number {
  return value - Math.floor(value / period) * period;
}
