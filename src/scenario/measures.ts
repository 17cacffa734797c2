import { constant, readExpression } from "./formula.ts";
import { isNothing, type MapNode, type Node } from "./node.ts";
import { mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, noUnknownKeys, optional, record, withDefault } from "./records.ts";
import { text, truth, word } from "./scalars.ts";
import type { Measure } from "./scenario.ts";
import { BOOLEAN, NUMBER, type Unit } from "./units.ts";
import { valueSchema } from "./values.ts";

const STATISTICS = ["mean", "share", "percentile", "count", "rate", "sum"] as const;
type Statistic = (typeof STATISTICS)[number];
const PERIODS = new Map([
  ["hour", 60],
  ["day", 1440],
  ["week", 10080],
]);
/** The answer leads with so many measures unless the file says which. */
const LEADING = 3;

const RECORDS = ["patients", "time"] as const;
const DIRECTIONS = ["higher", "lower"] as const;

/** Keys besides the statistic. */
const REST = record("a measure", {
  label: optional(text("a label"), "what to call it in words"),
  of: withDefault(
    word("what is measured", RECORDS),
    "patients" as Measure["records"],
    "patients who leave in the window, or time",
  ),
  better: optional(word("a direction", DIRECTIONS), "which way is better"),
  headline: optional(truth, "the answer leads with it; the first three unless stated"),
});

export function readMeasures(node: Node | undefined, reading: Reading): readonly Measure[] {
  if (node === undefined) return [];
  const map = asMap(node, "measures", reading);
  if (map === undefined) return [];
  const read = [...map.entries.values()].map(({ key, keySpan, value }) =>
    readMeasure(key, value, { ...reading, at: keySpan }),
  );
  const measures = read.filter((measure) => measure !== undefined);
  if (measures.some(({ headline }) => headline)) return measures;
  const silent = new Set(measures.filter(({ name }) => !saysHeadline(map, name)).slice(0, LEADING));
  return measures.map((measure) => (silent.has(measure) ? { ...measure, headline: true } : measure));
}

function saysHeadline(map: MapNode, name: string): boolean {
  const measure = map.entries.get(name)?.value;
  return measure?.kind === "map" && measure.entries.has("headline");
}

function readMeasure(name: string, node: Node, reading: Reading): Measure | undefined {
  const map = asMap(node, "a measure", reading);
  if (map === undefined) return undefined;
  const given = STATISTICS.filter((statistic) => map.entries.has(statistic));
  if (given.length !== 1) {
    const message =
      given.length === 0
        ? "a measure needs a statistic"
        : `a measure has one statistic, this has ${quotedList(given, "and")}`;
    if (!noUnknownKeys(map, "a measure", KEYS, reading) && given.length === 0) return undefined;
    return reading.report(mistake("no-statistic", message, reading.at, `write one of ${STATISTICS.join(", ")}`));
  }
  const [statistic] = given;
  const rest = REST.read(without(map), reading);
  const overTime = rest?.of === "time";
  const inner: Reading = { ...reading, context: overTime ? "system" : "measure" };
  const of = readOf(map, statistic, inner);
  const where = readWhere(map, inner);
  const at = readAt(map, statistic, reading);
  const per = readPer(map, statistic, reading);
  const unit = of === undefined ? undefined : unitOf(statistic, of === "all" ? NUMBER : of.unit);
  const matters = unit === undefined ? undefined : readMatters(map, unit, reading);
  if (overTime && statistic !== "mean" && statistic !== "share") {
    const message = `over time there is a mean or a share, not a ${statistic}`;
    return reading.report(mistake("time-mean", message, reading.at, "write mean: … or share: …"));
  }
  if (
    rest === undefined ||
    of === undefined ||
    unit === undefined ||
    where === "broken" ||
    at === "broken" ||
    per === "broken" ||
    matters === "broken"
  )
    return undefined;
  return {
    name,
    label: rest.label ?? name,
    statistic,
    records: rest.of,
    of: of === "all" ? undefined : of,
    where,
    at,
    per,
    unit,
    better: rest.better,
    matters,
    headline: rest.headline ?? false,
    span: reading.at,
  };
}

const OWN_KEYS = [...STATISTICS, "where", "at", "per", "matters"];
const KEYS = [...OWN_KEYS, "label", "of", "better", "headline"];

/** The map without the keys that are read by themselves. */
function without(map: MapNode): MapNode {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !OWN_KEYS.includes(key))) };
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

function readPer(map: MapNode, statistic: Statistic, reading: Reading): number | undefined | "broken" {
  const entry = map.entries.get("per");
  if (entry === undefined) return statistic === "rate" ? 1440 : undefined;
  const period = word("a period", [...PERIODS.keys()]).read(entry.value, { ...reading, at: entry.keySpan });
  if (statistic === "rate") return period === undefined ? "broken" : PERIODS.get(period);
  reading.report(mistake("unused-key", '"per" belongs to a rate', entry.keySpan));
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
  const expression = { type: ["string", "number", "null"], description: "an expression over one patient who has left" };
  return {
    ...rest,
    properties: {
      ...(rest.properties as object),
      ...Object.fromEntries(STATISTICS.map((statistic) => [statistic, expression])),
      where: { type: ["string", "boolean"], description: "only those for whom this holds" },
      at: { ...valueSchema(definitions), description: "which percentile: 90%" },
      per: { enum: [...PERIODS.keys()], description: "period of a rate; day when left out" },
      matters: { ...valueSchema(definitions), description: "smallest difference that matters" },
    },
  };
};
