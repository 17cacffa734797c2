import { describe, expect, test } from "vitest";
import { formatClock, weekdayNames } from "../../src/time/calendar.ts";
import { parseTimesOfWeek } from "../../src/time/times-of-week.ts";

function formatTime(minute: number): string {
  const name = weekdayNames[Math.floor(minute / 1440)];
  return `${name[0].toUpperCase()}${name.slice(1)} ${formatClock(minute % 1440)}`;
}

function shown(text: string): string[] {
  const read = parseTimesOfWeek(text);
  return read.ok
    ? read.value.map(formatTime)
    : [`${read.problem.code} ${text.slice(read.problem.start, read.problem.end)}`];
}

describe("times of the week", () => {
  test.each([
    ["mon, wed, fri 09:00", ["Mon 09:00", "Wed 09:00", "Fri 09:00"]],
    ["tue 13:00, thu 8:30", ["Tue 13:00", "Thu 08:30"]],
    ["weekends 10:00, 14:00", ["Sat 10:00", "Sat 14:00", "Sun 10:00", "Sun 14:00"]],
    ["sat-mon 00:00", ["Mon 00:00", "Sat 00:00", "Sun 00:00"]],
    ["mon 09:00, mon 09:00", ["Mon 09:00"]],
  ])("%s", (text, times) => expect(shown(text)).toEqual(times));

  test.each([
    ["09:00", "bad-times 09:00"],
    ["mon", "bad-times mon"],
    ["mon 24:00", "bad-time 24:00"],
    ["mon 9", "bad-times 9"],
    ["mon 09:00-10:00", "bad-times 09:00-10:00"],
    ["moon 09:00", "unknown-day moon"],
    ["mon 09:00,", "bad-times "],
  ])("%s is refused, at its place", (text, problem) => expect(shown(text)).toEqual([problem]));
});
