import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Distribution } from "../../src/random/distribution.ts";
import { distributions } from "../../src/random/distributions.ts";

function named(name: string): Distribution {
  const distribution = distributions.get(name);
  if (distribution === undefined) throw new Error(name);
  return distribution;
}

const LEAST = 2 ** -53;
const source = (...uniforms: readonly number[]) => {
  let i = 0;
  return { next: () => uniforms[i++ % uniforms.length] };
};

/** Ordinary, edge and extreme parameters; all pass `check`. */
const cases: readonly [string, number, readonly number[]][] = [
  ["constant", 0, [-3]],
  ["exponential", 0, [4]],
  ["exponential", 0, [0]],
  ["uniform", 0, [0.1, 0.3]],
  ["triangular", 0, [2, 2, 5]],
  ["triangular", 0, [2, 5, 5]],
  ["triangular", 0, [0.1, 0.2, 0.3]],
  ["pert", 0, [2, 2, 5, 4]],
  ["pert", 0, [0.1, 0.2, 0.3, 0]],
  ["pert", 0, [0, 1, 1e6, 1000]],
  ["normal", 0, [10, 5, -Infinity, Infinity]],
  ["normal", 0, [10, 5, 0, Infinity]],
  ["normal", 0, [10, 5, -Infinity, 4]],
  ["normal", 0, [0, 1, 6, Infinity]],
  ["normal", 0, [0, 1, -7, -6]],
  ["normal", 0, [0, 1, 0, 1e-6]],
  ["normal", 0, [0, 1, -1e9, 1e9]],
  ["lognormal", 0, [10, 1e-8]],
  ["lognormal", 2, [1, 1e6]],
  ["lognormal", 3, [1, 1]],
  ["lognormal", 4, [-500, 10, 1]],
  ["gamma", 0, [3, 1e-9]],
  ["gamma", 1, [1, 30]],
  ["gamma", 1, [1, 1000]],
  ["gamma", 2, [1e12, 1]],
  ["erlang", 0, [1, 4]],
  ["erlang", 0, [1000, 4]],
  ["erlang", 0, [3, 0]],
  ["weibull", 0, [0.01, 1]],
  ["weibull", 0, [1e9, 4]],
  ["beta", 0, [0.001, 0.001, 0, 1]],
  ["beta", 0, [0.5, 3, -1, 1]],
  ["beta", 0, [2, 3, 7, 7]],
  ["beta", 1, [0.3, 0.1, 0, 1]],
  ["beta", 1, [0.5, 1e-4, 0, 1]],
  ["logLogistic", 0, [0.1, 5]],
  ["logLogistic", 0, [1e9, 5]],
  ["hyperexponential", 0, [0.9, 0.1, 0.5, 5]],
  ["hyperexponential", 0, [0.7, 0.1, 0.1, 0.1, 0, 0, 1, 2, 3, 9]],
  ["empirical", 0, [5]],
  ["empirical", 0, [3, 1, 2, 2, 9]],
  ["categorical", 0, [0.2, 0, 0.8]],
  ["categorical", 0, [1 / 3, 1 / 3, 1 / 3, 0]],
  ["poisson", 0, [0]],
  ["poisson", 0, [0.001]],
  ["poisson", 0, [49.9]],
  ["poisson", 0, [1e9]],
];

/** mean, sd, min, max of the normal; mean and sd between the bounds, by quadrature with 40 digits. */
// biome-ignore format: a row of the table a line
const references: readonly [readonly number[], number, number][] = [
  [[10, 5, 0, Infinity], 10.27623931339495, 4.707578858371423],
  [[10, 5, -Infinity, 4], 1.5622398756740719, 2.1049382010621756],
  [[0, 1, 6, Infinity], 6.158482604544599, 0.15487942661685822],
  [[0, 1, -7, -6], -6.15721090337828, 0.15082566465131766],
  [[0, 1, 0, 1e-6], 4.999999999999583e-7, 2.886751345948081e-7],
  [[100, 10, 95, 120], 104.45743778272515, 6.136724176112495],
  [[0, 1, 1, 2.5], 1.4722789034330306, 0.3635968700386678],
];

/** Mean, sd, q05, q50, q95 from an independent library of distributions (SciPy 1.17). */
// biome-ignore format: a row of the table a line
const moments: readonly [string, number, readonly number[], readonly number[]][] = [
  ["uniform", 0, [2, 5], [3.5, 0.8660254037844386, 2.15, 3.5, 4.85]],
  ["weibull", 0, [1.5, 4], [3.610981171803734, 2.4517431670187055, 0.5522050662251368, 3.132879075098605, 8.312442550138226]],
  ["beta", 0, [2, 3, 0, 1], [0.4, 0.2, 0.09761146288641434, 0.3857275681323895, 0.7513953742698181]],
  ["beta", 0, [0.5, 3, -1, 3], [-0.4285714285714286, 0.659828879073858, -0.9971528546945768, -0.6838689316953082, 0.9978940527044644]],
  ["beta", 1, [0.3, 0.1, 0, 1], [0.3, 0.1, 0.14746956555924104, 0.29322017994366467, 0.4757971104214103]],
  ["gamma", 1, [10, 2], [10.0, 20.0, 0.00016874301681051973, 1.7469520941149361, 48.40464549779051]],
  ["lognormal", 3, [9, 18], [18.0, 31.176914536239792, 1.2976532377449512, 9.0, 62.420373674527205]],
  ["pert", 0, [0, 10, 100, 4], [23.333333333333332, 15.986105077709064, 2.999818232358909, 20.26648503614662, 54.207409738531624]],
  ["normal", 0, [10, 5, -Infinity, Infinity], [10.0, 5.0, 1.7757318652426353, 10.0, 18.22426813475736]],
];

describe("every family, at its limits too", () => {
  test.each(cases)(
    "%s (form %i, %j) gives numbers within its bounds, the greater the probability the greater",
    (name, form, parameters) => {
      const distribution = named(name);
      expect(distribution.check(form, parameters)).toBeNull();
      const c = distribution.prepare(form, parameters);
      const [min, max] = [distribution.min(c), distribution.max(c)];
      for (const u of [LEAST, 1e-9, 0.1, 0.5 + LEAST, 0.9, 1 - 1e-9, 1 - LEAST]) {
        const x = distribution.sample(c, source(u, 1 - LEAST));
        expect(Number.isFinite(x)).toBe(true);
        expect(x >= min && x <= max).toBe(true);
      }
      const probabilities = [LEAST, 1e-12, 1e-6, 0.01, 0.2, 0.4, 0.5, 0.500001, 0.7, 0.9, 0.99, 1 - 1e-6, 1 - LEAST];
      const quantiles = probabilities.map((p) => distribution.quantile(c, p));
      expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
      expect(Number.isNaN(distribution.mean(c)) || Number.isNaN(distribution.sd(c))).toBe(false);
      for (const x of [min, max, quantiles[0], quantiles[6], quantiles[12]]) {
        const below = distribution.cdf(c, x);
        expect(below >= 0 && below <= 1).toBe(true);
      }
      expect([distribution.cdf(c, -Infinity), distribution.cdf(c, Infinity)]).toEqual([0, 1]);
    },
  );

  test.each(references)("the truncated normal %j has its exact mean and sd", (parameters, mean, sd) => {
    const normal = named("normal");
    const c = normal.prepare(0, parameters);
    expect(Math.abs(normal.mean(c) / mean - 1)).toBeLessThan(1e-9);
    expect(Math.abs(normal.sd(c) / sd - 1)).toBeLessThan(1e-9);
  });

  test("a truncated normal is not a clamped one: clamping at 0 would give a mean of 10.0425", () => {
    const normal = named("normal");
    expect(normal.mean(normal.prepare(0, [10, 5, 0, Infinity]))).toBeCloseTo(10.27623931339495, 9);
  });

  test.each(moments)("%s (form %i, %j) has its exact mean, sd and quantiles", (name, form, parameters, expected) => {
    const distribution = named(name);
    const c = distribution.prepare(form, parameters);
    const found = [
      distribution.mean(c),
      distribution.sd(c),
      ...[0.05, 0.5, 0.95].map((p) => distribution.quantile(c, p)),
    ];
    for (const [i, value] of expected.entries()) expect(Math.abs(found[i] / value - 1)).toBeLessThan(1e-9);
  });

  test("a mean or sd that does not exist is Infinity", () => {
    const logLogistic = named("logLogistic");
    expect(logLogistic.mean(logLogistic.prepare(0, [1, 5]))).toBe(Infinity);
    expect(logLogistic.sd(logLogistic.prepare(0, [2, 5]))).toBe(Infinity);
  });

  test("quantiles of Poisson counts are exact in both tails, for a mean of a million too", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.3, 3.2, 49, 51, 1e3, 1e6),
        fc.double({ min: LEAST, max: 1 - LEAST, noNaN: true }),
        (mean, p) => {
          const poisson = named("poisson");
          const c = poisson.prepare(0, [mean]);
          const n = poisson.quantile(c, p);
          const slack = 1e-12;
          return poisson.cdf(c, n) >= p - slack && (n === 0 || poisson.cdf(c, n - 1) < p + slack);
        },
      ),
      { numRuns: 500, seed: 5 },
    );
    const c = named("poisson").prepare(0, [1e9]);
    // Mean + 5.1993 sd is the normal quantile of 1 − 10^-7; skewness adds 4.3.
    expect(Math.abs(named("poisson").quantile(c, 1 - 1e-7) - (1e9 + 5.199337582 * Math.sqrt(1e9) + 4.34))).toBeLessThan(
      2,
    );
  });

  test("a category or branch without a share is never chosen", () => {
    for (const u of [LEAST, 0.2, 0.5, 1 - LEAST]) {
      const c = named("categorical").prepare(0, [0, 0.7, 0.1, 0, 0.1, 0.1, 0]);
      expect([1, 2, 4, 5]).toContain(named("categorical").sample(c, source(u)));
      const hyper = named("hyperexponential").prepare(0, [0, 1, 0, 1e9, 1, 1e9]);
      expect(named("hyperexponential").sample(hyper, source(u, 0.5))).toBeCloseTo(Math.LN2, 12);
    }
  });

  test.each([
    ["gamma", 1, [1, 1e200], "cv must be from 0 to 1000"],
    ["lognormal", 0, [1, 1e9], "sd ÷ mean must be from 0 to 1000000"],
    ["lognormal", 4, [800, 1, 1], "mu must be from -500 to 500"],
    ["beta", 1, [0.5, 1e-9, 0, 1], "sd is too near 0"],
    ["beta", 0, [0, 1, 0, 1], "alpha must be from"],
    ["logLogistic", 0, [0.01, 1], "shape must be from 0.1"],
    ["normal", 0, [0, 1, 9, Infinity], "leave out almost everything"],
    ["normal", 0, [0, 0, 1, 2], "outside min and max"],
    ["uniform", 0, [-1e308, 1e308], "max − min must be a finite number"],
    ["poisson", 0, [-1], "mean must be 0 or more"],
    ["poisson", 0, [1e10], "mean must be at most"],
    ["categorical", 0, [0.5, 0.6], "shares must sum to 1"],
    ["categorical", 0, [], "at least one category"],
    ["empirical", 0, [], "at least one observation"],
    ["constant", 0, [NaN], "must be a finite number"],
  ])("%s (form %i, %j) is refused with the value that is wrong", (name, form, parameters, complaint) => {
    expect(named(name).check(form, parameters)).toContain(complaint);
  });

  test("no family lets NaN pass its check", () => {
    for (const distribution of distributions.values()) {
      for (const [form, { parameters }] of distribution.forms.entries()) {
        for (const i of parameters.keys()) {
          const values = parameters.map((parameter, j) => (j === i ? NaN : (parameter.default ?? 1)));
          expect(distribution.check(form, values), `${distribution.name} ${form} ${i}`).not.toBeNull();
        }
      }
    }
  });
});
