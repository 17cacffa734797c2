import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatClock, weekdayNames } from "../../src/time/calendar.ts";
import { cycleWords, dateWords } from "../../src/time/day-words.ts";
import { type OpeningWindow, parseWindows } from "../../src/time/opening-windows.ts";

function shown(text: string): string {
  const result = parseWindows(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.map(formatWindow).join(", ");
}

/** "Mon 20:00-08:00" ends on Tuesday. */
function formatWindow({ day, from, to }: OpeningWindow): string {
  const name = weekdayNames[day];
  return `${name[0].toUpperCase()}${name.slice(1)} ${formatClock(from)}-${formatClock(to > 1440 ? to - 1440 : to)}`;
}

const weekdays = "Mon 08:00-17:00, Tue 08:00-17:00, Wed 08:00-17:00, Thu 08:00-17:00, Fri 08:00-17:00";

describe("opening windows are days and hours", () => {
  test.each([
    ["weekdays 08:00-17:00", weekdays],
    ["mon-fri 08:00-17:00", weekdays],
    ["mon, tue, wed, thu, fri 08:00-17:00", weekdays],
    ["Monday - Friday 08:00 – 17:00", weekdays],
    ["tue, thu 10:00-12:00", "Tue 10:00-12:00, Thu 10:00-12:00"],
    ["thursday,tuesday 10:00-12:00", "Tue 10:00-12:00, Thu 10:00-12:00"],
    ["weekends 08:00-12:00", "Sat 08:00-12:00, Sun 08:00-12:00"],
    ["mon 00:00-24:00", "Mon 00:00-24:00"],
    ["sat-mon 9:00-10:00", "Mon 09:00-10:00, Sat 09:00-10:00, Sun 09:00-10:00"],
    ["mon 08:00-12:00, 13:00-17:00", "Mon 08:00-12:00, Mon 13:00-17:00"],
    ["tue 08:00-18:00, sat 09:00-12:00", "Tue 08:00-18:00, Sat 09:00-12:00"],
    ["mon, mon 08:00-09:00", "Mon 08:00-09:00"],
    ["sat, sun 20:00-08:00", "Sat 20:00-08:00, Sun 20:00-08:00"],
    ["mon 20:00-00:00", "Mon 20:00-24:00"],
  ])("%s", (text, windows) => {
    expect(shown(text)).toBe(windows);
  });
  test("daily is all seven days", () => {
    const result = parseWindows("daily 09:00-20:00");
    expect(result.ok && result.value).toEqual([0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: 540, to: 1200 })));
  });
});

test("a window over midnight belongs to the day on which it begins, and ends on the next", () => {
  const result = parseWindows("sun 20:00-08:00");
  expect(result.ok && result.value).toEqual([{ day: 6, from: 1200, to: 1920 }]);
});

describe("days of a cycle are numbered from 1", () => {
  const shownDays = (text: string): string => {
    const result = parseWindows(text, cycleWords(8));
    if (!result.ok) throw new Error(result.problem.message);
    return result.value.map(({ day, from, to }) => `${day} ${from}-${to}`).join(", ");
  };
  test.each([
    ["days 1-2 07:00-19:00", "0 420-1140, 1 420-1140"],
    ["day 8 19:00-07:00", "7 1140-1860"],
    ["days 1, 3 07:00-12:00, 13:00-19:00", "0 420-720, 0 780-1140, 2 420-720, 2 780-1140"],
    ["day 1 07:00-19:00, day 2 08:00-19:00", "0 420-1140, 1 480-1140"],
    ["7-8 0:00-24:00", "6 0-1440, 7 0-1440"],
  ])("%s", (text, windows) => {
    expect(shownDays(text)).toBe(windows);
  });
  test("daily is every day of the cycle", () => {
    expect(shownDays("daily 07:00-19:00").split(", ")).toHaveLength(8);
  });
  test.each([
    ["days 1-9 07:00-19:00", "unknown-day", "days 1-9", "1 to 8"],
    ["days 4-1 07:00-19:00", "unknown-day", "days 4-1", "1 to 8"],
    ["day 0 07:00-19:00", "unknown-day", "day 0", "1 to 8"],
    ["mon 07:00-19:00", "unknown-day", "mon", '"days 1-8"'],
    ["days 1-4", "bad-hours", "days 1-4", "00:00-24:00"],
    ["07:00-19:00", "bad-hours", "07:00-19:00", "days 1-4"],
  ])("%s: %s", (text, code, place, cure) => {
    const result = parseWindows(text, cycleWords(8));
    if (result.ok) throw new Error("accepted");
    expect(result.problem.code).toBe(code);
    expect(text.slice(result.problem.start, result.problem.end)).toBe(place);
    expect(result.problem.hint).toContain(cure);
  });
});

describe("hours of dates", () => {
  test("stand alone for every day, and may name days of the week", () => {
    const alone = parseWindows("09:00-12:00, 13:00-14:00", dateWords);
    expect(alone.ok && alone.value).toHaveLength(14);
    const named = parseWindows("sat 09:00-12:00", dateWords);
    expect(named.ok && named.value).toEqual([{ day: 5, from: 540, to: 720 }]);
  });
  test("do not go over midnight", () => {
    const result = parseWindows("20:00-08:00", dateWords);
    expect(result).toMatchObject({ ok: false, problem: { code: "overnight-hours" } });
    expect(!result.ok && result.problem.hint).toBe("write 20:00-24:00 here, and 00:00-08:00 for the next date");
  });
});

describe("other windows are refused at their place, with the cure", () => {
  test.each([
    ["mon 08:00-08:00", "overnight-hours", "08:00-08:00", "00:00-24:00"],
    ["mon 25:00-26:00", "bad-time", "25:00-26:00", "00:00 to 24:00"],
    ["mon 08:00-24:01", "bad-time", "08:00-24:01", "00:00 to 24:00"],
    ["mon 08:75-09:00", "bad-time", "08:75-09:00", "00:00 to 24:00"],
    ["mon 24:00-24:00", "bad-time", "24:00-24:00", "00:00 to 24:00"],
    ["mon 8-17", "bad-hours", "8-17", "08:00-17:00"],
    ["mon 8am-5pm", "bad-hours", "8am-5pm", "08:00-17:00"],
    ["mnday 08:00-17:00", "unknown-day", "mnday", "mon, tue"],
    ["mon, tues 08:00-17:00", "unknown-day", "tues", "mon, tue"],
    ["mon-wed-fri 08:00-17:00", "unknown-day", "mon-wed-fri", "mon, tue"],
    ["08:00-17:00", "bad-hours", "08:00-17:00", "weekdays 08:00-17:00"],
    ["weekdays", "bad-hours", "weekdays", "00:00-24:00"],
    ["mon 08:00-09:00, tue", "bad-hours", "mon 08:00-09:00, tue", "00:00-24:00"],
    ["mon,, tue 08:00-09:00", "bad-hours", "", "weekdays 08:00-17:00"],
    ["", "bad-hours", "", "weekdays 08:00-17:00"],
  ])("%s: %s", (text, code, place, cure) => {
    const result = parseWindows(text);
    if (result.ok) throw new Error("accepted");
    expect(result.problem.code).toBe(code);
    expect(text.slice(result.problem.start, result.problem.end)).toBe(place);
    expect(result.problem.hint).toContain(cure);
  });
  test("a text of a million characters is refused at once", () => {
    expect(parseWindows("mon,".repeat(250_000)).ok).toBe(false);
  });
});

test("reading never throws, and every window begins on its day and is shorter than one", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^((mon|tue|sun|daily|weekdays|,|-| |[0-2][0-9]:[0-5]0)){0,8}$/)),
      (text) => {
        const result = parseWindows(text);
        if (!result.ok) return result.problem.start <= result.problem.end && result.problem.end <= text.length;
        return result.value.every(
          ({ day, from, to }) => day >= 0 && day <= 6 && 0 <= from && from < 1440 && from < to && to <= from + 1440,
        );
      },
    ),
    { numRuns: 1000 },
  );
});
