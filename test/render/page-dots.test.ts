import { describe, expect, test } from "vitest";
import { differenceDots } from "../../src/render/page/dots.ts";

function circles(values: readonly number[]): readonly { x: number; y: number }[] {
  const { content } = differenceDots(values, 240, "c1");
  return [...content.source.matchAll(/cx="([\d.-]+)" cy="([\d.-]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
}

describe("the dots of a difference", () => {
  test("are one a run up to 60, then 50", () => {
    const values = (n: number): number[] => Array.from({ length: n }, (_, i) => i - 7.5);
    expect(circles(values(60))).toHaveLength(60);
    expect(circles(values(61))).toHaveLength(50);
  });

  test("stay in the picture when all runs agree, and when all are 0", () => {
    for (const value of [0, 5, -5]) {
      for (const { x, y } of circles(Array.from({ length: 60 }, () => value))) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(240);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(52);
      }
    }
  });
});
