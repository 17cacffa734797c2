import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { BLOCKED, QUEUED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { ACUTE, BED, ByHand, CARE, COUNCIL, HOME, LOST, NURSE, resource, tinyModel, YOUNG } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

/** Window [100, 1100): one in the warm-up, one across w, one within, one at w, two still inside at the end. */
function run() {
  const model = tinyModel({}, { warmUp: 100 });
  const collector = new Collector(model);
  new ByHand(collector)
    .arrive(0, 0)
    .arrive(10, 1)
    .arrive(20, 2, YOUNG)
    .exit(60, 0)
    .open(100)
    .arrive(100, 3)
    .exit(110, 1, HOME)
    .arrive(600, 0)
    .exit(700, 3, LOST)
    .arrive(1000, 1, YOUNG)
    .exit(1050, 0, HOME)
    .end(1100);
  return { result: collector.result(), read: numbersOf(model, collector.result()) };
}

describe("patients in and out", () => {
  test("arrivals and exits count when they happen in the window, its first moment included", () => {
    const { read } = run();
    expect(read("overall.arrivals.count")).toBe(3);
    expect(read("class.frail.arrivals.count")).toBe(2);
    expect(read("class.young.arrivals.count")).toBe(1);
    expect(read("overall.exits.count")).toBe(3);
    expect(read("class.young.exits.count")).toBe(0);
    expect(read("overall.throughput.rate")).toBeCloseTo((3 / 1000) * 1440, 12);
  });

  test("exits are counted by exit, overall and of each class", () => {
    const { read } = run();
    expect(read("overall.exitsTo.home.count")).toBe(2);
    expect(read("class.frail.exitsTo.lost.count")).toBe(1);
    expect(read("exit.home.exits.count")).toBe(2);
    expect(read("exit.lost.exits.share")).toBeCloseTo(1 / 3, 12);
  });

  test("arrivals are exits plus the change in the number present", () => {
    const { read } = run();
    for (const group of ["overall", "class.frail", "class.young"]) {
      const change = read(`${group}.presentAtEnd.count`) - read(`${group}.presentAtStart.count`);
      expect(read(`${group}.arrivals.count`)).toBe(read(`${group}.exits.count`) + change);
    }
    expect(read("overall.presentAtStart.count")).toBe(2);
    expect(read("overall.presentAtEnd.count")).toBe(2);
  });

  test("the number present is averaged over the window alone", () => {
    // Frail: 10 (cut at w) + 600 + 450; young: 1000 (cut at both ends) + 100.
    const { read } = run();
    expect(read("class.frail.present.mean")).toBeCloseTo(1060 / 1000, 12);
    expect(read("class.young.present.mean")).toBeCloseTo(1100 / 1000, 12);
    expect(read("overall.present.mean")).toBeCloseTo(2160 / 1000, 12);
  });

  test("a length of stay is whole and belongs to the window by its exit", () => {
    // 100, 600 and 450 minutes.
    const { read } = run();
    expect(read("overall.lengthOfStay.mean")).toBeCloseTo(1150 / 3, 9);
    expect(read("overall.lengthOfStay.p50")).toBe(450);
    expect(read("overall.lengthOfStay.p90")).toBeCloseTo(450 + 0.8 * 150, 9);
    // Deviations −850/3, 650/3 and 200/3: squares sum to 395,000 / 3, halved for n − 1.
    expect(read("overall.lengthOfStay.sd")).toBeCloseTo(Math.sqrt(395_000 / 6), 9);
    expect(read("class.frail.lengthOfStay.mean")).toBe(read("overall.lengthOfStay.mean"));
  });

  test("a class that nobody left has no length of stay", () => {
    const { read } = run();
    expect(read("class.young.lengthOfStay.mean")).toBeNaN();
    expect(read("class.young.lengthOfStay.p90")).toBeNaN();
  });

  test("the number present is looked at before what happens at the start of each eighth of the window and at its end", () => {
    // Eighths begin at 100, 225, 350, 475, 600, 725, 850, 975.
    expect(Array.from(run().result.presentAt)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2]);
    const collector = new Collector(tinyModel());
    const hand = new ByHand(collector).open(0).arrive(0, 0).arrive(124, 1).arrive(125, 2).exit(250, 0);
    hand.arrive(999, 3).end(1000);
    expect(Array.from(collector.result().presentAt)).toEqual([0, 2, 3, 2, 2, 2, 2, 2, 3]);
  });

  test("a collector that listens to a second run gives what a new one would give", () => {
    const resources = [resource(ACUTE, { held: 2 }), resource(COUNCIL)];
    const model = tinyModel({ resources }, { warmUp: 100 });
    const second = (collector: Collector) =>
      new ByHand(collector)
        .arrive(10, 1)
        .open(100)
        .take(200, 1, BED)
        .doing(250, 1, QUEUED, NURSE)
        .give(300, 1, BED)
        .exit(400, 1)
        .arrive(500, 0)
        .exit(700, 0)
        .end(1100);
    const used = new Collector(model);
    const first = new ByHand(used).capacity(0, BED, 3).open(100).arrive(110, 0).enter(110, 0, CARE);
    first.take(120, 0, BED).doing(120, 0, BLOCKED, NURSE).arrive(200, 1).take(210, 1, BED, 2);
    first.enter(210, 1, CARE).doing(210, 1, WAITING_FOR_STAFF, NURSE).arrive(250, 2).exit(260, 2);
    first.arrive(300, 7).enter(300, 7, CARE).doing(300, 7, QUEUED, BED).end(900);
    const fresh = new Collector(model);
    second(used);
    second(fresh);
    expect(used.result()).toEqual(fresh.result());
  });

  test("there is no result before the run has ended", () => {
    const collector = new Collector(tinyModel());
    expect(() => collector.result()).toThrow('arm "baseline": no result before the run has ended');
  });
});
