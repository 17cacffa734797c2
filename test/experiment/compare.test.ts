import { describe, expect, test } from "vitest";
import { compareArms } from "../../src/experiment/compare.ts";
import type { HeadlineMeasure } from "../../src/experiment/experiment.ts";
import { estimate } from "../../src/experiment/summarise.ts";
import { arm, metric, normals, result, run } from "./results.ts";

const A = [12.1, 10.4, 13.3, 11.8, 9.9, 12.7, 11.1, 10.8];
const B = [11.0, 9.8, 12.9, 10.9, 9.1, 12.0, 10.7, 9.9];

const headline: readonly HeadlineMeasure[] = [{ metricId: "measure.x", matters: undefined, better: "lower" }];

describe("an estimate", () => {
  test("leaves out the replications in which nothing was observed, and counts the others", () => {
    expect(estimate([1, NaN, 3], 0.95)).toEqual(estimate([1, 3], 0.95));
    expect(estimate([1, NaN, 3], 0.95).n).toBe(2);
  });

  test("has no interval of one replication, and no mean of none", () => {
    expect(estimate([4], 0.95)).toEqual({ n: 1, mean: 4, sd: NaN, halfWidth: NaN, low: NaN, high: NaN });
    expect(estimate([NaN], 0.95)).toEqual({ n: 0, mean: NaN, sd: NaN, halfWidth: NaN, low: NaN, high: NaN });
  });
});

describe("a comparison", () => {
  test("agrees with the paired t interval of SciPy's ttest_rel", () => {
    const [comparison] = compareArms(result([arm("base", B), arm("scenario", A)]), headline);
    const [difference] = comparison.differences;
    expect([comparison.arm, comparison.baseline, difference.n, difference.unchanged]).toEqual([
      "scenario",
      "base",
      8,
      0,
    ]);
    expect(difference.mean).toBeCloseTo(0.725, 12);
    expect(difference.halfWidth).toBeCloseTo(0.20840721707757187, 9);
    expect(difference.scenario.mean - difference.baseline.mean).toBeCloseTo(0.725, 12);
    expect(difference.runLow).toBeCloseTo(0.4, 12); // the two smallest of eight are 0.4 and 0.4
  });

  test("tells what pairing gained: Var(A) + Var(B) over Var(A) + Var(B) − 2 Cov(A, B)", () => {
    // Built to have Var(A) = 4, Var(B) = 5 and Cov = 3 exactly, on n − 1: Law, §11.2; then 9 becomes 3.
    const u = [1, -1, 1, -1].map((x) => x * Math.sqrt(3 / 4));
    const v = [1, 1, -1, -1].map((x) => x * Math.sqrt(3 / 4));
    const a = u.map((x) => 2 * x);
    const b = u.map((x, i) => 1.5 * x + Math.sqrt(5 - 2.25) * v[i]);
    const [comparison] = compareArms(result([arm("b", b), arm("a", a)]), headline);
    const [difference] = comparison.differences;
    expect(difference.sd ** 2).toBeCloseTo(3, 12);
    expect(difference.varianceReduction).toBeCloseTo(9 / 3, 12);
  });

  test("says that pairing was perfect when no replication changed", () => {
    const [comparison] = compareArms(result([arm("b", A), arm("a", A)]), headline);
    expect(comparison.differences[0].varianceReduction).toBe(Infinity);
    expect(comparison.differences[0].unchanged).toBe(8);
  });

  test("pairs by the number of the replication, not by the order in which results stand", () => {
    const base = arm("base", B);
    const shuffled = { name: "scenario", runs: [...arm("scenario", A).runs].reverse() };
    const inOrder = compareArms(result([base, arm("scenario", A)]), headline);
    expect(compareArms(result([base, shuffled]), headline)).toEqual(inOrder);
  });

  test("leaves out replications that one arm lacks or in which one arm observed nothing", () => {
    const base = arm("base", [1, NaN, 3, 4]);
    const scenario = { name: "scenario", runs: [2, 3, 4, 5].map((k) => run("scenario", k, [10 * k])) };
    const [comparison] = compareArms(result([base, scenario]), headline);
    expect([...comparison.differences[0].differences]).toEqual([30 - 3, 40 - 4]);
    expect(comparison.done).toBe(3);
  });

  test("leaves out a metric that was never observed in both arms, and gives no finding on it", () => {
    const metrics = [metric("measure.x"), metric("measure.y")];
    const runs = (name: string, y: number) => Array.from({ length: 12 }, (_, k) => run(name, k + 1, [k, y]));
    const arms = [
      { name: "base", runs: runs("base", 5) },
      { name: "scenario", runs: runs("scenario", NaN) },
    ];
    const measures = [{ metricId: "measure.y", matters: 1, better: "lower" } as const];
    const [comparison] = compareArms(result(arms, { metrics }), measures);
    expect(comparison.differences.map((one) => one.metric.id)).toEqual(["measure.x"]);
    expect([comparison.verdicts[0].kind, comparison.verdicts[0].difference.n]).toEqual(["too-few", 0]);
  });

  test("covers the true difference in about 950 of 1,000 experiments", () => {
    const normal = normals(2024);
    let covered = 0;
    for (let k = 0; k < 1000; k++) {
      const shared = Array.from({ length: 12 }, () => 10 * normal());
      const base = arm("base", shared);
      const scenario = arm(
        "scenario",
        shared.map((x) => x + 3 + normal()),
      );
      const { low, high } = compareArms(result([base, scenario]), [])[0].differences[0];
      if (low <= 3 && 3 <= high) covered++;
    }
    // Binomial (1000, 0.95): outside once in 10,000.
    expect(covered).toBeGreaterThanOrEqual(921);
    expect(covered).toBeLessThanOrEqual(975);
  });

  test("of an unknown metric is refused", () => {
    const unknown = [{ metricId: "measure.z", matters: undefined, better: undefined }];
    expect(() => compareArms(result([arm("b", B), arm("a", A)]), unknown)).toThrow("no metric is called measure.z");
  });

  test("holds the instabilities of its own two arms only", () => {
    const arms = ["base", "one", "two"].map((name) => arm(name, A));
    const overloads = [{ arm: "two", resource: "bed", cure: undefined }];
    const [one, two] = compareArms(result(arms), headline, overloads);
    expect([one.instabilities.length, one.verdicts[0].kind]).toEqual([0, "too-few"]);
    expect([two.instabilities.length, two.verdicts[0].kind]).toEqual([1, "unstable-against-stable"]);
  });
});
