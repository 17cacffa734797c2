import type { Verdict } from "../../experiment/experiment.ts";
import {
  directionWords,
  type HowToWrite,
  timeUnitFor,
  type WrittenDifference,
  writeDifference,
  writeEstimate,
  writeSize,
} from "../numbers.ts";
import { type Labels, type MeasureLabel, measureOf, quoted } from "./labels.ts";

/** A verdict's difference in words, ready for the sentences. */
export interface Effect {
  readonly written: WrittenDifference;
  readonly how: HowToWrite;
  readonly measure: MeasureLabel;
  /** "beds" of "Beds in use": what can be freed; undefined of a measure that counts nothing in use. */
  readonly noun: string | undefined;
  readonly rises: boolean;
}

export function effectOf(verdict: Verdict, labels: Labels): Effect {
  const measure = measureOf(verdict, labels);
  const how = howToWrite(verdict, measure, labels);
  const noun = nounInUse(measure);
  return { written: writeDifference(verdict.difference, how), how, measure, noun, rises: verdict.difference.mean > 0 };
}

/** Times in the unit of the two levels, unless the difference is too small to be seen in it. */
function howToWrite({ difference }: Verdict, { kind, label }: MeasureLabel, labels: Labels): HowToWrite {
  const { currency } = labels;
  const style = { style: "prose", ...(currency === undefined ? {} : { currency }) } as const;
  if (kind === "number" && / in use$/i.test(label)) return { kind: "units", ...style };
  if (kind !== "min") return { kind, ...style };
  const far = Math.max(Math.abs(difference.low), Math.abs(difference.high)) || Math.abs(difference.mean);
  const ofLevels = timeUnitFor([difference.baseline.mean, difference.scenario.mean]);
  const visible = ofLevels === "minutes" || far >= (ofLevels === "days" ? 144 : 6);
  return { kind, ...style, timeUnit: visible ? ofLevels : timeUnitFor([far]) };
}

function nounInUse({ label, kind }: MeasureLabel): string | undefined {
  if (kind !== "number" && kind !== "units") return undefined;
  const noun = /^(.+) in use$/i.exec(label)?.[1];
  return noun === undefined ? undefined : lowerFirst(noun);
}

/** "Beds" → "beds", but "NHS beds" as it is. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
}

/** The noun that fits an amount: "bed" of "1", "beds" of any other; "place of home support" of "places of home support". */
export function nounFor(amount: string, noun: string): string {
  if (amount !== "1") return noun;
  const of = noun.indexOf(" of ");
  const head = of < 0 ? noun : noun.slice(0, of);
  return head.replace(/ies$/, "y").replace(/([^s])s$/, "$1") + (of < 0 ? "" : noun.slice(of));
}

/** "frees 20 beds (18 to 23)", "shortens “Wait” by 2 days on average (1.6 to 2.3)" */
export function sayEffect({ written, noun, rises, measure }: Effect, average: boolean): string {
  const { value, range } = written;
  const rest = `${average ? " on average" : ""}${bracketed(range)}`;
  if (noun !== undefined) return `${rises ? `uses ${value} more` : `frees ${value}`} ${nounFor(value, noun)}${rest}`;
  const verb = measure.kind === "min" ? (rises ? "lengthens" : "shortens") : rises ? "raises" : "lowers";
  return `${verb} ${quoted(measure.label)} by ${value}${rest}`;
}

/** "needs 20 more beds (18 to 23)", "makes “Wait” longer, by 2 days (1.6 to 2.3)" */
export function sayHarm({ written, noun, rises, measure }: Effect): string {
  const { value, range } = written;
  if (noun !== undefined) {
    const things = nounFor(value, noun);
    return `${rises ? `needs ${value} more ${things}` : `leaves ${value} fewer ${things} in use`}${bracketed(range)}`;
  }
  const words = measure.kind === "min" ? ["longer", "shorter"] : ["higher", "lower"];
  return `makes ${quoted(measure.label)} ${rises ? words[0] : words[1]}, by ${value}${bracketed(range)}`;
}

/** "3 days, not 5": the levels of scenario and baseline; empty where they are shown alike. */
export function sayLevels({ difference }: Verdict, { how }: Effect): string {
  const scenario = writeEstimate(difference.scenario, how).value;
  const baseline = writeEstimate(difference.baseline, how).value;
  if (scenario === baseline) return "";
  const unit = / (days?|minutes?|a day)$/;
  const same = unit.test(scenario) && unit.test(baseline);
  return `${scenario}, not ${same ? baseline.replace(unit, "") : baseline}`;
}

/** "13 to 28 fewer", "3 days less to 2 days more": a range that stands for itself; empty when there is none. */
export function sayRange({ written, how }: Effect): string {
  const { value, range, unit, direction, across, below, above } = written;
  if (range === "") return "";
  const words = directionWords(how.kind);
  if (across)
    return `${below === "" ? "0" : `${below} ${words.down}`} to ${above === "" ? "0" : `${above} ${words.up}`}`;
  if (range.startsWith("within")) return `${value} ${direction} (${range})`;
  return [range, unit, direction].filter((part) => part !== "").join(" ");
}

/** "the 0.5 days", "a difference of 2": the smallest difference that matters, after "to within". */
export function sayMatters(matters: number, { how, noun }: Effect): string {
  const size = writeSize(matters, how);
  if (noun !== undefined) return `the ${size} ${nounFor(size, noun)}`;
  return how.kind === "min" || how.kind === "money" || how.kind === "share"
    ? `the ${size}`
    : `the difference of ${size}`;
}

function bracketed(range: string): string {
  return range === "" ? "" : ` (${range})`;
}
