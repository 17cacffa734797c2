import { describe, expect, test } from "vitest";
import { compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import { CapacityCalendar } from "../../src/kernel/calendars.ts";

interface Change {
  readonly at: number;
  readonly rostered: number;
  readonly scheduled: number;
  readonly open: number;
}

/** Every move of the calendar of one resource up to a time, from Monday 2026-04-06 00:00, with one uniform for each minute. */
function changes(resource: string, until: number, uniform: (minute: number) => number = () => 0.5, arm = 0): Change[] {
  const text = `
careway: 1
title: calendars
clock: { start: 2026-04-06, warmUp: 10 days, run: 100 days }
resources: { r: ${resource} }
patients: { a: { arrive: { poisson: 1 per day }, enter: st } }
stages: { st: { needs: r, duration: 1 min, next: home } }
exits: { home: Home }
interventions: { more: { change: { resources.r.capacity: { daily 08:00-12:00: 5 } }, adoption: { from: window, curve: { share: 100% } } } }
`;
  const read = readScenario({ name: "calendars.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const calendar = new CapacityCalendar(compile(read.value, read.value.arms[arm]).resources[0], {
    uniform,
    late: () => 0,
  });
  calendar.reset();
  const found: Change[] = [];
  for (let at = 0; at < until; at = calendar.nextAt) {
    if (at > 0) calendar.advance();
    const { rostered, scheduled, open } = calendar;
    found.push({ at, rostered, scheduled, open });
  }
  return found;
}

/** Time, on duty and open wherever one of the last two changes. */
function levels(found: readonly Change[]): string[] {
  const told = found.filter(({ scheduled, open }, i) => {
    return i === 0 || scheduled !== found[i - 1].scheduled || open !== found[i - 1].open;
  });
  return told.map(({ at, scheduled, open }) => `${at} ${scheduled} ${open}`);
}

const DAY = 1440;

describe("capacity on dates", () => {
  test("takes the place of the weekly calendar, and gives it back", () => {
    const found = changes("{ capacity: { daily 08:00-12:00: 2 }, dates: { 2026-04-07: { 10:00-11:00: 1 } } }", 3 * DAY);
    expect(levels(found)).toEqual(["0 0 0", "480 2 2", "720 0 0", "2040 1 1", "2100 0 0", "3360 2 2", "3600 0 0"]);
  });
  test("may be far apart, before the run, or over its beginning", () => {
    const dates = "{ 2020-01-01: 7, 2026-04-01 to 2026-04-06: 4, 2026-04-08 onwards: 3 }";
    expect(levels(changes(`{ capacity: 2, dates: ${dates} }`, 5 * DAY))).toEqual(["0 4 4", "1440 2 2", "2880 3 3"]);
  });
  test("go on below an intervention that changes the weekly calendar on its day 0", () => {
    const resource = "{ capacity: { daily 08:00-12:00: 2 }, dates: { 2026-04-15 to 2026-04-17: 1 } }";
    const found = changes(resource, 13 * DAY, undefined, 1).filter(({ at }) => at >= 8 * DAY);
    // Days 9 to 11 are the dates; day 0 is in their middle, at 10 days.
    expect(levels(found)).toEqual([
      `${8 * DAY + 480} 2 2`,
      `${8 * DAY + 720} 0 0`,
      `${9 * DAY} 1 1`,
      `${12 * DAY} 0 0`,
      `${12 * DAY + 480} 5 5`,
      `${12 * DAY + 720} 0 0`,
    ]);
  });
  test("are seen ahead by the last start, over several of them", () => {
    const resource = "{ capacity: 3, lastStart: 2 days, dates: { 2026-04-09: 2, 2026-04-10: 1 } }";
    expect(levels(changes(resource, 8 * DAY))).toEqual([
      "0 3 3",
      `${DAY} 3 2`,
      `${2 * DAY} 3 1`,
      `${3 * DAY} 2 1`,
      `${4 * DAY} 1 1`,
      `${5 * DAY} 3 3`,
    ]);
  });
});

describe("a rota", () => {
  test("keeps its boundaries at start + k · period for ever", () => {
    const found = changes("{ capacity: { cycle: 3 days, from: 2026-04-08, day 1 08:00-09:00: 1 } }", 100 * DAY);
    const opens = found.filter(({ scheduled }) => scheduled === 1).map(({ at }) => at);
    expect(opens).toEqual(Array.from({ length: 33 }, (_, k) => 2 * DAY + 480 + k * 3 * DAY));
  });
});

describe("absence", () => {
  const always = (_: number): number => 0.9;
  test("is drawn at each beginning of a window, and holds until the next", () => {
    const asked: number[] = [];
    const uniform = (minute: number): number => {
      asked.push(minute);
      return always(minute);
    };
    const found = changes(
      "{ capacity: { daily 08:00-12:00: 2, daily 12:00-16:00: 2 }, absence: 10% }",
      2 * DAY,
      uniform,
    );
    expect(asked).toEqual([480, 720, 1920, 2160]);
    // P(0 of 2) = 0.81, P(at most 1) = 0.99.
    expect(found.map(({ at, rostered, scheduled }) => [at, rostered, scheduled])).toEqual([
      [0, 0, 0],
      [480, 2, 1],
      [720, 2, 1],
      [960, 0, 0],
      [1920, 2, 1],
      [2160, 2, 1],
      [2400, 0, 0],
    ]);
  });
  test("is drawn at time 0 in the midst of a shift, and not again over midnight or the end of the week", () => {
    const asked: number[] = [];
    const uniform = (minute: number): number => {
      asked.push(minute);
      return 0.9;
    };
    changes("{ capacity: { daily 20:00-08:00: 2 }, absence: 10% }", 9 * DAY, uniform);
    expect(asked).toEqual([0, ...Array.from({ length: 9 }, (_, day) => day * DAY + 1200)]);
  });
  test("is drawn every day of a capacity all day and night, also of a cycle of one day", () => {
    for (const capacity of ["{ daily 00:00-24:00: 5 }", "{ cycle: 1 days, from: 2026-04-06, day 1 00:00-24:00: 5 }"]) {
      const asked: number[] = [];
      changes(`{ capacity: ${capacity}, absence: 10% }`, 3 * DAY, (minute) => asked.push(minute) / 10);
      expect(asked).toEqual([0, DAY, 2 * DAY]);
    }
  });
  test("is of whole persons where a unit is a part of one", () => {
    const found = changes("{ capacity: { daily 00:00-24:00: 2 }, unit: 1/20, absence: 10% }", DAY, always);
    expect(found).toEqual([{ at: 0, rostered: 40, scheduled: 20, open: 20 }]);
  });
  test("keeps what may begin work at or below those present", () => {
    const resource = "{ capacity: { daily 08:00-12:00: 2 }, lastStart: 30 min, absence: 10% }";
    expect(levels(changes(resource, DAY, always))).toEqual(["0 0 0", "480 1 1", "690 1 0", "720 0 0"]);
  });
});
