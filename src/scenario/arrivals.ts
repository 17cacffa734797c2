import { bookedSchemas, readBooked } from "./booked-arrivals.ts";
import { evaluateConstant } from "./constants.ts";
import { constant, readExpression } from "./formula.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import { type GivenOf, readFile, readTimes } from "./listed-arrivals.ts";
import { isNothing, type MapNode, type Node } from "./node.ts";
import type { Allowed } from "./read-value.ts";
import { doubt, mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, noUnknownKeys, optional, record } from "./records.ts";
import { listOf } from "./scalars.ts";
import type { Arrivals, Clock, Phases, Value } from "./scenario.ts";
import { DURATION, NUMBER, RATE } from "./units.ts";
import { readValue, valueSchema } from "./values.ts";

/** What arrivals are read with. */
export interface ArrivalNeighbours extends GivenOf {
  readonly clock: Clock;
}

const WEIGHT = constant({ what: "a weight", unit: NUMBER, least: 0 });
const RATE_OF_ARRIVAL = constant({ what: "a rate of arrival", unit: RATE, least: 0 });
const POPULATION = constant({ what: "a population", unit: NUMBER, least: 1, most: 1_000_000, whole: true });

function weights(what: string, count: number): Reader<readonly number[]> {
  const list = listOf(what, WEIGHT);
  return {
    read: (node, reading) => {
      const read = list.read(node, reading);
      if (read === undefined) return undefined;
      const sum = read.reduce((a, b) => a + b, 0);
      if (read.length === count && sum > 0) return read.map((weight) => (weight * count) / sum);
      const message =
        read.length === count ? `${what} cannot all be 0` : `${what} are ${count} numbers, these are ${read.length}`;
      return reading.report(mistake("wrong-profile", message, node.span));
    },
    schema: (definitions) => ({ ...list.schema(definitions), minItems: count, maxItems: count }),
  };
}

const PROFILE = record("a profile", {
  hours: optional(weights("weights of the hours of a day", 24), "24 weights, 00:00 first; scaled to mean 1"),
  days: optional(weights("weights of the days of a week", 7), "7 weights, Monday first; scaled to mean 1"),
});

type Way = "poisson" | "every" | "booked" | "times" | "file" | "population";

/** Keys that say how patients come, and those that go with some of them. */
const WAYS: readonly Way[] = ["poisson", "every", "booked", "times", "file", "population"];
const COMPANIONS: ReadonlyMap<string, readonly Way[]> = new Map<string, readonly Way[]>([
  ["profile", ["poisson"]],
  ["batch", ["poisson", "every"]],
  ["first", ["every"]],
  ["noShow", ["booked"]],
  ["late", ["booked"]],
]);
const KEYS = [...WAYS, ...COMPANIONS.keys()];

/** Arrivals by phase; before a class is there nobody comes. */
export function readArrive(node: Node, reading: Reading, neighbours: ArrivalNeighbours): Phases<Arrivals> | undefined {
  const phases = node.kind === "phases" ? node.phases : [{ from: 0, node }];
  const read = phases.map(({ from, node: written }): { from: number; value: Arrivals | undefined } => ({
    from,
    value:
      written === undefined || (node.kind === "phases" && isNothing(written))
        ? { kind: "none" }
        : readArrivals(written, reading, neighbours),
  }));
  return read.some(({ value }) => value === undefined) ? undefined : (read as Phases<Arrivals>);
}

function readArrivals(node: Node, reading: Reading, neighbours: ArrivalNeighbours): Arrivals | undefined {
  const map = asMap(node, "arrivals", reading);
  if (map === undefined || !noUnknownKeys(map, "arrivals", KEYS, reading)) return undefined;
  const ways = WAYS.filter((way) => map.entries.has(way));
  const [way] = ways;
  if (way === undefined || ways.length > 1) {
    const message = `arrivals are given by one of ${quotedList(WAYS)}, ${ways.length === 0 ? "none is here" : `here are ${quotedList(ways, "and")}`}`;
    const hint = ways.length === 0 ? "such as { poisson: 9.5 per day }" : "use a class for each";
    return reading.report(mistake("how-they-arrive", message, map.span, hint));
  }
  let whole = true;
  for (const [key, of] of COMPANIONS) {
    const entry = map.entries.get(key);
    if (entry === undefined || of.includes(way)) continue;
    whole = false;
    const message = `"${key}" goes with ${quotedList(of)}, not with "${way}"`;
    reading.report(mistake("misplaced-key", message, entry.keySpan, "leave it out"));
  }
  const read = readWay(way, map, reading, neighbours);
  return whole ? read : undefined;
}

function readWay(way: Way, map: MapNode, reading: Reading, neighbours: ArrivalNeighbours): Arrivals | undefined {
  const entry = map.entries.get(way);
  if (entry === undefined) throw new Error(`arrivals without "${way}"`);
  const { value: node, keySpan: at } = entry;
  const inner: Reading = { ...reading, at };
  switch (way) {
    case "poisson":
      return readPoisson(map, node, inner);
    case "every":
      return readEvery(map, node, inner);
    case "booked":
      return readBooked(map, node, inner);
    case "times":
      return readTimes(node, inner, neighbours);
    case "file":
      return readFile(node, inner, neighbours, neighbours.clock);
    case "population": {
      const size = POPULATION.read(node, inner);
      return size === undefined ? undefined : { kind: "population", size };
    }
  }
}

/** A constant rate, with or without a profile, or one that reads the clock. */
function readPoisson(map: MapNode, node: Node, reading: Reading): Arrivals | undefined {
  const written = map.entries.get("profile");
  const profile = written && PROFILE.read(written.value, { ...reading, at: written.keySpan });
  const batch = readBatch(map, reading);
  const rate = readExpression(node, { ...reading, context: "clock" }, RATE);
  if (rate === undefined || batch === WRONG || (written !== undefined && profile === undefined)) return undefined;
  if (evaluateConstant(rate.tree, reading.parameters) === undefined) {
    if (written === undefined) return { kind: "varying", rate, batch };
    const message = "a rate that varies by itself cannot have a profile too";
    const hint = "put the profile into the rate, or state a constant rate";
    return reading.report(mistake("rate-and-profile", message, written.keySpan, hint));
  }
  const value = RATE_OF_ARRIVAL.read(node, reading);
  if (value === undefined) return undefined;
  if (value === 0) reading.report(doubt("no-arrivals", "nobody comes at a rate of 0", node.span));
  return { kind: "poisson", rate: value, profile: profile && hourly(profile), batch };
}

function hourly({
  hours,
  days,
}: {
  readonly hours: readonly number[] | undefined;
  readonly days: readonly number[] | undefined;
}) {
  if (hours === undefined && days === undefined) return undefined;
  return Array.from({ length: 168 }, (_, h) => (hours?.[h % 24] ?? 1) * (days?.[Math.floor(h / 24)] ?? 1));
}

function readEvery(map: MapNode, node: Node, reading: Reading): Arrivals | undefined {
  const batch = readBatch(map, reading);
  const first = readOptional(map, "first", reading, { wanted: DURATION, notNegative: true });
  const gap = readAtTime(node, reading, { wanted: DURATION, notNegative: true });
  if (gap === undefined || first === WRONG || batch === WRONG) return undefined;
  if (constantOf(gap, reading) !== 0) return { kind: "every", gap, first, batch };
  const message = "a time between arrivals must be more than 0";
  return reading.report(mistake("out-of-range", message, node.span, "for several at once write batch"));
}

/** A part that is there and has a mistake. */
const WRONG = Symbol("wrong");

function readBatch(map: MapNode, reading: Reading): Value | undefined | typeof WRONG {
  const batch = readOptional(map, "batch", reading, { wanted: NUMBER });
  const size = batch === undefined || batch === WRONG ? undefined : constantOf(batch, reading);
  if (size === undefined || (size >= 1 && Number.isInteger(size))) return batch;
  const span = map.entries.get("batch")?.value.span ?? map.span;
  reading.report(mistake("out-of-range", `a batch must be a whole number of 1 or more, this is ${size}`, span));
  return WRONG;
}

function readOptional(map: MapNode, key: string, reading: Reading, allowed: Allowed): Value | undefined | typeof WRONG {
  const entry = map.entries.get(key);
  if (entry === undefined) return undefined;
  return readAtTime(entry.value, { ...reading, at: entry.keySpan }, allowed) ?? WRONG;
}

/** A value that is settled before the patient is there: it sees the clock. */
function readAtTime(node: Node, reading: Reading, allowed: Allowed): Value | undefined {
  return readValue(node, { ...reading, context: "clock" }, allowed)?.value;
}

function constantOf(value: Value, { parameters }: Reading): number | undefined {
  return value.kind === "expression" ? evaluateConstant(value.expression.tree, parameters) : undefined;
}

/** Describes `arrive`. */
export function arriveSchema(definitions: Definitions): Schema {
  const value = valueSchema(definitions);
  return {
    type: "object",
    properties: {
      poisson: {
        type: ["string"],
        description: "a rate: patients come independently of each other",
        examples: ["9.5 per day", "10 per h * (1 + 0.6 * sin(2 * 3.14159265358979 * time / 1 day))"],
      },
      profile: { ...PROFILE.schema(definitions), description: "how a constant rate varies by hour and by day" },
      every: { ...value, description: "time between arrivals" },
      first: { ...value, description: "time of the first arrival, where it is no such time" },
      batch: { ...value, description: "how many come at a time" },
      ...bookedSchemas(definitions),
      times: {
        type: "array",
        description: "times of arrival, counted from clock.start",
        items: {
          anyOf: [
            { type: ["string", "number"] },
            { type: "object", properties: { at: { type: "string" }, set: { type: "object" } }, required: ["at"] },
          ],
        },
      },
      file: { type: "string", description: "a CSV file with a column time or date", examples: ["arrivals.csv"] },
      population: { ...POPULATION.schema(definitions), description: "so many at all times: who leaves is replaced" },
    },
    additionalProperties: false,
  };
}
