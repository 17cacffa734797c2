import { describe, expect, test } from "vitest";
import { compareArms } from "../../src/experiment/compare.ts";
import type { ArmResult } from "../../src/experiment/experiment.ts";
import { linearised } from "../../src/experiment/ratios.ts";
import { summarise } from "../../src/experiment/summarise.ts";
import { holdTargets } from "../../src/experiment/targets.ts";
import { metric, parkMiller, result, run } from "./results.ts";

const metrics = [
  metric("measure.minutes"),
  metric("measure.stays"),
  metric("measure.each", { ratio: ["measure.minutes", "measure.stays"] }),
];

/** Replications of (minutes, stays); the third number of a run is its own ratio. */
function arm(name: string, ...pairs: readonly (readonly [number, number])[]): ArmResult {
  return { name, runs: pairs.map(([a, b], k) => run(name, k + 1, [a, b, a / b])) };
}

const before = arm("baseline", [10, 1], [20, 4], [30, 5]);
const after = arm("after", [12, 2], [18, 4], [18, 6]);

describe("a ratio over replications", () => {
  test("is the ratio of the means, with the standard error of the delta method", () => {
    // Means 20 and 10/3: the ratio is 6, the mean of the ratios 10, 5, 6 is 7. Residuals a − 6 b: 4, −4, 0, over 10/3.
    const each = summarise(result([before], { metrics }), before, 2);
    expect(each.mean).toBeCloseTo(6, 12);
    expect(each.sd).toBeCloseTo(4 / (10 / 3), 12);
    expect(each.n).toBe(3);
  });

  test("is compared in pairs: the difference of the ratios, and the spread of what the replications add to it", () => {
    const both = result([before, after], { metrics });
    const [comparison] = compareArms(both, []);
    const difference = comparison.differences[2];
    // After: 16 and 4, ratio 4; residuals a − 4 b: 4, 2, −6, over 4. Before: 1.2, −1.2, 0.
    const added = [1 - 1.2, 0.5 + 1.2, -1.5];
    expect(difference.mean).toBeCloseTo(4 - 6, 12);
    expect(difference.baseline.mean).toBeCloseTo(6, 12);
    expect(difference.scenario.mean).toBeCloseTo(4, 12);
    added.forEach((one, k) => {
      expect(difference.differences[k]).toBeCloseTo(-2 + one, 12);
    });
  });

  test("leaves out a replication in which either was not observed, and is not observed when nothing is below the line", () => {
    const gaps = arm("baseline", [10, 2], [NaN, 4], [20, NaN], [14, 2]);
    const each = summarise(result([gaps], { metrics }), gaps, 2);
    expect(each.n).toBe(2);
    expect(each.mean).toBeCloseTo(24 / 4, 12);
    const nothing = arm("baseline", [1, 0], [2, 0]);
    expect(summarise(result([nothing], { metrics }), nothing, 2).n).toBe(0);
  });

  test("has no difference where one of two scenarios has nothing below the line", () => {
    const without = arm("baseline", [10, 0], [20, 0], [30, 0]);
    for (const arms of [
      [without, after],
      [after, without],
    ]) {
      const [{ differences }] = compareArms(result(arms, { metrics }), []);
      expect(differences.map((each) => each.metric.id)).toEqual(["measure.minutes", "measure.stays"]);
    }
  });

  test("can be a target, of one scenario and against another", () => {
    const both = result([before, after], { metrics });
    const target = {
      name: "t",
      label: "t",
      measure: "each",
      published: undefined,
      low: 0,
      high: 100,
      evidence: undefined,
      span: { source: { name: "", text: "" }, start: 0, end: 0 },
    };
    const [value, ratio] = holdTargets(both, [
      { ...target, scenario: "after", versus: undefined, kind: "value" },
      { ...target, scenario: "after", versus: "baseline", kind: "ratio" },
    ]);
    expect(value.simulated.mean).toBeCloseTo(4, 12);
    expect(ratio.simulated.mean).toBeCloseTo(4 / 6, 12);
  });

  test("has an interval that covers the true ratio about as often as it says, where the mean of ratios does not", () => {
    // b is 1 or 3, a is 2 b plus noise: the ratio of the means is 2; the mean of a / b is biased, for the noise grows as b falls.
    const uniform = parkMiller(7);
    let covered = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      const pairs = Array.from({ length: 30 }, () => {
        const b = uniform() < 0.5 ? 1 : 3;
        return [2 * b + (uniform() - 0.5) + (b === 1 ? 1 : -1), b] as const;
      });
      const one = arm("baseline", ...pairs);
      const { low, high } = summarise(result([one], { metrics }), one, 2);
      if (low <= 2 && high >= 2) covered++;
    }
    // 95 % of 400 is 380 with a standard deviation of 4.4; the mean of the ratios is 7/3, far outside.
    expect(covered).toBeGreaterThan(360);
    expect(covered).toBeLessThan(396);
  });
});

describe("linearised observations", () => {
  test("have the ratio of the means as their mean", () => {
    const numbers = linearised([10, 20, 30], [1, 4, 5]);
    expect(numbers.reduce((sum, one) => sum + one, 0) / 3).toBeCloseTo(6, 12);
  });
});
