import { describe, expect, test } from "vitest";
import { uptake } from "../../src/kernel/uptake.ts";
import type { UptakeCurve } from "../../src/model/model.ts";

const linear: UptakeCurve = { kind: "linear", ceiling: 0.8, over: 1000 };
const logistic: UptakeCurve = { kind: "logistic", ceiling: 0.6, half: 5000, tenToNinety: 3000 };
const points: UptakeCurve = {
  kind: "points",
  at: Float64Array.of(0, 100, 300),
  share: Float64Array.of(0.1, 0.5, 0.4),
};
const curves: readonly UptakeCurve[] = [
  { kind: "share", share: 0.5 },
  linear,
  logistic,
  { kind: "bass", p: 1e-6, q: 1e-5, ceiling: 0.8 },
  points,
];

/** Minutes of a year of 365.25 days. */
const YEAR = 525960;

function bass(p: number, q: number, ceiling = 1): UptakeCurve {
  return { kind: "bass", p: p / YEAR, q: q / YEAR, ceiling };
}

describe("uptake", () => {
  test.each(curves)("by $kind is 0 before day 0", (curve) => {
    expect(uptake(curve, -1e-9)).toBe(0);
  });

  test("by a share is whole at the moment of day 0, and stays; nobody is nobody", () => {
    expect([0, 1, 1e6].map((since) => uptake({ kind: "share", share: 0.5 }, since))).toEqual([0.5, 0.5, 0.5]);
    expect(uptake({ kind: "share", share: 0 }, 0)).toBe(0);
  });

  test("that is linear grows evenly to its ceiling, and no further", () => {
    expect([0, 250, 500, 1000, 5000].map((since) => uptake(linear, since))).toEqual([0, 0.2, 0.4, 0.8, 0.8]);
  });

  test("that is logistic has half of its ceiling at the half, and goes from 10 % to 90 % of it in the time stated", () => {
    expect(uptake(logistic, 5000)).toBeCloseTo(0.3, 12);
    expect(uptake(logistic, 5000 - 1500)).toBeCloseTo(0.06, 12);
    expect(uptake(logistic, 5000 + 1500)).toBeCloseTo(0.54, 12);
    expect(uptake(logistic, 1e6)).toBeCloseTo(0.6, 12);
  });

  test.each([
    [0.02, 0.6, 5.59],
    [0.03, 0.38, 6.55],
    [0.01, 0.25, 12.68],
  ])("by Bass with p %d and q %d is half after %d years", (p, q, years) => {
    // The share is one half where exp(−(p + q) t) is 1 ÷ (2 + q ÷ p).
    const half = Math.log(2 + q / p) / (p + q);
    expect(half).toBeCloseTo(years, 2);
    expect(uptake(bass(p, q), half * YEAR)).toBeCloseTo(0.5, 12);
    expect(uptake(bass(p, q, 0.6), half * YEAR)).toBeCloseTo(0.3, 12);
  });

  test("by Bass begins at 0, where it grows by p of the ceiling, and ends at the ceiling", () => {
    const curve = bass(0.02, 0.6, 0.85);
    expect(uptake(curve, 0)).toBe(0);
    expect(uptake(curve, YEAR * 1e-6)).toBeCloseTo(0.02 * 0.85 * 1e-6, 12);
    expect(uptake(curve, YEAR * 1000)).toBe(0.85);
  });

  test("by Bass without followers is exponential", () => {
    expect(uptake(bass(0.3, 0), 2 * YEAR)).toBeCloseTo(1 - Math.exp(-0.6), 12);
  });

  test("decays by half in each half-life, from the end of support on", () => {
    const share: UptakeCurve = { kind: "share", share: 0.8 };
    const decay = { halfLife: 100, from: 50 };
    const shares = [0, 50, 150, 250, 100].map((since) => uptake(share, since, decay));
    for (const [i, left] of [0.8, 0.8, 0.4, 0.2, 0.8 * Math.SQRT1_2].entries()) expect(shares[i]).toBeCloseTo(left, 12);
  });

  test("that has a half-life of 20.77 months keeps 67 % after a year", () => {
    const decay = { halfLife: 20.77 * (YEAR / 12), from: 0 };
    expect(uptake({ kind: "share", share: 1 }, YEAR, decay)).toBeCloseTo(0.67, 4);
  });

  test("by points is straight between them, up or down, and that of the last behind it", () => {
    const shares = [0, 50, 100, 200, 300, 1e6].map((since) => uptake(points, since));
    for (const [i, share] of [0.1, 0.3, 0.5, 0.45, 0.4, 0.4].entries()) expect(shares[i]).toBeCloseTo(share, 12);
  });

  test("by points is nobody's before the first of them", () => {
    const late: UptakeCurve = { kind: "points", at: Float64Array.of(60, 120), share: Float64Array.of(0.2, 0.4) };
    expect([0, 59].map((since) => uptake(late, since))).toEqual([0, 0]);
    expect(uptake(late, 60)).toBe(0.2);
  });
});
