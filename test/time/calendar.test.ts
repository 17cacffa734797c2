import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilDate, dayNumber, minutesTo, parseStart, weekdayOf } from "../../src/time/calendar.ts";

const monday = { startDate: "2026-04-06", startMinuteOfWeek: 0 };
const thursdayMorning = { startDate: "2026-04-09", startMinuteOfWeek: 3 * 1440 + 480 };

describe("dates are counted in the Gregorian calendar", () => {
  test("day 0 is 1970-01-01, a Thursday", () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    expect(weekdayOf(0)).toBe(3);
  });
  // The platform's UTC calendar is an independent implementation of the same rules.
  test("days and weekdays agree with the platform's, from year 1 to 9999", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719162, max: 2932896 }), (day) => {
        const date = new Date(day * 86400000);
        const { year, month, date: dayOfMonth } = civilDate(day);
        expect([year, month, dayOfMonth]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect(dayNumber(year, month, dayOfMonth)).toBe(day);
        expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
      }),
    );
  });
});

describe("the start is a local date with an optional time", () => {
  test.each([
    ["2026-04-06", "2026-04-06", 0],
    ["2026-04-06 08:00", "2026-04-06", 480],
    ["2026-04-06T08:00", "2026-04-06", 480],
    ["2026-04-12 23:59", "2026-04-12", 10079],
    ["2024-02-29", "2024-02-29", 3 * 1440],
    ["2000-02-29", "2000-02-29", 1440],
  ])("%s", (text, startDate, startMinuteOfWeek) => {
    expect(parseStart(text)).toEqual({ ok: true, value: { startDate, startMinuteOfWeek } });
  });
  test.each([
    ["2026-02-29", "bad-date", "29", "28 days"],
    ["1900-02-29", "bad-date", "29", "28 days"],
    ["2026-04-31", "bad-date", "31", "30 days"],
    ["2026-12-32", "bad-date", "32", "31 days"],
    ["2026-04-00", "bad-date", "00", "30 days"],
    ["2026-13-01", "bad-date", "13", "2026-04-06"],
    ["0000-01-01", "bad-date", "0000", "2026-04-06"],
    ["06/04/2026", "bad-date", "06/04/2026", "2026-04-06"],
    ["6 April 2026", "bad-date", "6 April 2026", "2026-04-06"],
    ["2026-04-06 25:00", "bad-time", "25:00", "23:59"],
    ["2026-04-06 08:60", "bad-time", "08:60", "23:59"],
    ["2026-04-06T08:00Z", "time-zone", "Z", "leave the time zone out"],
    ["2026-04-06T08:00+01:00", "time-zone", "+01:00", "leave the time zone out"],
    ["2026-04-06T08:00:00Z", "time-zone", ":00Z", "leave the time zone out"],
    ["2026-04-06 noon", "bad-date", " noon", "2026-04-06"],
    ["", "bad-date", "", "2026-04-06"],
  ])("%s is refused: %s", (text, code, place, cure) => {
    const result = parseStart(text);
    if (result.ok) throw new Error("accepted");
    expect(result.problem.code).toBe(code);
    expect(text.slice(result.problem.start, result.problem.end)).toBe(place);
    expect(result.problem.hint).toContain(cure);
  });
});

describe("a date is so many minutes from the start", () => {
  test.each([
    [monday, "2026-04-06", 0],
    [monday, "2026-04-07", 1440],
    [monday, "2026-10-01", 178 * 1440],
    [monday, "2026-04-05 23:00", -60],
    [thursdayMorning, "2026-04-09 08:00", 0],
    [thursdayMorning, "2026-04-10", 960],
    [thursdayMorning, "2027-04-09 08:00", 365 * 1440],
  ])("%o to %s", (start, text, minutes) => {
    expect(minutesTo(start, text)).toEqual({ ok: true, value: minutes });
  });
  test("a wrong date is refused as at the start", () => {
    expect(minutesTo(monday, "tomorrow").ok).toBe(false);
  });
  test("a start that is not a date is a broken promise", () => {
    expect(() => minutesTo({ startDate: "soon", startMinuteOfWeek: 0 }, "2026-04-06")).toThrow("soon");
  });
});
