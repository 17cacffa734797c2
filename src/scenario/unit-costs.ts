import { DAY, WEEK } from "../time/duration.ts";
import { UNIT_COST_TABLE } from "./unit-cost-table.ts";
import { MONEY, MONEY_PER_TIME, type Unit } from "./units.ts";

/** One row of the table of unit costs, which comes with every copy of Careway. */
export interface UnitCost {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** As its source has it: GBP/hour, GBP/contact, ratio. */
  readonly unit: string;
  readonly priceYear: string;
  readonly confidence: "high" | "medium" | "low" | "assumption";
  readonly source: string;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly note: string;
}

let table: readonly UnitCost[] | undefined;

/** All unit costs, in the order of the table; it is read when it is asked for first. */
export function unitCosts(): readonly UnitCost[] {
  table ??= readTable(UNIT_COST_TABLE);
  return table;
}

export function unitCostNamed(id: string): UnitCost | undefined {
  return unitCosts().find((one) => one.id === id);
}

/** Those in whose id, label, source, unit or price year all words stand, upper and lower case the same. */
export function findUnitCosts(words: readonly string[]): readonly UnitCost[] {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter((word) => word !== "");
  return unitCosts().filter(({ id, label, source, unit, priceYear }) => {
    const text = `${id} ${label} ${source} ${unit} ${priceYear}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function readTable(text: string): readonly UnitCost[] {
  const found: UnitCost[] = [];
  let source = "";
  let [priceYear, confidence, unit] = ["", "", ""];
  for (const line of text.trim().split("\n")) {
    const parts = line.replace(/^[#=] /, "").split(" | ");
    if (line.startsWith("# ")) source = parts[0];
    else if (line.startsWith("= ")) [priceYear, confidence, unit] = parts;
    else {
      const [id, value, label, range = "", note = ""] = parts;
      const [low, high] = range === "" ? [] : range.split(" to ").map(Number);
      const grade = confidence as UnitCost["confidence"];
      found.push({ id, label, value: Number(value), unit, priceYear, confidence: grade, source, low, high, note });
    }
  }
  return found;
}

const HOUR = 60;
/** A year of prices has 365.25 days. */
const MINUTES: ReadonlyMap<string, number> = new Map([
  ["GBP/hour", HOUR],
  ["GBP/day", DAY],
  ["GBP/bed-day", DAY],
  ["GBP/cot-day", DAY],
  ["GBP/patient-week", WEEK],
  ["GBP/year", 365.25 * DAY],
]);
/** Figures of studies, by which nothing is paid. */
const NO_PRICE: ReadonlySet<string> = new Set(["GBP/bed-day avoided", "GBP/QALY", "hours/unit", "ratio"]);

/** What it is in the units of the language; undefined for what is no price. */
export function unitOf({ unit }: UnitCost): Unit | undefined {
  if (NO_PRICE.has(unit)) return undefined;
  return MINUTES.has(unit) ? MONEY_PER_TIME : MONEY;
}

/** "GBP 61 per hour", as the language has it. */
export function asQuantity({ value, unit }: UnitCost): string {
  const minutes = MINUTES.get(unit);
  if (minutes === undefined) return `GBP ${value}`;
  const period = [HOUR, DAY, WEEK].indexOf(minutes);
  return period < 0 ? `GBP ${value} / ${minutes / DAY} days` : `GBP ${value} per ${["hour", "day", "week"][period]}`;
}

/** The name of the source of a unit cost among those of a file, whose own names have no colon. */
export function evidenceOf({ source, confidence }: UnitCost): string {
  const first = unitCosts().findIndex((one) => one.source === source);
  return `unitCosts:${first}:${confidence}`;
}
