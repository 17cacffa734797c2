import type { Comparison, Estimate, PairedDifference, Verdict } from "../../experiment/experiment.ts";
import type { Findings } from "../findings.ts";
import { runWordFor, sayDifference, type WrittenDifference } from "../numbers.ts";
import { NO_ORGANISATION } from "../payer-words.ts";
import { markOf } from "../sentences.ts";
import { type Markup, markup } from "./markup.ts";

/** Share of its hours from which a resource is called nearly full. */
const NEARLY_FULL = 0.9;

/** Runs from which there are verdicts; with fewer nothing is called better or worse. */
export const FINDING = 10;

/** The verdict that the answer leads with, chosen as `sayAnswer` chooses. @throws Error without one */
export function leadOf({ verdicts, arm }: Comparison): Verdict {
  const found = verdicts.filter(({ kind }) => kind !== "too-few");
  const of = (kind: Verdict["kind"]): Verdict | undefined => found.find((verdict) => verdict.kind === kind);
  const lead = of("benefit") ?? of("harm") ?? found.find(({ kind }) => kind !== "identical") ?? found[0] ?? verdicts[0];
  if (lead === undefined) throw new Error(`the comparison of ${arm} has no headline measure`);
  return lead;
}

/** Of organisations in the file's order, of costs that belong to none where there are any, then of everybody; only those observed. */
export function payerDifferences({ scenario }: Findings, { differences }: Comparison): readonly PairedDifference[] {
  if (scenario.organisations.length === 0) return [];
  const ids = [
    ...scenario.organisations.map(({ name }) => `organisation.${name}.cost.total`),
    NOBODY,
    "overall.cost.total",
  ];
  return ids
    .flatMap((id) => differences.filter(({ metric }) => metric.id === id))
    .filter(({ metric, baseline, scenario: after }) => metric.id !== NOBODY || baseline.mean !== 0 || after.mean !== 0);
}

const NOBODY = "overall.cost.noOrganisation.total";

/** What the payer of one of `payerDifferences` is called. */
export function payerOf({ id, subject }: PairedDifference["metric"], labels: ReadonlyMap<string, string>): string {
  return id === NOBODY ? NO_ORGANISATION : (labels.get(subject) ?? subject);
}

/** Resources that are in use nearly all the time that they are there, the busiest first. */
export function nearlyFull({
  differences,
}: Comparison): readonly { readonly name: string; readonly share: Estimate }[] {
  return differences
    .filter(({ metric, scenario }) => {
      return metric.scope === "resource" && metric.quantity === "utilisation" && scenario.mean >= NEARLY_FULL;
    })
    .map(({ metric, scenario }) => ({ name: metric.subject, share: scenario }))
    .sort((a, b) => b.share.mean - a.share.mean);
}

/** Mark and word, with colour for better and worse only. */
export function verdictMark(verdict: Verdict): Markup {
  const { mark, word } = markOf(verdict);
  return markup`<span class="${toneOf(verdict)}">${mark} ${word}</span>`;
}

function toneOf({ kind }: Verdict): "better" | "worse" | "neutral" {
  if (kind === "benefit" || kind === "benefit-perhaps-too-small") return "better";
  return kind === "harm" || kind === "harm-perhaps-too-small" ? "worse" : "neutral";
}

/** "a year" for runs of a year, else "a run". */
export function perRun(window: number): string {
  return runWordFor(window) === "year" ? "a year" : "a run";
}

/** "20 fewer", without its range, for a table that has a column for that. */
export function sizeOnly(written: WrittenDifference): string {
  return sayDifference({ ...written, range: "" });
}

/** The range, or the reason why there is none. */
export function rangeOrWhy({ halfWidth }: Estimate, range: string): string {
  if (range !== "") return range;
  return Number.isNaN(halfWidth) ? "no range yet" : "the same in every run";
}

/** "Baseline: Assessed on the ward"; a baseline of that name only once. */
export function baselineSaid(label: string): string {
  return label.toLowerCase() === "baseline" ? label : `Baseline: ${label}`;
}
