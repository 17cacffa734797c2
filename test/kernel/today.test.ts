import { describe, expect, test } from "vitest";
import {
  collectRun,
  compile,
  EventLog,
  formatDiagnostics,
  metricsOf,
  readScenario,
  simulate,
} from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";

function model(text: string): Model {
  const head = "careway: 1\ntitle: t\nclock: { start: 2026-04-06, run: 1 day }\nexits: { home: Home }\n";
  const read = readScenario({ name: "t.yaml", text: head + text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[read.value.arms.length - 1]);
}

function run(text: string): (id: string) => number {
  const compiled = model(text);
  const { values } = collectRun(compiled, 1);
  const places = new Map(metricsOf(compiled).map(({ id }, place) => [id, place]));
  return (id) => values[places.get(id) ?? expect.fail(`no metric ${id}`)];
}

/** Ends of services and delays, by patient. */
function ends(compiled: Model, replication = 1): Map<number, number> {
  const log = new EventLog(compiled);
  simulate(compiled, replication, log);
  return new Map(log.facts.flatMap((fact) => (fact.verb === "end" ? [[fact.number, fact.at] as const] : [])));
}

const ward = `
resources: { bed: { capacity: 1, cost: { held: "£1 per min", use: £50 }, organisation: trust } }
organisations: { trust: Trust }
patients: { a: { arrive: { times: [10 min] }, enter: ward } }
stages: { ward: { seize: bed, duration: 30 min, next: home } }
measures:
  stay: { mean: time - arrived }
  spent: { mean: cost(trust) }
  bedStay: { mean: left(bed) - taken(bed), of: stays(bed) }
`;

describe("results of a start from today", () => {
  const at = run(`${ward}today:
  - { class: a, stage: ward, since: 20 min, arrived: 50 min }
  - { class: a, stage: ward, since: 25 min }
  - { class: a, stage: ward, state: waiting, since: 15 min, arrived: 15 min }
`);

  test("those of today do not arrive, and are there from the beginning", () => {
    expect([at("overall.arrivals.count"), at("overall.presentAtStart.count"), at("overall.exits.count")]).toEqual([
      1, 3, 4,
    ]);
  });

  test("lengths of stay are of those whose arrival is known, and the others are counted", () => {
    // Out at 10, 5, 40 and 70; in at −50, nobody knows, −15 and 10.
    expect(at("overall.arrivalUnknown.count")).toBe(1);
    expect(at("overall.lengthOfStay.mean")).toBeCloseTo((60 + 55 + 60) / 3, 10);
    expect(at("measure.stay")).toBeCloseTo((60 + 55 + 60) / 3, 10);
  });

  test("waits count from before time 0 where all is known", () => {
    // 15 + 10, and of the one who arrived 30.
    expect(at("overall.wait.mean")).toBeCloseTo((25 + 30) / 2, 10);
    expect(at("stage.ward.wait.mean")).toBeCloseTo((25 + 30) / 2, 10);
    expect(at("overall.served.mean")).toBe(30);
    expect(at("stage.ward.time.mean")).toBeCloseTo((55 + 60) / 2, 10);
  });

  test("what is held at time 0 costs from then on, and its hold is of unknown length", () => {
    expect(at("resource.bed.taken.count")).toBe(2);
    expect(at("resource.bed.hold.mean")).toBe(30);
    // 10, 5, and 80 for the two who took the bed in the run.
    expect(at("measure.spent")).toBeCloseTo((10 + 5 + 80 + 80) / 4, 10);
    expect(at("overall.attributedCost.mean")).toBe(80);
  });
});

const random = `
patients:
  a: { arrive: { times: [] }, attributes: { slow: { chance: 50% } }, enter: st }
stages:
  st: { duration: [{ when: slow, use: { gamma: { mean: 90 min, cv: 0.5 } } }, { use: { exponential: { mean: 20 min } } }], next: home }
`;

describe("the luck of those of today", () => {
  test("is not moved by rows that follow, and each of a count has their own", () => {
    const one = ends(model(`${random}today: [{ class: a, stage: st, count: 3 }]`));
    const more = ends(
      model(`${random}today: [{ class: a, stage: st, count: 3 }, { class: a, stage: st, since: 5 min }]`),
    );
    expect(new Set(one.values()).size).toBe(3);
    for (const number of [-1, -2, -3]) expect(more.get(number)).toBe(one.get(number));
  });

  test("leaves those who arrive as they are", () => {
    const text = random.replace("times: []", "times: [0 min, 5 min]");
    const before = ends(model(text));
    const after = ends(model(`${text}today: [{ class: a, stage: st, count: 3 }]`));
    for (const number of [1, 2]) expect(after.get(number)).toBe(before.get(number));
  });

  test("scaling a duration scales what is left of one of unknown age", () => {
    const text = `${random}today: [{ class: a, stage: st, count: 3 }]
interventions: { longer: { change: { stages.st.duration: { times: 2 } } } }
`;
    const longer = ends(model(text));
    const plain = ends(model(text.split("interventions")[0]));
    for (const number of [-1, -2, -3]) expect(longer.get(number)).toBeCloseTo(2 * (plain.get(number) ?? NaN), 9);
  });
});

/** Mean of what is left over many patients of unknown age. */
function meanLeft(duration: string, change: string, since = ""): number {
  const compiled = model(`
patients: { a: { arrive: { times: [] }, enter: st } }
stages: { st: { duration: ${duration}, next: home } }
interventions: { other: { change: { stages.st.duration: ${change} } } }
today: [{ class: a, stage: st, count: 20000${since} }]
`);
  const all = [...ends(compiled).values()];
  expect(all).toHaveLength(20000);
  return all.reduce((sum, end) => sum + end, 0) / all.length;
}

describe("changes of a duration that is going on", () => {
  // T = X + b, X uniform on [10, 30]: mean 20, E[X²] = 400 + 100/3.
  test.each([10, -5])("plus %i min: E[T²] ÷ 2E[T]", (more) => {
    const mean = 20 + more;
    const left = meanLeft("{ uniform: { min: 10 min, max: 30 min } }", `{ plus: ${more} min }`);
    const expected = (mean * mean + 100 / 3) / (2 * mean);
    expect(Math.abs(left - expected)).toBeLessThan(0.02 * expected);
  });

  test("plus, with a known age, is what is left of the rest", () => {
    // Of 15 + X, X uniform on [10, 30], 20 have passed: X has reached 5 and has not begun to end.
    expect(
      Math.abs(meanLeft("{ uniform: { min: 10 min, max: 30 min } }", "{ plus: 15 min }", ", since: 20 min") - 15),
    ).toBeLessThan(0.2);
  });
});

describe("what cannot be", () => {
  test("a service that has lasted longer than it can stops the replication", () => {
    const compiled = model(`${ward}today: [{ class: a, stage: ward, since: 31 min }]`);
    expect(() => collectRun(compiled, 1)).toThrow(
      'has lasted 31 min, which is longer than it can; in stage "ward", patient a -1',
    );
  });

  test("one of unknown age needs a mean", () => {
    const compiled = model(`
patients: { a: { arrive: { times: [] }, enter: st } }
stages: { st: { duration: { logLogistic: { shape: 0.9, scale: 5 min } }, next: home } }
today: [{ class: a, stage: st }]
`);
    expect(() => collectRun(compiled, 1)).toThrow("no one knows since when");
  });
});

describe("a visit that began 0 minutes ago", () => {
  const stay = (since: string): number => {
    const text = `careway: 1
title: t
clock: { start: 2026-04-06, run: 1 day, cohort: arrivals }
patients: { a: { arrive: { times: [10 min] }, enter: ward } }
stages: { ward: { duration: { exponential: { mean: 60 min } }, next: home } }
exits: { home: Home }
today: [{ class: a, stage: ward, state: served, since: ${since} }]
`;
    const read = readScenario({ name: "t.yaml", text });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const compiled = compile(read.value, read.value.arms[0]);
    const place = metricsOf(compiled).findIndex(({ id }) => id === "stage.ward.time.mean");
    return collectRun(compiled, 1).values[place];
  };

  test("began before the window, and is none of the visits that begin in it", () => {
    expect(stay("0 min")).toBe(stay("1 min"));
  });
});
