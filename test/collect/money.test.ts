import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import type { InterventionTable } from "../../src/model/model.ts";
import { ACUTE, BED, ByHand, COUNCIL, NURSE, resource, tinyModel } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

const NOBODY = -1;

function intervention(
  dayZero: number,
  organisation: number,
  once: number,
  rate: number,
  present = true,
): InterventionTable {
  return {
    dayZero,
    curve: { kind: "share", share: 1 },
    decay: undefined,
    eligible: undefined,
    by: -1,
    word: 0,
    fidelity: 1,
    fidelityWord: 0,
    costs: [{ name: "training", organisation, once, rate, until: Infinity, perPatient: 0 }],
    training: [],
    full: false,
    present,
  };
}

describe("money", () => {
  test("each kind of cost counts what falls into the window, at the prices in force", () => {
    const model = tinyModel(
      {
        resources: [
          resource(ACUTE, { held: 2, use: 10, fixed: 0.1 }, { from: 600, held: 3, use: 20, fixed: 0.2 }),
          resource(COUNCIL, { rostered: 0.5 }),
        ],
      },
      { warmUp: 100 },
    );
    const collector = new Collector(model);
    new ByHand(collector)
      .capacity(0, BED, 5)
      .capacity(0, NURSE, 2)
      .arrive(0, 0)
      .take(0, 0, BED)
      .open(100)
      .arrive(200, 1)
      .take(200, 1, NURSE, 2, false)
      .capacity(300, NURSE, 1)
      .give(350, 1, NURSE, 2, false)
      .take(600, 1, BED)
      .give(700, 0, BED)
      .exit(700, 0)
      .end(1100);
    const read = numbersOf(model, collector.result());
    const held = 2 * 500 + 3 * 100 * 2 + 3 * 400;
    expect(read("organisation.acute.cost.held.total")).toBeCloseTo(held, 9);
    expect(read("organisation.acute.cost.use.total")).toBe(20);
    expect(read("organisation.acute.cost.fixed.total")).toBeCloseTo(0.1 * 500 + 0.2 * 500, 9);
    expect(read("organisation.council.cost.rostered.total")).toBeCloseTo(0.5 * (2 * 200 + 800), 9);
    expect(read("organisation.council.cost.overtime.total")).toBeCloseTo(0.5 * 50, 9);
    expect(read("organisation.acute.cost.total")).toBeCloseTo(held + 20 + 150, 9);
    expect(read("overall.cost.total")).toBeCloseTo(held + 20 + 150 + 600 + 25, 9);
  });

  test("overtime has a price of its own, and the absent are paid as rostered", () => {
    const model = tinyModel({ resources: [resource(ACUTE), resource(COUNCIL, { rostered: 0.5, overtime: 0.8 })] });
    const collector = new Collector(model);
    new ByHand(collector)
      .capacity(0, NURSE, 2, 2, 3)
      .open(0)
      .arrive(0, 0)
      .take(0, 0, NURSE, 2, false)
      .capacity(300, NURSE, 1, 1, 1)
      .give(400, 0, NURSE, 2, false)
      .end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("organisation.council.cost.rostered.total")).toBeCloseTo(0.5 * (3 * 300 + 700), 9);
    expect(read("organisation.council.cost.overtime.total")).toBeCloseTo(0.8 * 100, 9);
  });

  test("unlimited capacity that is not rostered costs nothing", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    new ByHand(collector).capacity(0, BED, Infinity).open(0).end(1000);
    expect(numbersOf(model, collector.result())("overall.cost.total")).toBe(0);
  });

  test("interventions run up costs from day 0, and their one-off costs count whole unless day 0 comes after the run", () => {
    const model = tinyModel(
      {
        interventions: [
          intervention(0, ACUTE, 1000, 1), // in the warm-up: running costs from w
          intervention(600, COUNCIL, 200, 2),
          intervention(1100, COUNCIL, 7, 7), // the end of the run is not in it
          intervention(0, ACUTE, 5, 5, false), // not of this arm
          intervention(1099, NOBODY, 30, 0),
        ],
      },
      { warmUp: 100 },
    );
    const collector = new Collector(model);
    new ByHand(collector).open(100).end(1100);
    const read = numbersOf(model, collector.result());
    expect(read("organisation.acute.cost.once.total")).toBe(1000);
    expect(read("organisation.acute.cost.running.total")).toBe(1000);
    expect(read("organisation.council.cost.once.total")).toBe(200);
    expect(read("organisation.council.cost.running.total")).toBe(1000);
    expect(read("overall.cost.once.total")).toBe(1230);
  });

  test("everybody pays what the organisations pay and what belongs to none", () => {
    const model = tinyModel({ resources: [resource(ACUTE, { fixed: 1 }), resource(NOBODY, { fixed: 2 })] });
    const collector = new Collector(model);
    new ByHand(collector).open(0).end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("organisation.acute.cost.total")).toBe(1000);
    expect(read("organisation.council.cost.total")).toBe(0);
    expect(read("overall.cost.total")).toBe(3000);
  });
});

describe("adoption", () => {
  test("adopters and those asked are counted when they leave in the window", () => {
    const model = tinyModel({ interventions: [intervention(0, ACUTE, 0, 0)] }, { warmUp: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector).arrive(0, 0).answer(0, true).exit(50, 0).open(100);
    for (const [patient, adopts] of [true, false, false, true, false].entries()) {
      hand.arrive(200, patient).answer(patient, adopts);
    }
    hand.arrive(200, 9);
    for (const patient of [0, 1, 2, 9]) hand.exit(300, patient);
    hand.end(1100);
    const read = numbersOf(model, collector.result());
    expect(read("intervention.change0.asked.count")).toBe(3);
    expect(read("intervention.change0.adopted.count")).toBe(1);
    expect(read("intervention.change0.adopted.share")).toBeCloseTo(1 / 3, 12);
  });
});
