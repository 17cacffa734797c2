import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import type { Recorder } from "../../src/kernel/recorder.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import type { Model } from "../../src/model/model.ts";
import { simulateWithSimjs } from "../../src/reference/simulate.ts";
import { readScenario } from "../../src/scenario/parse.ts";

const WEEK = 10080;
const WEEKS = 12;

interface Written {
  readonly nurse?: string;
  readonly training?: string;
  readonly adoption?: string;
  readonly warmUp?: string;
}

function read({ nurse = OFFICE, training = "{ hours: 90 h, over: 4 weeks }", adoption = SPREADS, warmUp }: Written) {
  const text = `
careway: 1
title: Training
clock: { start: 2026-04-06, warmUp: ${warmUp ?? "2 weeks"}, run: 10 weeks }
money: { currency: GBP }
resources: { nurse: { ${nurse}${nurse.includes("costs") ? "" : ", costs: { rostered: £30 per hour }"} } }
patients: { adult: { arrive: { every: 1 day, first: 12 h }, enter: visit } }
stages: { visit: { needs: nurse, duration: 1 h, next: home } }
exits: { home: Home }
interventions: { newWay: { adoption: ${adoption}, training: { nurse: ${training} } } }
scenarios: { now: [], then: [newWay] }
`;
  return readScenario({ name: "training.yaml", text });
}
const OFFICE = "capacity: { weekdays 08:00-17:00: 3 }";
const SPREADS = "{ from: window, share: 50% }";

function modelsOf(written: Written): { readonly now: Model; readonly then: Model } {
  const found = read(written);
  if (!found.ok) throw new Error(found.diagnostics.map(({ message }) => message).join("\n"));
  const [now, then] = found.value.arms.map((arm) => compile(found.value, arm));
  return { now, then };
}

function codes(written: Written): string[] {
  return read(written).diagnostics.map(({ code }) => code);
}

type Figure = "onDuty" | "open" | "rostered";
type Change = readonly [at: number, units: number];

/** What one run says of the resource: how many are on duty, from when. */
function changes(run: typeof simulate, model: Model, of: Figure = "onDuty"): Change[] {
  const found: Change[] = [];
  const capacity: Recorder["capacity"] = (now, _resource, onDuty, open, rostered) => {
    found.push([now, { onDuty, open, rostered }[of]]);
  };
  hear(run, model, { capacity });
  return found;
}

/** Listens to some of the facts of one run. */
function hear(run: typeof simulate, model: Model, to: Partial<Recorder>): void {
  const nothing = (): void => {};
  const heard = { wantsElapsed: false, ...to };
  run(model, 1, new Proxy(heard, { get: (one, name) => Reflect.get(one, name) ?? nothing }) as unknown as Recorder);
}

/** Unit-hours of each week of the run. */
function weekly(found: readonly Change[]): number[] {
  return Array.from({ length: WEEKS }, (_, week) => {
    const [from, to] = [week * WEEK, (week + 1) * WEEK];
    return found.reduce((sum, [at, units], i) => {
      const end = i + 1 < found.length ? found[i + 1][0] : WEEKS * WEEK;
      return sum + (units * Math.max(0, Math.min(end, to) - Math.max(at, from))) / 60;
    }, 0);
  });
}

/** Hours that each week has less with training, of both engines. */
function lost(written: Written, of: Figure = "onDuty"): number[] {
  const { now, then } = modelsOf(written);
  const [kernel, reference] = [simulate, simulateWithSimjs].map((run) => {
    const [before, after] = [now, then].map((model) => weekly(changes(run, model, of)));
    return before.map((hours, week) => hours - after[week]);
  });
  expect(kernel).toEqual(reference);
  return kernel;
}

function inWeeks(from: number, hours: readonly number[]): number[] {
  return Array.from({ length: WEEKS }, (_, week) => hours[week - from] ?? 0);
}

function expectLost(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  for (const [week, hours] of found.entries())
    expect([week, hours.toFixed(9)]).toEqual([week, expected[week].toFixed(9)]);
}

const QUARTERS = [22.5, 22.5, 22.5, 22.5];

describe("hours of training are missing from the calendar", () => {
  test.each([
    { what: "office hours", nurse: OFFICE },
    { what: "one person", nurse: "capacity: { weekdays 08:00-17:00: 1 }" },
    { what: "day and night", nurse: "capacity: 2" },
    { what: "two shifts a day", nurse: "capacity: { daily 08:00-20:00: 5, daily 20:00-08:00: 3 }" },
    { what: "a rota of eight days", nurse: "capacity: { cycle: 8 days, from: 2026-04-06, days 1-4 07:00-19:00: 2 }" },
    { what: "a public holiday", nurse: `${OFFICE}, dates: { "2026-05-04": 0 }` },
    {
      what: "a calendar from a date on",
      nurse: `${OFFICE}, dates: { "2026-05-06 onwards": { "weekdays 09:00-12:00": 4 } }`,
    },
    { what: "a last start", nurse: `${OFFICE}, lastStart: 30 min` },
    { what: "shared staff", nurse: `${OFFICE}, unit: 1/20` },
  ])("in exactly the weeks of it: $what", ({ nurse }) => {
    const parts = nurse.includes("1/20") ? 20 : 1;
    expectLost(
      lost({ nurse }),
      inWeeks(2, QUARTERS).map((hours) => hours * parts),
    );
  });

  test.each([
    { when: "in the middle of a week", adoption: "{ from: 2026-05-07, share: 50% }", from: 4, first: 4 / 7 },
    { when: "at an hour", adoption: '{ from: "2026-05-07 10:30", share: 50% }', from: 4, first: undefined },
  ])("when day 0 is $when", ({ adoption, from, first }) => {
    const found = lost({ adoption });
    expect(found.reduce((sum, hours) => sum + hours, 0)).toBeCloseTo(90, 9);
    expect(found.filter((hours) => Math.abs(hours) > 1e-9).map((_, i) => from + i)).toEqual([4, 5, 6, 7, 8]);
    // Thursday and Friday are two fifths of the opening of a week.
    if (first !== undefined) expect(found[from]).toBeCloseTo(22.5 * (2 / 5), 9);
  });

  test("of a time that is no whole number of weeks the last week has its part", () => {
    expectLost(lost({ training: "{ hours: 30 h, over: 10 days }" }), inWeeks(2, [21, 9]));
  });

  test("each opening loses the same share, from its beginning on, in whole units", () => {
    const { then } = modelsOf({});
    const monday = changes(simulate, then).filter(([at]) => at >= 2 * WEEK && at < 2 * WEEK + 1440);
    // 22.5 of 135 hours are a sixth: half a unit of three, so one for half of the nine hours.
    expect(monday).toEqual([
      [2 * WEEK + 480, 2],
      [2 * WEEK + 750, 3],
      [2 * WEEK + 1020, 0],
    ]);
  });

  test("more than a unit is whole units all the time, and one more for a part of it", () => {
    const { then } = modelsOf({ training: "{ hours: 225 h, over: 4 weeks }" });
    const monday = changes(simulate, then).filter(([at]) => at >= 2 * WEEK && at < 2 * WEEK + 1440);
    // 56.25 of 135 hours are 1.25 of three units.
    expect(monday).toEqual([
      [2 * WEEK + 480, 1],
      [2 * WEEK + 480 + 135, 2],
      [2 * WEEK + 1020, 0],
    ]);
  });

  test("all the hours there are can be taken", () => {
    expectLost(lost({ training: "{ hours: 270 h, over: 2 weeks }" }), inWeeks(2, [135, 135]));
  });

  test("who stands in keeps the capacity", () => {
    const half = "{ hours: 90 h, over: 4 weeks, backfill: 50% }";
    expectLost(
      lost({ training: half }),
      inWeeks(
        2,
        QUARTERS.map((hours) => hours / 2),
      ),
    );
    expectLost(lost({ training: "{ hours: 90 h, over: 4 weeks, backfill: 100% }" }), inWeeks(2, []));
  });

  test("absence is of those who are not away", () => {
    const nurse = `${OFFICE}, absence: 10%`;
    expectLost(lost({ nurse }, "rostered"), inWeeks(2, QUARTERS));
  });

  test("what may still begin follows the calendar with training in it", () => {
    const { then } = modelsOf({ nurse: `${OFFICE}, lastStart: 30 min` });
    // The last day of training.
    const friday = 5 * WEEK + 4 * 1440;
    const found = changes(simulate, then, "open").filter(([at]) => at >= friday && at < friday + 1440);
    expect(found.filter(([, units], i) => i === 0 || units !== found[i - 1][1])).toEqual([
      [friday + 480, 2],
      [friday + 750, 3],
      [friday + 990, 0],
    ]);
  });

  test("in force from time 0, it is in the first weeks of the run", () => {
    expectLost(lost({ adoption: "full" }), inWeeks(0, QUARTERS));
  });

  test("with a run without training nothing else is different", () => {
    const { now, then } = modelsOf({});
    const rest = ([at]: Change): boolean => at < 2 * WEEK || at >= 6 * WEEK;
    expect(changes(simulate, then).filter(rest)).toEqual(changes(simulate, now).filter(rest));
  });
});

describe("a training that cannot be had is refused", () => {
  test.each([
    { code: "training-too-long", training: "{ hours: 541 h, over: 4 weeks }" },
    {
      code: "training-too-long",
      training: "{ hours: 9 h, over: 8 days }",
      adoption: "{ from: 2026-05-04, share: 50% }",
      nurse: "capacity: { fri 08:00-17:00: 1 }",
    },
    { code: "training-of-unlimited", nurse: "capacity: unlimited, costs: { held: £1 per hour }" },
    { code: "training-of-sessions", nurse: "capacity: 1, sessions: { opens: weekdays 08:30, length: 4 h }" },
    { code: "out-of-range", training: "{ hours: 0 h, over: 4 weeks }" },
    { code: "out-of-range", training: "{ hours: 9 h, over: 105 weeks }" },
    { code: "out-of-range", training: "{ hours: 9 h, over: 4 weeks, backfill: 120% }" },
    { code: "out-of-range", training: "{ hours: 9 h, over: 4 weeks, premium: -1% }" },
    { code: "missing-key", training: "{ hours: 9 h }" },
  ])("$code: $nurse $training", ({ code, ...written }) => {
    const found = read({ ...written, nurse: written.nurse ?? OFFICE });
    expect(found.ok).toBe(false);
    expect(found.diagnostics.filter(({ severity }) => severity === "error").map((one) => one.code)).toEqual([code]);
  });

  test("it says how much there is", () => {
    const [{ message }] = read({ training: "{ hours: 600 h, over: 4 weeks }" }).diagnostics;
    expect(message).toBe('150 hours cannot be taken from "nurse" in week 1 of the training: it has 135 hours');
  });
});

describe("a training that is in no result is doubted", () => {
  test("in the warm-up", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ adoption: "full" })).toEqual(["training-in-warm-up"]);
    expect(codes({ adoption: "full", warmUp: "0 days" })).toEqual([]);
    expect(codes({ adoption: "{ from: 2026-04-13, share: 50% }" })).toEqual(["training-in-warm-up"]);
  });

  test("of those who cost nothing", () => {
    expect(codes({ nurse: `${OFFICE}, costs: { held: £30 per hour }` })).toEqual(["training-unpaid"]);
  });
});

describe("a slow-down after training, as docs/language.md writes it", () => {
  const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
  const [pattern] = /"1 \+ 20% \* max[^"]*"/.exec(page) ?? expect.fail("not in docs/language.md");

  test("is a fifth at day 0, and over after eight weeks", () => {
    const text = `
careway: 1
title: Slower
clock: { start: 2026-04-06, warmUp: 2 weeks, run: 10 weeks }
resources: { staff: { capacity: 1 } }
patients: { adult: { arrive: { every: 1 day, first: 12 h }, enter: clinic } }
stages: { clinic: { needs: staff, duration: 1 h, next: home } }
exits: { home: Home }
interventions: { newWay: { adoption: { share: 100% }, change: { stages.clinic.duration: { times: ${pattern} } } } }
scenarios: { now: [], then: [newWay] }
`;
    const found = readScenario({ name: "slower.yaml", text });
    if (!found.ok) throw new Error(found.diagnostics.map(({ message }) => message).join("\n"));
    const minutes: number[] = [];
    const started: Recorder["started"] = (_now, _patient, _stage, duration) => void minutes.push(duration);
    hear(simulate, compile(found.value, found.value.arms[1]), { started });
    for (const [day, found] of minutes.entries()) {
      const since = day + 0.5 - 14;
      expect(found).toBeCloseTo(since < 0 || since > 56 ? 60 : 60 * (1 + 0.2 * (1 - since / 56)), 9);
    }
    expect(minutes).toHaveLength(84);
  });
});
