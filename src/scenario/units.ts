import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";

/**
 * What a value is measured in: a whole power of a minute times a whole power of the currency; or true and false; or text.
 * `time` and `money` are 0 for booleans and text.
 */
export interface Unit {
  readonly kind: "quantity" | "boolean" | "text";
  readonly time: number;
  readonly money: number;
}

export const NUMBER: Unit = { kind: "quantity", time: 0, money: 0 };
export const DURATION: Unit = { kind: "quantity", time: 1, money: 0 };
export const RATE: Unit = { kind: "quantity", time: -1, money: 0 };
export const MONEY: Unit = { kind: "quantity", time: 0, money: 1 };
export const MONEY_PER_TIME: Unit = { kind: "quantity", time: -1, money: 1 };
export const BOOLEAN: Unit = { kind: "boolean", time: 0, money: 0 };
export const TEXT: Unit = { kind: "text", time: 0, money: 0 };

/** Unit of a product. Both must be quantities: the caller has dealt with booleans and text. */
export function multiplyUnits(a: Unit, b: Unit): Unit {
  return { kind: "quantity", time: a.time + b.time, money: a.money + b.money };
}

/** Unit of a quotient of two quantities. */
export function divideUnits(a: Unit, b: Unit): Unit {
  return { kind: "quantity", time: a.time - b.time, money: a.money - b.money };
}

export function equalUnits(a: Unit, b: Unit): boolean {
  return a.kind === b.kind && a.time === b.time && a.money === b.money;
}

/** In words that fit "… is needed here, this is …": "a duration", "money per time", "true or false". */
export function describeUnit(unit: Unit): string {
  if (unit.kind === "boolean") return "true or false";
  if (unit.kind === "text") return "text";
  const known = NAMED_UNITS.find(([candidate]) => equalUnits(candidate, unit));
  if (known !== undefined) return known[1];
  const above = [power("money", unit.money), power("time", unit.time)].filter((part) => part !== "");
  const below = [power("money", -unit.money), power("time", -unit.time)].filter((part) => part !== "");
  const numerator = above.length > 0 ? above.join(" × ") : "a number";
  return below.length > 0 ? `${numerator} per ${below.join(" and ")}` : numerator;
}

/**
 * The mistake of a value with the wrong unit, or null when it is one of those wanted.
 * The message reads "a duration is needed here, this is money".
 */
export function wrongUnit(found: Unit, wanted: Unit | readonly Unit[], span: Span): Diagnostic | null {
  const list: readonly Unit[] = "kind" in wanted ? [wanted] : wanted;
  if (list.some((unit) => equalUnits(unit, found))) return null;
  const needed = list.map(describeUnit).join(" or ");
  const hint = unitHint(found, list);
  return {
    code: "wrong-unit",
    severity: "error",
    message: `${needed} is needed here, this is ${describeUnit(found)}`,
    span,
    ...(hint === undefined ? {} : { hint }),
  };
}

const NAMED_UNITS: readonly (readonly [Unit, string])[] = [
  [NUMBER, "a number"],
  [DURATION, "a duration"],
  [RATE, "a rate"],
  [MONEY, "money"],
  [MONEY_PER_TIME, "money per time"],
];

function power(name: string, exponent: number): string {
  if (exponent <= 0) return "";
  return exponent === 1 ? name : `${name}^${exponent}`;
}

function unitHint(found: Unit, wanted: readonly Unit[]): string | undefined {
  const wants = (unit: Unit): boolean => wanted.some((each) => equalUnits(each, unit));
  if (wants(MONEY_PER_TIME) && equalUnits(found, RATE)) return "add the currency: £120 per hour";
  if (wants(MONEY_PER_TIME) && equalUnits(found, MONEY)) return "say per what: £345 per day";
  if (wants(MONEY) && equalUnits(found, MONEY_PER_TIME)) return "leave out the time: £40";
  if (!equalUnits(found, NUMBER)) return undefined;
  if (wants(DURATION)) return "add a unit: min, h, days or weeks";
  if (wants(RATE)) return "say per what: per hour, per day or per week";
  if (wants(MONEY)) return "add the currency: £345 or GBP 345";
  if (wants(MONEY_PER_TIME)) return "add currency and time: £53 per hour";
  return undefined;
}
