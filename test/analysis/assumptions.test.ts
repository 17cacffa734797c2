import { describe, expect, test } from "vitest";
import { type Assumption, assumptionsTogether } from "../../src/analysis/assumptions.ts";

const chances = (...stages: string[]): Assumption => ({ code: "chance-without-waiting", message: "once", stages });
const uptake: Assumption = { code: "final-uptake", message: '"Clinic" counts at its final uptake', stages: [] };

describe("what several scenarios assume", () => {
  test("is told once, with all the stages, when it holds for all of them", () => {
    const arms = [
      { label: "Before", assumptions: [chances("Follow-up")] },
      { label: "After", assumptions: [chances("Follow-up", "Going home")] },
    ];
    expect(assumptionsTogether(arms).map(({ message }) => message)).toEqual([
      'the chances after "Follow-up" and "Going home" depend on times that only the run knows: they are worked out as if nobody waited',
    ]);
  });

  test("names the scenarios when it holds for some", () => {
    const arms = [
      { label: "Before", assumptions: [] },
      { label: "After", assumptions: [uptake] },
      { label: "Later", assumptions: [uptake] },
    ];
    expect(assumptionsTogether(arms).map(({ message }) => message)).toEqual([
      '"Clinic" counts at its final uptake (in "After" and "Later")',
    ]);
  });
});
