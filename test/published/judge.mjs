// How far a published figure is from ours, in standard errors of the difference.

const LIMIT = 3;

/**
 * z = max(0, |ours − published| − half the last printed place) ÷ √(SE of the published² + SE of ours²). Without a published spread
 * ours is taken for the source's: the same model, run as often as it was there.
 */
export function judge(row, runs, values) {
  const ours = Array.isArray(values[0]) ? ratioOf(values) : meanOf(values);
  const se = row.se ?? ours.sd / Math.sqrt(runs);
  const apart = Math.max(0, Math.abs(ours.mean - row.published) - (row.printed ?? 0));
  const z = apart === 0 ? 0 : apart / Math.hypot(se, ours.se);
  const verdict = z <= LIMIT ? "within" : whyOf(row);
  return { row, ours, se, z, verdict };
}

function whyOf({ explained, unexplained }) {
  if (explained !== undefined) return "explained";
  return unexplained === undefined ? "OUTSIDE" : "no cause found";
}

/** Mean of the observed values, their sd, and the standard error of the mean. */
function meanOf(all) {
  const values = all.filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return { mean, sd, se: sd / Math.sqrt(values.length) };
}

/** Ratio of two means; its sd is that of (a − r b) ÷ b̄ (Cochran, Sampling Techniques (1977), §2.11). */
function ratioOf(pairs) {
  const above = meanOf(pairs.map(([a]) => a)).mean;
  const below = meanOf(pairs.map(([, b]) => b)).mean;
  const ratio = above / below;
  const { sd, se } = meanOf(pairs.map(([a, b]) => (a - ratio * b) / below));
  return { mean: ratio, sd, se };
}
