import type { Metric, RunResult } from "../collect/run-result.ts";
import { quantilesInPlace } from "../statistics/quantiles.ts";
import type { ArmResult, PairedDifference } from "./experiment.ts";
import { linearised } from "./ratios.ts";
import { estimateOfTally, tallied } from "./summarise.ts";

/** One metric in the replications that both arms have and in which both observed it. */
export interface Pairs {
  readonly scenario: Float64Array;
  readonly baseline: Float64Array;
}

/** One replication in two arms. */
export interface SharedRun {
  readonly scenario: RunResult;
  readonly baseline: RunResult;
}

/** The replications that both arms have, in the order of their numbers, whatever the order of the runs. */
export function sharedRuns(scenario: ArmResult, baseline: ArmResult): SharedRun[] {
  const byReplication = new Map(baseline.runs.map((run) => [run.replication, run]));
  return scenario.runs
    .flatMap((run) => {
      const other = byReplication.get(run.replication);
      return other === undefined ? [] : [{ scenario: run, baseline: other }];
    })
    .sort((one, other) => one.scenario.replication - other.scenario.replication);
}

/**
 * The pairs of one metric; of a ratio the numbers whose means are the ratios, and no pair where either arm has nothing below the line.
 * @param metric its place in the values
 * @param ratio of a ratio the places of what is above and below the line: see `ratioOf`
 */
export function pairRuns(shared: readonly SharedRun[], metric: number, ratio?: readonly number[]): Pairs {
  if (ratio === undefined) return observedPairs(column(shared, "scenario", metric), column(shared, "baseline", metric));
  const seen = shared.filter(({ scenario, baseline }) =>
    ratio.every((place) => !Number.isNaN(scenario.values[place]) && !Number.isNaN(baseline.values[place])),
  );
  const linear = (arm: keyof SharedRun): Float64Array =>
    linearised(column(seen, arm, ratio[0]), column(seen, arm, ratio[1]));
  return observedPairs(linear("scenario"), linear("baseline"));
}

function column(shared: readonly SharedRun[], arm: keyof SharedRun, metric: number): Float64Array {
  const values = new Float64Array(shared.length);
  for (let i = 0; i < values.length; i++) values[i] = shared[i][arm].values[metric];
  return values;
}

/** Without those where either is NaN; both tables are written over. */
function observedPairs(scenario: Float64Array, baseline: Float64Array): Pairs {
  let count = 0;
  for (let i = 0; i < scenario.length; i++) {
    if (Number.isNaN(scenario[i]) || Number.isNaN(baseline[i])) continue;
    scenario[count] = scenario[i];
    baseline[count++] = baseline[i];
  }
  return { scenario: scenario.slice(0, count), baseline: baseline.slice(0, count) };
}

/**
 * The paired difference under common random numbers, scenario minus baseline. What pairing gained is the variance that the
 * difference of independent runs would have, Var(A) + Var(B), over that of the paired one, Var(A) + Var(B) − 2 Cov(A, B)
 * (Law, Simulation Modeling and Analysis (2015), §11.2).
 */
export function pairedDifference(metric: Metric, pairs: Pairs, level: number): PairedDifference {
  const { scenario, baseline } = pairs;
  const differences = new Float64Array(scenario.length);
  let unchanged = 0;
  for (let i = 0; i < differences.length; i++) {
    differences[i] = scenario[i] - baseline[i];
    if (differences[i] === 0) unchanged++;
  }
  const one = tallied(scenario);
  const other = tallied(baseline);
  const difference = estimateOfTally(tallied(differences), level);
  const separate = one.variance + other.variance;
  const paired = difference.sd * difference.sd;
  const [runLow, runHigh] = quantilesInPlace(differences.slice(), [0.05, 0.95]);
  const { n, mean, sd, halfWidth, low, high } = difference;
  // Named one by one: a spread into a larger object costs more than all else here.
  return {
    n,
    mean,
    sd,
    halfWidth,
    low,
    high,
    metric,
    baseline: estimateOfTally(other, level),
    scenario: estimateOfTally(one, level),
    varianceReduction: paired === 0 ? Infinity : separate / paired,
    unchanged,
    differences,
    runLow,
    runHigh,
  };
}
