// How a figure is read from the results of a run: a number, or a pair of numbers whose means are divided.

/** A metric as it stands, in another unit if wanted. */
export const metric =
  (id, per = 1) =>
  (run, at) =>
    run.values[at(id)] / per;

/** The sum of some metrics. */
export const sumOf =
  (ids, per = 1) =>
  (run, at) =>
    ids.reduce((sum, id) => sum + run.values[at(id)], 0) / per;

/** P(N = n) and P(N ≤ n) of the units in use: their ratio is the p(delay) of n beds. */
export const delayAt = (resource, beds) => (run) => {
  const minutes = run.minutesAtLevel[resource];
  return [minutes[beds] ?? 0, minutes.slice(0, beds + 1).reduce((sum, one) => sum + one, 0)];
};

/**
 * p(delay) of a unit with beds of its own and some shared with another, where the two occupancies are taken to be independent: all
 * beds it may use are taken, or it uses all that the other leaves it.
 */
export const delayWithShared = (unit, other, own, others, shared) => (run) => {
  const here = sharesOfTime(run.minutesAtLevel[unit]);
  const there = sharesOfTime(run.minutesAtLevel[other]);
  let delayed = atLeast(here, own + shared);
  for (let taken = 1; taken <= shared; taken++) {
    delayed += (here[own + shared - taken] ?? 0) * atLeast(there, others + taken);
  }
  return delayed;
};

function sharesOfTime(minutes) {
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return minutes.map((one) => one / total);
}

function atLeast(shares, level) {
  return shares.slice(level).reduce((sum, one) => sum + one, 0);
}
