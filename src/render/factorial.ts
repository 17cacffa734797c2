import type { Estimate } from "../experiment/experiment.ts";
import type { MetricEffects } from "../experiment/factorial.ts";
import { type AliasSet, type Design, type Signed, sizeOf } from "../experiment/fraction.ts";
import { cellsOf, file, METRIC_COLUMNS, numbers } from "./csv.ts";
import { csvText } from "./escape.ts";
import type { Findings } from "./findings.ts";
import { estimateJson, placeJson, planJson } from "./json.ts";
import { unstableArms } from "./text-parts.ts";

/** What a factorial design of interventions found. */
export interface FactorialFindings {
  /** Its arms are the runs of the design, in their order. */
  readonly findings: Findings;
  readonly design: Design;
  /** Names of the interventions, in the order asked for. */
  readonly interventions: readonly string[];
  readonly effects: readonly MetricEffects[];
}

/** "moreBeds × nurse" */
export function effectName(set: number, names: readonly string[]): string {
  return names.filter((_, f) => (set & (1 << f)) !== 0).join(" × ");
}

/** "− a × b" of one with the other sign. */
export function signedName({ set, sign }: Signed, names: readonly string[]): string {
  return `${sign < 0 ? "− " : ""}${effectName(set, names)}`;
}

/** Runs in which each intervention is there. */
export function runsOf({ design, interventions, findings }: FactorialFindings) {
  return design.runs.map((high, i) => ({
    scenario: findings.result.arms[i].name,
    high: interventions.filter((_, f) => (high & (1 << f)) !== 0),
  }));
}

/** One row for each effect of each metric; an effect stands for its aliases too. See docs/files.md. */
export function effectsCsv(factorial: FactorialFindings): string {
  const { design, interventions, effects, findings } = factorial;
  const unstable = unstableArms(findings).size > 0;
  const lines = [`effect,order,aliases,${METRIC_COLUMNS},n,difference,sd,low,high,note`];
  const names = design.sets.map(({ effect, aliases }) =>
    [
      csvText(effectName(effect, interventions)),
      sizeOf(effect),
      csvText(aliases.map((alias) => signedName(alias, interventions)).join("; ")),
    ].join(","),
  );
  for (const { metric, effects: estimates } of effects) {
    for (const [i, { n, mean, sd, low, high }] of estimates.entries()) {
      lines.push([names[i], cellsOf(metric), ...numbers(n, [mean, sd, low, high], unstable)].join(","));
    }
  }
  return file(lines);
}

/** One row for each run of the design: 1 for an intervention that is there, else 0. */
export function designCsv(factorial: FactorialFindings): string {
  const { interventions } = factorial;
  const rows = runsOf(factorial).map(({ scenario, high }) =>
    [csvText(scenario), ...interventions.map((name) => (high.includes(name) ? 1 : 0))].join(","),
  );
  return file([["scenario", ...interventions.map(csvText)].join(","), ...rows]);
}

/** Design, aliases, and every effect of every metric; null where a run of the design does not settle. */
export function factorialJson(factorial: FactorialFindings): object {
  const { findings, design, interventions, effects } = factorial;
  const unstable = unstableArms(findings).size > 0;
  const told = (set: AliasSet): string => effectName(set.effect, interventions);
  const ofMetric = (estimates: readonly Estimate[]): object =>
    Object.fromEntries(estimates.map((estimate, i) => [told(design.sets[i]), estimateJson(estimate)]));
  return {
    ...planJson(findings),
    design: {
      interventions,
      runs: runsOf(factorial),
      generators: design.generators.map(({ factor, of, sign }) => ({
        intervention: interventions[factor],
        product: signedName({ set: of, sign }, interventions),
      })),
      resolution: design.resolution ?? null,
      aliases: design.sets.map((set) => ({
        effect: told(set),
        with: set.aliases.map((alias) => signedName(alias, interventions)),
      })),
    },
    effects: unstable
      ? null
      : Object.fromEntries(
          effects.map(({ metric, effects: estimates }) => [
            metric.id,
            { ...placeJson(metric), effects: ofMetric(estimates) },
          ]),
        ),
  };
}
