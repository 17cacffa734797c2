import { describe, expect, test } from "vitest";
import { sum } from "../../src/statistics/summation.ts";

describe("a compensated sum", () => {
  test("keeps what plain addition loses", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2); // Neumaier's example
    expect(sum(Array(10).fill(0.1))).toBe(1);
  });

  test("is 0 of nothing", () => {
    expect(sum([])).toBe(0);
  });
});
