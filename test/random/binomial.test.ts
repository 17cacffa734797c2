import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialQuantile } from "../../src/random/binomial.ts";

describe("the binomial number of one uniform", () => {
  test("is the least k whose cumulative probability is above it", () => {
    // n = 3, p = 1/4: cumulative 27/64, 54/64, 63/64.
    expect([0.42, 0.43, 0.84, 0.85, 0.98, 0.99].map((u) => binomialQuantile(3, 0.25, u))).toEqual([0, 1, 1, 2, 2, 3]);
    // p = 3/4: cumulative 1/64, 10/64, 37/64.
    expect([0.015, 0.016, 0.15, 0.16, 0.57, 0.58].map((u) => binomialQuantile(3, 0.75, u))).toEqual([0, 1, 1, 2, 2, 3]);
  });
  test("is 0 for probability 0, and n for probability 1", () => {
    expect([1e-16, 0.5, 1 - 2 ** -53].map((u) => binomialQuantile(7, 0, u))).toEqual([0, 0, 0]);
    expect([1e-16, 0.5, 1 - 2 ** -53].map((u) => binomialQuantile(7, 1, u))).toEqual([7, 7, 7]);
  });
  test("has mean np and variance np(1 − p), also of 1,000", () => {
    const cases = [
      [1000, 0.08],
      [1000, 0.5],
      [1000, 0.93],
      [12, 0.3],
    ];
    for (const [n, p] of cases) {
      const points = 100_000;
      let sum = 0;
      let square = 0;
      for (let i = 0; i < points; i++) {
        const k = binomialQuantile(n, p, (i + 0.5) / points) - n * p;
        sum += k;
        square += k * k;
      }
      expect(Math.abs(sum / points)).toBeLessThan(1e-3 * Math.sqrt(n * p * (1 - p)) + 1e-3);
      expect(square / points / (n * p * (1 - p))).toBeCloseTo(1, 3);
    }
  });
  test("stays plausible for the largest uniform there is, where sums round", () => {
    for (const p of [0.01, 0.08, 0.5]) {
      const most = binomialQuantile(1000, p, 1 - 2 ** -53);
      expect(most).toBeLessThan(1000 * p + 14 * Math.sqrt(1000 * p));
    }
  });
  test("never falls as the uniform, the probability or the number rises, and one more adds at most one", () => {
    const unit = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), unit, unit, unit, (n, p, q, u) => {
        const k = binomialQuantile(n, p, u);
        const more = binomialQuantile(n + 1, p, u);
        if (q > p + 1e-9) expect(binomialQuantile(n, q, u)).toBeGreaterThanOrEqual(k);
        expect([0, 1]).toContain(more - k);
        if (q > u + 1e-9) expect(binomialQuantile(n, p, q)).toBeGreaterThanOrEqual(k);
      }),
    );
  });
});
