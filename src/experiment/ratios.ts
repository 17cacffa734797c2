import { Tally } from "../statistics/tally.ts";
import type { ExperimentResult } from "./experiment.ts";

/** Places of the metrics above and below the line of a ratio; undefined for any other metric. */
export function ratioOf({ metrics }: Pick<ExperimentResult, "metrics">, metric: number): readonly number[] | undefined {
  return metrics[metric].ratio?.map((id) => {
    const index = metrics.findIndex((one) => one.id === id);
    if (index < 0) throw new Error(`${metrics[metric].id} is a ratio of ${id}, which is not measured`);
    return index;
  });
}

/**
 * One number a replication, for the ratio of two means r = ā / b̄: r + (a − r b) / b̄. Their mean is r itself, the ratio of the
 * means and not the mean of the ratios, and their spread is what the delta method gives (Cochran, Sampling Techniques (1977),
 * §2.11); so that intervals, paired differences and targets of a ratio are found as those of any other metric. NaN where either
 * was not observed, and everywhere when b̄ is 0.
 */
export function linearised(above: ArrayLike<number>, below: ArrayLike<number>): Float64Array {
  const seen = (i: number): boolean => !Number.isNaN(above[i]) && !Number.isNaN(below[i]);
  const [over, under] = [new Tally(), new Tally()];
  for (let i = 0; i < above.length; i++) {
    if (!seen(i)) continue;
    over.add(above[i]);
    under.add(below[i]);
  }
  const ratio = over.mean / under.mean;
  const usable = Number.isFinite(ratio);
  return Float64Array.from({ length: above.length }, (_, i) =>
    usable && seen(i) ? ratio + (above[i] - ratio * below[i]) / under.mean : NaN,
  );
}
