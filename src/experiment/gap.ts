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
  /** In the order of the metrics asked for; those that were observed in all arms. None where something does not settle. */
  readonly measures: readonly Gap[];
  /** What does not settle, so that nothing can be told: scenarios by name, and what lies between by the cause that it adds. */
  readonly unsettled: readonly { readonly arm: string; readonly cause: GapCause | undefined }[];
}

/**
 * The gaps of all plans whose arms have been run.
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
      [published, likely, ...steps.map(({ arm }) => arm)].every((arm) => names.has(arm)),
    )
    .map((plan) => {
      const unsettled = armsOf(plan, baseline.name).filter(({ arm }) => unstable.has(arm));
      const told = unsettled.length > 0 ? [] : metricIds(plan).map((id) => gapOf(result, plan, id));
      const measures = told.filter(({ published, steps }) => {
        return published.n > 0 && steps.every(({ change }) => change.n > 0);
      });
      return { plan, measures, unsettled };
    });
}

/** All that a gap is told from; the last step is the likely scenario itself. */
function armsOf({ published, likely, steps }: GapPlan, baseline: string): ScenarioGap["unsettled"] {
  const between = steps.filter(({ arm }) => arm !== likely);
  return [...[baseline, published, likely].map((arm) => ({ arm, cause: undefined })), ...between];
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
