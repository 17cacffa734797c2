import type { ModelClock } from "../model/model.ts";

/** Hours of a week; hour 0 begins Monday 00:00. */
export const HOURS = 168;

/**
 * Adds `weight` × minutes to the bin of each hour of the week that [from, to) touches.
 * @param bins 168 numbers from `row` on
 * @param from minutes from the start of the run, as is `to`
 */
export function addByHour(
  bins: Float64Array,
  row: number,
  clock: ModelClock,
  from: number,
  to: number,
  weight: number,
): void {
  const offset = clock.startMinuteOfWeek;
  let hour = Math.floor((from + offset) / 60);
  let at = from;
  while (at < to) {
    const end = Math.min((hour + 1) * 60 - offset, to);
    // An end below `at` comes only from rounding next to the hour: the interval then belongs to the next bin.
    if (end > at) {
      bins[row + (hour % HOURS)] += weight * (end - at);
      at = end;
    }
    hour++;
  }
}
