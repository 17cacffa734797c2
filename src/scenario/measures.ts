import type { Context } from "./expression.ts";
import { constant, readExpression } from "./formula.ts";
import { grouping } from "./measure-groups.ts";
import { fewEnough, PERIODS, period, readPer } from "./measure-periods.ts";
import { ratioUnit, readRatio, toldAlike } from "./measure-ratios.ts";
import { kindIn, OF_PATIENTS, recordsOf } from "./measure-records.ts";
import { isNothing, type MapNode, type Node } from "./node.ts";
import { mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, noUnknownKeys, optional, record, withDefault } from "./records.ts";
import { text, truth, word } from "./scalars.ts";
import type { Measure } from "./scenario.ts";
import { BOOLEAN, NUMBER, type Unit } from "./units.ts";
import { valueSchema } from "./values.ts";

const STATISTICS = ["mean", "share", "percentile", "max", "count", "rate", "sum", "ratio"] as const;
type Statistic = (typeof STATISTICS)[number];
const OVER_TIME: readonly Statistic[] = ["mean", "share", "percentile", "max"];
/** The answer leads with so many measures unless the file says which. */
const LEADING = 3;

const DIRECTIONS = ["higher", "lower"] as const;

/** Keys of every measure besides the statistic. */
const NAMING = {
  label: optional(text("a label"), "what to call it in words"),
  better: optional(word("a direction", DIRECTIONS), "which way is better"),
  headline: optional(truth, "the answer leads with it; the first three unless stated"),
};
const REST = record("a measure", {
  ...NAMING,
  of: withDefault(
    recordsOf,
    OF_PATIENTS,
    "patients who leave in the window, visits to a stage, stays on a resource, sessions of one, or time",
    "visits(clinic)",
    "stays(bed)",
    "sessions(theatre)",
  ),
  by: optional(grouping, "told again for each class, or value or band of an attribute", "class", { age: [65, 75] }),
  every: optional(period, "told again for each period of the window", "week"),
});
const RATIO = record("a ratio", NAMING);

/** @param run length of the window in minutes */
export function readMeasures(node: Node | undefined, reading: Reading, run: number): readonly Measure[] {
  if (node === undefined) return [];
  const map = asMap(node, "measures", reading);
  if (map === undefined) return [];
  const entries = [...map.entries.values()];
  const plain = entries.flatMap(({ key, keySpan, value }) =>
    isRatio(value) ? [] : (readMeasure(key, value, { ...reading, at: keySpan }, run) ?? []),
  );
  // A ratio may stand above the measures that it is made of.
  const measures = entries.flatMap(({ key, keySpan, value }) =>
    isRatio(value)
      ? (readRatioMeasure(key, value, { ...reading, at: keySpan }, plain, map) ?? [])
      : plain.filter(({ name }) => name === key),
  );
  if (measures.some(({ headline }) => headline)) return measures;
  const silent = new Set(measures.filter(({ name }) => !saysHeadline(map, name)).slice(0, LEADING));
  return measures.map((measure) => (silent.has(measure) ? { ...measure, headline: true } : measure));
}

function isRatio(node: Node): node is MapNode {
  return node.kind === "map" && statisticsOf(node).join() === "ratio";
}

function statisticsOf(map: MapNode): readonly Statistic[] {
  return STATISTICS.filter((statistic) => map.entries.has(statistic));
}

function saysHeadline(map: MapNode, name: string): boolean {
  const measure = map.entries.get(name)?.value;
  return measure?.kind === "map" && measure.entries.has("headline");
}

function readMeasure(name: string, node: Node, reading: Reading, run: number): Measure | undefined {
  const map = asMap(node, "a measure", reading);
  if (map === undefined) return undefined;
  const given = statisticsOf(map);
  if (given.length !== 1) {
    const message =
      given.length === 0
        ? "a measure needs a statistic"
        : `a measure has one statistic, this has ${quotedList(given, "and")}`;
    if (!noUnknownKeys(map, "a measure", KEYS, reading) && given.length === 0) return undefined;
    return reading.report(mistake("no-statistic", message, reading.at, `write one of ${STATISTICS.join(", ")}`));
  }
  const [statistic] = given;
  const rest = REST.read(without(map, OWN_KEYS), reading);
  const records = kindIn(map.entries.get("of")?.value);
  const overTime = records === "time";
  const inner: Reading = { ...reading, context: contextOf(records) };
  const of = readOf(map, statistic, inner);
  const where = readWhere(map, inner);
  const at = readAt(map, statistic, reading);
  const per = readPer(map, statistic, overTime, reading);
  const unit = of === undefined ? undefined : unitOf(statistic, of === "all" ? NUMBER : of.unit);
  const matters = unit === undefined ? undefined : readMatters(map, unit, reading);
  if (overTime && !OVER_TIME.includes(statistic)) {
    const message = `over time there is a mean, a share, a percentile or a max, not a ${statistic}`;
    return reading.report(mistake("time-mean", message, reading.at, "write mean: … or share: …"));
  }
  if ((overTime || records === "sessions") && rest?.by !== undefined) {
    const span = map.entries.get("by")?.keySpan ?? reading.at;
    const what = overTime ? "time is" : "sessions are";
    return reading.report(mistake("unused-key", `${what} of the whole system: there are no groups`, span));
  }
  if (
    rest === undefined ||
    of === undefined ||
    unit === undefined ||
    where === "broken" ||
    at === "broken" ||
    per === "broken" ||
    matters === "broken" ||
    (rest.every !== undefined && !fewEnough(rest.every, rest.by, run, map, reading))
  )
    return undefined;
  return {
    name,
    label: rest.label ?? name,
    statistic,
    records,
    subject: rest.of.subject,
    of: of === "all" ? undefined : of,
    where,
    at,
    per,
    by: rest.by,
    every: rest.every,
    ratio: undefined,
    unit,
    better: rest.better,
    matters,
    headline: rest.headline ?? false,
    span: reading.at,
  };
}

/** Before a visit or a stay has ended nobody knows the exit; over time, and of sessions, there is no patient. */
function contextOf(records: Measure["records"]): Context {
  if (records === "time") return "system";
  if (records === "sessions") return "session";
  return records === "patients" ? "measure" : "visit";
}

function readRatioMeasure(
  name: string,
  map: MapNode,
  reading: Reading,
  measures: readonly Measure[],
  written: MapNode,
): Measure | undefined {
  const rest = RATIO.read(without(map, ["ratio", "matters"]), reading);
  const entry = map.entries.get("ratio");
  if (entry === undefined) return undefined;
  const ratio = readRatio(entry.value, { ...reading, at: entry.keySpan });
  const unit = ratio && ratioUnit(ratio, measures, written, entry.value, reading);
  const matters = unit === undefined ? undefined : readMatters(map, unit, reading);
  if (rest === undefined || unit === undefined || matters === "broken") return undefined;
  const { by, every } = toldAlike(ratio ?? [], measures);
  return {
    name,
    label: rest.label ?? name,
    statistic: "ratio",
    records: "patients",
    subject: undefined,
    of: undefined,
    where: undefined,
    at: undefined,
    per: undefined,
    by,
    every,
    ratio,
    unit,
    better: rest.better,
    matters,
    headline: rest.headline ?? false,
    span: reading.at,
  };
}

const OWN_KEYS: readonly string[] = [...STATISTICS, "where", "at", "per", "matters"];
const KEYS = [...OWN_KEYS, "label", "of", "by", "every", "better", "headline"];

/** The map without the keys that are read by themselves. */
function without(map: MapNode, keys: readonly string[]): MapNode {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))) };
}

function readOf(map: MapNode, statistic: Statistic, reading: Reading) {
  const entry = map.entries.get(statistic);
  if (entry === undefined) return undefined;
  const all = statistic === "count" || statistic === "rate";
  if (all && (isNothing(entry.value) || (entry.value.kind === "scalar" && entry.value.text === "all")))
    return "all" as const;
  const wanted = all || statistic === "share" ? BOOLEAN : undefined;
  const read = readExpression(entry.value, { ...reading, at: entry.keySpan }, wanted);
  if (read === undefined || wanted !== undefined || read.unit.kind === "quantity") return read;
  return reading.report(
    mistake(
      "wrong-unit",
      `a ${statistic} needs a number, this is ${read.unit.kind === "text" ? "text" : "true or false"}`,
      entry.value.span,
      "use share for what is true or false",
    ),
  );
}

function readWhere(map: MapNode, reading: Reading) {
  const entry = map.entries.get("where");
  if (entry === undefined) return undefined;
  return readExpression(entry.value, { ...reading, at: entry.keySpan }, BOOLEAN) ?? "broken";
}

const PERCENT = constant({ what: "a percentile", unit: NUMBER, least: 0, above: true, most: 1 });

function readAt(map: MapNode, statistic: Statistic, reading: Reading): number | undefined | "broken" {
  const entry = map.entries.get("at");
  if (statistic === "percentile" && entry === undefined) {
    reading.report(mistake("missing-key", 'a percentile needs the key "at"', reading.at, "such as at: 90%"));
    return "broken";
  }
  if (entry === undefined) return undefined;
  if (statistic !== "percentile") {
    reading.report(mistake("unused-key", '"at" belongs to a percentile', entry.keySpan));
    return "broken";
  }
  const share = PERCENT.read(entry.value, { ...reading, at: entry.keySpan });
  if (share !== 1) return share ?? "broken";
  reading.report(mistake("out-of-range", "a percentile must be below 100%", entry.value.span, "such as at: 95%"));
  return "broken";
}

function readMatters(map: MapNode, unit: Unit, reading: Reading): number | undefined | "broken" {
  const entry = map.entries.get("matters");
  if (entry === undefined) return undefined;
  const range = { what: "the smallest difference that matters", unit, least: 0, above: true };
  return constant(range).read(entry.value, { ...reading, at: entry.keySpan }) ?? "broken";
}

function unitOf(statistic: Statistic, unit: Unit): Unit {
  if (statistic === "share" || statistic === "count") return NUMBER;
  return statistic === "rate" ? NUMBER : unit;
}

/** Described for editors. */
export const measureSchema: Reader<never>["schema"] = (definitions) => {
  const rest = REST.schema(definitions);
  const expression = { type: ["string", "number", "null"], description: "an expression over one record" };
  const pair = { type: "array", items: { type: "string" }, minItems: 2, maxItems: 2 };
  return {
    ...rest,
    properties: {
      ...(rest.properties as object),
      ...Object.fromEntries(STATISTICS.map((statistic) => [statistic, expression])),
      ratio: { ...pair, description: "two other measures of the file: the first over the second" },
      where: { type: ["string", "boolean"], description: "only those for whom this holds" },
      at: { ...valueSchema(definitions), description: "which percentile: 90%" },
      per: { enum: [...PERIODS.keys()], description: "period of a rate (day when left out), or of a count or sum" },
      matters: { ...valueSchema(definitions), description: "smallest difference that matters" },
    },
  };
};
