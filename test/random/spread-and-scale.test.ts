import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Distribution } from "../../src/random/distribution.ts";
import { distributions } from "../../src/random/distributions.ts";
import { mix } from "../../src/random/generator.ts";

function named(name: string): Distribution {
  const distribution = distributions.get(name);
  if (distribution === undefined) throw new Error(name);
  return distribution;
}

/** Uniforms of one subject: draws 0, 1 … */
const source = (subject: number) => {
  let draw = 0;
  return { next: () => mix(subject, 20260406, 7, draw++) };
};

/** Every family with a fourth moment, whose sampled variance therefore has a standard error. */
const spreads: readonly [string, number, readonly number[]][] = [
  ["exponential", 0, [4]],
  ["uniform", 0, [2, 5]],
  ["triangular", 0, [2, 5, 14]],
  ["pert", 0, [2, 5, 14, 4]],
  ["normal", 0, [10, 5, -Infinity, Infinity]],
  ["normal", 0, [10, 5, 0, Infinity]],
  ["normal", 0, [0, 1, 3, Infinity]],
  ["lognormal", 0, [10, 5]],
  ["gamma", 0, [10, 5]],
  ["erlang", 0, [3, 4]],
  ["weibull", 0, [1.5, 4]],
  ["beta", 0, [2, 3, -1, 1]],
  ["logLogistic", 0, [9, 5]],
  ["hyperexponential", 0, [0.9, 0.1, 0.5, 5]],
  ["empirical", 0, [1, 2, 4, 8, 16, 32]],
  ["categorical", 0, [0.2, 0.3, 0.5]],
  ["poisson", 0, [3.2]],
  ["poisson", 0, [300]],
];

/** Form, parameters, and for each parameter the power of the unit in it. */
const scales: readonly [string, number, readonly number[], readonly number[]][] = [
  ["constant", 0, [4], [1]],
  ["normal", 0, [10, 5, -Infinity, Infinity], [1, 1, 1, 1]],
  ["normal", 0, [10, 5, 20, 90], [1, 1, 1, 1]],
  ["lognormal", 1, [10, 25], [1, 2]],
  ["lognormal", 2, [10, 0.5], [1, 0]],
  ["lognormal", 4, [1, 0.6, 3], [0, 0, 1]],
  ["gamma", 1, [10, 0.7], [1, 0]],
  ["gamma", 2, [4, 2.5], [0, 1]],
  ["beta", 0, [2, 3, 1, 7], [0, 0, 1, 1]],
  ["beta", 1, [3, 1.2, 1, 7], [1, 1, 1, 1]],
  ["empirical", 0, [1, 2, 4, 8, 16, 31], [1, 1, 1, 1, 1, 1]],
];

describe("drawn variates", () => {
  test.each(spreads)("%s (form %i, %j) is drawn with its mean and sd", (name, form, parameters) => {
    const distribution = named(name);
    const c = distribution.prepare(form, parameters);
    const n = 200_000;
    const [mean, sd] = [distribution.mean(c), distribution.sd(c)];
    let [first, second, fourth] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const away = distribution.sample(c, source(i)) - mean;
      first += away / n;
      second += (away * away) / n;
      fourth += away ** 4 / n;
    }
    // 3.29 standard errors: a 99.9 % interval. About the true mean the mean square estimates the variance without bias.
    expect(Math.abs(first)).toBeLessThan((3.29 * sd) / Math.sqrt(n));
    expect(Math.abs(second - sd * sd)).toBeLessThan(3.29 * Math.sqrt((fourth - second * second) / n));
  });

  test("other forms and families too scale exactly with a power of two in their unit", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: -8, max: 8 }), fc.constantFrom(...scales), (subject, j, row) => {
        const [name, form, parameters, powers] = row;
        const factor = 2 ** j;
        const scaled = parameters.map((x, i) => x * factor ** powers[i]);
        const distribution = named(name);
        const plain = distribution.sample(distribution.prepare(form, parameters), source(subject));
        return distribution.sample(distribution.prepare(form, scaled), source(subject)) === plain * factor;
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  test("a normal whose bounds meet is the constant there", () => {
    const normal = named("normal");
    expect(normal.check(0, [10, 5, 12, 12])).toBeNull();
    const c = normal.prepare(0, [10, 5, 12, 12]);
    const found = [normal.sample(c, source(1)), normal.quantile(c, 0.9), normal.mean(c), normal.sd(c)];
    expect(found).toEqual([12, 12, 12, 0]);
    expect([normal.min(c), normal.max(c), normal.cdf(c, 11.9), normal.cdf(c, 12)]).toEqual([12, 12, 0, 1]);
    expect(normal.check(0, [10, 5, Infinity, Infinity])).toContain("min must be a finite number");
  });
});
