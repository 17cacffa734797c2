import { describe, expect, test } from "vitest";
import { meanDaysIn, minutesIn, timeWords } from "../../src/time/duration.ts";

describe("a unit of time is so many minutes", () => {
  test.each([
    ["s", 1 / 60],
    ["sec", 1 / 60],
    ["minutes", 1],
    ["h", 60],
    ["hours", 60],
    ["d", 1440],
    ["days", 1440],
    ["wk", 10080],
    ["weeks", 10080],
  ])("%s", (word, minutes) => {
    expect(minutesIn(word)).toBe(minutes);
    expect(timeWords).toContain(word);
  });
  test("months and years are not units: their length varies", () => {
    expect(minutesIn("month")).toBeUndefined();
    expect(meanDaysIn("month")).toBe(30.4375);
    expect(meanDaysIn("years")).toBe(365.25);
    expect(meanDaysIn("week")).toBeUndefined();
  });
  test.each(["constructor", "__proto__", "Days", ""])("%s is no unit", (word) => {
    expect(minutesIn(word)).toBeUndefined();
  });
});
