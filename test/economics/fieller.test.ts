import { describe, expect, test } from "vitest";
import { fiellerInterval } from "../../src/economics/fieller.ts";
import { studentQuantile } from "../../src/statistics/confidence-interval.ts";

/** Means and variances that are wanted, exactly: n = 4, the deviations orthogonal. */
function pairs(meanX: number, sdX: number, meanY: number, sdY: number, correlation = 0) {
  const u = [1, 1, -1, -1].map((x) => x * Math.sqrt(3 / 4));
  const v = [1, -1, 1, -1].map((x) => x * Math.sqrt(3 / 4));
  const rest = Math.sqrt(1 - correlation * correlation);
  return {
    x: u.map((one) => meanX + sdX * one),
    y: u.map((one, i) => meanY + sdY * (correlation * one + rest * v[i])),
  };
}

/** The t of one ratio: Fieller's set holds those for which it is at most the quantile. */
function tOf(ratio: number, x: readonly number[], y: readonly number[]): number {
  const values = x.map((one, i) => one - ratio * y[i]);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
  return Math.abs(mean) / Math.sqrt(variance / values.length);
}

const T = studentQuantile(0.975, 3);

describe("Fieller's interval", () => {
  test("is bounded where the mean below the line is away from 0, and ends where t is the quantile", () => {
    const { x, y } = pairs(100, 20, 5, 1, 0.3);
    const { kind, ratio, low, high } = fiellerInterval(x, y, 0.95);
    expect(kind).toBe("bounded");
    expect(ratio).toBeCloseTo(20, 12);
    expect(tOf(low, x, y)).toBeCloseTo(T, 8);
    expect(tOf(high, x, y)).toBeCloseTo(T, 8);
    expect(low < ratio && ratio < high).toBe(true);
  });

  test("agrees with the closed form of independent means", () => {
    // R ± (t ÷ E) √(s_cc + R² s_ee − g s_cc) ÷ √n, all over 1 − g, with g = t² s_ee ÷ (n E²); Willan and O'Brien (1996)
    const { x, y } = pairs(100, 20, 5, 1);
    const g = (T * T) / (4 * 25);
    const spread = (T / 5) * Math.sqrt((400 + 400 - g * 400) / 4);
    const { low, high } = fiellerInterval(x, y, 0.95);
    expect(low).toBeCloseTo((20 - spread) / (1 - g), 8);
    expect(high).toBeCloseTo((20 + spread) / (1 - g), 8);
  });

  test("is all but a gap where the mean below the line cannot be told from 0 and the one above can", () => {
    const { x, y } = pairs(100, 10, 1, 2);
    const { kind, low, high } = fiellerInterval(x, y, 0.95);
    expect(kind).toBe("outside");
    expect(tOf((low + high) / 2, x, y)).toBeGreaterThan(T);
    expect(tOf(low - 1, x, y)).toBeLessThan(T);
    expect(tOf(high + 1, x, y)).toBeLessThan(T);
    expect(tOf(high, x, y)).toBeCloseTo(T, 8);
  });

  test("is everything where neither can be told from 0", () => {
    const { x, y } = pairs(1, 10, 1, 2);
    expect(fiellerInterval(x, y, 0.95)).toMatchObject({ kind: "everything", ratio: 1 });
    for (const ratio of [-1e6, -3, 0, 1, 5, 1e6]) expect(tOf(ratio, x, y)).toBeLessThan(T);
  });

  test("is one point where nothing varies, and turned round with its signs", () => {
    expect(fiellerInterval([6, 6], [3, 3], 0.95)).toEqual({ kind: "bounded", ratio: 2, low: 2, high: 2 });
    const { x, y } = pairs(100, 20, 5, 1, 0.3);
    const turned = fiellerInterval(
      x.map((one) => -one),
      y,
      0.95,
    );
    const straight = fiellerInterval(x, y, 0.95);
    expect([-turned.high, -turned.low]).toEqual([straight.low, straight.high]);
  });

  test("is none of one pair, and none where all below the line is 0", () => {
    expect(fiellerInterval([1], [2], 0.95)).toMatchObject({ kind: "none", ratio: 0.5 });
    expect(fiellerInterval([1, 2], [0, 0], 0.95)).toMatchObject({ kind: "none", ratio: Number.NaN });
    expect(fiellerInterval([], [], 0.95).kind).toBe("none");
  });

  test("refuses numbers that do not pair", () => {
    expect(() => fiellerInterval([1, 2], [1], 0.95)).toThrow("2 and 1 are no pairs");
    expect(() => fiellerInterval([1, 2], [1, 2], 1)).toThrow("no interval of level 1");
  });

  test("contains the true ratio in 95 of 100 experiments, where the mean below the line is near 0 too", () => {
    // Park and Miller (1988); Box and Muller (1958). 2000 of binomial 0.95: 1861 … 1937 misses once in 10,000.
    let state = 12345;
    const uniform = (): number => {
      state = (state * 16807) % 2147483647;
      return state / 2147483647;
    };
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let inside = 0;
    const kinds = new Set<string>();
    for (let experiment = 0; experiment < 2000; experiment++) {
      const y = Array.from({ length: 10 }, () => 0.6 + normal());
      const x = y.map((one) => 2 * 0.6 + 0.5 * (one - 0.6) + normal());
      const { kind, low, high } = fiellerInterval(x, y, 0.95);
      kinds.add(kind);
      if (kind === "everything" || (kind === "bounded" && low <= 2 && 2 <= high)) inside++;
      if (kind === "outside" && (2 <= low || 2 >= high)) inside++;
    }
    expect([...kinds].sort()).toEqual(["bounded", "everything", "outside"]);
    expect(inside).toBeGreaterThanOrEqual(1861);
    expect(inside).toBeLessThanOrEqual(1937);
  });
});
