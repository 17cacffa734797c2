// What the programs by hand that keep the promises tell alike.
import { MEAN, P50, P90, P95, SD, SHARE } from "./kept-summary.mjs";

/** The numbers of a run, one after the other; their names are put together once. */
export class Numbers {
  /** @param {readonly string[]} names */
  constructor(names) {
    this.names = names;
    this.values = new Float64Array(names.length);
    this.count = 0;
  }

  clear() {
    this.count = 0;
  }

  /** @param {number} value */
  put(value) {
    this.values[this.count++] = value;
  }

  /**
   * Mean, standard deviation and percentiles.
   * @param {Float64Array} of
   * @param {number} at
   */
  spread(of, at) {
    this.put(of[at + MEAN]);
    this.put(of[at + SD]);
    this.put(of[at + P50]);
    this.put(of[at + P90]);
    this.put(of[at + P95]);
  }

  /**
   * As `spread`, and the share above 0.
   * @param {Float64Array} of
   * @param {number} at
   */
  waits(of, at) {
    this.spread(of, at);
    this.put(of[at + SHARE]);
  }

  /**
   * Of a resource with a constant capacity: what its minutes at each level say.
   * @param {Float64Array} levels of its own
   * @param {number} capacity
   * @param {number} window
   */
  use(levels, capacity, window) {
    let used = 0;
    let max = 0;
    for (let level = 0; level <= capacity; level++) {
      used += level * levels[level];
      if (levels[level] > 0) max = level;
    }
    this.put(used / window);
    for (const p of [0.5, 0.9, 0.95]) this.put(quantile(levels, p * window));
    this.put(max);
    this.put(capacity);
    this.put(used / window / capacity);
    this.put(levels[capacity] / window);
  }
}

export const SPREAD_NAMES = ["mean", "sd", "p50", "p90", "p95"];

/** @param {string} of */
export const useNames = (of) => [
  `${of}.inUse.mean`,
  `${of}.inUse.p50`,
  `${of}.inUse.p90`,
  `${of}.inUse.p95`,
  `${of}.inUse.max`,
  `${of}.capacity.mean`,
  `${of}.utilisation.share`,
  `${of}.full.share`,
];

/** @param {string} of */
export const spreadNames = (of) => SPREAD_NAMES.map((statistic) => `${of}.${statistic}`);
/** @param {string} of */
export const waitNames = (of) => [...spreadNames(of), `${of}.share`];

/**
 * The lowest level that is not exceeded for so many minutes.
 * @param {Float64Array} levels
 * @param {number} minutes
 */
function quantile(levels, minutes) {
  // The sums round; what is reached exactly must count as reached.
  const enough = minutes * (1 - 1e-12);
  let sum = levels[0];
  let level = 0;
  while (sum < enough) sum += levels[++level];
  return level;
}
