import type { Analysis, Warning } from "../analysis/analyse.ts";
import type { ScenarioFreed } from "../economics/freed.ts";
import type { Comparison, ExperimentResult, Instability, TargetOutcome } from "../experiment/experiment.ts";
import type { ScenarioGap } from "../experiment/gap.ts";
import type { Arm, Input, Measure, Scenario } from "../scenario/scenario.ts";
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
  /** What is freed of the resources that interventions state a release for, by the scenarios that settle. */
  readonly freed: readonly ScenarioFreed[];
  /** From as published to as likely here. */
  readonly gaps: readonly ScenarioGap[];
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

/** What the resources of these arms are called. */
export function resourceLabels(arms: readonly Arm[]): (resource: string) => string {
  const resources = arms.flatMap((arm) => arm.resources);
  return (name) => labelOf(resources, name);
}

/** By the id of the metric: each measure, then its groups. The periods of a series have no labels: tables leave them out. */
export function measureLabels({ measures, names }: Scenario): ReadonlyMap<string, MeasureLabel> {
  return new Map(
    measures.flatMap((measure) => {
      const { name, by } = measure;
      const label = withPeriod(measure);
      const kind = unitKindOf(measure);
      const groups = (by?.groups ?? []).map((group): [string, MeasureLabel] => {
        const called = by?.attribute === undefined ? (names.labels.get(group.name) ?? group.label) : group.label;
        return [`measure.${name}.by.${group.name}`, { label: `${label}: ${called}`, kind }];
      });
      return [[`measure.${name}`, { label, kind }] as const, ...groups];
    }),
  );
}

/** A sum for each period has the unit of what is summed: its label says the period, where the file's own does not. */
function withPeriod({ label, statistic, per }: Measure): string {
  const period = new Map([
    [60, "hour"],
    [1440, "day"],
    [10080, "week"],
  ]).get(per ?? 0);
  return statistic !== "sum" || period === undefined || label.includes(period) ? label : `${label}, per ${period}`;
}

function namedLabels(list: readonly { readonly name: string; readonly label: string }[]): Map<string, string> {
  return new Map(list.map(({ name, label }) => [name, label]));
}

/** How many of the numbers in the file rest on a source, and how many are assumptions. */
export function countInputs(scenario: Scenario): { readonly sourced: number; readonly assumed: number } {
  const assumed = assumedInputs(scenario).length;
  return { sourced: scenario.inputs.length - assumed, assumed };
}

/** Numbers that rest on no source, or on one that is an assumption. */
export function assumedInputs({ inputs, evidence }: Scenario): readonly Input[] {
  const assumptions = new Set(evidence.filter(({ confidence }) => confidence === "assumption").map(({ name }) => name));
  return inputs.filter((input) => input.evidence === undefined || assumptions.has(input.evidence));
}
