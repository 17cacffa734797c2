import type { Metric } from "../collect/run-result.ts";
import { quantile } from "../statistics/quantiles.ts";
import { Tally } from "../statistics/tally.ts";
import type { ArmResult, PairedDifference } from "./experiment.ts";
import { estimate } from "./summarise.ts";

/** One metric in the replications that both arms have and in which both observed it. */
export interface Pairs {
  readonly scenario: Float64Array;
  readonly baseline: Float64Array;
}

/** Pairs by replication number, in its order, whatever the order of the runs. @param metric its place in the values */
export function pairRuns(scenario: ArmResult, baseline: ArmResult, metric: number): Pairs {
  const byReplication = new Map(baseline.runs.map((run) => [run.replication, run.values[metric]]));
  const pairs: { readonly replication: number; readonly a: number; readonly b: number }[] = [];
  for (const { replication, values } of scenario.runs) {
    const b = byReplication.get(replication);
    if (b === undefined || Number.isNaN(b) || Number.isNaN(values[metric])) continue;
    pairs.push({ replication, a: values[metric], b });
  }
  pairs.sort((one, other) => one.replication - other.replication);
  return {
    scenario: Float64Array.from(pairs, ({ a }) => a),
    baseline: Float64Array.from(pairs, ({ b }) => b),
  };
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
