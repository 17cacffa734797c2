import type { CapacityTable } from "../model/model.ts";
import { type Levels, levelAt } from "../scenario/levels.ts";
import { type Segment, segmentsOf } from "../scenario/roster.ts";
import type { Clock, ResourcePhase } from "../scenario/scenario.ts";

/** A table but for what its sessions are like. */
type Hours = Omit<CapacityTable, "sessions">;

/**
 * The capacity of a phase over [from, to): its calendar, and those of its dates. Where calendars meet, the last `lastStart`
 * minutes before have steps of their own, because what may begin then depends on the next calendar.
 */
export function compileCapacity(phase: ResourcePhase, from: number, to: number, clock: Clock): Hours[] {
  const { lastStart, absence } = phase;
  const withShifts = absence > 0 || phase.sessions !== undefined;
  const segments = segmentsOf(phase, from, to, clock, withShifts);
  return segments.flatMap((segment, i): Hours[] => {
    if (i + 1 === segments.length || lastStart === 0) return [periodic(segment, segment.from, lastStart, absence)];
    const tail = Math.max(segment.from, segment.to - lastStart);
    const last = once(segments.slice(i), tail, lastStart, absence);
    return tail > segment.from ? [periodic(segment, segment.from, lastStart, absence), last] : [last];
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
