import type { Verdict } from "../../experiment/experiment.ts";
import {
  directionWords,
  type HowToWrite,
  timeUnitsOf,
  type WrittenDifference,
  writeDifference,
  writeEstimate,
  writeSize,
} from "../numbers.ts";
import { type Labels, type MeasureLabel, measureOf, quoted } from "./labels.ts";

/** A verdict's difference in words, ready for the sentences. */
export interface Effect {
  readonly written: WrittenDifference;
  /** For the difference. */
  readonly how: HowToWrite;
  /** For the levels of scenario and baseline. */
  readonly ofLevels: HowToWrite;
  readonly measure: MeasureLabel;
  /** "beds" of "Beds in use": what can be freed; undefined of a measure that counts nothing in use. */
  readonly noun: string | undefined;
  readonly rises: boolean;
}

export function effectOf(verdict: Verdict, labels: Labels): Effect {
  const measure = measureOf(verdict, labels);
  const { how, ofLevels } = howToWrite(verdict, measure, labels);
  const noun = nounInUse(measure);
  const rises = verdict.difference.mean > 0;
  return { written: writeDifference(verdict.difference, how), how, ofLevels, measure, noun, rises };
}

function howToWrite(
  { difference }: Verdict,
  { kind, label }: MeasureLabel,
  { currency }: Labels,
): Pick<Effect, "how" | "ofLevels"> {
  const style = { style: "prose", ...(currency === undefined ? {} : { currency }) } as const;
  if (kind === "min") {
    const { levels, change } = timeUnitsOf(difference);
    return { how: { kind, ...style, timeUnit: change }, ofLevels: { kind, ...style, timeUnit: levels } };
  }
  const how: HowToWrite = { kind: kind === "number" && / in use$/i.test(label) ? "units" : kind, ...style };
  return { how, ofLevels: how };
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
  return `${verbFor(measure, rises)} ${quoted(measure.label)} by ${value}${rest}`;
}

/** "needs 20 more beds (18 to 23)", "makes “Wait” longer, by 2 days (1.6 to 2.3)" */
export function sayHarm({ written, noun, rises, measure }: Effect): string {
  const { value, range } = written;
  if (noun !== undefined) {
    const things = nounFor(value, noun);
    return `${rises ? `needs ${value} more ${things}` : `leaves ${value} fewer ${things} in use`}${bracketed(range)}`;
  }
  return `makes ${quoted(measure.label)} ${harmWordFor(measure, rises)}, by ${value}${bracketed(range)}`;
}

/** Without the numbers: "frees beds", "shortens “Wait”". */
export function sayEffectAlone({ noun, rises, measure }: Effect): string {
  if (noun !== undefined) return rises ? `uses more ${noun}` : `frees ${noun}`;
  return `${verbFor(measure, rises)} ${quoted(measure.label)}`;
}

/** Without the numbers: "needs more beds", "makes “Wait” longer". */
export function sayHarmAlone({ noun, rises, measure }: Effect): string {
  if (noun !== undefined) return rises ? `needs more ${noun}` : `leaves fewer ${noun} in use`;
  return `makes ${quoted(measure.label)} ${harmWordFor(measure, rises)}`;
}

function verbFor({ kind }: MeasureLabel, rises: boolean): string {
  const [up, down] = kind === "min" ? ["lengthens", "shortens"] : ["raises", "lowers"];
  return rises ? up : down;
}

function harmWordFor({ kind }: MeasureLabel, rises: boolean): string {
  const [up, down] = kind === "min" ? ["longer", "shorter"] : ["higher", "lower"];
  return rises ? up : down;
}

/** "3 days, not 5": the levels of scenario and baseline; empty where they are shown alike. */
export function sayLevels({ difference }: Verdict, { ofLevels }: Effect): string {
  const scenario = writeEstimate(difference.scenario, ofLevels).value;
  const baseline = writeEstimate(difference.baseline, ofLevels).value;
  if (scenario === baseline) return "";
  const unit = / (days?|minutes?|an hour|a day|a week)$/;
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
