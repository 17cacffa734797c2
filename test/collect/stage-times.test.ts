import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { BLOCKED, PAUSING, QUEUED, SERVED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { BED, ByHand, CARE, LOST, NURSE, TRIAGE, tinyModel } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

describe("stages", () => {
  test("visits, waits, services and times in the stage belong to the window by entry, start and end", () => {
    const model = tinyModel({}, { warmUp: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector);
    // Entered and started before the window, ended in it.
    hand.arrive(0, 0).enter(0, 0, TRIAGE).doing(0, 0, QUEUED, BED).doing(50, 0, SERVED).start(50, 0, TRIAGE);
    // Entered before the window, started in it.
    hand.arrive(60, 1).enter(60, 1, TRIAGE).doing(60, 1, QUEUED, BED).open(100);
    hand.finish(150, 0, TRIAGE).exit(150, 0).doing(150, 1, SERVED).start(150, 1, TRIAGE);
    // Entered and started in the window, not ended in it.
    hand.finish(350, 1, TRIAGE).exit(350, 1).arrive(500, 2).enter(500, 2, TRIAGE).doing(500, 2, SERVED);
    hand.start(500, 2, TRIAGE).end(1100);
    const read = numbersOf(model, collector.result());
    expect(read("stage.triage.visits.count")).toBe(1);
    expect(read("stage.triage.completed.count")).toBe(2);
    expect(read("stage.triage.wait.mean")).toBe(45); // 90 and 0
    expect(read("stage.triage.wait.p50")).toBe(45);
    expect(read("stage.triage.wait.share")).toBe(0.5);
    expect(read("stage.triage.service.mean")).toBe(150); // 100 and 200
    expect(read("stage.triage.time.mean")).toBe(220); // 150 and 290
    expect(read("stage.triage.present.mean")).toBeCloseTo((50 + 250 + 600) / 1000, 12);
    expect(read("stage.triage.queue.mean")).toBeCloseTo(50 / 1000, 12);
    expect(read("stage.care.visits.count")).toBe(0);
    expect(read("stage.care.wait.mean")).toBeNaN();
    expect(read("stage.care.time.mean")).toBeNaN();
  });

  test("a stage's wait is all waits of the visit and no pause, and a second visit starts anew", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0).arrive(0, 0).enter(0, 0, CARE);
    hand.doing(0, 0, QUEUED, BED).doing(10, 0, WAITING_FOR_STAFF, NURSE).doing(15, 0, PAUSING);
    hand.doing(100, 0, BLOCKED, NURSE);
    // The start is told before the patient's new state.
    hand.start(107, 0, CARE).doing(107, 0, SERVED).finish(120, 0, CARE);
    hand.enter(120, 0, CARE).doing(120, 0, BLOCKED, BED).doing(123, 0, SERVED).start(123, 0, CARE);
    hand.finish(130, 0, CARE).exit(130, 0).end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("stage.care.wait.mean")).toBe((10 + 5 + 7 + 3) / 2);
    expect(read("stage.care.visits.count")).toBe(2);
    expect(read("stage.care.time.mean")).toBe(65);
    expect(read("stage.care.queue.mean")).toBeCloseTo(25 / 1000, 12);
  });

  test("a patient who is turned away has visited the stage, but not completed it", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    const hand = new ByHand(collector)
      .open(0)
      .arrive(0, 0)
      .enter(0, 0, CARE)
      .doing(0, 0, BLOCKED, -1 - CARE);
    hand.turnAway(40, 0, CARE).enter(40, 0, TRIAGE).doing(40, 0, SERVED).start(40, 0, TRIAGE);
    hand.finish(50, 0, TRIAGE).exit(50, 0, LOST).end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("stage.care.turnedAway.count")).toBe(1);
    expect(read("stage.care.visits.count")).toBe(1);
    expect(read("stage.care.completed.count")).toBe(0);
    expect(read("stage.care.present.mean")).toBeCloseTo(40 / 1000, 12);
    expect(read("stage.triage.wait.mean")).toBe(0);
    expect(read("stage.triage.present.mean")).toBeCloseTo(10 / 1000, 12);
  });

  test("events are the arrivals and the ends of stages of the whole run", () => {
    const collector = new Collector(tinyModel({}, { warmUp: 100 }));
    const hand = new ByHand(collector).arrive(0, 0).enter(0, 0, CARE).finish(5, 0, CARE).exit(5, 0).open(100);
    hand.arrive(200, 0).enter(200, 0, CARE).end(1100);
    expect(collector.result().events).toBe(3);
  });
});

describe("the first moment of the window", () => {
  test("is inside: what ends, starts, leaves or is given back then is counted", () => {
    const model = tinyModel({}, { warmUp: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector).arrive(0, 0).take(0, 0, BED).enter(0, 0, CARE).start(0, 0, CARE);
    hand.arrive(10, 1).enter(10, 1, CARE).doing(10, 1, QUEUED, BED).open(100);
    hand.finish(100, 0, CARE).give(100, 0, BED).exit(100, 0).doing(100, 1, SERVED).start(100, 1, CARE).end(1100);
    const read = numbersOf(model, collector.result());
    expect(read("stage.care.completed.count")).toBe(1);
    expect(read("stage.care.wait.mean")).toBe(90);
    expect(read("resource.bed.hold.mean")).toBe(100);
    expect(read("overall.lengthOfStay.mean")).toBe(100);
    expect(read("resource.bed.inUse.mean")).toBe(0);
  });

  test("is inside: who arrives and enters then is counted", () => {
    const model = tinyModel({}, { warmUp: 100, cohort: "bothEnds" });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(100).arrive(100, 0).enter(100, 0, CARE).doing(100, 0, SERVED);
    hand.start(100, 0, CARE).finish(130, 0, CARE).exit(130, 0).end(1100);
    const read = numbersOf(model, collector.result());
    expect(read("stage.care.visits.count")).toBe(1);
    expect(read("stage.care.completed.count")).toBe(1);
    expect(read("overall.lengthOfStay.mean")).toBe(30);
  });
});
