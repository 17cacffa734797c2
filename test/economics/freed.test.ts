import { describe, expect, test } from "vitest";
import { type Freed, freedOf } from "../../src/economics/freed.ts";
import { compareArms } from "../../src/experiment/compare.ts";
import type { Comparison } from "../../src/experiment/experiment.ts";
import type { FreedRelease } from "../../src/scenario/scenario.ts";
import { metric, result, run, YEAR } from "../experiment/results.ts";

const PER_DAY = 1 / 1440;

const ward: FreedRelease = {
  resource: "bed",
  share: 1,
  whole: 20,
  value: 60 * PER_DAY,
  cash: 500 * PER_DAY,
  use: "nothing",
};

/** Beds in use by replication, and 365 patients who leave. */
function comparison(before: readonly number[], after: readonly number[]): Comparison {
  const arm = (name: string, beds: readonly number[]) => {
    return { name, runs: beds.map((inUse, k) => run(name, k + 1, [inUse, 365])) };
  };
  const metrics = [
    metric("resource.bed.inUse.mean", { scope: "resource", subject: "bed", quantity: "inUse" }),
    metric("overall.exits.count", { scope: "overall", subject: "", quantity: "exits", statistic: "count" }),
  ];
  return compareArms(result([arm("base", before), arm("scenario", after)], { metrics }), [])[0];
}

function one(before: readonly number[], after: readonly number[], release = ward): Freed {
  return freedOf(comparison(before, after), [release])[0];
}

describe("what is freed", () => {
  test("is what is no longer in use, with the paired interval", () => {
    const freed = one([60, 62, 64], [40, 41, 45]);
    expect(freed.gross.mean).toBeCloseTo(20, 12);
    // Differences 20, 21, 19: sd 1, t of 2 degrees 4.302653.
    expect(freed.gross.halfWidth).toBeCloseTo(4.302652729749464 / Math.sqrt(3), 9);
    expect([freed.gross.low, freed.gross.high]).toEqual([
      expect.closeTo(20 - freed.gross.halfWidth, 12),
      expect.closeTo(20 + freed.gross.halfWidth, 12),
    ]);
  });

  test("is released by its share, and cashed in whole wards of the mean alone", () => {
    const cashable = (freed: number, share: number): number =>
      one([60, 60], [60 - freed, 60 - freed], { ...ward, share }).cashable.mean;
    expect(cashable(19.9, 1)).toBe(0);
    expect(cashable(20.4, 1)).toBe(20);
    expect(cashable(39.9, 1)).toBe(20);
    expect(cashable(40, 1)).toBe(40);
    expect(cashable(40, 0.27)).toBe(0);
    expect(one([60, 60], [40, 40], { ...ward, share: 0.27 }).released.mean).toBeCloseTo(5.4, 12);
    expect(one([60, 60], [40, 40], { ...ward, share: 0 }).released.mean).toBe(0);
  });

  test("is cashed by the ends of the interval too: a ward may or may not close", () => {
    const { cashable } = one([60, 62, 64], [40, 41, 45]);
    expect(cashable).toEqual({ mean: 20, low: 0, high: 20 });
  });

  test("is nothing to release where more is in use", () => {
    const { gross, released, cashable, money } = one([40, 41], [45, 47]);
    expect(gross.mean).toBeCloseTo(-5.5, 12);
    expect([released.mean, cashable.mean, money.released?.mean]).toEqual([0, 0, 0]);
  });

  test("has its prices over the window: on paper at what a closed bed saves, released at what a free one is worth", () => {
    const { money } = one([60, 60], [35, 35], { ...ward, share: 0.5, whole: 10 });
    const days = YEAR * PER_DAY;
    expect(money.onPaper?.mean).toBeCloseTo(25 * 500 * days, 6);
    expect(money.released?.mean).toBeCloseTo(12.5 * 60 * days, 6);
    expect(money.cashable?.mean).toBeCloseTo(10 * 500 * days, 6);
    expect(one([60, 60], [35, 35], { ...ward, value: undefined }).money.released).toBeUndefined();
  });

  test("would do for so many more patients: 10 released of 40 in use, at 365 patients a run", () => {
    expect(one([60, 60], [40, 40], { ...ward, share: 0.5 }).morePatients).toBeCloseTo((10 / 40) * 365, 9);
  });

  test("of two interventions is told once, by the last", () => {
    const freed = freedOf(comparison([60, 60], [40, 40]), [ward, { ...ward, share: 0.5 }]);
    expect(freed.map(({ released }) => released.mean)).toEqual([10]);
  });
});
