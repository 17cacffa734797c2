// What of a run a row reads.
import { exactOf } from "./rows.mjs";

export const metric = (id) => (run, at) => run.values[at(id)];
export const ratio = (above, below) => (run, at) => run.values[at(above)] / run.values[at(below)];
export const perMinute = (id) => (run, at) => run.values[at(id)] / 1440;
export const presentAt = (eighth) => (run) => run.presentAt[eighth];

export const timeAbove = (resource, level) => (run) => {
  const minutes = run.minutesAtLevel[resource];
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return minutes.reduce((sum, one, n) => (n > level ? sum + one : sum), 0) / total;
};

/** Mean square distance of the units in use from the exact mean: their variance, without bias. */
export const varianceInUse = (resource, mean) => (run) => {
  const minutes = run.minutesAtLevel[resource];
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return minutes.reduce((sum, one, n) => sum + one * (n - mean) ** 2, 0) / total;
};

/** Square distance from the exact mean: over replications its mean is the variance, without bias. */
export const spread = (id, read) => (run, at) => (read(run, at) - exactOf(id)) ** 2;

/**
 * A standard deviation by way of the mean square distance from the exact mean, which has no bias however short the run: `squared` says
 * that the root is to be taken of the estimate, not of each replication.
 * @param {string} id of the metrics that end in .mean and .sd
 * @param {number} mean the exact one
 */
export function deviation(id, mean) {
  const read = (run, at) => run.values[at(`${id}.sd`)] ** 2 + (run.values[at(`${id}.mean`)] - mean) ** 2;
  return Object.assign(read, { squared: true });
}

export const WAIT = metric("stage.visit.wait.mean");
export const QUEUE = metric("stage.visit.queue.mean");
export const PRESENT = metric("overall.present.mean");
export const STAY = metric("overall.lengthOfStay.mean");
export const QALYS = metric("overall.qalys.mean");
export const WAITED = metric("stage.visit.wait.share");
export const OVER = metric("measure.over");
