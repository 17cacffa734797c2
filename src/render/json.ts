import type { SpentAndAvoided } from "../economics/cost-lines.ts";
import type { Freed } from "../economics/freed.ts";
import { bindingByHour } from "../experiment/binding-hours.ts";
import type { Comparison, Estimate, ExperimentResult, TargetOutcome, WhoChanges } from "../experiment/experiment.ts";
import type { Gap } from "../experiment/gap.ts";
import { summarise } from "../experiment/summarise.ts";
import { KINDS_OF_COST } from "../model/cost-kinds.ts";
import type { Findings } from "./findings.ts";
import { labelsOf } from "./findings.ts";
import { costsOf } from "./payer-words.ts";
import { productivityJson } from "./productivity.ts";
import { sayAll, sayAnswer } from "./sentences.ts";
import { unstableArms } from "./text-parts.ts";
import { valueJson } from "./value.ts";

/**
 * Machine-readable output with a version of its own: numbers in full precision, null where nothing was observed and for what an
 * arm that does not settle has no average of. See docs/files.md.
 */
export function jsonOf(
  kind: "check" | "run" | "comparison" | "verification" | "factorial" | "worth",
  content: object,
): string {
  return `${JSON.stringify({ careway: 1, kind, ...content }, plain, 2)}\n`;
}

/** JSON has no NaN and no infinity: the first is null, the second its name. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return Number.isNaN(value) ? null : String(value);
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value;
}

/** What was run, how to repeat it, and what travels with every result. */
export function planJson({ scenario, result, warnings, command, version, instabilities }: Findings): object {
  return {
    version,
    title: scenario.title,
    seed: result.seed,
    replications: result.planned,
    level: result.level,
    command,
    warnings,
    instabilities,
  };
}

/** Plan, warnings, and every metric of every arm. */
export function resultJson(findings: Findings): object {
  const unstable = unstableArms(findings);
  const { scenario, result } = findings;
  return {
    ...planJson(findings),
    arms: result.arms.map((arm) => ({
      name: arm.name,
      metrics: unstable.has(arm.name)
        ? null
        : Object.fromEntries(
            result.metrics.map((metric, i) => [
              metric.id,
              { ...estimateJson(summarise(result, arm, i)), ...placeJson(metric) },
            ]),
          ),
    })),
    bindingByHour: Object.fromEntries(
      result.arms.map((arm) => [
        arm.name,
        unstable.has(arm.name) ? null : bindingByHour(arm, scenario.names.resources),
      ]),
    ),
  };
}

/** As `resultJson`, with answer, verdicts and differences of each scenario, and the targets. */
export function comparisonJson(findings: Findings): object {
  const worth = valueJson(findings);
  return {
    ...resultJson(findings),
    comparisons: findings.comparisons.map((comparison) => {
      const answer =
        comparison.verdicts.length === 0 ? undefined : sayAnswer(comparison, labelsOf(findings, comparison));
      return {
        arm: comparison.arm,
        baseline: comparison.baseline,
        answer: answer === undefined ? null : `${sayAll(answer.headline)} ${answer.second}`.trim(),
        verdicts: comparison.verdicts.map(({ kind, difference }) => ({ metric: difference.metric.id, kind })),
        differences: comparison.instabilities.length > 0 ? null : differencesJson(comparison),
        costs: comparison.instabilities.length > 0 ? null : costsJson(findings, comparison),
        ...(comparison.patients === undefined
          ? {}
          : { patients: comparison.instabilities.length > 0 ? null : patientsJson(comparison.patients) }),
        ...(findings.scenario.productivity === undefined
          ? {}
          : { productivity: productivityJson(findings, comparison) }),
      };
    }),
    freed: findings.freed.map(({ arm, resources }) => ({ arm, resources: resources.map(freedJson) })),
    gaps: findings.gaps.map(({ plan, measures, unsettled }) => ({
      ...plan,
      measures: measures.map(gapJson),
      unsettled,
    })),
    ...(worth === undefined ? {} : { value: worth }),
    targets: targetsJson(findings.targets),
  };
}

function freedJson({ gross, released, ...rest }: Freed): object {
  return { ...rest, gross: estimateJson(gross), released: estimateJson(released) };
}

function gapJson({ metricId, published, likely, steps }: Gap): object {
  return {
    metric: metricId,
    published: estimateJson(published),
    likely: estimateJson(likely),
    steps: steps.map(({ cause, change }) => ({ cause, change: estimateJson(change) })),
  };
}

export function targetsJson(targets: readonly TargetOutcome[]): readonly object[] {
  return targets.map((target) => ({ ...target, simulated: estimateJson(target.simulated) }));
}

function differencesJson({ differences }: Comparison): object {
  return Object.fromEntries(
    differences.map((difference) => {
      const { metric, varianceReduction, unchanged } = difference;
      return [metric.id, { ...estimateJson(difference), varianceReduction, unchanged, ...placeJson(metric) }];
    }),
  );
}

/** Who spends and who avoids what, by kind of cost, and the lines that it is made of. */
function costsJson(findings: Findings, comparison: Comparison): object {
  const { payers, lines } = costsOf(findings, comparison);
  const parts = ({ spent, avoided, net }: SpentAndAvoided): object => ({
    spent: estimateJson(spent),
    avoided: estimateJson(avoided),
    net: estimateJson(net),
  });
  return {
    payers: payers.map(({ payer, kinds, all }) => ({
      payer: typeof payer === "string" ? payer : "organisation",
      organisation: typeof payer === "string" ? null : payer.organisation,
      ...Object.fromEntries(KINDS_OF_COST.map((kind) => [kind, parts(kinds[kind])])),
      all: parts(all),
    })),
    lines: lines.map(({ line, baseline, scenario, difference }) => ({
      ...line,
      baseline,
      scenario,
      difference: estimateJson(difference),
    })),
  };
}

/** Who is better and worse off: for each outcome everybody first, then each group. */
function patientsJson({ groups, outcomes }: WhoChanges): object {
  const plain = (figures: object): object =>
    Object.fromEntries(Object.entries(figures).map(([key, one]) => [key, estimateJson(one as Estimate)]));
  return {
    groups: groups.map(({ grouping, group, ...counts }) => ({ grouping, group, ...plain(counts) })),
    outcomes: outcomes.map(({ kind, groups: changes }) => ({
      ...kind,
      groups: changes.map(({ event, ...figures }, g) => ({
        grouping: groups[g].grouping,
        group: groups[g].group,
        ...plain(figures),
        ...plain(event ?? {}),
      })),
    })),
  };
}

/** Of a measure that is told by groups or as a series: which group, which period. */
export function placeJson({ group, period }: ExperimentResult["metrics"][number]): object {
  return { ...(group === undefined ? {} : { group }), ...(period === undefined ? {} : { period }) };
}

export function estimateJson({ n, mean, sd, halfWidth, low, high }: Estimate): object {
  return { n, mean, sd, halfWidth, low, high };
}
