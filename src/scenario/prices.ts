import { didYouMean } from "../diagnostics/nearest.ts";
import { type CostKind, KINDS_OF_COST } from "../model/cost-kinds.ts";
import { constant, constantSchema } from "./formula.ts";
import type { MapNode, Node, ScalarNode } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { type Field, optional, record, required, shared } from "./records.ts";
import { asText, text, word } from "./scalars.ts";
import { asQuantity, type UnitCost, unitCostNamed, unitCosts, unitOf } from "./unit-costs.ts";
import { describeUnit, equalUnits, MONEY_PER_TIME, NUMBER, type Unit } from "./units.ts";

/** An amount of money as it is written, before it is brought to the prices of the file's year. */
export interface Price {
  readonly amount: number;
  /** Of what year, and of what kind, where the amount itself says so. */
  readonly year: string | undefined;
  readonly kind: CostKind | undefined;
  /** What it is for each begun block of so many units on duty. */
  readonly every?: number;
  readonly node: Node;
}

/** What a record of costs says of all of them. */
interface OfAll {
  readonly priceYear?: string | undefined;
  readonly kind?: CostKind | undefined;
}

const KIND = word<CostKind>("a kind of cost", KINDS_OF_COST);
const KIND_WORDS = "fixed, stepped or variable, where it is not the kind that goes with its basis";
const YEAR_WORDS = "of the price, where it is not that of money";

/** The keys that a cost, or a record of costs, may have besides its amounts. */
export const priceFields: {
  readonly kind: Field<CostKind | undefined>;
  readonly priceYear: Field<string | undefined>;
} = {
  kind: optional(KIND, KIND_WORDS),
  priceYear: optional(text("a year"), YEAR_WORDS, "2022/23"),
};

const NOTED = record("a price", {
  value: required({ read: (node: Node) => node, schema: () => ({ type: ["number", "string"] }) }, "how much"),
  ...priceFields,
});

/** The id of a unit cost that is shipped: `careway unit-costs` lists them. */
const UNIT_COST: Reader<{ readonly cost: UnitCost; readonly node: ScalarNode }> = {
  read: (node, reading) => {
    const scalar = asText(node, "the id of a unit cost", reading);
    if (scalar === undefined) return undefined;
    const cost = unitCostNamed(scalar.text);
    if (cost !== undefined) return { cost, node: scalar };
    const ids = unitCosts().map(({ id }) => id);
    const hint = didYouMean(scalar.text, ids) ?? "`careway unit-costs` lists them all, and searches them by words";
    return reading.report(mistake("unknown-unit-cost", `"${scalar.text}" is not a unit cost`, scalar.span, hint));
  },
  schema: () => ({ type: "string" }),
};

const SHIPPED = record("a unit cost", {
  unitCost: required(UNIT_COST, "its id: `careway unit-costs` lists them", "nurse-b6-hour-2025"),
  kind: priceFields.kind,
});

/** An amount of money, alone or in a map with its year and its kind, or the id of a unit cost. */
export function price(unit: Unit): Reader<Price> {
  const reader = amount(unit);
  return {
    read: (node, reading) => {
      const bare = bareAmount(node, unit, reading);
      const value = bare && reader.read(bare.node, reading);
      return value === undefined ? undefined : { year: bare?.year, kind: bare?.kind, amount: value, node };
    },
    schema: (definitions) =>
      shared("price", () => ({
        read: () => undefined,
        schema: () => ({
          anyOf: [constantSchema(definitions), NOTED.schema(definitions), SHIPPED.schema(definitions)],
        }),
      })).schema(definitions),
  };
}

/** An amount of money; below 0 it is a saving, which is rare enough to ask about. */
function amount(unit: Unit): Reader<number> {
  const reader = constant({ what: "a cost", unit });
  return {
    read: (node, reading) => {
      const value = reader.read(node, reading);
      if (value !== undefined && value < 0)
        reading.report(doubt("negative-cost", "a cost below 0 is a saving", node.span, "is it meant so?"));
      return value;
    },
    schema: reader.schema,
  };
}

const EVERY = constant({ what: "a block", unit: NUMBER, least: 1, whole: true });
const STEPPED = record("a stepped cost", {
  every: required(EVERY, "units on duty that one block is for", 6),
  cost: required(price(MONEY_PER_TIME), "money per time of each begun block", "£3000 per week"),
  ...priceFields,
});

/** `{ every: 6, cost: £3000 per week }` */
export const steppedPrice: Reader<Price> = {
  read: (node, reading) => {
    const read = STEPPED.read(node, reading);
    if (read === undefined) return undefined;
    const { every, cost, kind, priceYear } = read;
    return { ...cost, every, kind: cost.kind ?? kind, year: cost.year ?? priceYear };
  },
  schema: (definitions) => STEPPED.schema(definitions),
};

interface Bare {
  /** What `constant` reads. */
  readonly node: Node;
  readonly year: string | undefined;
  readonly kind: CostKind | undefined;
}

function bareAmount(node: Node, unit: Unit, reading: Reading): Bare | undefined {
  if (node.kind === "times" || node.kind === "plus") {
    const of = bareAmount(node.of, unit, reading);
    return of && { ...of, node: { ...node, of: of.node } };
  }
  if (node.kind === "map" && node.entries.has("unitCost")) return shippedAmount(node, unit, reading);
  if (node.kind === "scalar" && node.text.includes("-") && unitCostNamed(node.text) !== undefined) {
    const message = `"${node.text}" is the id of a unit cost, and stands here as if it were an amount`;
    return reading.report(mistake("not-a-value", message, node.span, `write { unitCost: ${node.text} }`));
  }
  if (node.kind !== "map" || !node.entries.has("value")) return { node, year: undefined, kind: undefined };
  const read = NOTED.read(node, reading);
  return read && { node: read.value, year: read.priceYear, kind: read.kind };
}

/** The amount of a unit cost as if it were written there. */
function shippedAmount(map: MapNode, unit: Unit, reading: Reading): Bare | undefined {
  const read = SHIPPED.read(map, reading);
  if (read === undefined) return undefined;
  const { cost, node } = read.unitCost;
  const own = unitOf(cost);
  if (own !== undefined && equalUnits(own, unit)) {
    return { node: { ...node, text: asQuantity(cost) }, year: cost.priceYear, kind: read.kind };
  }
  const found = own === undefined ? "no price" : describeUnit(own);
  const message = `${describeUnit(unit)} is needed here, "${cost.id}" is ${found} (${cost.unit})`;
  return reading.report(mistake("wrong-unit", message, node.span, fits(own)));
}

function fits(unit: Unit | undefined): string {
  if (unit === undefined) return "state the number as a parameter";
  return equalUnits(unit, MONEY_PER_TIME)
    ? "it fits held, rostered, overtime, fixed, stepped and rate"
    : "it fits use, once and perPatient";
}

/**
 * The amount at the prices of the file's year. Money of two years is never mixed without saying how: a year that is not that of
 * `money` takes an index. Undefined after a report.
 */
export function atPricesOfFile(
  { amount, year, node }: Price,
  { priceYear }: OfAll,
  reading: Reading,
): number | undefined {
  const own = year ?? priceYear;
  const { year: ofFile, index } = reading.prices ?? { year: undefined, index: undefined };
  if (own === undefined || own === ofFile) return amount;
  if (ofFile === undefined) {
    const message = `this is at prices of ${own}, and the file does not say of which year the others are`;
    return reading.report(mistake("price-years-mixed", message, node.span, `say so: money: { priceYear: ${own} }`));
  }
  const [from, to] = [index?.get(own), index?.get(ofFile)];
  if (from !== undefined && to !== undefined) return (amount * to) / from;
  const message = `this is at prices of ${own}, the file's are of ${ofFile}`;
  const lacking = [own, ofFile].filter((one) => index?.has(one) !== true);
  const cure =
    index === undefined
      ? `state a price of ${ofFile}, or an index that says how prices rose: money: { index: { ${own}: 1, ${ofFile}: 1.05 } }`
      : `add ${lacking.join(" and ")} to money.index, or state a price of ${ofFile}`;
  return reading.report(mistake("price-years-mixed", message, node.span, cure));
}

const LEVEL = constant({ what: "an index of prices", unit: NUMBER, least: 0, above: true });

/** `{ 2022/23: 0.95, 2024/25: 1 }`: how dear each year was, next to the others. */
export const priceIndex: Reader<ReadonlyMap<string, number>> = {
  read: (node, reading) => {
    if (node.kind !== "map") {
      const message = "an index of prices has a number for each year";
      return reading.report(mistake("wrong-kind", message, node.span, "such as { 2022/23: 0.95, 2024/25: 1 }"));
    }
    return levels(node, reading);
  },
  schema: (definitions) => ({ type: "object", additionalProperties: LEVEL.schema(definitions) }),
};

function levels(node: MapNode, reading: Reading): ReadonlyMap<string, number> | undefined {
  const read = new Map<string, number>();
  let whole = true;
  for (const { key, keySpan, value } of node.entries.values()) {
    if (key === "evidence" || key === "note") continue;
    const level = LEVEL.read(value, { ...reading, at: keySpan });
    if (level === undefined) whole = false;
    else read.set(key, level);
  }
  return whole ? read : undefined;
}
