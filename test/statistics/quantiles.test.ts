import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fewestForQuantile,
  quantile,
  quantileOfSorted,
  quantileRanks,
  quantilesInPlace,
} from "../../src/statistics/quantiles.ts";

describe("a quantile of type 7", () => {
  test("interpolates linearly between order statistics, as R's quantile() does", () => {
    const values = Float64Array.of(10, 1, 7, 3);
    // R: quantile(c(10, 1, 7, 3), c(0, .25, .5, .9, 1)) is 1, 2.5, 5, 9.1, 10
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantile(values, p))).toEqual([1, 2.5, 5, expect.closeTo(9.1, 12), 10]);
    expect(values).toEqual(Float64Array.of(10, 1, 7, 3));
  });

  test("of one value is that value, and of nothing is NaN", () => {
    expect(quantileOfSorted(Float64Array.of(4, 99), 1, 0.95)).toBe(4);
    expect(quantileOfSorted(Float64Array.of(4, 99), 0, 0.95)).toBeNaN();
  });

  test("lies within the values and rises with p", () => {
    const many = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(many, fc.double({ min: 0, max: 1, noNaN: true }), (list, p) => {
        const sorted = Float64Array.from(list).sort();
        const value = quantileOfSorted(sorted, sorted.length, p);
        expect(value).toBeGreaterThanOrEqual(sorted[0]);
        expect(value).toBeLessThanOrEqual(quantileOfSorted(sorted, sorted.length, 1));
      }),
    );
  });

  test("is refused for p outside 0 to 1", () => {
    expect(() => quantileOfSorted(Float64Array.of(1), 1, 95)).toThrow("quantile 95 is not between 0 and 1");
    expect(() => quantileOfSorted(Float64Array.of(1), 1, NaN)).toThrow("quantile NaN is not between 0 and 1");
  });

  test("is the same in place, at several points, as of sorted values", () => {
    const points = [0, 0.1, 0.5, 0.5, 0.9, 0.95, 1];
    const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        const found = quantilesInPlace(Float64Array.from(values), points);
        expect(found.map((one) => one + 0)).toEqual(points.map((p) => quantileOfSorted(sorted, sorted.length, p) + 0));
      }),
    );
  });
});

describe("order statistics around a quantile", () => {
  // Shortest, then best covered; exact binomial sums. David and Nagaraja, Order Statistics (2003), §7.1.
  test.each([
    [100, 0.5, 40, 60, 0.9539559330706572],
    [100, 0.9, 84, 96, 0.955690107191223],
  ])("of %i observations enclose the quantile %f with the exact coverage", (n, p, lower, upper, coverage) => {
    const ranks = quantileRanks(n, p, 0.95);
    expect(ranks).toEqual({ lower, upper, coverage: expect.closeTo(coverage, 12) });
  });

  test("are the shortest of all pairs that cover enough", () => {
    for (const n of [5, 12, 31, 60, 75]) {
      for (const p of [0.1, 0.5, 0.77, 0.95]) {
        const found = quantileRanks(n, p, 0.9);
        expect(found && found.upper - found.lower).toBe(shortestByTrial(n, p, 0.9));
      }
    }
  });

  test("do not exist for a 95th percentile of fewer than 59 observations", () => {
    expect(fewestForQuantile(0.95, 0.95)).toBe(59); // Conover, Practical Nonparametric Statistics (1999), §3.2
    expect(quantileRanks(58, 0.95, 0.95)).toBeUndefined();
    expect(quantileRanks(59, 0.95, 0.95)?.upper).toBe(59);
    expect(() => fewestForQuantile(1, 0.95)).toThrow("no interval for quantile 1");
  });

  test("cover as stated in samples of uniform numbers", () => {
    const ranks = quantileRanks(40, 0.5, 0.95);
    if (ranks === undefined) throw new Error("40 observations have an interval for the median");
    let state = 12345;
    const uniform = () => {
      state = (state * 16807) % 2147483647; // Park and Miller (1988)
      return state / 2147483647;
    };
    let covered = 0;
    for (let k = 0; k < 4000; k++) {
      const sample = Float64Array.from({ length: 40 }, uniform).sort();
      if (sample[ranks.lower - 1] <= 0.5 && 0.5 < sample[ranks.upper - 1]) covered++;
    }
    const error = Math.sqrt((ranks.coverage * (1 - ranks.coverage)) / 4000);
    expect(Math.abs(covered / 4000 - ranks.coverage)).toBeLessThan(4 * error);
  });
});

/** Fewest ranks apart with enough coverage, from binomial coefficients, pair by pair. */
function shortestByTrial(n: number, p: number, level: number): number | undefined {
  const term = Array.from({ length: n + 1 }, (_, k) => choose(n, k) * p ** k * (1 - p) ** (n - k));
  for (let apart = 1; apart < n; apart++) {
    for (let lower = 1; lower + apart <= n; lower++) {
      if (term.slice(lower, lower + apart).reduce((a, b) => a + b, 0) >= level) return apart;
    }
  }
  return undefined;
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
