import type { Measure } from "../scenario/scenario.ts";
import { certainPlace, exponentOf, roundAt, thirdDigit } from "./words/digits.ts";
import { type HowToWrite, PERIOD_WORDS, type RateKind, type Scale, scaleOf, type UnitKind } from "./words/scales.ts";

export { countRuns, runWordFor, writeDate, writeTimeOfDay } from "./words/dates.ts";
export { currencySign, type HowToWrite, type TimeUnit, timeUnitFor, type UnitKind } from "./words/scales.ts";
export { type TimeUnits, timeUnitsOf } from "./words/time-units.ts";

/** A value with its interval, as `Estimate`; `halfWidth` 0 for one that is certain, NaN for one of unknown precision. */
export interface Ranged {
  readonly mean: number;
  readonly halfWidth: number;
  readonly low: number;
  readonly high: number;
}

export interface Written {
  /** With its unit: "20", "2 days", "5%", "£1.3 million". */
  readonly value: string;
  /** "18 to 23"; empty when there is nothing between which to range. */
  readonly range: string;
}

export interface WrittenDifference extends Written {
  /** Which way, in the word that fits the unit: "fewer", "longer", "more"; empty for no difference. */
  readonly direction: string;
  /** True when the interval holds 0: the words for both directions are then part of `range`. */
  readonly across: boolean;
  /** What the range leaves unsaid: "days" of "18 to 23"; empty if nothing. */
  readonly unit: string;
  /** How far the interval goes below and above 0, with the unit: "3 days"; empty where it does not. */
  readonly below: string;
  readonly above: string;
}

/** What is said of a number that nobody observed, such as the mean wait where nobody waited. */
export const NOT_OBSERVED = "none observed";

/** One number without a range, to three digits; whole numbers whole. Never NaN, −0, ∞ or nothing. */
export function writeNumber(value: number, how: HowToWrite): string {
  if (!Number.isFinite(value)) return notANumber(value);
  const scale = scaleOf(how, false, value);
  return writeAlone(value * scale.factor, scale, placeAlone(value * scale.factor, scale));
}

/** As `writeNumber`, of the size of a difference: shares differ by percentage points. */
export function writeSize(value: number, how: HowToWrite): string {
  if (!Number.isFinite(value)) return notANumber(value);
  const scale = scaleOf(how, true, value);
  return writeAlone(Math.abs(value) * scale.factor, scale, placeAlone(value * scale.factor, scale));
}

/** The size of a difference to one digit, for one that is only a rule of thumb. */
export function writeRough(value: number, how: HowToWrite): string {
  const scale = scaleOf(how, true, value);
  const shown = Math.abs(value) * scale.factor;
  return writeAlone(shown, scale, Math.max(scale.finest, shown > 0 ? exponentOf(shown) : 0));
}

/**
 * A value and its range with as many digits as the range allows: the place of the half-width's first digit, one finer if that
 * digit is 1, and finer still if rounding would make an end 0 that is not; in tables one finer than in prose. Never finer
 * than £1, one minute or 0.1 of a percentage point.
 */
export function writeEstimate(estimate: Ranged, how: HowToWrite): Written {
  const { mean, halfWidth } = estimate;
  if (!Number.isFinite(mean)) return { value: notANumber(mean), range: "" };
  if (!(halfWidth > 0)) return { value: writeNumber(mean, how), range: "" };
  const scale = scaleOf(how, false, mean);
  const place = placeOf(estimate, scale, how.style);
  const [value, low, high] = [mean, estimate.low, estimate.high].map((one) => one * scale.factor);
  if (low <= 0 && high >= 0) {
    const signed = !isShownZero(low, place) && !isShownZero(high, place);
    const range = signed
      ? `${scale.writeEnd(-low, place)} below zero to ${scale.writeEnd(high, place)} above`
      : `${scale.writeEnd(low, place)} to ${scale.writeEnd(high, place)}`;
    return { value: scale.write(value, place), range };
  }
  return { value: writeAlone(value, scale, place), range: writeRange(value, low, high, scale, place) };
}

/**
 * A difference in words, never with a sign: size and direction, "20" "fewer" "18 to 23"; across zero "3 fewer to 5 more".
 * Digits as in `writeEstimate`.
 */
export function writeDifference(difference: Ranged, how: HowToWrite): WrittenDifference {
  const { mean, halfWidth, low, high } = difference;
  const none = { range: "", direction: "", across: false, unit: "", below: "", above: "" };
  if (!Number.isFinite(mean)) return { ...none, value: notANumber(mean) };
  const words = directionWords(how.kind);
  const direction = mean < 0 ? words.down : mean > 0 ? words.up : "";
  if (!(halfWidth > 0)) return { ...none, value: writeSize(mean, how), direction };
  const scale = scaleOf(how, true, Math.max(Math.abs(low), Math.abs(high)));
  const place = placeOf(difference, scale, how.style);
  const [size, from, to] = [mean, low, high].map((one) => one * scale.factor);
  const reach = (one: number): string => (isShownZero(one, place) ? "" : scale.write(one, place));
  const common = { unit: scale.unit, below: reach(Math.max(0, -from)), above: reach(Math.max(0, to)) };
  if (low <= 0 && high >= 0) {
    const less = common.below === "" ? scale.writeEnd(0, place) : `${scale.writeEnd(-from, place)} ${words.down}`;
    const more = common.above === "" ? scale.writeEnd(0, place) : `${scale.writeEnd(to, place)} ${words.up}`;
    const zero = isShownZero(size, place);
    const value = scale.write(zero ? 0 : Math.abs(size), place);
    return { ...common, value, direction: zero ? "" : direction, range: `${less} to ${more}`, across: true };
  }
  const [near, far] = mean < 0 ? [-to, -from] : [from, to];
  const range = writeRange(Math.abs(size), near, far, scale, place);
  return { ...common, value: writeAlone(Math.abs(size), scale, place), direction, range, across: false };
}

/** "20 fewer (18 to 23)", "1 more (3 fewer to 5 more)", "1.5 fewer a day (1.2 to 1.8)" */
export function sayDifference({ value, direction, range }: WrittenDifference): string {
  const rate = Object.values(PERIOD_WORDS).find((words) => value.endsWith(words)) ?? "";
  const said = `${value.slice(0, value.length - rate.length)} ${direction}${rate}`;
  const size = direction === "" ? value : said;
  return range === "" ? size : `${size} (${range})`;
}

/** "20 (18 to 23)" */
export function sayEstimate({ value, range }: Written): string {
  return range === "" ? value : `${value} (${range})`;
}

/** The words for less and more of a kind of number. */
export function directionWords(kind: UnitKind): { readonly down: string; readonly up: string } {
  if (kind === "min" || kind === "money") return { down: "less", up: "more" };
  if (kind === "share" || kind === "number") return { down: "lower", up: "higher" };
  return { down: "fewer", up: "more" };
}

/** A risk as people count it: "8 in 100", "fewer than 1 in 100" of one that is not 0. @param share in [0, 1] */
export function writeChance(share: number): string {
  if (!Number.isFinite(share)) return notANumber(share);
  const of100 = Math.round(share * 100);
  if (of100 === 0 && share > 0) return "fewer than 1 in 100";
  if (of100 === 100 && share < 1) return "more than 99 in 100";
  return `${of100} in 100`;
}

const RATES: ReadonlyMap<number, RateKind> = new Map([
  [60, "per hour"],
  [1440, "per day"],
  [10080, "per week"],
]);

/** How the numbers of a measure of the file are written. The average over time of a plain number counts things: "units". */
export function unitKindOf({
  statistic,
  records,
  per,
  unit,
}: Pick<Measure, "statistic" | "records" | "per" | "unit">): UnitKind {
  if (statistic === "share") return "share";
  const rate = per === undefined || statistic === "sum" ? undefined : RATES.get(per);
  if (rate !== undefined) return rate;
  if (statistic === "count" && records === "patients") return "patients";
  if (unit.kind === "quantity" && unit.time === 1 && unit.money === 0) return "min";
  if (unit.kind === "quantity" && unit.time === 0 && unit.money === 1) return "money";
  return records === "time" ? "units" : "number";
}

/** The exponent of the place that value and ends share. */
function placeOf({ mean, halfWidth, low, high }: Ranged, scale: Scale, style: HowToWrite["style"]): number {
  let place = Math.max(scale.finest, certainPlace(halfWidth * scale.factor));
  const ends = [low, high, mean].map((one) => Math.abs(one * scale.factor));
  if (low > 0 || high < 0) {
    while (place > scale.finest && ends.some((end) => roundAt(end, place) === 0)) place--;
  }
  return style === "table" ? Math.max(scale.finest, place - 1) : place;
}

function placeAlone(shown: number, scale: Scale): number {
  return Math.max(scale.finest, thirdDigit(shown));
}

/** Of an interval that excludes 0, as shown. */
function writeRange(value: number, low: number, high: number, scale: Scale, place: number): string {
  const [from, to] = [writeEnd(low, scale, place), writeEnd(high, scale, place)];
  // The interval is narrower than the finest place: ends equal to the value would look like certainty.
  if (from === to && writeEnd(value, scale, place) === from) return `within ${scale.write(10 ** place, place)}`;
  return `${from} to ${to}`;
}

/** Something that would be shown as 0, but is not, is told by what it is under. */
function writeAlone(shown: number, scale: Scale, place: number): string {
  return underPlace(shown, place) ? `under ${scale.write(10 ** place, place)}` : scale.write(shown, place);
}

function writeEnd(shown: number, scale: Scale, place: number): string {
  return underPlace(shown, place) ? `under ${scale.writeEnd(10 ** place, place)}` : scale.writeEnd(shown, place);
}

function underPlace(shown: number, place: number): boolean {
  return shown > 0 && roundAt(shown, place) === 0;
}

function isShownZero(shown: number, place: number): boolean {
  return roundAt(Math.abs(shown), place) === 0;
}

function notANumber(value: number): string {
  return Number.isNaN(value) ? NOT_OBSERVED : value > 0 ? "unlimited" : "−unlimited";
}

/** What an interval at this level is called: `95% range`. */
export function rangeAt(level: number): string {
  return `${Number((level * 100).toPrecision(6))}% range`;
}
