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
const curves: readonly UptakeCurve[] = [{ kind: "share", share: 0.5 }, linear, logistic, points];

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
