import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.ts";
import { chances, draw, fixed, one, patients, resource, scenario, stage } from "./build.ts";

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
