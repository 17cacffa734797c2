import type { CapacityTable } from "../model/model.ts";
import type { Clock, ResourcePhase } from "../scenario/scenario.ts";
import { minutesToDay } from "../time/calendar.ts";
import { type Levels, levelAt, levelsFrom } from "./levels.ts";

/** A table but for what its sessions are like. */
type Hours = Omit<CapacityTable, "sessions">;

/** One calendar in force over [from, to) of the run. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly levels: Levels;
}

/**
 * The capacity of a phase over [from, to): its calendar, and those of its dates. Where calendars meet, the last `lastStart`
 * minutes before have steps of their own, because what may begin then depends on the next calendar.
 */
export function compileCapacity(phase: ResourcePhase, from: number, to: number, clock: Clock): Hours[] {
  const { lastStart, absence } = phase;
  const segments = segmentsOf(phase, from, to, clock);
  return segments.flatMap((segment, i): Hours[] => {
    if (i + 1 === segments.length || lastStart === 0) return [periodic(segment, segment.from, lastStart, absence)];
    const tail = Math.max(segment.from, segment.to - lastStart);
    const last = once(segments.slice(i), tail, lastStart, absence);
    return tail > segment.from ? [periodic(segment, segment.from, lastStart, absence), last] : [last];
  });
}

/** Dates take the place of what holds on other days; `onwards` changes what that is. */
function segmentsOf(
  { capacity, dates, absence, sessions }: ResourcePhase,
  from: number,
  to: number,
  clock: Clock,
): Segment[] {
  const start = (day: number): number => minutesToDay(clock, day);
  const levels = (written: ResourcePhase["capacity"]): Levels =>
    levelsFrom(written, clock, absence > 0 || sessions !== undefined);
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

/**
 * `open` is what may begin work: the least capacity on duty from now until `lastStart` minutes ahead, so that it falls that much
 * earlier than `scheduled` does, and rises with it.
 */
function periodic({ levels }: Segment, from: number, lastStart: number, absence: number): Hours {
  const { period, step } = levels;
  const ahead = (minute: number, at: number): number => (at - minute + period) % period;
  const ends = step.length === 1 ? [] : step.map((minute) => (minute - (lastStart % period) + period) % period);
  const minutes = lastStart === 0 ? step : [...new Set([...step, ...ends])].sort((a, b) => a - b);
  return {
    from,
    period,
    step: Float64Array.from(minutes),
    scheduled: Float64Array.from(minutes, (minute) => levelAt(levels, minute)),
    open: Float64Array.from(minutes, (minute) =>
      step.reduce(
        (least, at) => {
          const within = ahead(minute, at) > 0 && ahead(minute, at) <= lastStart;
          return within ? Math.min(least, levelAt(levels, at)) : least;
        },
        levelAt(levels, minute),
      ),
    ),
    shift: Uint8Array.from(minutes, (minute) => shiftAt(levels, minute)),
    absence,
  };
}

/** The end of the first segment, from `from` on, with a look ahead into those after it. */
function once(segments: readonly Segment[], from: number, lastStart: number, absence: number): Hours {
  const [{ to }] = segments;
  const changes = segments.flatMap((segment) => changesOf(segment, from, to + lastStart));
  const own = changes.filter(({ at }) => at < to);
  const early = changes.map(({ at }) => at - lastStart).filter((at) => at > from && at < to);
  const minutes = [...new Set([from, ...own.map(({ at }) => at), ...early])].sort((a, b) => a - b);
  const [{ levels }] = segments;
  return {
    from,
    period: Infinity,
    step: Float64Array.from(minutes),
    scheduled: Float64Array.from(minutes, (at) => levelAt(levels, at)),
    open: Float64Array.from(minutes, (minute) =>
      changes.reduce(
        (least, { at, units }) => (at > minute && at <= minute + lastStart ? Math.min(least, units) : least),
        levelAt(levels, minute),
      ),
    ),
    shift: Uint8Array.from(minutes, (at) => shiftAt(levels, at)),
    absence,
  };
}

/** When the segment begins and changes within (after, until]. */
function changesOf(segment: Segment, after: number, until: number): readonly { at: number; units: number }[] {
  const { levels, from, to } = segment;
  const { period, step, units } = levels;
  const found = from > after && from <= until ? [{ at: from, units: levelAt(levels, from) }] : [];
  const end = Math.min(to, until);
  for (let cycle = Math.floor(Math.max(from, after) / period); cycle * period <= end; cycle++) {
    for (const [i, minute] of step.entries()) {
      const at = cycle * period + minute;
      if (at > from && at > after && at <= end && at < to) found.push({ at, units: units[i] });
    }
  }
  return found;
}

function shiftAt({ period, step, shift }: Levels, at: number): number {
  const minute = at - Math.floor(at / period) * period;
  const found = step.indexOf(minute);
  return found >= 0 && shift[found] ? 1 : 0;
}
