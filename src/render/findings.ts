import type { Analysis, Warning } from "../analysis/analyse.ts";
import type { Comparison, ExperimentResult, Instability, TargetOutcome } from "../experiment/experiment.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { unitKindOf } from "./numbers.ts";
import type { Labels, MeasureLabel } from "./sentences.ts";

/** All that is known after a comparison: what text, tables, files and page are made of. */
export interface Findings {
  readonly scenario: Scenario;
  readonly arms: readonly Arm[];
  readonly result: ExperimentResult;
  readonly comparisons: readonly Comparison[];
  readonly targets: readonly TargetOutcome[];
  /** Of all arms: what does not settle. */
  readonly instabilities: readonly Instability[];
  readonly analyses: readonly Analysis[];
  readonly warnings: readonly Warning[];
  /** The command that gives the same numbers again. */
  readonly command: string;
  readonly version: string;
}

/** What the sentences about one scenario call things. */
export function labelsOf(
  { scenario, arms }: Findings,
  { arm, baseline }: Pick<Comparison, "arm" | "baseline">,
): Labels {
  return {
    scenario: labelOf(arms, arm),
    baseline: labelOf(arms, baseline),
    measures: measureLabels(scenario),
    resources: namedLabels(arms.flatMap(({ resources }) => resources)),
    organisations: new Map([...namedLabels(scenario.organisations), ["", "Everyone"]]),
    currency: scenario.money.currency,
    inputsTested: false,
  };
}

export function labelOf(list: readonly { readonly name: string; readonly label: string }[], name: string): string {
  return list.find((one) => one.name === name)?.label ?? name;
}

export function measureLabels(scenario: Scenario): ReadonlyMap<string, MeasureLabel> {
  return new Map(
    scenario.measures.map((measure) => [
      `measure.${measure.name}`,
      { label: measure.label, kind: unitKindOf(measure) },
    ]),
  );
}

function namedLabels(list: readonly { readonly name: string; readonly label: string }[]): Map<string, string> {
  return new Map(list.map(({ name, label }) => [name, label]));
}

/** How many of the numbers in the file rest on a source, and how many are assumptions. */
export function countInputs({ inputs, evidence }: Scenario): { readonly sourced: number; readonly assumed: number } {
  const assumptions = new Set(evidence.filter(({ confidence }) => confidence === "assumption").map(({ name }) => name));
  const assumed = inputs.filter((input) => input.evidence === undefined || assumptions.has(input.evidence)).length;
  return { sourced: inputs.length - assumed, assumed };
}
