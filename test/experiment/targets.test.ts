import { describe, expect, test } from "vitest";
import { estimateRatio, holdTargets } from "../../src/experiment/targets.ts";
import type { Target } from "../../src/scenario/scenario.ts";
import { arm, normals, result } from "./results.ts";

const span: Target["span"] = { source: { name: "", text: "" }, start: 0, end: 0 };

function target(over: Partial<Target>): Target {
  return {
    name: "t",
    label: "T",
    scenario: "a",
    measure: "x",
    versus: undefined,
    kind: "value",
    published: undefined,
    low: 0,
    high: 0,
    evidence: undefined,
    span,
    ...over,
  };
}

const a = Array.from({ length: 20 }, (_, k) => 10 + (k % 5)); // mean 12
const b = a.map((x, k) => x / 2 + (k % 2 === 0 ? 0.1 : -0.1)); // mean 6
const experiment = result([arm("b", b), arm("a", a)]);

const outcome = (over: Partial<Target>) => holdTargets(experiment, [target(over)])[0];

describe("a target", () => {
  test("is met when the whole interval lies within the tolerance, missed when wholly outside, and else open", () => {
    const { low, high } = outcome({}).simulated;
    expect([low < 12, high > 12]).toEqual([true, true]);
    expect(outcome({ low: 11, high: 13 }).outcome).toBe("met");
    expect(outcome({ low, high }).outcome).toBe("met");
    expect(outcome({ low: 12, high: 13 }).outcome).toBe("cannot tell");
    expect(outcome({ low: 11.9, high: 12.1 }).outcome).toBe("cannot tell");
    expect(outcome({ low: 13, high: 14 }).outcome).toBe("missed");
    expect(outcome({ low: 0, high: 11 }).outcome).toBe("missed");
  });

  test("of a difference is held against the paired difference", () => {
    const { simulated } = outcome({ versus: "b", kind: "difference" });
    expect(simulated.mean).toBeCloseTo(6, 12);
    expect(simulated.halfWidth).toBeLessThan(0.5);
  });

  test("of a ratio is held against the ratio of the means", () => {
    const { simulated } = outcome({ versus: "b", kind: "ratio" });
    expect(simulated.mean).toBeCloseTo(2, 12);
    // The common part cancels: what is left of the spread is the ± 0.1 of b.
    expect(simulated.sd).toBeCloseTo((2 * 0.1 * Math.sqrt(20 / 19)) / 6, 12);
  });

  test("is open with one replication, and where an arm has no average", () => {
    const single = result([arm("b", [6]), arm("a", [12])]);
    expect(holdTargets(single, [target({ low: 11, high: 13 })])[0].outcome).toBe("cannot tell");
    const within = target({ low: 11, high: 13 });
    expect(holdTargets(experiment, [within], new Set(["a"]))[0].outcome).toBe("cannot tell");
    expect(holdTargets(experiment, [within], new Set(["b"]))[0].outcome).toBe("met");
    const against = target({ versus: "b", kind: "difference", low: 5, high: 7 });
    expect(holdTargets(experiment, [against], new Set(["b"]))[0].outcome).toBe("cannot tell");
  });

  test("of an unknown arm or measure is refused", () => {
    expect(() => outcome({ scenario: "z" })).toThrow("no arm is called z");
    expect(() => outcome({ measure: "z" })).toThrow("no metric is called measure.z");
  });
});

describe("a ratio by the delta method", () => {
  test("covers the true ratio in about 950 of 1,000 experiments", () => {
    const normal = normals(99);
    let covered = 0;
    for (let k = 0; k < 1000; k++) {
      const below = Float64Array.from({ length: 30 }, () => 50 + 5 * normal());
      const above = below.map((x) => 1.34 * x + 4 * normal());
      const { low, high } = estimateRatio(above, below, 0.95);
      if (low <= 1.34 && 1.34 <= high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(921);
    expect(covered).toBeLessThanOrEqual(975);
  });

  test("does not exist over a mean of 0", () => {
    expect(estimateRatio(Float64Array.of(1, 2), Float64Array.of(-1, 1), 0.95).mean).toBeNaN();
  });
});
