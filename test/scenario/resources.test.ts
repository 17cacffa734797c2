import { describe, expect, test } from "vitest";
import { compile, readScenario, type Scenario } from "../../src/index.ts";
import { dayNumber } from "../../src/time/calendar.ts";

function reading(resource: string, rest = "", needs = "r") {
  const text = `
careway: 1
title: resources
clock: { start: 2026-04-06, warmUp: 1 weeks, run: 52 weeks }
resources: { r: ${resource} }
patients: { a: { arrive: { poisson: 1 per day }, enter: st } }
stages: { st: { needs: ${needs}, duration: 1 min, next: home } }
exits: { home: Home }
${rest}
`;
  return readScenario({ name: "resources.yaml", text });
}

function read(resource: string, rest = ""): Scenario {
  const result = reading(resource, rest);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.value;
}

const codes = (result: ReturnType<typeof reading>): string[] => result.diagnostics.map(({ code }) => code);

describe("a resource", () => {
  test("has a number on dates all day, which may be unlimited or an expression", () => {
    const { dates } = read("{ capacity: 2, dates: { 2026-05-02: unlimited, 2026-05-01: 1 + 2 } }").arms[0].resources[0]
      .phases[0].value;
    expect(dates.map(({ firstDay, lastDay, capacity }) => [firstDay, lastDay, capacity])).toMatchObject([
      [dayNumber(2026, 5, 1), dayNumber(2026, 5, 1), { kind: "weekly", steps: [{ minute: 0, units: 3 }] }],
      [dayNumber(2026, 5, 2), dayNumber(2026, 5, 2), { kind: "weekly", steps: [{ minute: 0, units: Infinity }] }],
    ]);
  });
  test("of a rota is changed by an intervention like any other", () => {
    const rota = "{ cycle: 2 days, from: 2026-04-06, day 1 08:00-12:00: 2 }";
    const rest = "interventions: { i: { change: { resources.r.capacity: { plus: 1 } } } }";
    const arm = read(`{ capacity: ${rota} }`, rest).arms[1];
    expect(arm.resources[0].phases[0].value.capacity).toMatchObject({
      kind: "cycle",
      period: 2880,
      steps: [
        { minute: 0, units: 0 },
        { minute: 480, units: 3 },
        { minute: 720, units: 0 },
      ],
    });
  });
  test("counts its dates in what there is at most", () => {
    expect(reading("{ capacity: 1, dates: { 2026-05-01: 2 } }", "", "{ r: 2 }").ok).toBe(true);
    expect(codes(reading("{ capacity: 1, dates: { 2026-05-01: 2 } }", "", "{ r: 3 }"))).toEqual(["never-served"]);
  });
  test("that is shared has its capacity in parts, and its prices of time too", () => {
    const scenario = read(
      "{ capacity: { daily 08:00-16:00: 2 }, dates: { 2026-05-01: 3 }, unit: 5%, costs: { held: £80 per min, rostered: £20 per min, overtime: £40 per min, use: £3, fixed: £1 per min } }",
    );
    const [table] = compile(scenario, scenario.arms[0]).resources;
    expect([table.parts, Math.max(...table.calendars.flatMap(({ scheduled }) => [...scheduled]))]).toEqual([20, 60]);
    expect(table.phases).toMatchObject([{ from: 0, held: 4, rostered: 1, overtime: 2, use: 3, fixed: 1 }]);
  });
  test("has the rostered price for its overtime unless that has one, which may be nothing", () => {
    const overtime = (costs: string): number => {
      const scenario = read(`{ capacity: 1, costs: ${costs} }`);
      return compile(scenario, scenario.arms[0]).resources[0].phases[0].overtime;
    };
    expect(overtime("{ rostered: £2 per min }")).toBe(2);
    expect(overtime("{ rostered: £2 per min, overtime: £0 per min }")).toBe(0);
  });
  test("cannot change its unit in the course of a run, but may in a scenario", () => {
    const change = (adoption: string): string =>
      `interventions: { i: { change: { resources.r.unit: 1/10 }, adoption: ${adoption} } }`;
    expect(codes(reading("{ capacity: 1, unit: 1/20 }", change("{ from: window, curve: { share: 100% } }")))).toEqual([
      "cannot-spread",
    ]);
    expect(reading("{ capacity: 1, unit: 1/20 }", change("full")).ok).toBe(true);
  });
  test("may have absences from the day 0 of an intervention on", () => {
    const rest =
      "interventions: { i: { change: { resources.r.absence: 8% }, adoption: { from: window, curve: { share: 100% } } } }";
    const [{ phases }] = read("{ capacity: { daily 00:00-24:00: 2 } }", rest).arms[1].resources;
    expect(phases.map(({ from, value }) => [from, value.absence])).toEqual([
      [0, 0],
      [10080, 0.08],
    ]);
  });
});

test.each([
  "{ capacity: unlimited, cost: { rostered: £20 per hour } }",
  "{ capacity: 1, dates: { 2026-04-07: unlimited }, cost: { rostered: £0 per hour } }",
])("%s: nobody can say what units without number cost", (resource) => {
  const result = reading(resource);
  expect(result.ok).toBe(false);
  expect(codes(result)).toEqual(["endless-cost"]);
});

describe("what becomes of services at the end of a shift", () => {
  const SHIFTS = "capacity: { weekdays 08:00-17:00: 2 }";

  test("is a word, and changes from the day 0 of an intervention on", () => {
    const rest =
      "interventions: { i: { change: { resources.r.atShiftEnd: pause }, adoption: { from: window, curve: { share: 100% } } } }";
    const [before, after] = read(`{ ${SHIFTS} }`, rest).arms[1].resources[0].phases;
    expect([before.value.atShiftEnd, after.value.atShiftEnd]).toEqual(["finish", "pause"]);
  });

  test.each([
    ["{ capacity: 2, atShiftEnd: pause }", "the capacity never falls"],
    ["{ capacity: { daily 00:00-24:00: 2 }, atShiftEnd: preempt }", "the capacity never falls"],
    [`{ ${SHIFTS}, atShiftEnd: preempt }`, "no stage that needs it can be broken off"],
  ])("%s has no effect, and why is said", (resource, why) => {
    const result = reading(resource);
    expect(result.ok).toBe(true);
    expect(codes(result)).toEqual(["shift-end-never"]);
    expect(result.diagnostics[0].message).toContain(why);
  });

  test("has no effect where nothing needs it: what is seized always finishes", () => {
    const result = reading(`{ ${SHIFTS}, atShiftEnd: pause }, other: { capacity: 1 }`, "", "other");
    expect(codes(result)).toEqual(["shift-end-never"]);
    expect(result.diagnostics[0].message).toContain("no stage needs it");
  });
});
