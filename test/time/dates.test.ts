import { describe, expect, test } from "vitest";
import { dayNumber } from "../../src/time/calendar.ts";
import { parseDates } from "../../src/time/dates.ts";

describe("dates", () => {
  test.each([
    ["2026-12-25", dayNumber(2026, 12, 25), dayNumber(2026, 12, 25)],
    ["2026-12-24 to 2027-01-02", dayNumber(2026, 12, 24), dayNumber(2027, 1, 2)],
    ["2027-01-04 onwards", dayNumber(2027, 1, 4), Infinity],
  ])("%s", (text, first, last) => {
    expect(parseDates(text)).toEqual({ ok: true, value: { first, last } });
  });
  test.each([
    ["2026-12-24 - 2026-12-26", "2026-12-24 - 2026-12-26"],
    ["2026-02-28 to 2026-02-29", "29"],
    ["2026-12-24 to friday", "friday"],
    ["2026-12-24 to 2026-12-23", "2026-12-24 to 2026-12-23"],
    ["2026-12-24 08:00", "2026-12-24 08:00"],
    ["christmas", "christmas"],
  ])("%s is refused at its place", (text, place) => {
    const result = parseDates(text);
    if (result.ok) throw new Error("accepted");
    expect(result.problem.code).toBe("bad-date");
    expect(text.slice(result.problem.start, result.problem.end)).toBe(place);
  });
});
