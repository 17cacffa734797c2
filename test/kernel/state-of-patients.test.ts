import { describe, expect, test } from "vitest";
import { collectRun, compile, formatDiagnostics, metricsOf, readScenario } from "../../src/index.ts";

function run(text: string): (id: string) => number {
  const head =
    "careway: 1\ntitle: t\nclock: { start: 2026-01-05, run: 1 day }\nexperiment: { replications: 2, seed: a }\n";
  const read = readScenario({ name: "t.yaml", text: head + text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const result = collectRun(model, 1);
  const metrics = metricsOf(model);
  return (id) => result.values[metrics.findIndex((metric) => metric.id === id)];
}

describe("what a patient has", () => {
  test("is his own: a class without an attribute has none of the patient before, and a measure of it counts nobody", () => {
    const numbers = run(`
patients:
  a: { arrive: { times: [0 min] }, attributes: { score: 7 }, enter: stay }
  b: { arrive: { times: [30 min] }, enter: stay }
stages: { stay: { duration: 10 min, next: home } }
exits: { home: Home }
measures:
  ofB: { mean: score, where: class == "b" }
  high: { count: score > 5 }
  likely: { count: all, where: not (score > 5) }
`);
    expect(numbers("measure.ofB")).toBeNaN();
    expect(numbers("measure.high")).toBe(1);
    expect(numbers("measure.likely")).toBe(1);
  });

  test("is told of each of a group by what he holds: who has a bed is served meanwhile, who has none is away", () => {
    for (const walk of [4, 6]) {
      const numbers = run(`
resources: { bed: { capacity: 1 } }
patients:
  a: { arrive: { times: [0 min] }, enter: ward }
  b: { arrive: { times: [0 min] }, enter: walk }
stages:
  ward: { seize: bed, duration: 5 min, next: talk }
  walk: { duration: ${walk} min, next: talk }
  talk: { meet: 2, duration: 10 min, next: home }
exits: { home: Home }
`);
      // Whoever comes first leads; they begin when the other is there.
      expect(numbers("class.a.served.mean")).toBe(15);
      expect(numbers("class.a.pausing.mean")).toBe(0);
      expect(numbers("class.b.away.mean")).toBe(walk + 10);
      expect(numbers("class.b.served.mean")).toBe(0);
    }
  });

  test("the times of a stage are those of the last visit: one that has not started has no start", () => {
    const numbers = run(`
resources: { r: { capacity: 1 } }
patients:
  a: { arrive: { times: [0 min, 50 min] }, enter: st }
stages:
  st: { queue: { limit: 0, whenFull: home }, needs: r, duration: 40 min, next: [{ when: visits(st) == 1, to: later }, { to: home }] }
  later: { duration: 30 min, next: st }
exits: { home: Home }
measures: { wait: { mean: start(st) - enter(st) } }
`);
    // The second patient is served from 50 to 90, so the first, who comes back at 70, is turned away; the second comes back at 120.
    expect(numbers("measure.wait")).toBe(0);
  });

  test("what is held by seize and needed too is left when the place is given back", () => {
    const numbers = run(`
resources: { nurse: { capacity: 2 } }
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages:
  st: { seize: nurse, needs: nurse, duration: 20 min, next: rest }
  rest: { duration: 100 min, next: out }
  out: { release: nurse, next: home }
exits: { home: Home }
measures: { gone: { mean: left(nurse) - arrived } }
`);
    expect(numbers("measure.gone")).toBe(120);
  });

  test("compares as false with a time that has not happened, so that not makes it true; a number that reads one is no record", () => {
    const numbers = run(`
patients:
  a: { arrive: { times: [23 h] }, enter: clinic }
  b: { arrive: { times: [1 h] }, enter: other }
stages:
  clinic: { duration: 30 min, next: other }
  other: { duration: 10 min, next: home }
exits: { home: Home }
measures:
  inTime: { count: end(clinic) - arrived <= 4 h }
  notLate: { count: not (end(clinic) - arrived > 4 h) }
  late: { count: end(clinic) - arrived > 4 h }
  nights: { sum: "midnights(arrived - 1 day, end(clinic))" }
`);
    expect(["inTime", "notLate", "late", "nights"].map((name) => numbers(`measure.${name}`))).toEqual([1, 2, 0, 1]);
  });

  test("of a resource that is free is what is on duty, also after the last start; outside its hours nothing", () => {
    const numbers = run(`
resources: { nurse: { capacity: { daily 08:00-17:00: 2 }, lastStart: 1 h } }
patients: { a: { arrive: { times: [16.5 h, 959 min] }, enter: st } }
stages: { st: { queue: { limit: 0, whenFull: home }, needs: nurse, duration: 5 min, next: home } }
exits: { home: Home }
measures:
  served: { count: visits(st) == 1 and start(st) >= 0 min }
  lastHour: { mean: free(nurse), of: time, where: "time >= 16.5 h and time < 17 h" }
  evening: { max: free(nurse), of: time, where: time >= 17 h }
`);
    expect(["served", "lastHour", "evening"].map((name) => numbers(`measure.${name}`))).toEqual([1, 2, 0]);
  });

  test("a record that is infinite stops the replication, and the measure is named", () => {
    const text = `
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages: { st: { duration: 20 min, next: [{ chance: 99.9999999%, to: home }, { to: never }] }, never: { next: home } }
exits: { home: Home }
measures: { odds: { mean: 1 / visits(never) } }
`;
    expect(() => run(text)).toThrow('the measure "odds" came to Infinity');
  });
});
