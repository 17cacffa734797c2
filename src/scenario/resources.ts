import { diagnosticAt } from "../diagnostics/place.ts";
import { parseWindows } from "../time/opening-windows.ts";
import { weekOf } from "../time/weekly.ts";
import { evaluateConstant } from "./constants.ts";
import { constant, inContext, readAmount } from "./formula.ts";
import { type ChangedNode, isNothing, type MapNode, type Node } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { entriesOf, optional, record, required, withDefault } from "./records.ts";
import { mapped, nameOf, text } from "./scalars.ts";
import type { Capacity, Resource, ResourceCost } from "./scenario.ts";
import { DURATION, MONEY, MONEY_PER_TIME, NUMBER, type Unit } from "./units.ts";

const UNITS = constant({ what: "a capacity", unit: NUMBER, least: 0, whole: true });

/** A whole number, `unlimited`, or windows of the week with a number each; outside them there is nobody. */
export const capacity: Reader<Capacity> = {
  read: (node, reading) => {
    if (node.kind === "scalar" && node.text === "unlimited") return { kind: "constant", units: Infinity };
    if (node.kind === "map" && !node.entries.has("value")) return readWeek(node, reading);
    if (node.kind === "times" || node.kind === "plus") return readChanged(node, reading);
    const units = UNITS.read(node, reading);
    return units === undefined ? undefined : { kind: "constant", units };
  },
  schema: () => ({
    anyOf: [
      { type: ["number", "string"] },
      {
        type: "object",
        additionalProperties: { type: ["number", "string"] },
        examples: [{ "weekdays 08:00-17:00": 5 }],
      },
    ],
  }),
};

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

function readWeek(map: MapNode, reading: Reading): Capacity | undefined {
  const read = entriesOf(map).map(({ key, keySpan, value }) => {
    const windows = parseWindows(key);
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
  const week = weekOf(entries);
  if (week.ok) return { kind: "weekly", steps: week.value };
  for (const { first, second } of week.overlaps) {
    const message = `"${entries[second].key}" overlaps "${entries[first].key}"`;
    reading.report(mistake("overlapping-windows", message, entries[second].keySpan, "say each hour once"));
  }
  return undefined;
}

/** An amount of money; below 0 it is a saving, which is rare enough to ask about. */
export function amount(unit: Unit): Reader<number> {
  return mapped(constant({ what: "a cost", unit }), (value, node, reading) => {
    if (value < 0) reading.report(doubt("negative-cost", "a cost below 0 is a saving", node.span, "is it meant so?"));
    return value;
  });
}

const COSTS = record("costs", {
  held: optional(amount(MONEY_PER_TIME), "money per time while a unit is in use", "£345 per day"),
  rostered: optional(amount(MONEY_PER_TIME), "money per time while a unit is on duty, used or not", "£53 per hour"),
  use: optional(amount(MONEY), "money each time a unit is taken", "£40"),
  fixed: optional(amount(MONEY_PER_TIME), "money per time for the resource as a whole"),
});

const BASES = ["held", "rostered", "use", "fixed"] as const;

/** Both spellings of one key. */
interface Written {
  readonly label: string | undefined;
  readonly organisation: string | undefined;
  readonly capacity: Capacity;
  readonly lastStart: number;
  readonly costs: readonly ResourceCost[];
}

export function resource(organisations: () => readonly string[]): Reader<Written> {
  const fields = record("a resource", {
    label: optional(text("a label"), "what to call it in words"),
    organisation: optional(nameOf("an organisation", "unknown-organisation", organisations), "who pays for it"),
    capacity: required(capacity, "units there are: a whole number, `unlimited`, or by windows of the week", 72, {
      "weekdays 08:00-17:00": 5,
    }),
    lastStart: withDefault(
      constant({ what: "a last start", unit: DURATION, least: 0 }),
      0,
      "no use begins later than this before capacity falls",
      "30 min",
    ),
    cost: optional(COSTS, "what it costs, by basis"),
    costs: optional(COSTS, "what it costs, by basis"),
  });
  return {
    read: (node, reading) => {
      const read = fields.read(node, reading);
      if (read === undefined) return undefined;
      const { label, organisation, lastStart } = read;
      const stated = { ...read.cost, ...read.costs };
      const costs = BASES.flatMap((basis): ResourceCost[] => {
        const amount = stated[basis];
        return amount === undefined ? [] : [{ basis, amount }];
      });
      return { label, organisation, capacity: read.capacity, lastStart, costs };
    },
    schema: (definitions) => fields.schema(definitions),
  };
}

/** One resource with all its phases; a phase that is not there yet has no capacity. */
export function readResource(
  name: string,
  node: Node,
  reading: Reading,
  organisations: () => readonly string[],
): Resource | undefined {
  const reader = resource(organisations);
  const phases = node.kind === "phases" ? node.phases : [{ from: 0, node: isNothing(node) ? undefined : node }];
  const read = phases.map(({ from, node: written }) => ({
    from,
    value: written === undefined ? ABSENT : reader.read(written, reading),
  }));
  if (node.kind !== "phases" && isNothing(node)) reader.read(node, reading);
  if (read.some(({ value }) => value === undefined)) return undefined;
  const whole = read as { from: number; value: Written }[];
  const last = whole[whole.length - 1].value;
  return {
    name,
    label: last.label ?? name,
    organisation: last.organisation,
    phases: whole.map(({ from, value }) => ({
      from,
      value: { capacity: value.capacity, lastStart: value.lastStart, costs: value.costs },
    })),
  };
}

const ABSENT: Written = {
  label: undefined,
  organisation: undefined,
  capacity: { kind: "constant", units: 0 },
  lastStart: 0,
  costs: [],
};
