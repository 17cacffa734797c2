import type { Target } from "../scenario/scenario.ts";
import { Tally } from "../statistics/tally.ts";
import type { Estimate, ExperimentResult, TargetOutcome } from "./experiment.ts";
import { pairRuns, sharedRuns } from "./pairs.ts";
import { ratioOf } from "./ratios.ts";
import { armNamed, estimate, estimateOf, metricIndex, summarise } from "./summarise.ts";

/**
 * Each published target against its simulated value: *met* when the whole interval lies within the tolerance, ends included,
 * *missed* when it lies wholly outside, else *cannot tell*; so too where there is no interval, or an arm has no average.
 * @param unstable names of the arms that do not settle
 * @throws Error for an unknown arm or measure
 */
export function holdTargets(
  result: ExperimentResult,
  targets: readonly Target[],
  unstable: ReadonlySet<string> = new Set(),
): readonly TargetOutcome[] {
  return targets.map((target) => {
    const { scenario, versus, measure, kind, label, published, low, high } = target;
    const settled = !unstable.has(scenario) && !(versus !== undefined && unstable.has(versus));
    const found = simulate(result, target);
    const simulated = settled ? found : estimateOf(Number.NaN, Number.NaN, found.n, result.level);
    const outcome = settled ? hold(simulated, low, high) : "cannot tell";
    return { scenario, versus, measure, kind, label, published, low, high, simulated, settled, outcome };
  });
}

function hold(simulated: Estimate, low: number, high: number): TargetOutcome["outcome"] {
  if (simulated.low >= low && simulated.high <= high) return "met";
  return simulated.low > high || simulated.high < low ? "missed" : "cannot tell";
}

function simulate(result: ExperimentResult, { scenario, versus, measure, kind }: Target): Estimate {
  const metric = metricIndex(result, `measure.${measure}`);
  const arm = armNamed(result, scenario);
  if (versus === undefined) return summarise(result, arm, metric);
  const pairs = pairRuns(sharedRuns(arm, armNamed(result, versus)), metric, ratioOf(result, metric));
  if (kind === "ratio") return estimateRatio(pairs.scenario, pairs.baseline, result.level);
  return estimate(
    pairs.scenario.map((value, i) => value - pairs.baseline[i]),
    result.level,
  );
}

/**
 * Ratio of two means from paired values, r = ā / b̄, by the delta method: its standard error is that of the mean of a − r b,
 * over |b̄| (Cochran, Sampling Techniques (1977), §2.11). All but `n` are NaN when b̄ is 0.
 */
export function estimateRatio(above: Float64Array, below: Float64Array, level: number): Estimate {
  const tallies = [above, below].map((values) => {
    const tally = new Tally();
    for (const value of values) tally.add(value);
    return tally;
  });
  const base = tallies[1].mean;
  const ratio = tallies[0].mean / base;
  if (!Number.isFinite(ratio)) return estimateOf(NaN, NaN, above.length, level);
  const residuals = new Tally();
  for (let i = 0; i < above.length; i++) residuals.add(above[i] - ratio * below[i]);
  return estimateOf(ratio, residuals.sd / Math.abs(base), above.length, level);
}
