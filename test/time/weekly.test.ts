import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OpeningWindow, parseWindows } from "../../src/time/opening-windows.ts";
import { openingHours, type Week, weekOf } from "../../src/time/weekly.ts";

function windows(text: string): readonly OpeningWindow[] {
  const result = parseWindows(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function week(...entries: readonly (readonly [string, number])[]): Week {
  const result = weekOf(entries.map(([text, units]) => ({ windows: windows(text), units })));
  if (!result.ok) throw new Error("overlap");
  return result.value;
}

describe("a week of capacity is a sorted step function", () => {
  test("closed before, between and after its windows", () => {
    expect(week(["mon, wed 08:00-17:00", 5])).toEqual([
      { minute: 0, units: 0 },
      { minute: 480, units: 5 },
      { minute: 1020, units: 0 },
      { minute: 3360, units: 5 },
      { minute: 3900, units: 0 },
    ]);
  });
  test("windows that touch run on without a gap, whatever the order of writing", () => {
    const steps = [
      { minute: 0, units: 2 },
      { minute: 480, units: 5 },
      { minute: 1200, units: 2 },
      { minute: 1440, units: 0 },
    ];
    expect(week(["mon 00:00-08:00, 20:00-24:00", 2], ["mon 08:00-20:00", 5])).toEqual(steps);
    expect(week(["mon 08:00-20:00", 5], ["mon 00:00-08:00, 20:00-24:00", 2])).toEqual(steps);
  });
  test("a window over midnight goes on, over the end of the week too", () => {
    expect(week(["sat, sun 20:00-08:00", 2])).toEqual([
      { minute: 0, units: 2 },
      { minute: 480, units: 0 },
      { minute: 8400, units: 2 },
      { minute: 9120, units: 0 },
      { minute: 9840, units: 2 },
    ]);
  });
  test("so does a cycle of other than seven days", () => {
    const result = weekOf([{ windows: [{ day: 1, from: 1200, to: 1920 }], units: 1 }], 2 * 1440);
    expect(result).toEqual({
      ok: true,
      value: [
        { minute: 0, units: 1 },
        { minute: 480, units: 0 },
        { minute: 2640, units: 1 },
      ],
      shifts: [2640],
    });
  });
  test("shifts begin where windows do, also where the number stays", () => {
    const result = weekOf([
      { windows: windows("mon 08:00-20:00"), units: 3 },
      { windows: windows("mon 20:00-08:00"), units: 3 },
    ]);
    expect(result.ok && [result.value.length, result.shifts]).toEqual([3, [480, 1200]]);
  });
  test("the same capacity all week is one step", () => {
    expect(week(["daily 00:00-24:00", 3])).toEqual([{ minute: 0, units: 3 }]);
    expect(week(["weekdays 00:00-24:00", 3], ["weekends 00:00-24:00", 3])).toEqual([{ minute: 0, units: 3 }]);
  });
  test("no windows, or windows of none, are never open", () => {
    expect(week()).toEqual([{ minute: 0, units: 0 }]);
    expect(week(["daily 08:00-17:00", 0])).toEqual([{ minute: 0, units: 0 }]);
  });
});

describe("windows that overlap are refused with both places", () => {
  test("once for each pair of entries", () => {
    const entries = ["weekdays 08:00-17:00", "tue, thu 16:00-20:00", "sat 08:00-12:00"];
    const result = weekOf(entries.map((text) => ({ windows: windows(text), units: 1 })));
    expect(result).toEqual({ ok: false, overlaps: [{ first: 0, second: 1 }] });
  });
  test("within one entry too", () => {
    const result = weekOf([{ windows: windows("mon 08:00-12:00, 11:00-13:00"), units: 1 }]);
    expect(result).toEqual({ ok: false, overlaps: [{ first: 0, second: 0 }] });
  });
  test("a night of Sunday with the morning of Monday", () => {
    const entries = ["sun 20:00-08:00", "mon 07:00-09:00"];
    const result = weekOf(entries.map((text) => ({ windows: windows(text), units: 1 })));
    expect(result).toEqual({ ok: false, overlaps: [{ first: 0, second: 1 }] });
  });
  test("a window inside a longer one that began earlier is found behind a third", () => {
    const entries = ["mon 08:00-18:00", "mon 09:00-10:00", "mon 12:00-13:00"];
    const result = weekOf(entries.map((text) => ({ windows: windows(text), units: 1 })));
    expect(!result.ok && result.overlaps.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });
});

test("opening hours of the week are merged where they touch or overlap", () => {
  expect(openingHours(windows("mon 20:00-24:00, tue 00:00-08:00, wed 08:00-12:00, 10:00-11:00"))).toEqual([
    { from: 1200, to: 1920 },
    { from: 3360, to: 3600 },
  ]);
});

test("the level at every minute is that of the window around it", () => {
  const window = fc.tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 1, max: 600 }),
    fc.integer({ min: 0, max: 4 }),
  );
  fc.assert(
    fc.property(fc.array(window, { maxLength: 6 }), fc.integer({ min: 0, max: 10079 }), (list, minute) => {
      const entries = list.map(([day, from, length, units]) => ({
        windows: [{ day, from, to: Math.min(1440, from + length) }],
        units,
      }));
      const around = entries.filter(
        ({ windows: [w] }) => w.day * 1440 + w.from <= minute && minute < w.day * 1440 + w.to,
      );
      const result = weekOf(entries);
      if (!result.ok) return;
      expect(around.length).toBeLessThanOrEqual(1);
      expect([...result.value].reverse().find((step) => step.minute <= minute)?.units).toBe(around[0]?.units ?? 0);
    }),
  );
});
