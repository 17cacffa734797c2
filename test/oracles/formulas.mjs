// Rows that need no run: what the program computes by itself.
import { distributions } from "../../dist/index.js";
import { ProfiledArrivals } from "../../dist/random/expected-arrivals.js";
import { quantile } from "../../dist/statistics/quantiles.js";
import { Tally } from "../../dist/statistics/tally.js";
import { load } from "./load.mjs";
import { models } from "./plan.mjs";
import { rows } from "./rows.mjs";
import { workedEconomics } from "./worked-economics.mjs";
import { lagOneAutocorrelation, workedIntervals } from "./worked-intervals.mjs";

const TOLERANCE = 1e-12;
const SAMPLERS = {
  "dist.lognormal": ["lognormal", 0, [10, 5]],
  "dist.lognormal2": ["lognormal", 4, [1, 0.6, 1]],
  "dist.gamma": ["gamma", 0, [10, 5]],
  "dist.triangular": ["triangular", 0, [2, 5, 14]],
  "dist.pert": ["pert", 0, [2, 5, 14, 4]],
  "dist.truncnorm": ["normal", 0, [10, 5, 0, Infinity]],
  "dist.exp": ["exponential", 0, [4]],
  "dist.erlang": ["erlang", 0, [3, 4]],
  "dist.loglogistic": ["logLogistic", 0, [3, 5]],
};
const NIST = {
  "nist.NumAcc1": [10000001, 10000003, 10000002],
  "nist.NumAcc2": alternating(1.2, 1.1, 1.3),
  "nist.NumAcc3": alternating(1000000.2, 1000000.1, 1000000.3),
  "nist.NumAcc4": alternating(10000000.2, 10000000.1, 10000000.3),
};

/** Moments and quantiles of distributions, and the statistics of the NIST reference data, against their rows. */
export function verifyFormulas() {
  const samplers = Object.entries(SAMPLERS).flatMap(([id, [name, form, parameters]]) => {
    const family = distributions.get(name);
    const constants = family.prepare(form, parameters);
    const at = (p) => family.quantile(constants, p);
    const found = [family.mean(constants), family.sd(constants), at(0.05), at(0.5), at(0.95)];
    return compare(id, found, TOLERANCE);
  });
  const poisson = distributions.get("poisson");
  const counts = poisson.prepare(0, [3.2]);
  const chances = [0, 1, 2, 3, 4].map((n) => poisson.cdf(counts, n) - (n === 0 ? 0 : poisson.cdf(counts, n - 1)));
  const data = Float64Array.of(1, 2, 4, 8, 16, 32);
  return [
    ...samplers,
    ...compare("dist.poisson", chances, TOLERANCE),
    ...compare(
      "dist.empirical",
      [0.1, 0.5, 0.9].map((p) => quantile(data, p)),
      TOLERANCE,
    ),
    ...compare("nhpp.count", [undefined, chanceOfNobodyBefore(360)], TOLERANCE),
    ...Object.entries(NIST).flatMap(([id, values]) => compare(id, moments(values), nistTolerance(id))),
    ...[...workedIntervals(), ...workedEconomics()].flatMap(([id, found]) => compare(id, found, TOLERANCE)),
  ];
}

/**
 * The data themselves are rounded to doubles: 1e-16 of 1e6 or 1e7 is 1e-9 or 1e-8 of a spread of 0.1, whatever computes it (NIST's
 * certified values are those of the decimal data).
 */
function nistTolerance(id) {
  return id === "nist.NumAcc4" ? 1e-8 : id === "nist.NumAcc3" ? 1e-9 : TOLERANCE;
}

/** P(first arrival after `minutes`) = exp(−Λ(minutes)): the point of the unit Poisson process that is mapped to that time. */
function chanceOfNobodyBefore(minutes) {
  const { compiled } = load(models.find(({ file }) => file === "hourly-arrivals.yaml"));
  const arrivals = new ProfiledArrivals(compiled.classes[0].arrivals[0], Infinity);
  let [low, high] = [0, 100];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (arrivals.timeOf(middle) < minutes) low = middle;
    else high = middle;
  }
  return Math.exp(-high);
}

function moments(values) {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return [tally.mean, tally.sd, lagOneAutocorrelation(values)];
}

function alternating(first, low, high) {
  return [first, ...Array.from({ length: 1000 }, (_, k) => (k % 2 === 0 ? low : high))];
}

function compare(id, found, tolerance) {
  const row = rows.find((one) => one.id === id);
  const isList = Array.isArray(row.value);
  return [row.value].flat().flatMap((exact, part) => {
    if (found[part] === undefined) return [];
    const difference = Math.abs(found[part] - exact) / Math.abs(exact);
    return {
      id: isList ? `${id}[${part}]` : id,
      exact,
      found: found[part],
      difference,
      verdict: difference <= tolerance ? "holds" : "OUTSIDE",
    };
  });
}
