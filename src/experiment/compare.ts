import type {
  ArmResult,
  Comparison,
  ExperimentResult,
  HeadlineMeasure,
  Instability,
  Overload,
  PairedDifference,
} from "./experiment.ts";
import { pairedDifference, pairRuns, sharedRuns } from "./pairs.ts";
import { ratioOf } from "./ratios.ts";
import { findInstabilities } from "./stability.ts";
import { metricIndex } from "./summarise.ts";
import { judge } from "./verdict.ts";
import { summariseChanges } from "./who-changes.ts";

/**
 * Every scenario held against the baseline, the first arm: the paired differences of all metrics, and a verdict on each
 * headline measure, on its own.
 * @param headline in the order in which the answer names them
 * @param overloads found before the run, of any arm
 * @throws Error for an unknown metric
 */
export function compareArms(
  result: ExperimentResult,
  headline: readonly HeadlineMeasure[],
  overloads: readonly Overload[] = [],
): readonly Comparison[] {
  const [baseline, ...scenarios] = result.arms;
  if (scenarios.length === 0) return [];
  const instabilities = findInstabilities(result, overloads);
  return scenarios.map((scenario) => compareArm(result, scenario, baseline, headline, instabilities));
}

function compareArm(
  result: ExperimentResult,
  scenario: ArmResult,
  baseline: ArmResult,
  headline: readonly HeadlineMeasure[],
  all: readonly Instability[],
): Comparison {
  const instabilities = all.filter(({ arm }) => arm === scenario.name || arm === baseline.name);
  const unstable = new Set(instabilities.map(({ arm }) => arm)).size as 0 | 1 | 2;
  const shared = sharedRuns(scenario, baseline);
  const standing = { unstable, finished: shared.length >= result.planned };
  const differences = result.metrics.map((metric, index) =>
    pairedDifference(metric, pairRuns(shared, index, ratioOf(result, index)), result.level),
  );
  return {
    arm: scenario.name,
    baseline: baseline.name,
    instabilities,
    planned: result.planned,
    done: shared.length,
    window: result.window,
    differences: differences.filter(({ n }: PairedDifference) => n > 0),
    verdicts: headline.map((measure) => judge(differences[metricIndex(result, measure.metricId)], measure, standing)),
    ...(result.forWhom === undefined || scenario.changes === undefined
      ? {}
      : { patients: summariseChanges(scenario.changes, result.forWhom, result.level) }),
  };
}
