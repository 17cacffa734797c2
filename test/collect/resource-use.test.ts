import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import type { ModelClock } from "../../src/model/model.ts";
import { ACUTE, BED, ByHand, COUNCIL, NURSE, resource, tinyModel } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

/** Nurse: 2 on duty in [0, 400), 1 in [400, 700), none after; in use 1 from 50, 2 from 200, 1 from 500, 0 from 800. */
function run(clock: Partial<ModelClock> = { warmUp: 100 }) {
  const model = tinyModel({}, clock);
  const collector = new Collector(model);
  new ByHand(collector)
    .capacity(0, NURSE, 2)
    .arrive(50, 0)
    .take(50, 0, NURSE, 1, false)
    .open(100)
    .arrive(200, 1)
    .take(200, 1, NURSE, 1, false)
    .capacity(400, NURSE, 1)
    .give(500, 0, NURSE, 1, false)
    .capacity(700, NURSE, 0)
    .give(800, 1, NURSE, 1, false)
    .end(1100);
  return { result: collector.result(), read: numbersOf(model, collector.result()) };
}

describe("resources", () => {
  test("use and capacity are averaged over the window", () => {
    const { read } = run();
    expect(read("resource.nurse.inUse.mean")).toBeCloseTo((100 * 1 + 300 * 2 + 300 * 1) / 1000, 12);
    expect(read("resource.nurse.capacity.mean")).toBeCloseTo((300 * 2 + 300 * 1) / 1000, 12);
  });

  test("utilisation is use within capacity over capacity, and what is beyond is overtime", () => {
    const { read } = run();
    expect(read("resource.nurse.utilisation.share")).toBeCloseTo((100 + 2 * 200 + 300) / 900, 12);
    expect(read("resource.nurse.overtimePerWeek.rate")).toBeCloseTo(((100 + 100) / 1000) * 10080, 9);
    expect(read("resource.nurse.overtime.mean")).toBeCloseTo((100 + 100) / 1000, 12);
  });

  test("the absent are on the roster and not on duty: utilisation is of those present", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    const hand = new ByHand(collector).capacity(0, NURSE, 3, 3, 5).open(0).arrive(0, 0).take(0, 0, NURSE, 3, false);
    hand.capacity(500, NURSE, 1, 1, 1).give(600, 0, NURSE, 3, false).end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("resource.nurse.absent.mean")).toBeCloseTo((2 * 500) / 1000, 12);
    expect(read("resource.nurse.capacity.mean")).toBeCloseTo((3 * 500 + 500) / 1000, 12);
    expect(read("resource.nurse.utilisation.share")).toBeCloseTo((3 * 500 + 100) / (3 * 500 + 500), 12);
  });

  test("where 20 units are a whole, wholes are counted, but for those taken", () => {
    const model = tinyModel({ resources: [resource(ACUTE), { ...resource(COUNCIL), parts: 20 }] });
    const collector = new Collector(model);
    const hand = new ByHand(collector).capacity(0, NURSE, 40).open(0).arrive(0, 0).take(0, 0, NURSE, 30, false);
    hand.capacity(500, NURSE, 20).end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("resource.nurse.inUse.mean")).toBe(1.5);
    expect(read("resource.nurse.inUse.p90")).toBe(1.5);
    expect(read("resource.nurse.capacity.mean")).toBe(1.5);
    expect(read("resource.nurse.overtime.mean")).toBe(0.25);
    expect(read("resource.nurse.taken.count")).toBe(30);
    expect(collector.result().censusByHour[168 + 3]).toBe(1.5);
  });

  test("a resource is full when nothing on duty is free; hours without duty do not count", () => {
    // On duty 600 minutes, one of two free in [100, 200).
    expect(run().read("resource.nurse.full.share")).toBeCloseTo(500 / 600, 12);
  });

  test("units taken are counted in the window", () => {
    expect(run().read("resource.nurse.taken.count")).toBe(1);
  });

  test("minutes at each level add up to the window, and its percentiles are by share of time", () => {
    const { read, result } = run();
    // 0: 300, 1: 100 + 300, 2: 300.
    expect(Array.from(result.minutesAtLevel[NURSE])).toEqual([300, 400, 300]);
    expect(Array.from(result.minutesAtLevel[BED])).toEqual([1000]);
    expect(read("resource.nurse.inUse.p50")).toBe(1);
    expect(read("resource.nurse.inUse.p90")).toBe(2);
    expect(read("resource.nurse.inUse.max")).toBe(2);
    expect(read("resource.bed.inUse.max")).toBe(0);
  });

  test("a level that lasted no time is not the highest", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0).arrive(10, 0).take(10, 0, BED, 5).give(10, 0, BED, 4);
    hand.give(20, 0, BED, 1).exit(20, 0).end(1000);
    expect(numbersOf(model, collector.result())("resource.bed.inUse.max")).toBe(1);
    expect(Array.from(collector.result().minutesAtLevel[BED])).toEqual([990, 10]);
  });

  test("without capacity there is no utilisation; unlimited capacity has neither mean nor utilisation and is never full", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    new ByHand(collector).capacity(0, BED, Infinity).open(0).arrive(0, 0).take(0, 0, BED).end(1000);
    const read = numbersOf(model, collector.result());
    expect(read("resource.bed.inUse.mean")).toBe(1);
    expect(read("resource.bed.capacity.mean")).toBeNaN();
    expect(read("resource.bed.utilisation.share")).toBeNaN();
    expect(read("resource.bed.full.share")).toBe(0);
    expect(read("resource.bed.overtimePerWeek.rate")).toBe(0);
    expect(read("resource.nurse.capacity.mean")).toBe(0);
    expect(read("resource.nurse.utilisation.share")).toBeNaN();
    expect(read("resource.nurse.full.share")).toBeNaN();
  });

  test("use by hour of the week follows the clock, also when the run starts within an hour", () => {
    // Time 0 is Sunday 23:30; the window is the 100 minutes to Monday 01:10.
    const model = tinyModel({}, { startMinuteOfWeek: 10_050, run: 100 });
    const collector = new Collector(model);
    new ByHand(collector).open(0).arrive(10, 0).take(10, 0, BED, 2).give(45, 0, BED, 2).end(100);
    const census = collector.result().censusByHour;
    expect(census[167]).toBeCloseTo((2 * 20) / 30, 12);
    expect(census[0]).toBeCloseTo((2 * 15) / 60, 12);
    expect(census[1]).toBe(0);
    expect(census[2]).toBeNaN();
  });

  test("use by hour of the week averages over the weeks of the window", () => {
    const model = tinyModel({}, { run: 2 * 10_080 });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0).arrive(0, 0).take(60, 0, BED).give(180, 0, BED);
    hand
      .take(10_080 + 90, 0, BED)
      .give(10_080 + 120, 0, BED)
      .exit(20_000, 0)
      .end(20_160);
    const census = collector.result().censusByHour;
    expect([census[0], census[1], census[2], census[3]]).toEqual([0, 0.75, 0.5, 0]);
    expect(census.slice(0, 168).every((hour) => hour >= 0)).toBe(true);
  });
});
