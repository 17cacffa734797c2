import { diagnosticAt } from "../diagnostics/place.ts";
import { WEEK } from "../time/duration.ts";
import { parseTimesOfWeek } from "../time/times-of-week.ts";
import { constant } from "./formula.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import type { MapNode, Node } from "./node.ts";
import { mistake, type Reading } from "./reading.ts";
import { asMap, entriesOf, optional, record, required } from "./records.ts";
import type { Arrivals } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";
import { readProbability, readValue, valueSchema } from "./values.ts";

const COUNT = constant({ what: "a number of patients", unit: NUMBER, least: 0, most: 10_000, whole: true });
const SLOT = record("a booking", {
  patients: required(COUNT, "how many are booked"),
  every: optional(
    constant({ what: "a time between bookings", unit: DURATION, least: 0 }),
    "minutes from one to the next; left out: all at the same time",
  ),
});

/** `{ "mon, wed 09:00": 8, "tue 13:00": { patients: 4, every: 15 min } }` and who of them stays away or comes late. */
export function readBooked(map: MapNode, node: Node, reading: Reading): Arrivals | undefined {
  const slots = asMap(node, "a list of bookings", reading);
  const away = map.entries.get("noShow");
  const noShow = away && readProbability(away.value, { ...reading, context: "attribute", at: away.keySpan });
  const lateness = map.entries.get("late");
  const late =
    lateness && readValue(lateness.value, { ...reading, context: "clock", at: lateness.keySpan }, { wanted: DURATION });
  if (slots === undefined) return undefined;
  const minutes = readSlots(slots, reading);
  if (minutes === undefined || (away && noShow === undefined) || (lateness && late === undefined)) return undefined;
  return { kind: "booked", minutes, noShow, late: late?.value };
}

function readSlots(slots: MapNode, reading: Reading): readonly number[] | undefined {
  const entries = entriesOf(slots);
  const minutes: number[] = [];
  let whole = true;
  for (const { key, keySpan, value } of entries) {
    const times = parseTimesOfWeek(key);
    if (!times.ok) reading.report(diagnosticAt(times.problem, keySpan, key));
    const inner: Reading = { ...reading, at: keySpan };
    const isRecord = value.kind === "map" && !value.entries.has("value");
    const slot = isRecord ? SLOT.read(value, inner) : plain(COUNT.read(value, inner));
    if (!times.ok || slot === undefined) {
      whole = false;
      continue;
    }
    for (const time of times.value) {
      for (let k = 0; k < slot.patients; k++) minutes.push((time + k * (slot.every ?? 0)) % WEEK);
    }
  }
  if (!whole) return undefined;
  if (minutes.length > 0) return minutes.sort((a, b) => a - b);
  return reading.report(mistake("empty-list", "nobody is booked", slots.span, 'such as { "mon 09:00": 8 }'));
}

function plain(patients: number | undefined) {
  return patients === undefined ? undefined : { patients, every: undefined };
}

/** Describes the keys of `arrive` that belong to bookings. */
export function bookedSchemas(definitions: Definitions): Record<string, Schema> {
  const value = valueSchema(definitions);
  return {
    booked: {
      type: "object",
      description: "patients booked each week, by days and time",
      additionalProperties: { anyOf: [COUNT.schema(definitions), SLOT.schema(definitions)] },
      examples: [{ "mon, wed, fri 09:00": 8 }],
    },
    noShow: { ...value, description: "probability that a booked patient does not come" },
    late: { ...value, description: "how much later than booked a patient comes; below 0 for earlier" },
  };
}
