import type { GapCause, GapPlan } from "../scenario/scenario.ts";
import type { Estimate, ExperimentResult } from "./experiment.ts";
import { pairedDifference, pairRuns, sharedRuns } from "./pairs.ts";
import { ratioOf } from "./ratios.ts";
import { armNamed, metricIndex } from "./summarise.ts";

/** The difference from the baseline of one measure, as published, as likely here, and what lies between. */
export interface Gap {
  readonly metricId: string;
  readonly published: Estimate;
  readonly likely: Estimate;
  /** What each cause changes, with those before it already there; together exactly likely − published. */
  readonly steps: readonly { readonly cause: GapCause; readonly change: Estimate }[];
}

/** The gaps of one scenario. */
export interface ScenarioGap {
  readonly plan: GapPlan;
  /** In the order of the metrics asked for; those that were observed in all arms. */
  readonly measures: readonly Gap[];
}

/**
 * The gaps of all plans whose arms have been run and settle.
 * @param unstable names of the arms that do not settle: of those there is no average
 */
export function findGaps(
  result: ExperimentResult,
  plans: readonly GapPlan[],
  metricIds: (plan: GapPlan) => readonly string[],
  unstable: ReadonlySet<string>,
): readonly ScenarioGap[] {
  const names = new Set(result.arms.map(({ name }) => name));
  const [baseline] = result.arms;
  return plans
    .filter(({ published, likely, steps }) =>
      [baseline.name, published, likely, ...steps.map(({ arm }) => arm)].every(
        (arm) => names.has(arm) && !unstable.has(arm),
      ),
    )
    .map((plan) => ({
      plan,
      measures: metricIds(plan)
        .map((id) => gapOf(result, plan, id))
        .filter(({ published, steps }) => published.n > 0 && steps.every(({ change }) => change.n > 0)),
    }));
}

/**
 * The gap between as published and as likely here in parts, switched on one at a time for the same patients with the same luck.
 * The parts depend on their order, uptake, fidelity, lag, training.
 * @throws Error for an arm or a metric that is not there
 */
export function gapOf(result: ExperimentResult, plan: GapPlan, metricId: string): Gap {
  const [baseline] = result.arms;
  const metric = metricIndex(result, metricId);
  const between = (later: string, earlier: string): Estimate => {
    const shared = sharedRuns(armNamed(result, later), armNamed(result, earlier));
    const pairs = pairRuns(shared, metric, ratioOf(result, metric));
    return pairedDifference(result.metrics[metric], pairs, result.level);
  };
  return {
    metricId,
    published: between(plan.published, baseline.name),
    likely: between(plan.likely, baseline.name),
    steps: plan.steps.map(({ cause, arm }, i) => ({
      cause,
      change: between(arm, i === 0 ? plan.published : plan.steps[i - 1].arm),
    })),
  };
}
