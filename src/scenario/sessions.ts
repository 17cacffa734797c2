import { diagnosticAt } from "../diagnostics/place.ts";
import { DAY, WEEK } from "../time/duration.ts";
import { parseTimesOfWeek } from "../time/times-of-week.ts";
import { weekOf } from "../time/weekly.ts";
import { constant, inContext } from "./formula.ts";
import { child, type Entry, type Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { entriesOf, optional, record, required, withDefault } from "./records.ts";
import { asText, mapped, oneOrMore } from "./scalars.ts";
import type { Capacity, CapacitySteps, DatedCapacity, SessionRules } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";
import { valueIn } from "./values.ts";

/** When sessions are held, and how they go. */
export interface Sessions {
  /** Minutes of the week at which they open. */
  readonly opens: readonly number[];
  readonly length: number;
  readonly rules: SessionRules;
}

const TIMES: Reader<readonly number[]> = {
  read: (node, reading) => {
    const scalar = asText(node, "when sessions open", reading);
    if (scalar === undefined) return undefined;
    const times = parseTimesOfWeek(scalar.text);
    return times.ok ? times.value : reading.report(diagnosticAt(times.problem, scalar.span, scalar.text));
  },
  schema: () => ({ type: "string", examples: ["weekdays 08:30, 13:30"] }),
};

const OPENS = mapped(oneOrMore("times", TIMES), (times, node, reading) =>
  times.length > 0
    ? times
    : reading.report(mistake("empty-list", "sessions open at no time", node.span, "such as weekdays 08:30, 13:30")),
);

const LATE = valueIn({ wanted: DURATION });
const MOST_BOOKED = 1000;

const FIELDS = record("a session", {
  opens: required(OPENS, "days and times at which a session opens", "weekdays 08:30, 13:30"),
  length: required(
    constant({ what: "the length of a session", unit: DURATION, least: 0, above: true, most: WEEK }),
    "how long a session lasts",
    "4 h",
  ),
  late: optional<ReturnType<typeof LATE.read> & object>(
    { read: (node, reading) => LATE.read(node, inContext(reading, "clock")), schema: LATE.schema },
    "how long after its opening a session begins, drawn for each; not before it",
    { exponential: { mean: "20 min" } },
  ),
  booked: optional(
    constant({ what: "a number of patients", unit: NUMBER, least: 0, most: MOST_BOOKED, whole: true }),
    "how many can be called in one session; as many as there is time for when left out",
    5,
  ),
  noShow: withDefault(
    constant({ what: "a probability", unit: NUMBER, least: 0, most: 1 }),
    0,
    "probability that one who is booked does not come",
    "5%",
  ),
});

export const sessions: Reader<Sessions> = {
  read: (node, reading) => {
    const read = FIELDS.read(node, reading);
    if (read === undefined) return undefined;
    const { opens, length, late, booked, noShow } = read;
    if (noShow > 0 && booked === undefined) {
      const hint = "say how many are booked for a session: booked: 5";
      return reading.report(mistake("missing-key", "nobody is booked who could not come", reading.at, hint));
    }
    const sorted = [...new Set(opens.flat())].sort((a, b) => a - b);
    return { opens: sorted, length, rules: { late, booked, noShow } };
  },
  schema: (definitions) => FIELDS.schema(definitions),
};

/**
 * The hours of a resource that is there in sessions: so many units in each; undefined after a report.
 * @param written the resource as it stands in the file
 */
export function hoursOf(
  { opens, length }: Sessions,
  capacity: Capacity,
  dates: readonly DatedCapacity[],
  written: Node,
  reading: Reading,
): { readonly capacity: Capacity; readonly dates: readonly DatedCapacity[] } | undefined {
  const week = (units: number): CapacitySteps | undefined => {
    const windows = opens.map((minute) => {
      const day = Math.floor(minute / DAY);
      return { day, from: minute - day * DAY, to: minute - day * DAY + length };
    });
    const made = weekOf([{ windows, units }]);
    return made.ok ? { steps: made.value, shifts: made.shifts } : undefined;
  };
  const inSessions = (one: Capacity): Capacity | undefined => {
    const units = constantUnits(one);
    if (units === 0) return { kind: "constant", units };
    const steps = units === undefined ? undefined : week(units);
    return steps && { kind: "weekly", ...steps };
  };
  if (week(1) === undefined) {
    const message = "a session opens before the one before it is over";
    const { keySpan } = keyIn(written, "sessions");
    return reading.report(mistake("overlapping-windows", message, keySpan, "make them shorter, or open fewer"));
  }
  if (!areNumbers(capacity, written, reading)) return undefined;
  if (dates.length > 0 && opens.some((minute) => (minute % DAY) + length > DAY)) {
    const message = "a session that goes on after midnight would be cut there by a change of date";
    const hint = "write sessions that end on the day on which they open, or hours by capacity";
    return reading.report(mistake("dates-over-midnight", message, keyIn(written, "dates").keySpan, hint));
  }
  return {
    capacity: inSessions(capacity) as Capacity,
    dates: dates.map((one) => ({ ...one, capacity: inSessions(one.capacity) as Capacity })),
  };
}

/** Sessions have hours of their own: neither the capacity nor that of a date may say others. */
function areNumbers(capacity: Capacity, written: Node, reading: Reading): boolean {
  const message = "the hours of this resource are those of its sessions, so a capacity is a number here";
  const report = (keySpan: Entry["keySpan"], hint: string): void => {
    reading.report(mistake("hours-of-sessions", message, keySpan, hint));
  };
  if (capacity.kind !== "constant") {
    report(keyIn(written, "capacity").keySpan, "write how many there are in each session: capacity: 1");
  }
  const dates = child(written, "dates");
  const withHours = (dates?.kind === "map" ? entriesOf(dates) : []).filter(({ value }) => hasHours(value));
  for (const { key, keySpan } of withHours) report(keySpan, `write how many there are in each session: ${key}: 1`);
  return capacity.kind === "constant" && withHours.length === 0;
}

function hasHours(node: Node): boolean {
  if (node.kind === "times" || node.kind === "plus") return hasHours(node.of);
  return node.kind === "map" && !node.entries.has("value");
}

/** A key of the resource that has been read. */
function keyIn(written: Node, key: string): Entry {
  const entry = written.kind === "map" ? written.entries.get(key) : undefined;
  if (entry === undefined) throw new Error(`a resource that was read has no "${key}"`);
  return entry;
}

/** Undefined for a calendar. */
function constantUnits(capacity: Capacity): number | undefined {
  if (capacity.kind === "constant") return capacity.units;
  return capacity.steps.length === 1 ? capacity.steps[0].units : undefined;
}
