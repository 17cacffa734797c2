import { diagnosticAt } from "../diagnostics/place.ts";
import { parseDay } from "../time/calendar.ts";
import { cycleWords, type DayWords, weekWords } from "../time/day-words.ts";
import { DAY, WEEK } from "../time/duration.ts";
import { parseWindows } from "../time/opening-windows.ts";
import { weekOf } from "../time/weekly.ts";
import { evaluateConstant } from "./constants.ts";
import { constant, inContext, readAmount } from "./formula.ts";
import type { ChangedNode, Entry, MapNode, Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { entriesOf } from "./records.ts";
import { asText } from "./scalars.ts";
import type { Capacity, CapacitySteps } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";

const UNITS = constant({ what: "a capacity", unit: NUMBER, least: 0, whole: true });
const MOST_DAYS = 366;
const CYCLE = constant({ what: "a cycle", unit: DURATION, least: DAY, most: MOST_DAYS * DAY });
const CYCLE_FORM = "a cycle is { cycle: 8 days, from: 2026-04-06, days 1-4 07:00-19:00: 2 }";

/** A whole number, `unlimited`, or windows of the week or of a cycle with a number each; outside them there is nobody. */
export const capacity: Reader<Capacity> = {
  read: (node, reading) => {
    if (node.kind === "map" && !node.entries.has("value")) return readCalendar(node, reading);
    if (node.kind === "times" || node.kind === "plus") return readChanged(node, reading);
    const units = readUnits(node, reading);
    return units === undefined ? undefined : { kind: "constant", units };
  },
  schema: () => ({
    anyOf: [
      { type: ["number", "string"] },
      {
        type: "object",
        properties: {
          cycle: { type: "string", description: "length of a rota that is not weekly, in days", examples: ["8 days"] },
          from: { type: "string", description: "a date on which the cycle begins", examples: ["2026-04-06"] },
        },
        additionalProperties: { type: ["number", "string"] },
        examples: [{ "weekdays 08:00-17:00": 5 }, { cycle: "8 days", from: "2026-04-06", "days 1-4 07:00-19:00": 2 }],
      },
    ],
  }),
};

/** A whole number, or `unlimited`. */
export function readUnits(node: Node, reading: Reading): number | undefined {
  return node.kind === "scalar" && node.text === "unlimited" ? Infinity : UNITS.read(node, reading);
}

/** Every number of a calendar changed alike; hours without anybody stay so. */
function readChanged(node: ChangedNode, reading: Reading): Capacity | undefined {
  const of = capacity.read(node.of, reading);
  const by = readAmount(node, NUMBER, inContext(reading, "parameter"));
  const amount = by && evaluateConstant(by.tree, reading.parameters);
  if (of === undefined || amount === undefined) return undefined;
  const steps = of.kind === "constant" ? [{ minute: 0, units: of.units }] : of.steps;
  const changed = steps.map(({ minute, units }) => {
    if (node.kind === "times") return { minute, units: units * amount };
    return { minute, units: units > 0 || of.kind === "constant" ? units + amount : 0 };
  });
  const bad = changed.find(({ units }) => !(units >= 0) || (units < Infinity && !Number.isInteger(units)));
  if (bad === undefined) return of.kind === "constant" ? { ...of, units: changed[0].units } : { ...of, steps: changed };
  const message = `a capacity must be a whole number, 0 or more; this change makes it ${bad.units}`;
  return reading.report(mistake("out-of-range", message, node.span, "state the new capacity in whole units"));
}

function readCalendar(map: MapNode, reading: Reading): Capacity | undefined {
  if (!map.entries.has("cycle") && !map.entries.has("from")) {
    const week = readWindows(entriesOf(map), map, weekWords, WEEK, reading);
    return week && { kind: "weekly", ...week };
  }
  const period = readPeriod(map, reading);
  const firstDay = readFirstDay(map, reading);
  if (period === undefined) return undefined;
  const windows = entriesOf(map).filter(({ key }) => key !== "cycle" && key !== "from");
  const steps = readWindows(windows, map, cycleWords(period / DAY), period, reading);
  return steps === undefined || firstDay === undefined ? undefined : { kind: "cycle", period, firstDay, ...steps };
}

function readPeriod(map: MapNode, reading: Reading): number | undefined {
  const entry = map.entries.get("cycle");
  if (entry === undefined) {
    return reading.report(mistake("missing-key", 'a rota with "from" needs the key "cycle"', reading.at, CYCLE_FORM));
  }
  const period = CYCLE.read(entry.value, { ...reading, at: entry.keySpan });
  if (period === undefined || Number.isInteger(period / DAY)) return period;
  const message = `a cycle is a whole number of days, this is ${period / DAY}`;
  return reading.report(mistake("out-of-range", message, entry.value.span, CYCLE_FORM));
}

function readFirstDay(map: MapNode, reading: Reading): number | undefined {
  const entry = map.entries.get("from");
  if (entry === undefined) {
    const hint = "say a date on which it begins, from: 2026-04-06";
    return reading.report(mistake("missing-key", 'a cycle needs the key "from"', reading.at, hint));
  }
  const scalar = asText(entry.value, "a date", reading);
  if (scalar === undefined) return undefined;
  const day = parseDay(scalar.text);
  return day.ok ? day.value : reading.report(diagnosticAt(day.problem, scalar.span, scalar.text));
}

/** Windows with a number each; undefined after a report. @param period whole days, which `words` name */
export function readWindows(
  written: readonly Entry[],
  map: MapNode,
  words: DayWords,
  period: number,
  reading: Reading,
): CapacitySteps | undefined {
  const read = written.map(({ key, keySpan, value }) => {
    const windows = parseWindows(key, words);
    const units = UNITS.read(value, { ...reading, at: keySpan });
    if (!windows.ok) return reading.report(diagnosticAt(windows.problem, keySpan, key));
    return units === undefined ? undefined : { windows: windows.value, units, keySpan, key };
  });
  if (read.length === 0) {
    return reading.report(
      mistake("never-opens", "a calendar needs at least one window", map.span, "such as { weekdays 08:00-17:00: 5 }"),
    );
  }
  if (read.some((each) => each === undefined)) return undefined;
  const entries = read as NonNullable<(typeof read)[number]>[];
  const week = weekOf(entries, period);
  if (week.ok) return { steps: week.value, shifts: week.shifts };
  for (const { first, second } of week.overlaps) {
    const message = `"${entries[second].key}" overlaps "${entries[first].key}"`;
    reading.report(mistake("overlapping-windows", message, entries[second].keySpan, "say each hour once"));
  }
  return undefined;
}
