import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Distribution } from "../../src/random/distribution.ts";
import { distributions } from "../../src/random/distributions.ts";
import { PurposeStream, word } from "../../src/random/streams.ts";
import { quantile } from "../../src/statistics/quantiles.ts";
import { Tally } from "../../src/statistics/tally.ts";

function named(name: string): Distribution {
  const distribution = distributions.get(name);
  if (distribution === undefined) throw new Error(name);
  return distribution;
}

/** name, form, parameters, and [mean, sd, q05, q50, q95] by closed formulas: each family's textbook moments and quantiles. */
const exact: readonly [string, number, readonly number[], readonly number[]][] = [
  ["lognormal", 0, [10, 5], [10, 5, 4.112438514513884, 8.944271909999161, 19.453178380092208]],
  ["lognormal", 1, [10, 25], [10, 5, 4.112438514513884, 8.944271909999161, 19.453178380092208]],
  ["lognormal", 2, [10, 0.5], [10, 5, 4.112438514513884, 8.944271909999161, 19.453178380092208]],
  [
    "lognormal",
    4,
    [1, 0.6, 1],
    [3.2543742028896707, 2.1422816790796007, 1.0131738442591693, 2.718281828459045, 7.292979522515714],
  ],
  ["gamma", 0, [10, 5], [10, 5, 3.4157959918745773, 9.180151872127242, 19.384141319831812]],
  ["gamma", 2, [4, 2.5], [10, 5, 3.4157959918745773, 9.180151872127242, 19.384141319831812]],
  ["triangular", 0, [2, 5, 14], [7, 2.5495097567963922, 3.341640786499874, 6.6515307716504655, 11.676209992275549]],
  ["pert", 0, [2, 5, 14, 4], [6, 2.138089935299395, 2.917284696947947, 5.765722045468369, 9.888899816013664]],
  [
    "normal",
    0,
    [10, 5, 0, Infinity],
    [10.27623931339495, 4.707578858371423, 2.6805727714303416, 10.142584632954586, 18.279921783569137],
  ],
  ["exponential", 0, [4], [4, 4, 0.2051731775502023, 2.772588722239781, 11.98292909421596]],
  ["erlang", 0, [3, 4], [4, 2.3094010767585034, 1.090255262885271, 3.5654137516314117, 8.394391495829318]],
  ["logLogistic", 0, [3, 5], [6.0459978807807255, 4.889364829239296, 1.8737808839215775, 5, 13.342008243609719]],
];

describe("distributions", () => {
  test.each(exact)("%s (form %i, %j) has its exact mean, sd and quantiles", (name, form, parameters, expected) => {
    const distribution = named(name);
    expect(distribution.check(form, parameters)).toBeNull();
    const c = distribution.prepare(form, parameters);
    const found = [
      distribution.mean(c),
      distribution.sd(c),
      ...[0.05, 0.5, 0.95].map((p) => distribution.quantile(c, p)),
    ];
    for (const [i, value] of expected.entries()) expect(found[i] / value).toBeCloseTo(1, 9);
  });

  test.each(exact)(
    "%s (form %i, %j) is drawn with that mean, sd and those quantiles",
    (name, form, parameters, expected) => {
      const n = 100_000;
      const { tally, values } = drawn(named(name), form, parameters, n);
      const [mean, sd, q05, q50, q95] = expected;
      // 3.29 standard errors: a 99.9 % interval.
      expect(Math.abs(tally.mean - mean)).toBeLessThan((3.29 * sd) / Math.sqrt(n));
      for (const [p, q] of [
        [0.05, q05],
        [0.5, q50],
        [0.95, q95],
      ]) {
        const below = values.filter((x) => x <= q).length / n;
        expect(Math.abs(below - p)).toBeLessThan(3.29 * Math.sqrt((p * (1 - p)) / n));
      }
      expect(quantile(values, 0.5)).toBeGreaterThan(q05);
    },
  );

  test("empirical quantiles are those of R's type 7", () => {
    const c = named("empirical").prepare(0, [32, 1, 2, 16, 4, 8]);
    expect([0.1, 0.5, 0.9].map((p) => named("empirical").quantile(c, p))).toEqual([1.5, 6, 24]);
  });

  test("Poisson counts have their probabilities, for small and large means", () => {
    const poisson = named("poisson");
    const c = poisson.prepare(0, [3.2]);
    const probabilities = [0, 1, 2, 3, 4].map((n) => poisson.cdf(c, n) - poisson.cdf(c, n - 1));
    const expected = [
      0.04076220397836621, 0.1304390527307719, 0.20870248436923505, 0.22261598332718405, 0.17809278666174724,
    ];
    for (const [i, p] of expected.entries()) expect(probabilities[i]).toBeCloseTo(p, 12);
    for (const mean of [0.1, 3.2, 250, 1e6]) {
      const { tally } = drawn(poisson, 0, [mean], 20_000);
      expect(Math.abs(tally.mean - mean)).toBeLessThan(3.29 * Math.sqrt(mean / 20_000));
      expect(Math.abs(tally.variance / mean - 1)).toBeLessThan(0.06 + 1 / Math.sqrt(mean * 2000));
    }
  });

  test("a hyperexponential has the moments of its mixture", () => {
    const hyper = named("hyperexponential");
    const c = hyper.prepare(0, [0.9, 0.1, 1 / 1.8, 5]);
    expect(hyper.mean(c)).toBeCloseTo(1, 12);
    expect(hyper.sd(c) ** 2).toBeCloseTo(2 * (0.9 / 1.8 ** 2 + 0.1 * 25) - 1, 10);
    const { tally } = drawn(hyper, 0, [0.9, 0.1, 1 / 1.8, 5], 200_000);
    expect(Math.abs(tally.mean - 1)).toBeLessThan((3.29 * hyper.sd(c)) / Math.sqrt(200_000));
  });

  test("spread of nothing gives a constant", () => {
    for (const [name, form, parameters, value] of [
      ["lognormal", 0, [3, 0], 3],
      ["gamma", 0, [3, 0], 3],
      ["normal", 0, [3, 0, -Infinity, Infinity], 3],
      ["uniform", 0, [3, 3], 3],
      ["triangular", 0, [3, 3, 3], 3],
      ["pert", 0, [3, 3, 3, 4], 3],
      ["beta", 1, [0.3, 0, 0, 1], 0.3],
    ] as const) {
      const distribution = named(name);
      expect(distribution.check(form, parameters)).toBeNull();
      const c = distribution.prepare(form, parameters);
      expect([distribution.quantile(c, 0.1), distribution.quantile(c, 0.9), distribution.sd(c)]).toEqual([
        value,
        value,
        0,
      ]);
    }
  });

  test.each([
    ["lognormal", 0, [-1, 2], "mean must be above 0"],
    ["lognormal", 3, [9, 8], "must not be below median"],
    ["normal", 0, [0, -2, -Infinity, Infinity], "sd must be 0 or more"],
    ["uniform", 0, [3, 2], "min (3) must not be above max (2)"],
    ["triangular", 0, [1, 9, 5], "mode (9) must not be above max (5)"],
    ["erlang", 0, [2.5, 4], "k must be a whole number"],
    ["weibull", 0, [0, 4], "shape must be from 0.01"],
    ["beta", 1, [0.5, 0.6, 0, 1], "sd must be below"],
    ["hyperexponential", 0, [0.5, 0.4, 1, 2], "must sum to 1"],
    ["exponential", 0, [NaN], "mean must be 0 or more"],
  ])("%s refuses what cannot be: %i %j", (name, form, parameters, complaint) => {
    expect(named(name).check(form, parameters)).toContain(complaint);
  });

  test("scaling the parameters by a power of two scales every variate exactly", () => {
    const families: readonly [string, number, readonly number[], readonly number[]][] = [
      ["exponential", 0, [4], [1]],
      ["uniform", 0, [2, 5], [1, 1]],
      ["triangular", 0, [2, 5, 14], [1, 1, 1]],
      ["pert", 0, [2, 5, 14, 4], [1, 1, 1, 0]],
      ["normal", 0, [10, 5, 0, 90], [1, 1, 1, 1]],
      ["lognormal", 0, [10, 5], [1, 1]],
      ["lognormal", 3, [9, 18], [1, 1]],
      ["gamma", 0, [10, 5], [1, 1]],
      ["erlang", 0, [3, 4], [0, 1]],
      ["weibull", 0, [1.5, 4], [0, 1]],
      ["logLogistic", 0, [3, 5], [0, 1]],
      ["hyperexponential", 0, [0.9, 0.1, 0.5, 5], [0, 0, 1, 1]],
    ];
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: -8, max: 8 }),
        fc.constantFrom(...families),
        (seed, j, family) => {
          const [name, form, parameters, scales] = family;
          const factor = 2 ** j;
          const scaled = parameters.map((x, i) => (scales[i] === 1 ? x * factor : x));
          return sampleOne(named(name), form, scaled, seed) === sampleOne(named(name), form, parameters, seed) * factor;
        },
      ),
      { numRuns: 2000, seed: 3 },
    );
  });

  test("quantile and distribution undo each other", () => {
    for (const [name, form, parameters] of [
      ...exact,
      ["weibull", 0, [1.5, 4], []],
      ["beta", 0, [2, 3, 0, 1], []],
    ] as const) {
      const distribution = named(name);
      const c = distribution.prepare(form, parameters);
      for (const p of [0.001, 0.05, 0.3, 0.5, 0.8, 0.999]) {
        expect(distribution.cdf(c, distribution.quantile(c, p))).toBeCloseTo(p, 9);
      }
    }
  });
});

function sampleOne(distribution: Distribution, form: number, parameters: readonly number[], seed: number): number {
  const stream = new PurposeStream();
  stream.at(seed, 7, word(distribution.name), 0);
  return distribution.sample(distribution.prepare(form, parameters), stream);
}

function drawn(distribution: Distribution, form: number, parameters: readonly number[], n: number) {
  const stream = new PurposeStream();
  const c = distribution.prepare(form, parameters);
  const tally = new Tally();
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    stream.at(i, 20260406, word("drawn"), 0);
    values[i] = distribution.sample(c, stream);
    tally.add(values[i]);
  }
  return { tally, values };
}
