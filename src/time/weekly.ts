import { DAY, type Minutes, WEEK } from "./duration.ts";
import type { OpeningWindow } from "./opening-windows.ts";

/** From `minute` (0 = Monday 00:00) on there are `units`. */
export interface Step {
  readonly minute: Minutes;
  readonly units: number;
}

/** A step function of the minute of the week, or of another cycle: sorted, the first step at 0, neighbours differ. */
export type Week = readonly Step[];

/** Two windows that share time: `first` and `second` are the indices of their entries, equal when one entry overlaps itself. */
export interface Overlap {
  readonly first: number;
  readonly second: number;
}

export type WeekResult =
  /** `shifts`: the minutes at which windows begin, sorted, each once. */
  | { readonly ok: true; readonly value: Week; readonly shifts: readonly Minutes[] }
  | { readonly ok: false; readonly overlaps: readonly Overlap[] };

/** Minutes of the cycle. */
interface Stretch {
  readonly entry: number;
  readonly units: number;
  readonly from: Minutes;
  readonly to: Minutes;
}

/**
 * The week in which each entry's windows have its units, and all other time has none. A window over the end of the week goes
 * on at its beginning. Windows that overlap are refused, one report for each pair of entries.
 * @param period length of the cycle whose days the windows name, whole days
 */
export function weekOf(
  entries: readonly { readonly windows: readonly OpeningWindow[]; readonly units: number }[],
  period: Minutes = WEEK,
): WeekResult {
  const stretches: Stretch[] = entries
    .flatMap(({ windows, units }, entry) => cutWindows(windows, period).map((cut) => ({ ...cut, entry, units })))
    .sort((a, b) => a.from - b.from || a.entry - b.entry);
  const overlaps = findOverlaps(stretches);
  if (overlaps.length > 0) return { ok: false, overlaps };
  const steps: Step[] = [{ minute: 0, units: 0 }];
  for (const { from, to, units } of stretches) {
    addStep(steps, from, units);
    if (to < period) addStep(steps, to, 0);
  }
  const starts = entries.flatMap(({ windows }) => windows.map(({ day, from }) => day * DAY + from));
  return {
    ok: true,
    value: steps.filter((step, i) => i === 0 || step.units !== steps[i - 1].units),
    shifts: [...new Set(starts)].sort((a, b) => a - b),
  };
}

/** Windows as minutes of the cycle; one over its end in two. */
function cutWindows(
  windows: readonly OpeningWindow[],
  period: Minutes,
): readonly { readonly from: Minutes; readonly to: Minutes }[] {
  return windows.flatMap(({ day, from, to }) => {
    const [start, end] = [day * DAY + from, day * DAY + to];
    if (end <= period) return [{ from: start, to: end }];
    return [
      { from: start, to: period },
      { from: 0, to: end - period },
    ];
  });
}

/** The windows as minutes of the week, those that touch or overlap merged, sorted. */
export function openingHours(
  windows: readonly OpeningWindow[],
): readonly { readonly from: Minutes; readonly to: Minutes }[] {
  const merged: { from: Minutes; to: Minutes }[] = [];
  const sorted = [...cutWindows(windows, WEEK)].sort((a, b) => a.from - b.from || a.to - b.to);
  for (const window of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && window.from <= last.to) last.to = Math.max(last.to, window.to);
    else merged.push({ ...window });
  }
  return merged;
}

function addStep(steps: Step[], minute: Minutes, units: number): void {
  if (steps[steps.length - 1].minute === minute) steps.pop();
  steps.push({ minute, units });
}

function findOverlaps(sorted: readonly Stretch[]): Overlap[] {
  const found = new Map<string, Overlap>();
  let reach: Stretch | undefined;
  for (const stretch of sorted) {
    if (reach !== undefined && stretch.from < reach.to) {
      const [first, second] = [Math.min(reach.entry, stretch.entry), Math.max(reach.entry, stretch.entry)];
      found.set(`${first} ${second}`, { first, second });
    }
    if (reach === undefined || stretch.to > reach.to) reach = stretch;
  }
  return [...found.values()];
}
