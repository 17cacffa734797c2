import { describe, expect, test } from "vitest";
import type { HeadlineMeasure, PairedDifference } from "../../src/experiment/experiment.ts";
import { pairedDifference } from "../../src/experiment/pairs.ts";
import { judge, type Standing } from "../../src/experiment/verdict.ts";
import { metric, normals } from "./results.ts";

const settled: Standing = { unstable: 0, finished: true };
const lower = (matters?: number): HeadlineMeasure => ({ metricId: "measure.x", matters, better: "lower" });
const higher = (matters?: number): HeadlineMeasure => ({ metricId: "measure.x", matters, better: "higher" });
const neither = (matters?: number): HeadlineMeasure => ({ metricId: "measure.x", matters, better: undefined });

/** A difference of 50 replications with this interval. */
function between(low: number, high: number, n = 50): PairedDifference {
  const [mean, halfWidth] = [(low + high) / 2, (high - low) / 2];
  const estimate = { n, mean, sd: (halfWidth * Math.sqrt(n)) / 2.0095752371292397, halfWidth, low, high }; // t of 49 at 0.975
  return {
    ...estimate,
    metric: metric("measure.x"),
    baseline: estimate,
    scenario: estimate,
    varianceReduction: 1,
    unchanged: 0,
    differences: new Float64Array(n),
    runLow: low,
    runHigh: high,
  };
}

const kindOf = (low: number, high: number, measure: HeadlineMeasure, standing = settled) =>
  judge(between(low, high), measure, standing).kind;

describe("a verdict", () => {
  test("is unstable before all else, and says whether one arm or both do not settle", () => {
    const unfinished = { unstable: 2, finished: false } as const;
    expect(kindOf(-23, -18, lower(), unfinished)).toBe("unstable");
    expect(kindOf(-23, -18, lower(), { unstable: 1, finished: true })).toBe("unstable-against-stable");
  });

  test("is too few before the planned end or with fewer than ten replications", () => {
    expect(kindOf(-23, -18, lower(), { unstable: 0, finished: false })).toBe("too-few");
    expect(judge(between(-23, -18, 9), lower(), settled).kind).toBe("too-few");
    expect(judge(between(-23, -18, 10), lower(), settled).kind).toBe("benefit");
    const one = pairedDifference(metric("x"), { scenario: Float64Array.of(3), baseline: Float64Array.of(3) }, 0.95);
    expect(judge(one, lower(), settled).kind).toBe("too-few");
  });

  test("is identical when the difference is 0 in every replication, minus zero included", () => {
    const values = Float64Array.from({ length: 20 }, (_, k) => k);
    const scenario = values.map((x) => (x === 0 ? -0 : x));
    const same = pairedDifference(metric("x"), { scenario, baseline: values }, 0.95);
    expect(judge(same, lower(1), settled).kind).toBe("identical");
  });

  test("is about the same when the interval lies within what matters, ends included", () => {
    expect(kindOf(-0.5, 0.5, lower(0.5))).toBe("about-the-same");
    expect(kindOf(0.1, 0.4, lower(0.5))).toBe("about-the-same");
    expect(kindOf(-0.5, 0.6, lower(0.5))).toBe("cannot-tell");
  });

  test("is a benefit or a harm by the side that is better", () => {
    expect(kindOf(-23, -18, lower())).toBe("benefit");
    expect(kindOf(-23, -18, higher())).toBe("harm");
    expect(kindOf(18, 23, lower())).toBe("harm");
    expect(kindOf(18, 23, higher())).toBe("benefit");
    expect(kindOf(18, 23, neither())).toBe("changed");
  });

  test("is perhaps too small when the interval crosses the smallest difference that matters", () => {
    expect(kindOf(-1, -0.1, lower(0.5))).toBe("benefit-perhaps-too-small");
    expect(kindOf(0.1, 1, lower(0.5))).toBe("harm-perhaps-too-small");
    expect(kindOf(0.1, 1, higher(0.5))).toBe("benefit-perhaps-too-small");
    expect(kindOf(-1, -0.1, higher(0.5))).toBe("harm-perhaps-too-small");
    expect(kindOf(-1, -0.5, lower(0.5))).toBe("benefit"); // it touches, but does not cross
  });

  test("cannot tell in a tie: an interval that ends at 0 is not on one side of it", () => {
    expect(kindOf(0, 5, lower())).toBe("cannot-tell");
    expect(kindOf(-5, 0, lower())).toBe("cannot-tell");
    expect(kindOf(-5, -0, higher(1))).toBe("cannot-tell");
    expect(kindOf(-2, 3, neither())).toBe("cannot-tell");
  });

  test("that cannot tell says how many more replications would probably settle it", () => {
    const judged = judge(between(-2, 3), lower(1), settled);
    // ((2.00958 + 0.84162) × 8.7968 / 1)² = 629.1
    expect([judged.settles, judged.moreRuns]).toEqual([1, 630 - 50]);
    expect(judge(between(-2, 3), lower(), settled).settles).toBe(1.25);
    expect(judge(between(-23, -18), lower(1), settled).moreRuns).toBeUndefined();
    expect(judge(between(-2, 3), lower(100), settled).kind).toBe("about-the-same");
    // 50 replications were enough for a difference of 4: nothing is promised.
    expect(judge(between(-0.5, 5), lower(4), settled).moreRuns).toBeUndefined();
  });

  test("is settled by that many replications in four experiments of five", () => {
    const { moreRuns } = judge(between(-2, 3), lower(1), settled);
    const n = 50 + (moreRuns ?? NaN);
    const sd = (2.5 * Math.sqrt(50)) / 2.0095752371292397;
    const normal = normals(77);
    let found = 0;
    for (let k = 0; k < 400; k++) {
      const scenario = Float64Array.from({ length: n }, () => -1 + sd * normal());
      const difference = pairedDifference(metric("x"), { scenario, baseline: new Float64Array(n) }, 0.95);
      if (difference.high < 0) found++;
    }
    expect(Math.abs(found / 400 - 0.8)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / 400));
  });
});
