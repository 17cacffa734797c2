import { describe, expect, test } from "vitest";
import { expectedReward, expectedVisits, solve } from "../../src/analysis/linear.ts";

describe("solve", () => {
  test("a small system by hand: x + 2y = 5, 3x + 4y = 11 gives x = 1, y = 2", () => {
    const x = solve(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 11));
    expect(x?.[0]).toBeCloseTo(1, 12);
    expect(x?.[1]).toBeCloseTo(2, 12);
  });

  test("a zero on the diagonal is no obstacle, as rows are exchanged", () => {
    const x = solve(Float64Array.of(0, 1, 1, 0), Float64Array.of(3, 7));
    expect([...(x ?? [])]).toEqual([7, 3]);
  });

  test("a tiny pivot loses no figures, as the largest is taken", () => {
    const x = solve(Float64Array.of(1e-12, 1, 1, 1), Float64Array.of(1, 2));
    expect(x?.[0]).toBeCloseTo(1, 10);
    expect(x?.[1]).toBeCloseTo(1, 10);
  });

  test("a singular system has no answer", () => {
    expect(solve(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 2))).toBeUndefined();
  });
});

describe("a chain that is left in the end", () => {
  test("a stage repeated with chance ¼ is visited 4/3 times", () => {
    expect(expectedVisits([[[0, 0.25]]], 0)?.[0]).toBeCloseTo(4 / 3, 14);
  });

  test("a stage that is never left has no answer", () => {
    expect(expectedVisits([[[0, 1]]], 0)).toBeUndefined();
  });

  test("rewards add up along the way: 10, then in half the cases 4", () => {
    expect([...(expectedReward([[[1, 0.5]], []], Float64Array.of(10, 4)) ?? [])]).toEqual([12, 4]);
  });
});
