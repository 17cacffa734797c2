import type { RunResult } from "../collect/run-result.ts";
import { studentQuantile } from "../statistics/confidence-interval.ts";
import { sum } from "../statistics/summation.ts";
import type { ArmResult, Estimate, ExperimentResult, Instability, Overload } from "./experiment.ts";
import { estimate } from "./summarise.ts";

/** How often an arm that does not grow is said to grow: once in so many experiments, at most. */
const FALSE_ALARMS = 1 / 1000;
/** Growth over the window, from its first to its last third, that counts: patients, and share of the level of the first. */
const LEAST_GROWTH = 5;
const LEAST_SHARE = 0.25;
/** Share of the replications that must end higher than they began. */
const MOST = 0.75;
/** The later growth over the earlier, and the last pace over the mean pace: below these the line is about to settle. */
const LATER = 0.75;
const LAST = 0.5;
/** Share of the rise in one eighth of the window: above this it is a step. */
const STEP = 0.5;
/** Fewer replications than this are not tested. */
const FEWEST = 3;

const WEEK = 10080;

/**
 * What does not settle: the resources known to be overloaded, then what is found to grow, the fastest first.
 *
 * The rule of growth. In each replication the number waiting for a resource (and the number present) is known at nine equally
 * spaced moments of the window; let F, M and L be its means over the first, middle and last three. It grows when all hold:
 *
 * 1. the mean over replications of L − F is above 0 by a one-sided t test at 0.001 ÷ number of series tested in the arm;
 * 2. it is at least 5 patients, and a quarter of the mean of F;
 * 3. L > F in three replications of four, so that no few wild ones decide;
 * 4. it goes on: the mean of L − M is at least three quarters of that of M − F; over the last quarter of the window the number
 *    rises at half its mean pace or more; and no eighth of the window has half of the rise. So a line on its way to a level
 *    (with a time constant up to half a window), and a step from one level to another, are let pass.
 *
 * So an arm whose lines have settled is called unstable at most once in 1,000 experiments. Measured on simulated lines of 20
 * arrivals a week, 50 replications of 52 weeks after 26 of warm-up, 1,000 experiments: none at 90 % busy, 1 at 95 %, 6 at 98 %
 * (not settled by then), 1 at 90 % without any warm-up. Growth is found in 627 of 1,000 with 3 % more work than capacity, in 882
 * with 5 %. It is not found where it is slower than its noise, or under 5 patients in the window: an overload known before the
 * run is always told. The number present is looked at only when no line grows.
 */
export function findInstabilities(result: ExperimentResult, overloads: readonly Overload[]): readonly Instability[] {
  return result.arms.flatMap((arm) =>
    instabilitiesOf(
      arm,
      result,
      overloads.filter((one) => one.arm === arm.name),
    ),
  );
}

function instabilitiesOf(
  arm: ArmResult,
  { metrics, window, level }: ExperimentResult,
  overloads: readonly Overload[],
): Instability[] {
  const resources = [...new Set(metrics.filter(({ scope }) => scope === "resource").map(({ subject }) => subject))];
  const tests = resources.length + 1;
  const lines = resources.map((resource, r) => {
    const series = arm.runs.map(({ waitingAt }) => waitingAt.subarray(r * 9, r * 9 + 9));
    return { resource, series };
  });
  const told = (
    resource: string | undefined,
    series: readonly Float64Array[],
    cause: Instability["cause"],
    of?: Overload,
  ): Instability => {
    const growth = growthPerWeek(series, window, level);
    return { arm: arm.name, resource, cause, growthPerWeek: growth, cure: of?.cure, lists: of?.lists };
  };

  const known = overloads.map((one) => {
    return told(one.resource, lines.find(({ resource }) => resource === one.resource)?.series ?? [], "overload", one);
  });
  const found = lines
    .filter(({ resource, series }) => !known.some((one) => one.resource === resource) && grows(series, tests))
    .map(({ resource, series }) => told(resource, series, "growth"))
    .sort((a, b) => b.growthPerWeek.mean - a.growthPerWeek.mean);
  if (known.length > 0 || found.length > 0) return [...known, ...found];
  const present = arm.runs.map(({ presentAt }: RunResult) => presentAt);
  return grows(present, tests) ? [told(undefined, present, "growth")] : [];
}

/**
 * Whether a number of patients grows without settling: see `findInstabilities`.
 * @param series for each replication, the number at nine moments
 * @param tests how many series are tested together
 */
export function grows(series: readonly Float64Array[], tests: number): boolean {
  const n = series.length;
  if (n < FEWEST) return false;
  const first = series.map((one) => third(one, 0));
  const last = series.map((one) => third(one, 6));
  const growth = estimate(
    last.map((level, i) => level - first[i]),
    0.95,
  );
  const needed = studentQuantile(1 - FALSE_ALARMS / tests, n - 1) * (growth.sd / Math.sqrt(n));
  const start = estimate(first, 0.95).mean;
  return (
    growth.mean > needed &&
    growth.mean >= Math.max(LEAST_GROWTH, LEAST_SHARE * start) &&
    last.filter((level, i) => level > first[i]).length >= MOST * n &&
    goesOn(meanSeries(series), growth.mean)
  );
}

function goesOn(mean: Float64Array, growth: number): boolean {
  const early = third(mean, 3) - third(mean, 0);
  const pace = growth / 6; // an eighth of the window: the thirds are six apart
  let steepest = 0;
  for (let k = 1; k < 9; k++) steepest = Math.max(steepest, mean[k] - mean[k - 1]);
  return (
    growth - early >= LATER * early && (mean[8] - mean[6]) / 2 >= LAST * pace && steepest <= STEP * (mean[8] - mean[0])
  );
}

function meanSeries(series: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: 9 }, (_, k) => sum(series.map((one) => one[k])) / series.length);
}

function third(nine: Float64Array, from: number): number {
  return (nine[from] + nine[from + 1] + nine[from + 2]) / 3;
}

/** Slope of the least-squares line through the nine moments, mean over replications. @param window in minutes */
function growthPerWeek(series: readonly Float64Array[], window: number, level: number): Estimate {
  const perEighth = series.map((nine) => {
    let slope = 0;
    for (let k = 0; k < 9; k++) slope += ((k - 4) * nine[k]) / 60; // Σ (k − 4)² is 60
    return (slope / (window / 8)) * WEEK;
  });
  return estimate(perEighth, level);
}
