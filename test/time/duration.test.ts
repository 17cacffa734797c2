import { describe, expect, test } from "vitest";
import { formatDuration, meanDaysIn, minutesIn, timeWords } from "../../src/time/duration.ts";

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

describe("a duration is shown in at most two units", () => {
  test.each([
    [0, "0 min"],
    [0.0001, "0 min"],
    [0.5, "30 s"],
    [0.01, "0.6 s"],
    [1, "1 min"],
    [1.5, "1 min 30 s"],
    [0.9999, "1 min"],
    [45, "45 min"],
    [59.999, "1 h"],
    [60, "1 h"],
    [90, "1 h 30 min"],
    [1439.9, "1 day"],
    [1440, "1 day"],
    [1500, "1 day 1 h"],
    [4320, "3 days"],
    [13 * 1440 + 300, "13 days 5 h"],
    [70 * 1440 + 900, "71 days"],
    [365 * 1440, "365 days"],
    [-90, "-1 h 30 min"],
    [Number.NaN, "unknown"],
    [Number.POSITIVE_INFINITY, "unlimited"],
  ])("%d min: %s", (minutes, text) => {
    expect(formatDuration(minutes)).toBe(text);
  });
});
