import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Distribution, UniformSource } from "../../src/random/distribution.ts";
import { distributions } from "../../src/random/distributions.ts";
import { remaining } from "../../src/random/remaining.ts";
import { PurposeStream, word } from "../../src/random/streams.ts";
import { Tally } from "../../src/statistics/tally.ts";

function named(name: string): Distribution {
  const distribution = distributions.get(name);
  if (distribution === undefined) throw new Error(name);
  return distribution;
}

function stream(i: number): UniformSource {
  const made = new PurposeStream();
  made.at(i, 77, word("remaining"), 0);
  return made;
}

function only(u: number): UniformSource {
  return { next: () => u };
}

const continuous: readonly [string, number, readonly number[]][] = [
  ["exponential", 0, [4]],
  ["uniform", 0, [2, 11]],
  ["triangular", 0, [2, 5, 14]],
  ["triangular", 0, [0, 0, 6]],
  ["triangular", 0, [1, 6, 6]],
  ["pert", 0, [2, 5, 14, 4]],
  ["normal", 0, [10, 5, 0, Infinity]],
  ["normal", 0, [10, 5, 4, 13]],
  ["normal", 0, [40, 5, -Infinity, Infinity]],
  ["lognormal", 0, [10, 5]],
  ["lognormal", 0, [3, 9]],
  ["gamma", 0, [10, 5]],
  ["gamma", 2, [0.4, 7]],
  ["erlang", 0, [3, 4]],
  ["weibull", 0, [0.7, 5]],
  ["weibull", 0, [2.5, 5]],
  ["beta", 0, [2, 5, 1, 9]],
  ["beta", 0, [0.5, 0.8, 0, 3]],
  ["logLogistic", 0, [5, 5]],
  ["hyperexponential", 0, [0.8, 0.2, 2, 30]],
  ["empirical", 0, [1, 2, 2.5, 8, 16]],
];
const all: typeof continuous = [
  ...continuous,
  ["constant", 0, [6]],
  ["categorical", 0, [0.2, 0.3, 0, 0.5]],
  ["poisson", 0, [3.3]],
  ["gamma", 1, [5, 0]],
];

describe("what is left of a duration", () => {
  test.each(all)("%s (form %i, %j): survival is 1 − cdf, and its inverse inverts it", (name, form, parameters) => {
    const distribution = named(name);
    const c = distribution.prepare(form, parameters);
    for (const p of [0.001, 0.1, 0.4, 0.9, 0.999]) {
      const x = distribution.quantile(c, p);
      expect(distribution.survival(c, x)).toBeCloseTo(1 - distribution.cdf(c, x), 10);
      const upper = distribution.upperQuantile(c, 1 - p);
      expect(distribution.survival(c, upper)).toBeLessThanOrEqual((1 - p) * (1 + 1e-9));
      expect(distribution.survival(c, upper * (1 - 1e-9) - 1e-12)).toBeGreaterThanOrEqual((1 - p) * (1 - 1e-6));
    }
  });

  test.each(continuous)(
    "%s (form %i, %j) after a known time: P(more than r) is S(e + r) ÷ S(e), in far tails too",
    (...row) => {
      const [name, form, parameters] = row;
      const distribution = named(name);
      const c = distribution.prepare(form, parameters);
      fc.assert(
        fc.property(
          fc.double({ min: 1e-9, max: 0.999, noNaN: true }),
          fc.double({ min: 1e-9, max: 1, maxExcluded: true, noNaN: true }),
          (share, u) => {
            const elapsed = distribution.upperQuantile(c, share);
            const lasting = distribution.survival(c, elapsed);
            const left = remaining(distribution, c, elapsed, only(u));
            // What is left may be small beside what has passed: the error is that of their sum.
            const error = 1e-12 * (elapsed + left);
            expect(distribution.survival(c, elapsed + left + error)).toBeLessThanOrEqual(u * lasting * (1 + 1e-8));
            expect(distribution.survival(c, elapsed + left - error)).toBeGreaterThanOrEqual(u * lasting * (1 - 1e-8));
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  test.each(all)(
    "%s (form %i, %j) of unknown age: mean E[X²] ÷ 2E[X], and density S(x) ÷ mean",
    (name, form, parameters) => {
      const distribution = named(name);
      const c = distribution.prepare(form, parameters);
      const [mean, sd] = [distribution.mean(c), distribution.sd(c)];
      const n = 20_000;
      const tally = new Tally();
      const marks = [0.2, 0.5, 0.8].map((p) => distribution.quantile(c, p));
      const below = marks.map(() => 0);
      for (let i = 0; i < n; i++) {
        const left = remaining(distribution, c, Number.NaN, stream(i));
        tally.add(left);
        for (const [k, mark] of marks.entries()) if (left <= mark) below[k]++;
      }
      // 4.06 standard errors: 1 in 20,000, for over a hundred comparisons.
      expect(Math.abs(tally.mean - (sd * sd + mean * mean) / (2 * mean))).toBeLessThan(
        (4.06 * tally.sd) / Math.sqrt(n),
      );
      for (const [k, mark] of marks.entries()) {
        const expected = integral((x) => distribution.survival(c, x), mark) / mean;
        expect(Math.abs(below[k] / n - expected)).toBeLessThan(
          4.06 * Math.sqrt(Math.abs(expected * (1 - expected)) / n) + 1e-4,
        );
      }
    },
  );

  test("where values can lie below 0, those above count by their length", () => {
    const n = 20_000;
    for (const [name, parameters] of [
      ["triangular", [-2, 1, 6]],
      ["uniform", [-2, 6]],
      ["empirical", [-2, 6]],
    ] as const) {
      const distribution = named(name);
      const c = distribution.prepare(0, parameters);
      const tally = new Tally();
      for (let i = 0; i < n; i++) tally.add(distribution.lengthBiased(c, stream(i)));
      // E[X²; X > 0] ÷ E[X; X > 0] by quadrature of S: ∫ 2x S ÷ ∫ S.
      const [top, bottom] = [
        (x: number) => 2 * x * distribution.survival(c, x),
        (x: number) => distribution.survival(c, x),
      ];
      expect(Math.abs(tally.mean - integral(top, 6) / integral(bottom, 6))).toBeLessThan(
        (4.06 * tally.sd) / Math.sqrt(n),
      );
    }
  });

  test("a constant leaves the rest, or nothing at its end; longer cannot be, and without a mean nothing is known", () => {
    const constant = named("constant");
    const c = constant.prepare(0, [10]);
    expect(remaining(constant, c, 4, only(0.3))).toBe(6);
    expect(remaining(constant, c, 10, only(0.3))).toBe(0);
    expect(remaining(constant, c, 11, only(0.3))).toBeNaN();
    expect(remaining(constant, c, Number.NaN, only(0.3))).toBe(3);
    const heavy = named("logLogistic");
    expect(remaining(heavy, heavy.prepare(0, [0.9, 5]), Number.NaN, only(0.3))).toBeNaN();
  });

  test("an exponential has forgotten how long it has lasted", () => {
    const exponential = named("exponential");
    const c = exponential.prepare(0, [5]);
    for (const elapsed of [0, 3, 200])
      expect(remaining(exponential, c, elapsed, only(0.25))).toBeCloseTo(5 * Math.log(4), 9);
  });
});

/** From 0 on, by the midpoint rule: fine enough for steps too. */
function integral(of: (x: number) => number, to: number): number {
  const pieces = 10_000;
  let sum = 0;
  for (let i = 0; i < pieces; i++) sum += of(((i + 0.5) * to) / pieces);
  return (sum * to) / pieces;
}
