import type { Metric, RunResult } from "../collect/run-result.ts";
import { quantile } from "../statistics/quantiles.ts";
import { Tally } from "../statistics/tally.ts";
import type { ArmResult, PairedDifference } from "./experiment.ts";
import { linearised } from "./ratios.ts";
import { estimate } from "./summarise.ts";

/** One metric in the replications that both arms have and in which both observed it. */
export interface Pairs {
  readonly scenario: Float64Array;
  readonly baseline: Float64Array;
}

/**
 * Pairs by replication number, in its order, whatever the order of the runs; of a ratio the numbers whose means are the ratios,
 * and no pair where either arm has nothing below the line.
 * @param metric its place in the values
 * @param ratio of a ratio the places of what is above and below the line: see `ratioOf`
 */
export function pairRuns(scenario: ArmResult, baseline: ArmResult, metric: number, ratio?: readonly number[]): Pairs {
  const columns = ratio ?? [metric];
  const observed = (run: RunResult): boolean => columns.every((column) => !Number.isNaN(run.values[column]));
  const byReplication = new Map(baseline.runs.filter(observed).map((run) => [run.replication, run.values]));
  const shared = scenario.runs
    .filter((run) => observed(run) && byReplication.has(run.replication))
    .sort((one, other) => one.replication - other.replication);
  const numbers = (valuesOf: (run: RunResult) => ArrayLike<number> | undefined): Float64Array => {
    const column = (of: number): Float64Array => Float64Array.from(shared, (run) => valuesOf(run)?.[of] ?? NaN);
    return ratio === undefined ? column(metric) : linearised(column(ratio[0]), column(ratio[1]));
  };
  const scenarioNumbers = numbers(({ values }) => values);
  const baselineNumbers = numbers(({ replication }) => byReplication.get(replication));
  const both = (_: number, i: number): boolean =>
    !Number.isNaN(scenarioNumbers[i]) && !Number.isNaN(baselineNumbers[i]);
  return { scenario: scenarioNumbers.filter(both), baseline: baselineNumbers.filter(both) };
}

/**
 * The paired difference under common random numbers, scenario minus baseline. What pairing gained is the variance that the
 * difference of independent runs would have, Var(A) + Var(B), over that of the paired one, Var(A) + Var(B) − 2 Cov(A, B)
 * (Law, Simulation Modeling and Analysis (2015), §11.2).
 */
export function pairedDifference(metric: Metric, pairs: Pairs, level: number): PairedDifference {
  const { scenario, baseline } = pairs;
  const differences = scenario.map((a, i) => a - baseline[i]);
  const difference = estimate(differences, level);
  const separate = variance(scenario) + variance(baseline);
  const paired = difference.sd * difference.sd;
  return {
    ...difference,
    metric,
    baseline: estimate(baseline, level),
    scenario: estimate(scenario, level),
    varianceReduction: paired === 0 ? Infinity : separate / paired,
    unchanged: differences.reduce((count, one) => (one === 0 ? count + 1 : count), 0),
    differences,
    runLow: quantile(differences, 0.05),
    runHigh: quantile(differences, 0.95),
  };
}

function variance(values: Float64Array): number {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally.variance;
}
