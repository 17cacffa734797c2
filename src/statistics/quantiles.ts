/**
 * Quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan, The American Statistician 50 (1996)
 * 361–365, as in R and in spreadsheets. NaN of nothing.
 * @param sorted its first `length` values ascend
 * @param p in [0, 1]
 */
export function quantileOfSorted(sorted: Float64Array, length: number, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new Error(`quantile ${p} is not between 0 and 1`);
  if (length === 0) return NaN;
  const place = (length - 1) * p;
  const below = Math.floor(place);
  return below === place ? sorted[below] : interpolate(sorted[below], sorted[below + 1], place - below);
}

/** @param part of the way from `low` to `high`, in [0, 1) */
export function interpolate(low: number, high: number, part: number): number {
  // Equal ends are returned as they are: interpolation could miss them by a bit, and infinities would give NaN.
  return part === 0 || low === high ? low : low + part * (high - low);
}

/**
 * As `quantileOfSorted`, of values in any order, at several points: moves the values about, but does not sort them.
 * @param points ascending, each in [0, 1]
 */
export function quantilesInPlace(values: Float64Array, points: readonly number[]): number[] {
  const { length } = values;
  let from = 0;
  return points.map((p) => {
    if (length === 0) return quantileOfSorted(values, 0, p);
    const below = Math.floor((length - 1) * p);
    select(values, from, below, length);
    if (below + 1 < length) select(values, below + 1, below + 1, length);
    from = below;
    return quantileOfSorted(values, length, p);
  });
}

/**
 * Puts the k-th smallest of the values before `stop` at place k, none greater before it and none smaller behind it. Those before `from`
 * must be the smallest already. Method: Hoare, Algorithm 65, CACM 4 (1961) 321, the pivot the median of three; parted by Lomuto's scheme,
 * which swaps always and so never guesses: a wrong guess costs more than a swap. Copies of the pivot are set aside, so that many
 * equal values, as waits of 0 are, cost no more than others.
 * @returns where values may begin that differ from the k-th: those from place k up to there are equal
 */
export function select(values: Float64Array, from: number, k: number, stop: number): number {
  let low = from;
  let end = stop;
  while (end - low > 1) {
    const a = values[low];
    const b = values[(low + end) >> 1];
    const c = values[end - 1];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let first = low;
    for (let i = low; i < end; i++) {
      const value = values[i];
      values[i] = values[first];
      values[first] = value;
      first += Number(value < pivot);
    }
    if (k < first) {
      end = first;
      continue;
    }
    let last = first;
    for (let i = first; i < end; i++) {
      const value = values[i];
      values[i] = values[last];
      values[last] = value;
      last += Number(value === pivot);
    }
    if (k < last) return last;
    low = last;
  }
  return k + 1;
}

/** As `quantileOfSorted`, of values in any order, which are left as they are. */
export function quantile(values: Float64Array, p: number): number {
  return quantileOfSorted(values.slice().sort(), values.length, p);
}

/** Which order statistics, counted from 1, enclose a quantile, and with what probability. */
export interface QuantileRanks {
  readonly lower: number;
  readonly upper: number;
  readonly coverage: number;
}

/**
 * Distribution-free interval [X(lower), X(upper)] for the p-quantile of `n` independent observations: the fewest ranks apart
 * whose exact coverage reaches `level`, and among those the best covered. undefined when even [X(1), X(n)] covers less: of
 * fewer than 59 replications there is no 95 % interval for a 95th percentile.
 *
 * Coverage is P(lower ≤ B < upper) with B binomial (n, p): David and Nagaraja, Order Statistics (2003), §7.1.
 * @param p in (0, 1)
 * @param level in (0, 1)
 */
export function quantileRanks(n: number, p: number, level: number): QuantileRanks | undefined {
  const below = binomialCumulative(n, p);
  let best: QuantileRanks | undefined;
  let upper = 2;
  for (let lower = 1; lower < n; lower++) {
    upper = Math.max(upper, lower + 1);
    while (upper < n && below[upper] - below[lower] < level) upper++;
    const coverage = below[upper] - below[lower];
    if (coverage < level) break;
    const shorter = best === undefined ? 1 : best.upper - best.lower - (upper - lower);
    // Mirror images at p = 0.5 differ by rounding alone: the first is kept.
    if (best === undefined || shorter > 0 || (shorter === 0 && coverage > best.coverage + 1e-12)) {
      best = { lower, upper, coverage };
    }
  }
  return best;
}

/** Fewest observations of which `quantileRanks` gives an interval: 1 − pⁿ − (1 − p)ⁿ ≥ level (Conover 1999, §3.2). */
export function fewestForQuantile(p: number, level: number): number {
  if (!(p > 0 && p < 1 && level > 0 && level < 1)) throw new Error(`no interval for quantile ${p} at level ${level}`);
  let n = 1;
  let allBelow = p;
  let allAbove = 1 - p;
  while (1 - allBelow - allAbove < level) {
    n++;
    allBelow *= p;
    allAbove *= 1 - p;
  }
  return n;
}

/** P(B < k) for k from 0 to n + 1. Terms follow from the most likely one by their ratios, so that none overflows. */
function binomialCumulative(n: number, p: number): Float64Array {
  const term = new Float64Array(n + 1);
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  term[mode] = 1;
  for (let k = mode; k < n; k++) term[k + 1] = (term[k] * (n - k) * odds) / (k + 1);
  for (let k = mode; k > 0; k--) term[k - 1] = (term[k] * k) / ((n - k + 1) * odds);
  const total = term.reduce((sum, one) => sum + one, 0);
  const below = new Float64Array(n + 2);
  for (let k = 0; k <= n; k++) below[k + 1] = below[k] + term[k] / total;
  return below;
}
