import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import type { Expression } from "../../src/model/expression.ts";
import { ACUTE, BED, ByHand, COUNCIL, measure, NURSE, resource, TRIAGE, tinyModel } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

const DAY = 1440;
const midnightsInBed: Expression = { op: "midnightsHeld", index: BED };

/** Midnights with the bed of one patient who has it in these spells; time 0 is at `startMinuteOfWeek`. */
function midnights(spells: readonly (readonly [from: number, to: number])[], startMinuteOfWeek = 0): number {
  const model = tinyModel({ measures: [measure({ of: midnightsInBed })] }, { startMinuteOfWeek, run: 10 * DAY });
  const collector = new Collector(model);
  const hand = new ByHand(collector).open(0).arrive(0, 0);
  for (const [from, to] of spells) hand.take(from, 0, BED).give(to, 0, BED);
  hand.exit(9 * DAY, 0).end(10 * DAY);
  return numbersOf(model, collector.result())("measure.m0");
}

describe("places held", () => {
  test("a hold runs from the first unit taken to the last given back, and belongs to the window by its end", () => {
    const model = tinyModel({}, { warmUp: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector);
    hand.arrive(0, 0).take(0, 0, BED).take(20, 0, BED, 2).give(30, 0, BED).open(100).give(140, 0, BED, 2);
    hand.take(200, 0, BED).give(260, 0, BED).exit(260, 0);
    hand.arrive(300, 1).take(300, 1, BED).end(1100);
    const read = numbersOf(model, collector.result());
    expect(read("resource.bed.hold.count")).toBe(2);
    expect(read("resource.bed.hold.mean")).toBe(100); // 140 and 60
    expect(read("resource.bed.hold.p90")).toBeCloseTo(132, 9);
  });

  test("what is taken for a service alone is no hold", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    new ByHand(collector)
      .open(0)
      .arrive(0, 0)
      .take(0, 0, NURSE, 1, false)
      .give(9, 0, NURSE, 1, false)
      .exit(9, 0)
      .end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("resource.nurse.hold.count")).toBe(0);
    expect(read("resource.nurse.hold.mean")).toBeNaN();
  });

  test("midnights are those after the bed is taken, up to and with the moment it is given back", () => {
    expect(midnights([[10, DAY - 1]])).toBe(0);
    expect(midnights([[10, DAY]])).toBe(1);
    expect(midnights([[DAY, 2 * DAY - 1]])).toBe(0);
    expect(midnights([[DAY - 1, 3 * DAY + 1]])).toBe(3);
  });

  test("spells add up, and a midnight between two that touch counts once", () => {
    expect(midnights([[10, DAY], [DAY, DAY + 5]])).toBe(1); // biome-ignore format: two spells
    expect(midnights([[10, DAY + 1], [DAY + 9, 3 * DAY]])).toBe(3); // biome-ignore format: two spells
  });

  test("midnights are by the clock, whatever minute the run starts at", () => {
    expect(midnights([[0, 30]], 23 * 60 + 30)).toBe(1);
    expect(midnights([[0, 29]], 23 * 60 + 30)).toBe(0);
  });

  test("a midnight counts once however many units are held, for places and services together", () => {
    const model = tinyModel({ measures: [measure({ of: midnightsInBed })] }, { run: 10 * DAY });
    const collector = new Collector(model);
    const hand = new ByHand(collector)
      .open(0)
      .arrive(0, 0)
      .take(0, 0, BED, 2)
      .take(DAY + 1, 0, BED, 1, false);
    hand
      .give(2 * DAY, 0, BED, 2)
      .give(2 * DAY + 10, 0, BED, 1, false)
      .exit(2.5 * DAY, 0);
    // The next patient in the same slot has none.
    hand
      .arrive(3 * DAY, 0)
      .exit(5 * DAY, 0)
      .end(10 * DAY);
    expect(numbersOf(model, collector.result())("measure.m0")).toBe(1);
  });

  test("midnights in a stage are those from entering to its end, over all visits", () => {
    const model = tinyModel({ measures: [measure({ of: { op: "midnightsIn", index: TRIAGE } })] }, { run: 10 * DAY });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0).arrive(0, 0).enter(0, 0, TRIAGE).finish(DAY, 0, TRIAGE);
    hand
      .enter(DAY, 0, TRIAGE)
      .finish(DAY + 1, 0, TRIAGE)
      .enter(DAY + 2, 0, TRIAGE)
      .finish(3 * DAY + 2, 0, TRIAGE);
    hand.exit(5 * DAY, 0).end(10 * DAY);
    expect(numbersOf(model, collector.result())("measure.m0")).toBe(3);
  });
});

describe("cost attributed to patients", () => {
  test("a patient costs the units held by the minute and the units taken, over the whole stay, at the prices in force", () => {
    const model = tinyModel(
      {
        resources: [
          resource(ACUTE, { held: 0.5, use: 3 }, { from: 500, held: 1, use: 4 }),
          resource(COUNCIL, { held: 0.1 }),
        ],
        measures: [measure({ of: { op: "cost", index: ACUTE } })],
      },
      { warmUp: 100 },
    );
    const collector = new Collector(model);
    const hand = new ByHand(collector).arrive(0, 0).take(0, 0, BED).open(100).take(200, 0, BED, 1, false);
    hand.give(250, 0, BED, 1, false).take(300, 0, NURSE).give(400, 0, NURSE).give(600, 0, BED).exit(600, 0);
    hand.arrive(700, 0).take(700, 0, BED).give(710, 0, BED).exit(710, 0);
    // Still inside at the end: attributed to nobody who left.
    hand.arrive(800, 1).take(800, 1, BED).end(1100);
    const read = numbersOf(model, collector.result());
    const first = 3 + 500 * 0.5 + 100 * 1 + 3 + 50 * 0.5;
    const second = 4 + 10;
    expect(read("organisation.acute.attributedCost.mean")).toBeCloseTo((first + second) / 2, 9);
    expect(read("organisation.council.attributedCost.mean")).toBeCloseTo(10 / 2, 9);
    expect(read("overall.attributedCost.mean")).toBeCloseTo((first + second + 10) / 2, 9);
    expect(read("measure.m0")).toBeCloseTo((first + second) / 2, 9);
  });
});
