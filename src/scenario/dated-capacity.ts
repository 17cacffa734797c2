import type { Span } from "../diagnostics/diagnostic.ts";
import { diagnosticAt } from "../diagnostics/place.ts";
import { minutesToDay } from "../time/calendar.ts";
import { parseDates } from "../time/dates.ts";
import { dateWords } from "../time/day-words.ts";
import { DAY, WEEK } from "../time/duration.ts";
import { capacity, readUnits, readWindows } from "./capacity.ts";
import { UNREAD_CLOCK } from "./header.ts";
import type { Entry, Node } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf } from "./records.ts";
import type { Capacity, Clock, DatedCapacity } from "./scenario.ts";

type Written = DatedCapacity & { readonly key: string; readonly keySpan: Span };

/**
 * Capacities of dates instead of the regular calendar. Dates that overlap are refused; a date and `onwards` do not overlap,
 * for `onwards` changes what holds on all other days.
 */
export function datedCapacities(clock: Clock | undefined): Reader<readonly DatedCapacity[]> {
  return {
    read: (node, reading) => {
      const map = asMap(node, "dates", reading);
      if (map === undefined) return undefined;
      const read = entriesOf(map).map((entry) => readDates(entry, reading));
      if (read.some((each) => each === undefined)) return undefined;
      const written = (read as Written[]).sort((a, b) => a.firstDay - b.firstDay);
      const endless = written.filter(({ lastDay }) => lastDay === Infinity);
      const others = written.filter(({ lastDay }) => lastDay !== Infinity);
      if (overlaps(endless, (one) => one.firstDay, reading) || overlaps(others, (one) => one.lastDay, reading)) {
        return undefined;
      }
      if (clock !== undefined && clock !== UNREAD_CLOCK) for (const one of written) checkInRun(one, clock, reading);
      return written.map(({ firstDay, lastDay, capacity }) => ({ firstDay, lastDay, capacity }));
    },
    schema: (definitions) => ({
      type: "object",
      additionalProperties: capacity.schema(definitions),
    }),
  };
}

function readDates({ key, keySpan, value }: Entry, reading: Reading): Written | undefined {
  const inner: Reading = { ...reading, at: keySpan };
  const dates = parseDates(key);
  if (!dates.ok) return reading.report(diagnosticAt(dates.problem, keySpan, key));
  const { first, last } = dates.value;
  const read = last === Infinity ? capacity.read(value, inner) : readDay(value, inner);
  return read && { firstDay: first, lastDay: last, capacity: read, key, keySpan };
}

/** A number all day, or hours of the day. */
function readDay(node: Node, reading: Reading): Capacity | undefined {
  if (node.kind === "map" && !node.entries.has("value")) {
    const cycle = node.entries.get("cycle");
    if (cycle !== undefined) {
      const hint = 'a rota can begin on a date with "onwards"';
      return reading.report(mistake("cycle-of-dates", "a date has no cycle of its own", cycle.keySpan, hint));
    }
    const steps = readWindows(entriesOf(node), node, dateWords, WEEK, reading);
    return steps && { kind: "weekly", ...steps };
  }
  const units = readUnits(node, reading);
  if (units === undefined) return undefined;
  return { kind: "weekly", steps: [{ minute: 0, units }], shifts: Array.from({ length: 7 }, (_, day) => day * DAY) };
}

/** @param sorted by first day @param end the last day of one that others must come after */
function overlaps(sorted: readonly Written[], end: (one: Written) => number, reading: Reading): boolean {
  let found = false;
  let reach = sorted[0];
  for (const one of sorted.slice(1)) {
    if (one.firstDay <= end(reach)) {
      const [first, second] = one.keySpan.start < reach.keySpan.start ? [one, reach] : [reach, one];
      const message = `"${second.key}" overlaps "${first.key}"`;
      reading.report(mistake("overlapping-dates", message, second.keySpan, "say each date once"));
      found = true;
    }
    if (end(one) > end(reach)) reach = one;
  }
  return found;
}

function checkInRun({ firstDay, lastDay, key, keySpan }: Written, clock: Clock, reading: Reading): void {
  const end = clock.warmUp + clock.run + clock.coolDown;
  if (minutesToDay(clock, firstDay) < end && minutesToDay(clock, lastDay + 1) > 0) return;
  const message = `"${key}" is outside the run, so it changes nothing`;
  const hint = `the run begins on ${clock.startDate} and lasts ${Math.round(end / DAY)} days`;
  reading.report(doubt("date-outside-run", message, keySpan, hint));
}
