import { describe, expect, test } from "vitest";
import { Tally } from "../../src/statistics/tally.ts";

function tallyOf(values: Iterable<number>): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}

/** NIST StRD, univariate summary statistics: one value, then 500 times it − 0.1 and it + 0.1. */
function nistSeries(first: number): number[] {
  const tenths = Math.round(first * 10);
  return [tenths, ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? tenths - 1 : tenths + 1))].map(
    (x) => x / 10,
  );
}

/** How many digits of `value` are right. */
function digits(value: number, certified: number): number {
  return value === certified ? 16 : -Math.log10(Math.abs(value / certified - 1));
}

describe("Tally", () => {
  test("agrees with the certified mean and standard deviation of NIST StRD NumAcc1", () => {
    const tally = tallyOf([10000001, 10000003, 10000002]);
    expect(tally.mean).toBe(10000002);
    expect(tally.sd).toBe(1);
  });

  test.each([
    ["NumAcc2", 1.2, 14],
    ["NumAcc3", 1000000.2, 9],
    // The readings, rounded to doubles, have a standard deviation that agrees in 8.25 digits: no method can do better.
    ["NumAcc4", 10000000.2, 8.2],
  ])("agrees with the certified values of NIST StRD %s as far as its readings do", (_, mean, least) => {
    const tally = tallyOf(nistSeries(mean));
    expect(tally.count).toBe(1001);
    expect(digits(tally.mean, mean)).toBeGreaterThan(14.5);
    expect(digits(tally.sd, 0.1)).toBeGreaterThan(least);
  });

  test("has no mean of nothing, and no spread of one value", () => {
    const tally = new Tally();
    expect([tally.count, tally.mean, tally.sd]).toEqual([0, NaN, NaN]);
    tally.add(-3);
    expect([tally.count, tally.mean, tally.variance]).toEqual([1, -3, NaN]);
  });

  test("finds a constant series to have no spread at all", () => {
    expect(tallyOf(Array(1000).fill(0.1)).sd).toBe(0);
    expect(tallyOf(Array(1000).fill(0.1)).mean).toBe(0.1);
  });

  test("refuses what is not a finite number", () => {
    expect(() => new Tally().add(NaN)).toThrow("a tally was given NaN");
    expect(() => new Tally().add(Infinity)).toThrow("a tally was given Infinity");
  });
});
