import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatWindow, parseWindows } from "../../src/time/opening-windows.ts";

function shown(text: string): string {
  const result = parseWindows(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.map(formatWindow).join(", ");
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
  ])("%s", (text, windows) => {
    expect(shown(text)).toBe(windows);
  });
  test("daily is all seven days", () => {
    const result = parseWindows("daily 09:00-20:00");
    expect(result.ok && result.value).toEqual([0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: 540, to: 1200 })));
  });
});

describe("other windows are refused at their place, with the cure", () => {
  test.each([
    ["daily 20:00-08:00", "overnight-hours", "20:00-08:00", "write 20:00-24:00 and the next day's 00:00-08:00"],
    ["mon 20:00-00:00", "overnight-hours", "20:00-00:00", "write 20:00-24:00"],
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

test("reading never throws, and every window lies within its day", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^((mon|tue|sun|daily|weekdays|,|-| |[0-2][0-9]:[0-5]0)){0,8}$/)),
      (text) => {
        const result = parseWindows(text);
        if (!result.ok) return result.problem.start <= result.problem.end && result.problem.end <= text.length;
        return result.value.every(({ day, from, to }) => day >= 0 && day <= 6 && 0 <= from && from < to && to <= 1440);
      },
    ),
    { numRuns: 1000 },
  );
});
