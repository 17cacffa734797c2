import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { AWAY, BLOCKED, PAUSING, QUEUED, SERVED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { BED, ByHand, CARE, NURSE, TRIAGE, tinyModel, YOUNG } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

const PLACE_IN_CARE = -1 - CARE;

/** Window [100, 1100). Slot 0 leaves in it, slot 1 is still blocked at its end. */
function run() {
  const model = tinyModel({}, { warmUp: 100 });
  const collector = new Collector(model);
  new ByHand(collector)
    .arrive(0, 0)
    .enter(0, 0, TRIAGE)
    .doing(0, 0, QUEUED, BED)
    .doing(40, 0, WAITING_FOR_STAFF, NURSE)
    .open(100)
    .doing(130, 0, SERVED)
    .start(130, 0, TRIAGE)
    .arrive(200, 1, YOUNG)
    .enter(200, 1, CARE)
    .doing(200, 1, QUEUED, PLACE_IN_CARE)
    .doing(260, 1, PAUSING)
    .doing(300, 1, BLOCKED, BED)
    .finish(330, 0, TRIAGE)
    .enter(330, 0, CARE)
    .doing(330, 0, BLOCKED, NURSE)
    .doing(380, 0, BLOCKED, PLACE_IN_CARE)
    .doing(400, 0, AWAY)
    .start(400, 0, CARE)
    .finish(600, 0, CARE)
    .exit(600, 0)
    .end(1100);
  return { result: collector.result(), read: numbersOf(model, collector.result()) };
}

describe("where time goes", () => {
  test("minutes of a patient who left are whole, the warm-up included", () => {
    const { read } = run();
    expect(read("overall.queued.mean")).toBe(40);
    expect(read("overall.queuedFor.bed.mean")).toBe(40);
    expect(read("overall.waitingForStaff.mean")).toBe(90);
    expect(read("overall.waitingForStaff.nurse.mean")).toBe(90);
    expect(read("overall.served.mean")).toBe(200);
    expect(read("overall.blocked.mean")).toBe(70);
    expect(read("overall.blockedBy.nurse.mean")).toBe(50);
    expect(read("overall.queueOf.care.mean")).toBe(20);
    expect(read("overall.away.mean")).toBe(200);
    expect(read("class.young.queued.mean")).toBeNaN();
  });

  test("minutes a day are those in the window, of everybody", () => {
    const { read } = run();
    const perDay = 1440 / 1000;
    expect(read("overall.queuedPerDay.rate")).toBeCloseTo(60 * perDay, 9);
    expect(read("overall.queuedForPerDay.bed.rate")).toBe(0);
    expect(read("overall.waitingForStaffPerDay.nurse.rate")).toBeCloseTo(30 * perDay, 9);
    expect(read("class.young.blockedByPerDay.bed.rate")).toBeCloseTo(800 * perDay, 9);
    expect(read("overall.queueOfPerDay.care.rate")).toBeCloseTo(80 * perDay, 9);
    expect(read("class.young.pausingPerDay.rate")).toBeCloseTo(40 * perDay, 9);
  });

  test("the six states add up to the length of stay and to the number present", () => {
    const { read } = run();
    const states = ["served", "waitingForStaff", "queued", "blocked", "pausing", "away"];
    const sum = (suffix: string) => states.reduce((total, state) => total + read(`overall.${state}${suffix}`), 0);
    expect(sum(".mean")).toBeCloseTo(read("overall.lengthOfStay.mean"), 9);
    expect(sum("PerDay.rate")).toBeCloseTo(read("overall.present.mean") * 1440, 9);
  });

  test("a wait is queued, blocked and waiting for staff together, pausing left out", () => {
    const { read } = run();
    expect(read("overall.wait.mean")).toBe(40 + 90 + 70);
    expect(read("overall.wait.p95")).toBe(200);
    expect(read("overall.wait.share")).toBe(1);
  });

  test("the share who waited leaves out those whose wait was 0", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0);
    hand.arrive(0, 0).doing(0, 0, SERVED).exit(10, 0);
    hand.arrive(20, 0).doing(20, 0, QUEUED, BED).doing(20, 0, SERVED).exit(30, 0);
    hand.arrive(40, 0).doing(40, 0, QUEUED, BED).doing(41, 0, SERVED).exit(50, 0);
    hand.arrive(60, 0).doing(60, 0, PAUSING).doing(70, 0, SERVED).exit(80, 0).end(1000);
    expect(numbersOf(model, collector.result())("overall.wait.share")).toBe(0.25);
  });

  test("a patient in a slot that was used before starts from nothing", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    const hand = new ByHand(collector).arrive(0, 0).doing(0, 0, QUEUED, BED).exit(50, 0).open(60);
    hand.arrive(60, 0).doing(60, 0, SERVED).exit(70, 0).end(1060);
    const read = numbersOf(model, collector.result());
    expect(read("overall.queued.mean")).toBe(0);
    expect(read("overall.served.mean")).toBe(10);
  });

  test("patients waiting for a resource are averaged over the window and looked at at its eighths", () => {
    const { read, result } = run();
    // Nurse: [100, 130) waiting for staff and [330, 380) blocked; bed: [300, 1100) blocked.
    expect(read("resource.nurse.waiting.mean")).toBeCloseTo(80 / 1000, 12);
    expect(read("resource.bed.waiting.mean")).toBeCloseTo(800 / 1000, 12);
    expect(Array.from(result.waitingAt)).toEqual([
      ...[0, 0, 1, 1, 1, 1, 1, 1, 1], // bed, at 100, 225, 350 …
      ...[1, 0, 1, 0, 0, 0, 0, 0, 0], // nurse
    ]);
  });
});
