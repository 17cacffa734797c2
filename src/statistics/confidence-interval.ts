import { betaQuantile } from "../maths/beta.ts";

/**
 * Quantile of Student's t distribution, from the inverse of the regularised incomplete beta function
 * (Abramowitz and Stegun 26.5.27), to a relative 1e-9 up to 10,000 degrees of freedom and 1e-8 up to a million.
 * −Infinity and Infinity at p = 0 and 1.
 * @param p in [0, 1]
 * @param degrees > 0, not necessarily whole
 * @throws Error outside these ranges
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1 && degrees > 0)) throw new Error(`no t quantile ${p} on ${degrees} degrees of freedom`);
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  if (p === 0.5) return 0;
  if (p === 1) return Infinity;
  const tails = 2 * (1 - p);
  // x = ν / (ν + t²) is near 1 for many degrees of freedom, so 1 − x is found instead where the tails allow it.
  if (tails > 1e-3) {
    const rest = betaQuantile(0.5, degrees / 2, 1 - tails);
    return Math.sqrt((degrees * rest) / (1 - rest));
  }
  const x = betaQuantile(degrees / 2, 0.5, tails);
  return Math.sqrt((degrees * (1 - x)) / x);
}

/**
 * Half-width of the two-sided confidence interval for the mean of independent, roughly normal observations, in their unit:
 * Student's t on n − 1 degrees of freedom (Law, Simulation Modeling and Analysis (2015), §4.5). NaN of fewer than two;
 * 0 when all are equal.
 * @param sd of the observations, on n − 1
 * @param level in (0, 1), such as 0.95; for one of k intervals that hold together with 0.95, 1 − 0.05 / k (Bonferroni)
 */
export function halfWidth(count: number, sd: number, level: number): number {
  if (!(level > 0 && level < 1)) throw new Error(`no interval of level ${level}`);
  if (count < 2) return NaN;
  return sd === 0 ? 0 : (quantileOfLevel(level, count - 1) * sd) / Math.sqrt(count);
}

/** One that is asked for again and again: every number of an experiment has the same level, and hardly any another count. */
const last = { level: Number.NaN, degrees: Number.NaN, quantile: Number.NaN };

function quantileOfLevel(level: number, degrees: number): number {
  if (level !== last.level || degrees !== last.degrees) {
    last.quantile = studentQuantile(0.5 + level / 2, degrees);
    last.level = level;
    last.degrees = degrees;
  }
  return last.quantile;
}
