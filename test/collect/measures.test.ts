import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import type { Expression } from "../../src/model/expression.ts";
import type { MeasureTable } from "../../src/model/model.ts";
import { BED, ByHand, LOST, measure, tinyModel, YOUNG } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

const number = (value: number): Expression => ({ op: "number", value });
const leftBed: Expression = { op: "left", index: BED };
const stay: Expression = { op: "subtract", args: [{ op: "time" }, { op: "arrived" }] };
const young: Expression = { op: "equal", args: [{ op: "class" }, number(YOUNG)] };
const longer = (minutes: number): Expression => ({ op: "greater", args: [stay, number(minutes)] });

/** Window [100, 1100): stays of 50 (before it), 110, 10, 40, 20 and, of one who is young and had no bed, 500. */
function read(...measures: MeasureTable[]) {
  const model = tinyModel({ measures }, { warmUp: 100 });
  const collector = new Collector(model);
  const hand = new ByHand(collector).arrive(0, 0).take(0, 0, BED).give(40, 0, BED).exit(50, 0);
  hand.arrive(50, 1).take(50, 1, BED).open(100).give(150, 1, BED).exit(160, 1);
  for (const [k, minutes] of [10, 40, 20].entries()) {
    const at = 200 + 100 * k;
    hand
      .arrive(at, 0)
      .take(at, 0, BED)
      .give(at + minutes, 0, BED)
      .exit(at + minutes, 0);
  }
  // A slot without a bed's time: the kernel clears the row, here a slot that was never used.
  hand.arrive(500, 7, YOUNG).exit(1000, 7, LOST).end(1100);
  const numbers = numbersOf(model, collector.result());
  return measures.map((_, m) => numbers(`measure.m${m}`));
}

describe("measures over patients", () => {
  test("a mean is over those who leave in the window", () => {
    expect(read(measure({ of: stay }))).toEqual([(110 + 10 + 40 + 20 + 500) / 5]);
  });

  test("where chooses the records; with none there is no mean, and a count of 0", () => {
    const none: Expression = { op: "equal", args: [{ op: "exit" }, number(9)] };
    const [mean, ofYoung, count, percentile] = read(
      measure({ of: stay, where: none }),
      measure({ of: stay, where: young }),
      measure({ statistic: "count", where: none }),
      measure({ statistic: "percentile", of: stay, where: none, at: 0.9 }),
    );
    expect(mean).toBeNaN();
    expect(ofYoung).toBe(500);
    expect(count).toBe(0);
    expect(percentile).toBeNaN();
  });

  test("a record that reads a time that never happened is dropped", () => {
    // The last hour of the bed is 150, 210, 340, 420; the young patient had none.
    const [mean, sum] = read(measure({ of: leftBed }), measure({ statistic: "sum", of: leftBed }));
    expect(mean).toBe((150 + 210 + 340 + 420) / 4);
    expect(sum).toBe(150 + 210 + 340 + 420);
  });

  test("a share is of the records for which the condition holds", () => {
    expect(read(measure({ statistic: "share", of: longer(30) }))).toEqual([3 / 5]);
  });

  test("a percentile interpolates between the sorted values", () => {
    // 10 20 40 110 500: the 90th percentile lies at rank 0.9 × 4 = 3.6.
    const [p90] = read(measure({ statistic: "percentile", of: stay, at: 0.9 }));
    expect(p90).toBeCloseTo(110 + 0.6 * 390, 9);
  });

  test("a count is of the records for which the condition holds, or of all; a rate is a count for each period", () => {
    const [all, long, rate] = read(
      measure({ statistic: "count" }),
      measure({ statistic: "count", of: longer(30) }),
      measure({ statistic: "rate", of: longer(30), per: 1440 }),
    );
    expect(all).toBe(5);
    expect(long).toBe(3);
    expect(rate).toBeCloseTo((3 / 1000) * 1440, 12);
  });
});

describe("measures over time", () => {
  const inUse: Expression = { op: "inUse", index: BED };
  const overTime = (given: Partial<MeasureTable>) => measure({ records: "time", ...given });

  test("a mean over time is exact and leaves the minutes before the window out", () => {
    const minutes = 50 + 10 + 40 + 20;
    const [mean, share] = read(
      overTime({ of: inUse }),
      overTime({ statistic: "share", of: { op: "greater", args: [inUse, number(0)] } }),
    );
    expect(mean).toBeCloseTo(minutes / 1000, 12);
    expect(share).toBeCloseTo(minutes / 1000, 12);
  });

  test("where leaves out the time in which it does not hold", () => {
    const busy: Expression = { op: "greater", args: [inUse, number(0)] };
    expect(read(overTime({ of: inUse, where: busy }))).toEqual([1]);
  });

  test("the clock goes on between events: hours are parted to the minute, and time has its mean", () => {
    // The run begins on a Monday at 00:00; the window is [100, 1100) and ends in hour 18.
    const hour = (h: number): Expression => ({ op: "greaterEqual", args: [{ op: "hour" }, number(h)] });
    const [afternoon, time] = read(overTime({ statistic: "share", of: hour(12) }), overTime({ of: { op: "time" } }));
    expect(afternoon).toBeCloseTo((1100 - 720) / 1000, 12);
    expect(time).toBeCloseTo(600, 9);
  });

  test("the kernel is asked to say how time goes on only when a measure is over time", () => {
    expect(new Collector(tinyModel()).wantsElapsed).toBe(false);
    expect(new Collector(tinyModel({ measures: [overTime({ of: inUse })] })).wantsElapsed).toBe(true);
  });

  test("over time nothing is counted or summed", () => {
    const model = tinyModel({ measures: [overTime({ statistic: "sum", of: inUse })] });
    expect(() => new Collector(model)).toThrow('measure "m0": over time there is no sum');
  });

  test("a mean needs something to average", () => {
    expect(() => new Collector(tinyModel({ measures: [measure({})] }))).toThrow('measure "m0": a mean of nothing');
  });
});

describe("a measure over time told as a series", () => {
  test("parts what does not change where a period ends, also when something else happens just then", () => {
    const model = tinyModel({ measures: [measure({ records: "time", of: { op: "inUse", index: BED }, every: 200 })] });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0).arrive(0, 0).take(100, 0, BED).arrive(200, 1).arrive(400, 2);
    hand.give(450, 0, BED).end(1000);
    const numbers = numbersOf(model, collector.result());
    const series = [1, 2, 3, 4, 5].map((k) => numbers(`measure.m0.every.${k}`));
    expect(series).toEqual([0.5, 1, 0.25, 0, 0]);
  });
});
