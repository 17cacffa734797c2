import type { OpeningHours as ModelHours } from "../model/model.ts";
import type { OpeningHours } from "../scenario/scenario.ts";

const WEEK = 10080;

/** Windows of a week that begins on Monday, turned to begin at time 0; one that reaches over its end is cut in two. */
export function weekFromStart(hours: OpeningHours, startMinuteOfWeek: number): ModelHours {
  const windows: { from: number; to: number }[] = [];
  for (const { from, to } of hours) {
    const start = (from - startMinuteOfWeek + WEEK) % WEEK;
    const end = start + (to - from);
    windows.push({ from: start, to: Math.min(end, WEEK) });
    if (end > WEEK) windows.push({ from: 0, to: end - WEEK });
  }
  windows.sort((a, b) => a.from - b.from);
  return { from: Float64Array.from(windows, ({ from }) => from), to: Float64Array.from(windows, ({ to }) => to) };
}
