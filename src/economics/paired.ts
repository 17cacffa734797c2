import { halfWidth } from "../statistics/confidence-interval.ts";
import { Tally } from "../statistics/tally.ts";

/** A mean with its two-sided t-interval; NaN where there are too few. */
export interface MeanInterval {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly halfWidth: number;
  readonly low: number;
  readonly high: number;
}

/** @param level of the interval, in (0, 1) */
export function meanInterval(values: ArrayLike<number>, level: number): MeanInterval {
  const tally = new Tally();
  for (let i = 0; i < values.length; i++) tally.add(values[i]);
  const { count: n, mean, sd } = tally;
  const half = halfWidth(n, sd, level);
  return { n, mean, sd, halfWidth: half, low: mean - half, high: mean + half };
}

/** Means, variances and covariance on n − 1 of pairs; the covariance of deviations, as Welford has the squares. */
export function momentsOfPairs(x: ArrayLike<number>, y: ArrayLike<number>) {
  if (x.length !== y.length) throw new Error(`${x.length} and ${y.length} are no pairs`);
  const n = x.length;
  const [one, other] = [new Tally(), new Tally()];
  for (let i = 0; i < n; i++) {
    one.add(x[i]);
    other.add(y[i]);
  }
  let products = 0;
  for (let i = 0; i < n; i++) products += (x[i] - one.mean) * (y[i] - other.mean);
  return {
    n,
    meanX: one.mean,
    meanY: other.mean,
    varianceX: one.variance,
    varianceY: other.variance,
    covariance: n < 2 ? NaN : products / (n - 1),
  };
}
