// Runs models of the bank and holds their rows against theory.
import { studentQuantile } from "../../dist/statistics/confidence-interval.js";
import { Tally } from "../../dist/statistics/tally.js";
import { exactOfAnswer, limitOf, modelOfAnswer } from "./criteria.mjs";
import { readersOf } from "./read-rows.mjs";

const LEVEL = 0.999;
/** Of a replication that both simulators ran, a number of one is that of the other but for rounding. */
const ROUNDING = 1e-9;
/** With fresh seeds every night: standard errors that nobody sees by chance. */
const ALARM = 5;
/** With `--long` every run is by the program, and there are so many times as many. */
const LONGER = 2;

/**
 * All answers of one model, from one set of runs. Where a second simulator stands beside the program, the answer is the mean of
 * what the second gives in many replications plus the mean difference between the two in others that both have run: two-level
 * Monte Carlo, without bias for the program whatever the second does (Giles, Operations Research 56 (2008) 607–617). Where those
 * others are shorter runs the mean difference is theirs, and rests on what `judge` asks of every row: that there is none but rounding.
 * @param {import("./plan.d.mts").OracleModel} model
 * @param {import("./pool.d.mts").Pool} pool
 * @param {import("./verify.d.mts").How} [how]
 */
export async function verifyModel(model, pool, { long = false, seed } = {}) {
  const readers = readersOf(model);
  const { name, run, beside = run, replications, small = 0 } = model;
  const job = (isSmall, minutes, first, count) => ({
    name,
    seed,
    small: isSmall,
    minutes,
    first,
    count,
    readers: readers.length,
  });
  if (long || small === 0) {
    const count = long ? LONGER * (replications + small) : replications;
    const [values] = await pool.run([job(false, run, 1, count)]);
    return readers.map(({ id, read }, k) =>
      judge(id, { ...estimateOf([values[k]], read.squared), program: count }, long),
    );
  }
  const [program, same, others] = await pool.run([
    job(false, beside, 1, replications),
    job(true, beside, 1, replications),
    job(true, run, replications + 1, small),
  ]);
  return readers.map(({ id, read }, k) => {
    const differences = program[k].map((value, i) => value - same[k][i]);
    const apart = Math.max(...differences.map((one, i) => (one === 0 ? 0 : Math.abs(one / program[k][i]))));
    return judge(id, { ...estimateOf([differences, others[k]], read.squared), apart, program: replications, small });
  });
}

/** The sum of the means of independent samples, with its interval: Student's t on the degrees of freedom of Welch. */
export function estimateOf(samples, squared = false) {
  // A run without a number where theory has one: no interval contains it.
  if (samples.some((values) => values.some(Number.isNaN)))
    return { mean: Number.NaN, halfWidth: Number.NaN, error: Number.NaN };
  const tallies = samples.map((values) => {
    const tally = new Tally();
    for (const value of values) tally.add(value);
    return tally;
  });
  const errors = tallies.map(({ sd, count }) => sd ** 2 / count);
  const mean = tallies.reduce((sum, tally) => sum + tally.mean, 0);
  const variance = errors.reduce((sum, one) => sum + one, 0);
  if (variance === 0) return { mean, halfWidth: 0, error: 0 };
  const degrees = variance ** 2 / errors.reduce((sum, one, i) => sum + one ** 2 / (tallies[i].count - 1), 0);
  const error = Math.sqrt(variance);
  const halfWidth = studentQuantile(0.5 + LEVEL / 2, degrees) * error;
  if (!squared) return { mean, halfWidth, error };
  const root = Math.sqrt(mean);
  const half = (Math.sqrt(mean + halfWidth) - Math.sqrt(mean - halfWidth)) / 2;
  return { mean: root, halfWidth: half, error: error / (2 * root) };
}

/** Holds one answer, whose id may name a part of a row, against the criteria of the bank. */
export function judge(id, { mean, halfWidth, error, apart, program, small }, long = false) {
  const exact = exactOfAnswer(id);
  const limit = limitOf(id);
  const off = Math.abs(mean - exact);
  const inside = long ? off <= ALARM * error : off <= halfWidth;
  const narrow = halfWidth <= limit * Math.abs(exact);
  const together = apart === undefined || (apart !== null && apart < ROUNDING); // NaN is null in JSON
  const verdict = !together ? "APART" : !inside ? "OUTSIDE" : narrow ? "holds" : "TOO WIDE";
  return { id, model: modelOfAnswer(id), exact, mean, halfWidth, error, apart, program, small, limit, verdict };
}
