import type { Metric } from "../collect/run-result.ts";
import { sum } from "../statistics/summation.ts";
import type { Estimate, ExperimentResult } from "./experiment.ts";
import { type Design, signIn } from "./fraction.ts";
import { linearised, ratioOf } from "./ratios.ts";
import { estimate } from "./summarise.ts";

/** One metric: an estimate for each of `Design.sets`, in their order. */
export interface MetricEffects {
  readonly metric: Metric;
  readonly effects: readonly Estimate[];
}

/**
 * Effects of the factors on every metric. In one replication, whose runs all meet the same patients, the effect of a set of factors
 * is the mean over the runs in which the product of their levels is +1 minus the mean over those in which it is −1:
 *
 * - of one factor, the mean at high minus the mean at low, over all levels of the others;
 * - of two, half of what the effect of one is greater where the other is at high: half the difference of differences.
 *
 * (Box, Hunter and Hunter, Statistics for Experimenters (2005), §5.4; Montgomery, Design and Analysis of Experiments (2013), §6.2.)
 * Then the mean over replications with Student's interval. Replications count in which every run observed the metric. Of a ratio of
 * means the effects are those of the ratios, by the delta method.
 * @param names of the factors: runs are added up in an order that hangs on them alone, not on that of the factors
 * @param result its arms are the runs of the design, in their order
 */
export function effectsOf(
  result: ExperimentResult,
  design: Design,
  names: readonly string[],
): readonly MetricEffects[] {
  const { arms, metrics, level } = result;
  if (arms.length !== design.runs.length) throw new Error(`${arms.length} arms of ${design.runs.length} runs`);
  const order = canonicalOrder(design, names);
  const signs = design.sets.map(({ effect }) => order.map((run) => signIn(design.runs[run], effect)));
  const replications = arms[0].runs.length;
  if (arms.some(({ runs }) => runs.some((run, k) => run.replication !== arms[0].runs[k]?.replication)))
    throw new Error("arms with different replications");
  return metrics.map((metric, index) => {
    const ratio = ratioOf(result, index);
    const columns = order.map((run): ArrayLike<number> => {
      const column = (of: number): number[] => arms[run].runs.map(({ values }) => values[of]);
      return ratio === undefined ? column(index) : linearised(column(ratio[0]), column(ratio[1]));
    });
    const effects = signs.map((sign) => {
      const contrasts = Float64Array.from({ length: replications }, (_, k) => contrast(columns, sign, k));
      return estimate(contrasts, level);
    });
    return { metric, effects };
  });
}

/** NaN where any run observed nothing; 0, and nothing near it, where all differences are 0. */
function contrast(columns: readonly ArrayLike<number>[], signs: readonly number[], replication: number): number {
  return sum(signs.map((sign, i) => sign * columns[i][replication])) / (signs.length / 2);
}

/** Runs by the names of the factors at high. */
function canonicalOrder({ runs }: Design, names: readonly string[]): readonly number[] {
  const keys = runs.map((run) =>
    names
      .filter((_, f) => (run & (1 << f)) !== 0)
      .sort()
      .join(),
  );
  return runs.map((_, i) => i).sort((a, b) => (keys[a] < keys[b] ? -1 : 1));
}
