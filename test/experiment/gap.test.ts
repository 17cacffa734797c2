import { describe, expect, test } from "vitest";
import { findGaps, gapOf } from "../../src/experiment/gap.ts";
import type { GapPlan } from "../../src/scenario/scenario.ts";
import { arm, parkMiller, result } from "./results.ts";

const plan: GapPlan = {
  published: "published",
  likely: "likely",
  steps: [
    { cause: "uptake", arm: "likely/uptake" },
    { cause: "fidelity", arm: "likely/fidelity" },
    { cause: "lag", arm: "likely" },
  ],
};

function noisy(level: number, seed: number): number[] {
  const uniform = parkMiller(seed);
  return Array.from({ length: 20 }, () => level + uniform());
}

const whole = result([
  arm("baseline", noisy(51, 1)),
  arm("published", noisy(31, 2)),
  arm("likely/uptake", noisy(38, 3)),
  arm("likely/fidelity", noisy(40, 4)),
  arm("likely", noisy(41, 5)),
]);

describe("the gap from as published to as likely here", () => {
  test("is told in parts that add up to it exactly", () => {
    const { published, likely, steps } = gapOf(whole, plan, "measure.x");
    expect(steps.map(({ cause }) => cause)).toEqual(["uptake", "fidelity", "lag"]);
    const sum = steps.reduce((all, { change }) => all + change.mean, 0);
    expect(published.mean + sum).toBeCloseTo(likely.mean, 12);
    expect(steps[0].change.mean).toBeCloseTo(7, 0);
    expect(steps[1].change.mean).toBeCloseTo(2, 0);
  });

  test("has intervals of paired differences: identical arms change nothing, for certain", () => {
    const same = result([arm("baseline", noisy(51, 1)), arm("published", noisy(31, 2)), arm("likely", noisy(31, 2))]);
    const one = { ...plan, steps: [{ cause: "uptake" as const, arm: "likely" }] };
    const [step] = gapOf(same, one, "measure.x").steps;
    expect([step.change.mean, step.change.halfWidth]).toEqual([0, 0]);
  });

  test("is not told where an arm was not run, and says what does not settle", () => {
    const metrics = () => ["measure.x"];
    expect(findGaps(whole, [plan], metrics, new Set())).toHaveLength(1);
    const [unsettled] = findGaps(whole, [plan], metrics, new Set(["likely/uptake", "published"]));
    expect(unsettled.measures).toEqual([]);
    expect(unsettled.unsettled).toEqual([
      { arm: "published", cause: undefined },
      { arm: "likely/uptake", cause: "uptake" },
    ]);
    expect(findGaps(result(whole.arms.slice(0, 2)), [plan], metrics, new Set())).toEqual([]);
  });
});
