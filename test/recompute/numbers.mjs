// Sums, percentiles and spans of time, each as plainly as docs/measures.md defines it.

/** @typedef {{ from: number, to: number }} Span */

/** With the part that rounding loses (Neumaier 1974), so that a long sum is as good as its terms. @param {readonly number[]} values */
export function sum(values) {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** @param {readonly number[]} values */
export const mean = (values) => sum(values) / values.length;

/** @param {readonly boolean[]} values */
export const share = (values) => values.filter(Boolean).length / values.length;

/** On n − 1. @param {readonly number[]} values */
export function deviation(values) {
  const centre = mean(values);
  return values.length < 2 ? NaN : Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

/** Type 7 of Hyndman and Fan. @param {readonly number[]} values @param {number} p */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const rank = (sorted.length - 1) * p;
  const low = Math.floor(rank);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (rank - low) * (sorted[high] - sorted[low]);
}

/**
 * The lowest level that is not exceeded for a share of the time. A share that is reached but for rounding is reached.
 * @param {readonly { level: number, minutes: number }[]} times @param {number} p
 */
export function percentileOverTime(times, p) {
  /** @type {Map<number, number[]>} */
  const minutes = new Map();
  for (const one of times) if (one.minutes > 0) listIn(minutes, one.level).push(one.minutes);
  const sorted = [...minutes].map(([level, all]) => ({ level, minutes: sum(all) })).sort((a, b) => a.level - b.level);
  const total = sum(sorted.map((one) => one.minutes));
  const reached = sorted.find(
    (_, i) => sum(sorted.slice(0, i + 1).map((one) => one.minutes)) >= p * total * (1 - 1e-12),
  );
  return reached === undefined ? NaN : reached.level;
}

/** Mean, standard deviation and percentiles. @param {(name: string, value: number) => void} say @param {readonly number[]} values */
export function spread(say, values) {
  say("mean", mean(values));
  say("sd", deviation(values));
  say("p50", percentile(values, 0.5));
  say("p90", percentile(values, 0.9));
  say("p95", percentile(values, 0.95));
}

/** @param {Span} span */
export const length = ({ from, to }) => to - from;

/** @param {Span} a @param {Span} b */
export const overlap = (a, b) => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** @template K, V @param {Map<K, V[]>} map @param {K} key @returns {V[]} */
export function listIn(map, key) {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
