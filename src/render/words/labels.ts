import type { PairedDifference, Verdict } from "../../experiment/experiment.ts";
import type { UnitKind } from "./scales.ts";

/** What things are called in the file, for sentences about one scenario held against the baseline. */
export interface Labels {
  readonly scenario: string;
  readonly baseline: string;
  /** By metric id. */
  readonly measures: ReadonlyMap<string, MeasureLabel>;
  /** By name; a name without a label stands for itself. */
  readonly resources: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  /** ISO code or sign; pounds unless stated. */
  readonly currency?: string;
  /** False while no range of the inputs has been run: findings then hold "if the inputs are right". */
  readonly inputsTested: boolean;
}

export interface MeasureLabel {
  readonly label: string;
  readonly kind: UnitKind;
}

/** A verdict's sign, which never stands without its word. */
export type Mark = "▲" | "▼" | "=" | "?" | "⚠" | "◔" | "⇄";

export interface Sentence {
  /** One sentence with one idea, of 30 words at most unless the file's own labels are long. */
  readonly text: string;
  /** What must stand beside it; may be empty. */
  readonly more: string;
  readonly mark: Mark;
  readonly word: string;
}

/** Both parts of a sentence. */
export function sayAll({ text, more }: Sentence): string {
  return more === "" ? text : `${text} ${more}`;
}

/** A label in the middle of a sentence, exactly as in the file. */
export function quoted(label: string): string {
  return `“${label}”`;
}

export function measureOf(verdict: Verdict, labels: Labels): MeasureLabel {
  const { metric } = verdict.difference;
  return labels.measures.get(metric.id) ?? { label: metric.id, kind: "number" };
}

export function resourceLabel(name: string, labels: Labels): string {
  return quoted(labels.resources.get(name) ?? name);
}

/** "Everyone" of the cost of all. */
export function payerLabel({ metric }: PairedDifference, { organisations }: Labels): string {
  return organisations.get(metric.subject) ?? metric.subject;
}

/** "A, B and C" */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

/** The first of several ways to say something, the longest first, that keeps to 30 words; else the last. */
export function withinThirtyWords(ways: readonly string[]): string {
  return ways.find((way) => way.split(/\s+/).length <= 30) ?? ways[ways.length - 1];
}
