import type { TargetOutcome, Verdict } from "../../experiment/experiment.ts";
import {
  countRuns,
  directionWords,
  type HowToWrite,
  sayDifference,
  sayEstimate,
  writeDifference,
  writeEstimate,
  writeNumber,
  writeSize,
} from "../numbers.ts";
import { effectOf, nounFor } from "./effects.ts";
import { type Labels, quoted } from "./labels.ts";

/** Whether a published figure is reproduced: outcome, simulated value with its range, tolerance, and what was published. */
export function sayTarget(target: TargetOutcome, how: HowToWrite): string {
  const { label, outcome, simulated, published, low, high } = target;
  const [found, tolerance, told] = targetNumbers(target, how);
  const known = published === undefined ? "" : ` Published: ${told}.`;
  if (outcome === "met") return `${label}: met. Simulated ${found}, within ${tolerance}.${known}`;
  if (outcome === "missed") return `${label}: missed. Simulated ${found}, outside ${tolerance}.${known}`;
  const open = `${label}: we cannot tell.`;
  if (!(simulated.halfWidth >= 0)) return `${open} Simulated ${found}, without a range, against ${tolerance}.${known}`;
  // The interval alone would decide: it is the arm that has no average.
  const decided = (simulated.low >= low && simulated.high <= high) || simulated.low > high || simulated.high < low;
  if (decided) return `${open} The pathway does not settle, so no figure is given.${known}`;
  return `${open} Simulated ${found}, only partly within ${tolerance}.${known}`;
}

function targetNumbers({ kind, simulated, low, high, published }: TargetOutcome, how: HowToWrite): readonly string[] {
  if (kind !== "difference") {
    const style = kind === "ratio" ? ({ kind: "number", style: how.style } as const) : how;
    const ends = `${writeNumber(low, style)} to ${writeNumber(high, style)}`;
    return [sayEstimate(writeEstimate(simulated, style)), ends, writeNumber(published ?? NaN, style)];
  }
  const { down, up } = directionWords(how.kind);
  const exact = (value: number): string =>
    value === 0 ? writeSize(0, how) : `${writeSize(value, how)} ${value < 0 ? down : up}`;
  return [sayDifference(writeDifference(simulated, how)), `${exact(low)} to ${exact(high)}`, exact(published ?? NaN)];
}

/** A limit that is met in some of the replications: "Fewer than 5% delayed is met in 46 of 50 simulated years." */
export function sayLimit(label: string, met: number, runs: number, word: "year" | "run"): string {
  return `${label} is met in ${met} of ${countRuns(runs, word)}.`;
}

/**
 * The same change as published and as likely here, both against the baseline: "As published: 31 beds (29 to 33). As likely
 * here: 20 (18 to 23)."
 */
export function sayImplementation(published: Verdict, likely: Verdict, labels: Labels): string {
  const { noun, measure } = effectOf(published, labels);
  const start = noun === undefined ? `${quoted(measure.label)}, as published` : "As published";
  return `${start}: ${sayOutcome(published, labels, noun)}. As likely here: ${sayOutcome(likely, labels, undefined)}.`;
}

function sayOutcome(verdict: Verdict, labels: Labels, noun: string | undefined): string {
  const { kind } = verdict;
  if (kind === "unstable" || kind === "unstable-against-stable") return "it does not settle, so no figure is given";
  if (kind === "too-few") return "not yet a finding";
  if (kind === "identical") return "no change";
  const { written } = effectOf(verdict, labels);
  if (noun === undefined) return sayDifference(written);
  const { value, direction, range } = written;
  return `${value} ${direction === "" ? "more" : direction} ${nounFor(value, noun)}${range === "" ? "" : ` (${range})`}`;
}

/**
 * An event that was never seen. The true rate is at most 3 ÷ n with 95 % confidence (Hanley and Lippman-Hand, JAMA 249 (1983)
 * 1743–1745), told as the next whole number in 100, 1,000 …
 * @param events in the plural: "deaths"
 * @param patients simulated, 1 or more
 */
export function sayNotFound(events: string, patients: number): string {
  let of = 100;
  while (of < 1e12 && (3 * of) / patients < 1) of *= 10;
  const most = Math.min(of, Math.ceil((3 * of) / patients));
  const how = { kind: "patients", style: "prose" } as const;
  const seen = `${writeNumber(patients, how)} simulated patient${patients === 1 ? "" : "s"}`;
  return `No ${events} among ${seen}; a true rate of up to ${writeNumber(most, how)} in ${writeNumber(of, how)} would fit.`;
}
