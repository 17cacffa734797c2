import { halfWidth } from "../statistics/confidence-interval.ts";
import { Tally } from "../statistics/tally.ts";
import type { ArmResult, Estimate, ExperimentResult } from "./experiment.ts";
import { linearised, ratioOf } from "./ratios.ts";

/**
 * Mean of independent replications with its interval. Replications in which nothing was observed (NaN) are left out and not
 * counted. All but `n` are NaN of nothing, the spread and the interval also of one replication.
 * @param values one a replication, in their order
 * @param level of the two-sided interval, such as 0.95
 */
export function estimate(values: ArrayLike<number>, level: number): Estimate {
  return estimateOfTally(tallied(values), level);
}

/** All that were observed: what is NaN is left out. */
export function tallied(values: ArrayLike<number>): Tally {
  const tally = new Tally();
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) tally.add(values[i]);
  }
  return tally;
}

export function estimateOfTally({ mean, sd, count }: Tally, level: number): Estimate {
  return estimateOf(mean, sd, count, level);
}

/** The estimate of a mean from its parts. */
export function estimateOf(mean: number, sd: number, n: number, level: number): Estimate {
  const half = halfWidth(n, sd, level);
  return { n, mean, sd, halfWidth: half, low: mean - half, high: mean + half };
}

/** The estimate of one metric in one arm; of a ratio that of the ratio of the means. @param metric its place in `result.metrics` */
export function summarise(result: ExperimentResult, arm: ArmResult, metric: number): Estimate {
  const column = (of: number): number[] => arm.runs.map(({ values }) => values[of]);
  const ratio = ratioOf(result, metric)?.map(column);
  return estimate(ratio === undefined ? column(metric) : linearised(ratio[0], ratio[1]), result.level);
}

/** Where a metric stands in `result.metrics`. @throws Error for an unknown id */
export function metricIndex(result: ExperimentResult, id: string): number {
  const index = result.metrics.findIndex((metric) => metric.id === id);
  if (index < 0) throw new Error(`no metric is called ${id}`);
  return index;
}

/** @throws Error for an unknown name */
export function armNamed(result: ExperimentResult, name: string): ArmResult {
  const arm = result.arms.find((one) => one.name === name);
  if (arm === undefined) throw new Error(`no arm is called ${name}`);
  return arm;
}
