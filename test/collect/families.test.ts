import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { numbersOf } from "./numbers.ts";

/**
 * One patient in a bed from 0. Two tasks share the nurse: bloods from 0 to 4, review waits from 0 to 4 and is served to 9. The stage's own
 * 2 minutes are over before. A contact of the next stage falls due at 10, 12 and 14, and takes the nurse for 3 minutes: 10 to 13, skipped
 * at 12, 14 to 17; the stay of 7 minutes is over at 16, and the patient goes home at 17.
 */
const text = `
careway: 1
title: A family by hand
clock: { start: 2026-04-06, run: 100 min }
organisations: { trust: Trust, council: Council }
resources:
  bed: { capacity: 2, organisation: trust, costs: { held: £60 per hour } }
  nurse: { capacity: 1, organisation: council, costs: { held: £120 per hour, use: £10 } }
patients: { a: { arrive: { times: [0 min] }, enter: ward } }
stages:
  ward: { seize: bed, duration: 2 min, tasks: { start: [bloods, review] }, next: stay }
  bloods: { needs: nurse, duration: 4 min, next: done }
  review: { needs: nurse, duration: 5 min, next: done }
  stay: { duration: 7 min, contacts: { call: { every: 2 min, first: 1 min, start: calling } }, next: home }
  calling: { needs: nurse, duration: 3 min, next: done }
exits: { home: Home }
measures:
  bill: { mean: cost(council) }
  reviewTime: { mean: end(review) - enter(review), of: visits(review) }
`;

describe("a patient with tasks and contacts", () => {
  const result = readScenario({ name: "family.yaml", text });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  const model = compile(result.value, result.value.arms[0]);
  const read = numbersOf(model, collectRun(model, 1));

  test("is one patient, every minute of whom counts once", () => {
    expect(read("overall.arrivals.count")).toBe(1);
    expect(read("overall.exits.count")).toBe(1);
    expect(read("overall.lengthOfStay.mean")).toBe(17);
    // Served throughout: while one task waits the other is served, and at last the contact.
    expect(read("overall.served.mean")).toBe(17);
    expect(read("overall.present.mean")).toBe(0.17);
  });

  test("has waits and visits of tasks in their stages", () => {
    expect(read("stage.review.wait.mean")).toBe(4);
    expect(read("stage.review.visits.count")).toBe(1);
    expect(read("stage.calling.visits.count")).toBe(2);
    expect(read("stage.ward.time.mean")).toBe(9);
    expect(read("resource.nurse.waiting.mean")).toBe(0.04);
    expect(read("measure.reviewTime")).toBe(9);
  });

  test("pays for what tasks and contacts take", () => {
    expect(read("organisation.council.cost.held.total")).toBe(15 * 2);
    expect(read("organisation.council.attributedCost.mean")).toBe(15 * 2 + 4 * 10);
    expect(read("measure.bill")).toBe(70);
    expect(read("organisation.trust.attributedCost.mean")).toBe(17);
  });

  test("counts contacts that fell due, and what became of them", () => {
    expect(["due", "skipped", "cancelled"].map((what) => read(`contact.call.${what}.count`))).toEqual([3, 1, 0]);
  });
});

describe("patients at a moment", () => {
  test("are counted as they were before a child that waited has been stopped", () => {
    const waits = `
careway: 1
title: A call waits from 2 to 9, when the stay is over
clock: { start: 2026-04-06, run: 60 min }
resources: { nurse: { capacity: 1 } }
patients:
  a: { arrive: { times: [0 min] }, enter: ward }
  b: { arrive: { times: [1 min] }, enter: other }
stages:
  ward: { duration: 9 min, contacts: { call: { every: 2 min, count: 1, start: calling } }, next: home }
  calling: { needs: nurse, duration: 3 min, next: done }
  other: { needs: nurse, duration: 19 min, next: home }
exits: { home: Home }
`;
    const result = readScenario({ name: "waits.yaml", text: waits });
    if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
    const run = collectRun(compile(result.value, result.value.arms[0]), 1);
    // At 0, 7.5, 15 … 60.
    expect([...run.waitingAt]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect([...run.presentAt]).toEqual([0, 2, 1, 0, 0, 0, 0, 0, 0]);
  });
});
