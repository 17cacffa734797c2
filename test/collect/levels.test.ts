import { describe, expect, test } from "vitest";
import { Levels } from "../../src/collect/levels.ts";

function levels(...minutes: number[]): Levels {
  const made = new Levels();
  for (const [level, time] of minutes.entries()) made.add(level, time);
  return made;
}

describe("time at each level", () => {
  test("a quantile is the lowest level not exceeded for that share of the time, reached exactly or not", () => {
    const shares = levels(50, 0, 40, 10);
    expect(shares.quantile(0.5)).toBe(0);
    expect(shares.quantile(0.51)).toBe(2);
    expect(shares.quantile(0.9)).toBe(2);
    expect(shares.quantile(0.95)).toBe(3);
  });

  test("a share reached exactly is reached although sums of tenths round", () => {
    // Ten times 0.1 is a little less than 1.
    const tenths = new Levels();
    for (let i = 0; i < 9; i++) tenths.add(1, 0.1);
    tenths.add(2, 0.1);
    expect(tenths.quantile(0.9)).toBe(1);
  });

  test("without time there is no highest level and no quantile", () => {
    expect(new Levels().max()).toBeNaN();
    expect(new Levels().quantile(0.5)).toBeNaN();
    expect(new Levels().trimmed()).toHaveLength(0);
  });

  test("levels beyond the table make it longer, and clearing empties it", () => {
    const high = levels(1);
    high.add(5000, 3);
    expect(high.max()).toBe(5000);
    expect(high.trimmed()[5000]).toBe(3);
    high.clear();
    expect(high.max()).toBeNaN();
  });
});
