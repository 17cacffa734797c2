import { roundAt, writeAt } from "./digits.ts";

/** What a number counts: as `Metric.unit`, but for `perMeasure`, which the file settles. Minutes, shares of 1, whole money. */
export type UnitKind = "min" | "patients" | "units" | "share" | "number" | "money" | RateKind;

export type RateKind = "per hour" | "per day" | "per week";

/** What a rate is told by. */
export const PERIOD_WORDS: Readonly<Record<RateKind, string>> = {
  "per hour": " an hour",
  "per day": " a day",
  "per week": " a week",
};

/** In which unit minutes are told. */
export type TimeUnit = "minutes" | "hours" | "days";

export interface HowToWrite {
  readonly kind: UnitKind;
  /** Tables show one more digit, and their decimals line up. */
  readonly style: "prose" | "table";
  /** ISO code or sign; pounds unless stated. */
  readonly currency?: string;
  /** So that a column keeps one unit; chosen from the value unless stated. */
  readonly timeUnit?: TimeUnit;
}

/** How numbers of one kind are scaled and written. */
export interface Scale {
  /** Shown = stored × factor. */
  readonly factor: number;
  /** Nothing finer than 10^finest is shown. */
  readonly finest: number;
  /** The step 10^exponent, of which shown values are multiples. */
  readonly write: (shown: number, exponent: number) => string;
  /** Beside another value of the same unit, which therefore need not be said again. */
  readonly writeEnd: (shown: number, exponent: number) => string;
  /** What `writeEnd` leaves unsaid, in the plural: "days"; empty if nothing. */
  readonly unit: string;
}

/** Under 2 hours in minutes, under 2 days in hours, else in days: by the largest, in minutes, of what stands together. */
export function timeUnitFor(minutes: readonly number[]): TimeUnit {
  const largest = Math.max(0, ...minutes.map(Math.abs).filter(Number.isFinite));
  return largest < 120 ? "minutes" : largest < 2880 ? "hours" : "days";
}

/** @param difference shares then differ by percentage points. @param value settles the unit of time when none is stated */
export function scaleOf(how: HowToWrite, difference: boolean, value: number): Scale {
  const trim = how.style === "prose";
  const plain = (shown: number, exponent: number): string => writeAt(shown, exponent, trim);
  if (how.kind === "min") return timeScale(how.timeUnit ?? timeUnitFor([value]), trim);
  if (how.kind === "money") return moneyScale(currencySign(how.currency ?? "£"), value, trim);
  if (how.kind === "share" && !difference) {
    const percent = (shown: number, exponent: number): string => `${plain(shown, exponent)}%`;
    return { factor: 100, finest: -1, write: percent, writeEnd: percent, unit: "" };
  }
  if (how.kind === "share") {
    const write = withUnit(plain, "percentage point");
    return { factor: 100, finest: -1, write, writeEnd: plain, unit: "percentage points" };
  }
  if (how.kind === "per hour" || how.kind === "per day" || how.kind === "per week") {
    return { factor: 1, finest: -6, write: plus(plain, PERIOD_WORDS[how.kind]), writeEnd: plain, unit: "" };
  }
  return { factor: 1, finest: -6, write: plain, writeEnd: plain, unit: "" };
}

function timeScale(unit: TimeUnit, prose: boolean): Scale {
  const plain = (shown: number, exponent: number): string => writeAt(shown, exponent, prose);
  if (unit === "days") {
    return { factor: 1 / 1440, finest: -3, write: withUnit(plain, "day"), writeEnd: plain, unit: "days" };
  }
  if (unit === "minutes") {
    const write = prose ? withUnit(plain, "minute") : plus(plain, " min");
    return { factor: 1, finest: 0, write, writeEnd: plain, unit: prose ? "minutes" : "min" };
  }
  if (prose) return { factor: 1, finest: 0, write: hoursAndMinutes, writeEnd: hoursAndMinutes, unit: "" };
  return { factor: 1 / 60, finest: -1, write: withUnit(plain, "hour"), writeEnd: plain, unit: "hours" };
}

/** "6 hours 30 minutes" of minutes, to a whole hour where the place is hundreds of minutes. */
function hoursAndMinutes(minutes: number, exponent: number): string {
  const step = exponent >= 2 ? 60 : 10 ** exponent;
  const size = Math.round(Math.abs(minutes) / step) * step;
  const hours = Math.floor(size / 60);
  const rest = size - hours * 60;
  const parts = [hours > 0 ? count(hours, "hour") : "", rest > 0 || hours === 0 ? count(rest, "minute") : ""];
  return (minutes < 0 && size > 0 ? "−" : "") + parts.filter((part) => part !== "").join(" ");
}

/** £345 · £12,300 · £1.312 million: whole pounds, and from a million on millions to the thousand. */
function moneyScale(sign: string, value: number, prose: boolean): Scale {
  const write = (shown: number, exponent: number): string => {
    const size = roundAt(Math.abs(shown), exponent);
    const minus = shown < 0 && size !== 0 ? "−" : "";
    if (size < 1e6) return minus + sign + writeAt(size, exponent, prose);
    return `${minus}${sign}${writeAt(size / 1e6, Math.min(0, exponent - 6), prose)}${prose ? " million" : "m"}`;
  };
  return { factor: 1, finest: Math.abs(value) >= MILLION_AS_SHOWN ? 3 : 0, write, writeEnd: write, unit: "" };
}

/** From here on an amount is a million to the thousand. */
const MILLION_AS_SHOWN = 999_500;

const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map([
  ["GBP", "£"],
  ["EUR", "€"],
  ["USD", "$"],
]);

/** "£" of "GBP"; a code without a sign stands before its amount. */
export function currencySign(currency: string): string {
  const sign = CURRENCY_SIGNS.get(currency);
  if (sign !== undefined) return sign;
  return currency.length > 1 ? `${currency} ` : currency;
}

function withUnit(plain: Scale["write"], unit: string): Scale["write"] {
  return (shown, exponent) => {
    const text = plain(shown, exponent);
    return `${text} ${unit}${text === "1" || text === "−1" ? "" : "s"}`;
  };
}

function plus(plain: Scale["write"], suffix: string): Scale["write"] {
  return (shown, exponent) => plain(shown, exponent) + suffix;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
