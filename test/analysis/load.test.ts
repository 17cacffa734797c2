import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.ts";
import type { Arrivals, PatientClass, Resource, SessionRules, Value } from "../../src/scenario/scenario.ts";
import { chances, draw, expression, fixed, one, patients, plain, resource, scenario, stage } from "./build.ts";

const day = 1440;
const weekdays8to17 = {
  kind: "weekly",
  steps: [0, 1, 2, 3, 4].flatMap((d) => [
    { minute: d * day, units: 0 },
    { minute: d * day + 480, units: 1 },
    { minute: d * day + 1020, units: 0 },
  ]),
  shifts: [0, 1, 2, 3, 4].map((d) => d * day + 480),
} as const;

describe("the load of what is held", () => {
  const bed = resource("bed", 10);
  const nurse = resource("nurse", 1);

  test("runs from seize to release over all stages between, visits counted", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1 / day, "ward")],
      stages: [
        stage({ name: "ward", seize: one("bed"), duration: fixed(day), next: "talk" }),
        stage({ name: "talk", duration: fixed(day / 2), next: chances({ ward: 0.5 }, "leave") }),
        stage({
          name: "leave",
          release: [{ resource: "bed", units: undefined }],
          duration: fixed(5 * day),
          next: "home",
        }),
      ],
      resources: [bed],
    });
    const [load] = analyse(made, arm).resources;
    expect(load.offered).toBeCloseTo(3, 12);
    expect(load.utilisation).toBeCloseTo(0.3, 12);
    expect(load.takesPerWeek).toBeCloseTo(7, 12);
    expect(load.meanUse).toBeCloseTo(3 * day, 9);
    expect(load.lowerBound).toBe(false);
  });

  test("depends on the way a patient came: only those with a bed hold it in a shared stage", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1 / day, "arrive")],
      stages: [
        stage({ name: "arrive", next: chances({ ward: 0.25 }, "shared") }),
        stage({ name: "ward", seize: one("bed", 2), duration: fixed(day), next: "shared" }),
        stage({ name: "shared", duration: fixed(3 * day), next: "home" }),
      ],
      resources: [bed],
    });
    expect(analyse(made, arm).resources[0].offered).toBeCloseTo(0.25 * 2 * 4, 12);
  });

  test("is a lower bound where the patient also waits while holding, and says for what", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1 / day, "ward")],
      stages: [
        stage({ name: "ward", seize: one("bed"), duration: fixed(day), next: "assess" }),
        stage({ name: "assess", needs: one("nurse"), duration: fixed(60), next: "leave" }),
        stage({ name: "leave", until: true, next: "home" }),
      ],
      resources: [bed, nurse],
    });
    const [held, needed] = analyse(made, arm).resources;
    expect(held.offered).toBeCloseTo(1 + 1 / 24, 12);
    expect(held.waitsFor).toEqual(["daytime", "nurse"]);
    expect(needed.lowerBound).toBe(false);
  });

  test("a place given back when another is got is no longer held, but was held through that wait", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1 / day, "ward")],
      stages: [
        stage({ name: "ward", seize: one("bed"), duration: fixed(day), next: "care" }),
        stage({
          name: "care",
          seize: one("place"),
          release: [{ resource: "bed", units: undefined }],
          duration: fixed(9 * day),
          next: "home",
        }),
      ],
      resources: [bed, resource("place", 20)],
    });
    const [held, place] = analyse(made, arm).resources;
    expect([held.offered, place.offered]).toEqual([1, 9]);
    expect([held.waitsFor, place.waitsFor]).toEqual([["place"], []]);
  });
});

describe("stability", () => {
  function clinic(perDay: number, service = fixed(30), lastStart = 0) {
    return scenario({
      classes: [patients("all", perDay / day, "visit")],
      stages: [stage({ name: "visit", needs: one("doctor"), duration: service, next: "home" })],
      resources: [resource("doctor", weekdays8to17, lastStart)],
    });
  }

  test("constant capacity and a load of 1 or more is unstable, and the line grows by what is not served", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 12 / day, "visit")],
      stages: [stage({ name: "visit", needs: one("doctor"), duration: fixed(144), next: "home" })],
      resources: [resource("doctor", 1)],
    });
    const analysis = analyse(made, arm);
    expect(analysis.resources[0].state).toBe("unstable");
    expect(analysis.resources[0].growthPerDay).toBeCloseTo(2, 10);
    expect(analysis.warnings.map(({ code }) => code)).toEqual(["unstable"]);
    expect(analysis.expectation.halfWidth).toBeNaN();
  });

  test("more than there is of a stage that turns people away is no line: it cannot grow", () => {
    const full = (whenFull: string | undefined) => {
      const visit = stage({
        name: "visit",
        needs: one("doctor"),
        queue: { places: 0, whenFull },
        duration: fixed(144),
        next: "home",
      });
      const { scenario: made, arm } = scenario({
        classes: [patients("all", 12 / day, "triage")],
        stages: [stage({ name: "triage", next: "visit" }), visit],
        resources: [resource("doctor", 1)],
      });
      return analyse(made, arm).resources[0].state;
    };
    expect(full("home")).toBe("fine");
    expect(full(undefined)).toBe("unstable"); // they wait outside
  });

  test("more than there is of a stage that a timer of an earlier one takes people out of cannot grow either", () => {
    const giveUp = (...stages: string[]) => {
      const list = stage({ name: "list", next: "op" });
      const leave = plain([{ after: fixed(90 * day), scope: stages, to: "home" }]);
      const { scenario: made, arm } = scenario({
        classes: [patients("all", 12 / day, "list")],
        stages: [{ ...list, leave }, stage({ name: "op", needs: one("doctor"), duration: fixed(144), next: "home" })],
        resources: [resource("doctor", 1)],
      });
      return analyse(made, arm).resources[0].state;
    };
    expect(giveUp("list", "op")).toBe("fine");
    expect(giveUp("list")).toBe("unstable"); // it stops when they go on to be operated on
  });

  test("45 scheduled hours a week are fine for 40 hours of work", () => {
    const { scenario: made, arm } = clinic(80 / 7);
    const analysis = analyse(made, arm);
    expect(analysis.resources[0].utilisation).toBeCloseTo(40 / 45, 10);
    expect(analysis.warnings).toEqual([]);
  });

  test("46 hours of work may be done by finishing after closing: 5 closings add 15 minutes each", () => {
    const { scenario: made, arm } = clinic(92 / 7);
    const analysis = analyse(made, arm);
    expect(analysis.resources[0].state).toBe("overtime");
    expect(analysis.resources[0].afterClosing).toBeCloseTo(75, 9);
    expect(analysis.warnings.map(({ code }) => code)).toEqual(["overtime"]);
  });

  test("47 hours of work is more than closings can add, so it is unstable", () => {
    const { scenario: made, arm } = clinic(94 / 7);
    expect(analyse(made, arm).resources[0].state).toBe("unstable");
  });

  test("longer tails add more at a closing: exponential visits leave a whole mean, not half of it", () => {
    const { scenario: made, arm } = clinic(94 / 7, draw("exponential", 30));
    expect(analyse(made, arm).resources[0].state).toBe("overtime");
  });

  test("a last start before closing takes that time away, so 44 hours of work can be too many", () => {
    const { scenario: made, arm } = clinic(88 / 7, fixed(30), 60);
    expect(analyse(made, arm).resources[0].state).toBe("unstable");
  });

  test("a load 1,440 times too high asks whether minutes and days are mixed up", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "visit")],
      stages: [stage({ name: "visit", needs: one("doctor"), duration: fixed(day / 2), next: "home" })],
      resources: [resource("doctor", 1)],
    });
    const [warning] = analyse(made, arm).warnings;
    expect(warning.code).toBe("units-mixed");
    expect(warning.message).toContain("minutes and days");
  });

  test("unlimited capacity is never busy", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "visit")],
      stages: [stage({ name: "visit", needs: one("doctor"), duration: fixed(60), next: "home" })],
      resources: [resource("doctor", Number.POSITIVE_INFINITY)],
    });
    expect(analyse(made, arm).resources[0]).toMatchObject({ utilisation: 0, state: "fine", offered: 60 });
  });
});

describe("a line that cannot grow for ever", () => {
  const coming = (value: Arrivals): PatientClass => ({ ...patients("all", 1, "visit"), arrive: [{ from: 0, value }] });

  /** Visits of an hour with one doctor, in a run of ten days. */
  function visits(value: Arrivals, { minutes = 60, doctors = 1, service = fixed(minutes) } = {}) {
    const { scenario: made, arm } = scenario({
      classes: [coming(value)],
      stages: [stage({ name: "visit", needs: one("doctor"), duration: service, next: "home" })],
      resources: [resource("doctor", doctors)],
      run: 10 * day,
    });
    const analysis = analyse(made, arm);
    return { ...analysis, load: analysis.resources[0], codes: analysis.warnings.map(({ code }) => code) };
  }

  test("of a list is no overload: 480 hours of work are listed for 240", () => {
    const patientsAt = Array.from({ length: 480 }, (_, i) => ({ at: i, set: [] }));
    const { load, codes, warnings, expectation } = visits({ kind: "listed", patients: patientsAt });
    expect(load).toMatchObject({ state: "fine", crowded: true, growthPerDay: 0, bounded: ["all"] });
    expect(load.utilisation).toBeCloseTo(2, 12);
    expect(codes).toEqual(["crowded"]);
    expect(warnings[0].message).toContain('since "all" is a list that ends');
    expect(expectation.halfWidth).toBeNaN();
  });

  test("is told beside an overload by others, whose part alone grows: 1.5 asked for 1 without end", () => {
    const { scenario: made, arm } = scenario({
      classes: [
        patients("open", 1.5 / 60, "visit"),
        { ...coming({ kind: "listed", patients: [{ at: 5, set: [] }] }), name: "listed" },
      ],
      stages: [stage({ name: "visit", needs: one("doctor"), duration: fixed(60), next: "home" })],
      resources: [resource("doctor", 1)],
    });
    const [load] = analyse(made, arm).resources;
    expect(load.state).toBe("unstable");
    expect(load.growthPerDay).toBeCloseTo(0.5 * 24, 9);
  });

  test("of a rate that falls below capacity is no overload, and one that stays above it is", () => {
    const falling = (last: number) =>
      visits({
        kind: "varying",
        rate: expression({
          op: "if",
          args: [
            { op: "less", args: [{ op: "time" }, { op: "number", value: 5 * day }] },
            { op: "number", value: 3 / 60 },
            { op: "number", value: last / 60 },
          ],
        }),
        batch: undefined,
      });
    expect(falling(0.5).load).toMatchObject({ state: "fine", crowded: true });
    expect(falling(0.5).load.utilisation).toBeCloseTo(1.75, 9);
    expect(falling(2).load.state).toBe("unstable");
  });

  test("of a fixed population: 6 who each need an hour of 2 doctors keep them busy, at most", () => {
    const { load, codes, classes, expectation } = visits({ kind: "population", size: 6 }, { doctors: 2 });
    expect(load).toMatchObject({ offered: 6, upperBound: true, state: "fine", crowded: true });
    expect(classes[0]).toMatchObject({ perDay: 6 * 24, upperBound: true });
    expect(codes).toEqual(["crowded"]);
    expect(expectation).toMatchObject({ patients: 6 * 24 * 10, upperBound: true });
  });

  test("a population's cycle is all its stages: 4 who are away for 3 hours need 1 doctor, not 4", () => {
    const { scenario: made, arm } = scenario({
      classes: [coming({ kind: "population", size: 4 })],
      stages: [
        stage({ name: "visit", needs: one("doctor"), duration: fixed(60), next: "away" }),
        stage({ name: "away", duration: fixed(180), next: "home" }),
      ],
      resources: [resource("doctor", 2)],
    });
    expect(analyse(made, arm).resources[0]).toMatchObject({ offered: 1, utilisation: 0.5, crowded: false });
  });

  test("exactly full: what is left to chance never settles, what is not keeps up", () => {
    const every = (gap = fixed(60)): Arrivals => ({ kind: "every", gap, first: undefined, batch: undefined });
    expect(visits(every()).load).toMatchObject({ state: "fine", crowded: false });
    expect(visits(every(), { service: draw("exponential", 60) }).load.state).toBe("unstable");
    const drawn = visits(every(draw("exponential", 60)));
    expect(drawn.load.state).toBe("unstable");
    expect(drawn.warnings[0].message).toContain("the line never settles");
    expect(visits(every(), { minutes: 61 }).load.state).toBe("unstable");
  });
});

describe("contacts", () => {
  test("that are left out while the last is not done make a line with an end, as long as the patients are many", () => {
    const { resources, warnings } = visited("skip");
    expect(resources[0]).toMatchObject({ state: "fine", crowded: true, skipping: ["all"], bounded: [] });
    expect(resources[0].offered).toBeCloseTo(1.25, 12);
    expect(warnings.map(({ code }) => code)).toEqual(["crowded"]);
    expect(warnings[0].message).toContain('since contacts of "all" are left out while the last is not done');
    expect(visited("skip", 2).resources[0].crowded).toBe(false);
  });

  test("that are all made are an overload", () => {
    expect(visited("queue").resources[0]).toMatchObject({ state: "unstable", skipping: [] });
  });
});

describe("what is not followed is said", () => {
  test("contacts whose times only the run knows", () => {
    const falling: Value = { kind: "expression", expression: expression({ op: "time" }) };
    const { resources, assumptions } = visited("queue", 1, falling);
    expect(resources[0].offered).toBe(0);
    expect(assumptions.map(({ message }) => message)).toEqual([
      'how often the contacts at "athome" fall due depends on the run: they are counted as none',
    ]);
    expect(visited("queue").assumptions).toEqual([]);
  });

  test.each([
    ["leave by a timer", { leave: plain([{ after: fixed(60), scope: "waiting", to: "nurse" } as const]) }],
    ["turn back", { balk: plain(chances({}, "nurse")) }],
    ["are not started", { startIf: plain(chances({}, "nurse")) }],
  ])("that patients may %s, in a stage that somebody comes to", (_how, part) => {
    const reached = (first: string) => {
      const { scenario: made, arm } = scenario({
        classes: [patients("all", 1 / day, first)],
        stages: [
          { ...stage({ name: "visit", needs: one("doctor"), duration: fixed(60), next: "home" }), ...part },
          stage({ name: "nurse", needs: one("nurse"), duration: fixed(60), next: "home" }),
        ],
        resources: [resource("doctor", 1), resource("nurse", 1)],
      });
      return analyse(made, arm).assumptions.map(({ message }) => message);
    };
    expect(reached("visit")).toEqual([
      'those who leave "visit" by a timer, turn back or are not started are counted as if they did not: what they go on to then is left out',
    ]);
    expect(reached("nurse")).toEqual([]);
  });
});

describe("sessions", () => {
  function listed(...asked: Parameters<typeof theatre>) {
    return theatre(...asked).resources[0];
  }

  function assumed(rules: Partial<SessionRules>) {
    return theatre(1, rules).assumptions.map(({ message }) => message);
  }

  /** Five sessions of four hours a week, of half-hour cases. */
  function theatre(perDay: number, rules: Partial<SessionRules>, duration = fixed(30)) {
    const steps = [0, 1, 2, 3, 4].flatMap((day) => [
      { minute: day * 1440 + 480, units: 1 },
      { minute: day * 1440 + 720, units: 0 },
    ]);
    const shifts = [0, 1, 2, 3, 4].map((day) => day * 1440 + 480);
    const week = { kind: "weekly", steps: [{ minute: 0, units: 0 }, ...steps], shifts } as const;
    const room = resource("theatre", week);
    const { value } = room.phases[0];
    const sessions = { late: undefined, booked: undefined, noShow: 0, ...rules };
    const held: Resource = { ...room, phases: [{ from: 0, value: { ...value, sessions, atShiftEnd: "pause" } }] };
    const op = stage({ name: "op", needs: one("theatre"), duration, next: "home" });
    const { scenario: made, arm } = scenario({
      resources: [held],
      stages: [op],
      classes: [patients("a", perDay / day, "op")],
    });
    return analyse(made, arm);
  }

  test("have time for 40 half-hours a week, less what they begin late", () => {
    expect(listed(39 / 7, {}).state).toBe("fine");
    expect(listed(41 / 7, {}).state).toBe("unstable");
    // 12 minutes of 240 are lost: 38 cases are left.
    const late = fixed(12);
    expect(listed(37.9 / 7, { late }).state).toBe("fine");
    expect(listed(38.1 / 7, { late }).state).toBe("unstable");
  });

  test("lose to a late beginning no more than they have: of 4 h, E[min(late, 4 h)] = 200 min · (1 − e^−1.2)", () => {
    // 240 − 139.76 minutes are left, five times a week: 16.7 cases. By the mean of 200 minutes there were but 6.7.
    const late = draw("exponential", 200);
    expect(listed(16.6 / 7, { late }).state).toBe("fine");
    expect(listed(16.8 / 7, { late }).state).toBe("unstable");
  });

  test("count as on time where only the run knows how late they begin, and that is said", () => {
    const late: Value = { kind: "expression", expression: expression({ op: "time" }) };
    const load = listed(39 / 7, { late });
    expect(load).toMatchObject({ state: "fine", unknownLateness: true });
    expect(listed(39 / 7, { late: fixed(12) }).unknownLateness).toBe(false);
    expect(assumed({ late })).toEqual([
      'how late the sessions of "theatre" begin depends on the run: they count as on time',
    ]);
    expect(assumed({ late: fixed(12) })).toEqual([]);
  });

  test("call no more than are booked and come: 6 · 0.9 · 5 = 27 a week", () => {
    const list = { booked: 6, noShow: 0.1 };
    expect(listed(26.9 / 7, list).state).toBe("fine");
    const load = listed(34 / 7, list);
    expect(load.state).toBe("unstable");
    expect(load.growthPerDay).toBeCloseTo(1, 10);
    expect(load.lists?.asked).toBeCloseTo(34, 10);
    expect(load.lists?.called).toBeCloseTo(27, 10);
    const [warning] = theatre(34 / 7, list).warnings;
    expect(warning.message).toBe(
      'the lists of "theatre" hold 27 patients a week, and 34 are to be called: the line grows by about 1 patient a day, and averages mean nothing',
    );
    expect(listed(26.9 / 7, list).lists).toBeUndefined();
  });

  test("cope with as many as they call, however long these take", () => {
    const list = { booked: 5 };
    const service = draw("lognormal", 20, 5);
    expect(listed(25 / 7, list, service).state).toBe("fine");
    expect(listed(25.1 / 7, list, service).state).toBe("unstable");
  });
});

describe("turnover", () => {
  test("is part of the load: of each unit that is taken, by needs or by seize, and never of the work after closing", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 2 / day, "ward")],
      stages: [
        stage({ name: "ward", seize: one("bed", 2), duration: fixed(day), next: "look" }),
        stage({ name: "look", needs: one("nurse"), duration: fixed(60), next: "home" }),
      ],
      resources: [withTurnover(resource("bed", 10), 120), withTurnover(resource("nurse", weekdays8to17), 30)],
    });
    const [bed, nurse] = analyse(made, arm).resources;
    expect(bed.offered).toBeCloseTo((2 * 2 * (day + 60 + 120)) / day, 12);
    expect(nurse.offered).toBeCloseTo((2 * 90) / day, 12);
    const without = analyse(made, { ...arm, resources: [bed, nurse].map((_, i) => withTurnover(arm.resources[i], 0)) });
    expect(nurse.afterClosing).toBe(without.resources[1].afterClosing);
  });

  test("does not hide an overload, and a service that pauses adds nothing after closing", () => {
    const pathway = (turnover: number, atShiftEnd: "finish" | "pause") => {
      const nurse = withTurnover(resource("nurse", weekdays8to17), turnover);
      const phases = nurse.phases.map(({ from, value }) => ({ from, value: { ...value, atShiftEnd } }));
      const { scenario: made, arm } = scenario({
        classes: [patients("all", 6 / day, "look")],
        stages: [stage({ name: "look", needs: one("nurse"), duration: fixed(60), next: "home" })],
        resources: [{ ...nurse, phases }],
      });
      return analyse(made, arm).resources[0];
    };
    expect(pathway(0, "finish").state).toBe("fine");
    expect(pathway(60, "pause").state).toBe("unstable");
    expect(pathway(60, "pause").afterClosing).toBe(0);
  });
});

function withTurnover(made: Resource, minutes: number): Resource {
  const phases = made.phases.map(({ from, value }) => ({ from, value: { ...value, turnover: fixed(minutes) } }));
  return { ...made, phases };
}

/** A patient a day at home for ten days, with a nurse's visit of an hour every 8 hours: 1.25 nurses' work, and 1 nurse. */
function visited(late: "skip" | "queue", nurses = 1, every = fixed(480)) {
  const visit = { name: "visit", every, first: undefined, count: undefined, start: "call", brings: [] };
  const { scenario: made, arm } = scenario({
    classes: [patients("all", 1 / day, "athome")],
    stages: [
      {
        ...stage({ name: "athome", duration: fixed(10 * day), next: "home" }),
        contacts: plain([{ ...visit, late }]),
      },
      stage({ name: "call", needs: one("nurse"), duration: fixed(60), next: "done" }),
    ],
    resources: [resource("nurse", nurses)],
  });
  return analyse(made, arm);
}
