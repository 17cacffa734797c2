import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countRuns,
  type HowToWrite,
  type Ranged,
  runWordFor,
  sayDifference,
  sayEstimate,
  timeUnitFor,
  unitKindOf,
  writeChance,
  writeDate,
  writeDifference,
  writeEstimate,
  writeNumber,
  writeRough,
  writeSize,
  writeTimeOfDay,
} from "../../src/render/numbers.ts";

function ranged(mean: number, halfWidth: number): Ranged {
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth };
}

const prose = (kind: HowToWrite["kind"]): HowToWrite => ({ kind, style: "prose" });
const table = (kind: HowToWrite["kind"]): HowToWrite => ({ kind, style: "table" });
const estimate = (mean: number, halfWidth: number, how: HowToWrite) =>
  sayEstimate(writeEstimate(ranged(mean, halfWidth), how));
const difference = (mean: number, halfWidth: number, how: HowToWrite) =>
  sayDifference(writeDifference(ranged(mean, halfWidth), how));

const DAY = 1440;

describe("a value with its range", () => {
  test("has the digits that its half-width leaves certain", () => {
    expect(estimate(20.37, 2.41, prose("units"))).toBe("20 (18 to 23)");
    expect(estimate(418240, 38900, prose("money"))).toBe("£420,000 (£380,000 to £460,000)");
    expect(estimate(20.37, 1.41, prose("units"))).toBe("20.4 (19 to 21.8)");
    expect(estimate(0.05321, 0.0031, prose("number"))).toBe("0.053 (0.05 to 0.056)");
    expect(estimate(1234567, 51, prose("patients"))).toBe("1,234,570 (1,234,520 to 1,234,620)");
  });

  test("shows one more digit in a table than in prose, and keeps the decimals equal", () => {
    expect(estimate(20.37, 2.41, table("units"))).toBe("20.4 (18.0 to 22.8)");
    expect(estimate(20, 2, table("units"))).toBe("20.0 (18.0 to 22.0)");
  });

  test("goes one digit finer where rounding would make an end 0 that is not", () => {
    expect(estimate(2.8, 2.41, prose("number"))).toBe("2.8 (0.4 to 5.2)");
    expect(estimate(-2.8, 2.41, prose("number"))).toBe("−2.8 (−5.2 to −0.4)");
    expect(estimate(2.41, 2.41, prose("number"))).toBe("2 (0 to 5)");
  });

  test("is never finer than £1, a minute or 0.1 of a percentage point, and then says so", () => {
    expect(estimate(345.217, 0.31, prose("money"))).toBe("£345 (£345 to £346)");
    expect(estimate(345.217, 0.02, table("money"))).toBe("£345 (within £1)");
    expect(estimate(12.3, 0.1, prose("min"))).toBe("12 minutes (within 1 minute)");
    expect(estimate(0.05, 0.0001, table("share"))).toBe("5.0% (within 0.1%)");
    expect(estimate(0.5, 0.3, prose("money"))).toBe("£1 (under £1 to £1)");
  });

  test("stands alone when it is certain, or when nobody knows how certain it is", () => {
    expect(estimate(72, 0, prose("units"))).toBe("72");
    expect(estimate(7.2541, 0, prose("number"))).toBe("7.25");
    expect(estimate(72.5, NaN, prose("units"))).toBe("72.5");
    expect(estimate(418240, 0, prose("money"))).toBe("£418,240");
  });

  test("says in words that it lies across zero", () => {
    expect(estimate(1, 4.2, prose("number"))).toBe("1 (3 below zero to 5 above)");
    expect(estimate(0.2, 4.2, prose("number"))).toBe("0 (4 below zero to 4 above)");
    expect(estimate(-0.2, 4.2, prose("number"))).toBe("0 (4 below zero to 4 above)");
  });

  test("is never NaN, infinite, minus zero or empty", () => {
    expect(writeNumber(NaN, prose("min"))).toBe("none observed");
    expect(estimate(NaN, NaN, prose("min"))).toBe("none observed");
    expect(difference(NaN, NaN, prose("min"))).toBe("none observed");
    expect(writeNumber(Infinity, prose("units"))).toBe("unlimited");
    expect(writeNumber(-0, table("money"))).toBe("£0");
    expect(writeNumber(-1e-9, prose("number"))).toBe("0");
    const kinds = ["min", "patients", "units", "share", "number", "per day", "per week", "money"] as const;
    const any = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 1e8, noNaN: true }), fc.constantFrom(...kinds), (mean, half, kind) => {
        for (const how of [prose(kind), table(kind)]) {
          for (const text of [estimate(mean, half, how), difference(mean, half, how), writeNumber(mean, how)]) {
            expect(text).not.toMatch(/NaN|Infinity|undefined|-|[−]£?0(\.0+)?(?![.\d])|^$|\(\)|\de\d/);
          }
        }
      }),
    );
  });
});

describe("a difference", () => {
  test("is told by its size and a word, not by a sign", () => {
    expect(difference(-20.37, 2.41, prose("units"))).toBe("20 fewer (18 to 23)");
    expect(difference(20.37, 2.41, table("units"))).toBe("20.4 more (18.0 to 22.8)");
    expect(difference(-370000, 40000, prose("money"))).toBe("£370,000 less (£330,000 to £410,000)");
    expect(difference(-1.95 * DAY, 0.35 * DAY, { ...prose("min"), timeUnit: "days" })).toBe("2 days less (1.6 to 2.3)");
    expect(difference(0.021, 0.01, prose("share"))).toBe("2.1 percentage points higher (1.1 to 3.1)");
    expect(difference(0.01, 0.003, prose("share"))).toBe("1 percentage point higher (0.7 to 1.3)");
  });

  test("across zero is told in words", () => {
    expect(difference(1, 4.2, prose("units"))).toBe("1 more (3 fewer to 5 more)");
    expect(difference(0.1, 4.2, prose("units"))).toBe("0 (4 fewer to 4 more)");
    expect(difference(-0.1, 4.2, prose("units"))).toBe("0 (4 fewer to 4 more)");
    expect(difference(-0.6 * DAY, 2.5 * DAY, prose("min"))).toBe("1 day less (3 less to 2 more)");
  });

  test("tells how far it goes each way, for a sentence of its own", () => {
    const { below, above, unit } = writeDifference(ranged(-0.6 * DAY, 2.5 * DAY), prose("min"));
    expect([below, above, unit]).toEqual(["3 days", "2 days", "days"]);
    expect(writeDifference(ranged(2.41, 2.41), prose("units"))).toMatchObject({ below: "", above: "5" });
  });

  test("that is only a rule of thumb has one digit", () => {
    expect(writeRough(1.25 * DAY, { ...prose("min"), timeUnit: "days" })).toBe("1 day");
    expect(writeRough(12345, prose("money"))).toBe("£10,000");
    expect(writeRough(0.0137, prose("share"))).toBe("1 percentage point");
  });

  test("with an end at zero says 0 once", () => {
    expect(difference(2.41, 2.41, prose("units"))).toBe("2 more (0 to 5 more)");
    expect(difference(-2.41, 2.41, prose("units"))).toBe("2 fewer (5 fewer to 0)");
    expect(difference(2.2, 2.41, prose("units"))).toBe("2 more (0 to 5 more)");
  });

  test("of nothing is 0, without a direction", () => {
    expect(difference(0, 0, prose("units"))).toBe("0");
    expect(difference(-0, 0, prose("money"))).toBe("£0");
    expect(difference(0, 0, prose("min"))).toBe("0 minutes");
  });
});

describe("time", () => {
  test("is told in minutes under 2 hours, in hours under 2 days, and else in days", () => {
    expect(timeUnitFor([119, -3])).toBe("minutes");
    expect(timeUnitFor([119, -120])).toBe("hours");
    expect(timeUnitFor([2879])).toBe("hours");
    expect(timeUnitFor([2880])).toBe("days");
    expect(estimate(47.9, 3.1, prose("min"))).toBe("48 minutes (45 to 51)");
    expect(estimate(1, 0.4, prose("min"))).toBe("1 minute (within 1 minute)");
    expect(estimate(390, 25, prose("min"))).toBe("6 hours 30 minutes (6 hours 10 minutes to 7 hours)");
    expect(estimate(390, 250, prose("min"))).toBe("7 hours (2 hours to 11 hours)");
    expect(estimate(390, 25, table("min"))).toBe("6.5 hours (6.1 to 6.9)");
    expect(estimate(2.33 * DAY, 0.21 * DAY, prose("min"))).toBe("2.3 days (2.1 to 2.5)");
    expect(estimate(9 * DAY, 2.5 * DAY, prose("min"))).toBe("9 days (7 to 12)");
  });

  test("of day is 8am in prose and 08:00 on an axis", () => {
    expect([480, 860, 0, 720, 1439, 1440].map((minute) => writeTimeOfDay(minute, "prose"))).toEqual([
      "8am",
      "2:20pm",
      "midnight",
      "midday",
      "11:59pm",
      "midnight",
    ]);
    expect(writeTimeOfDay(480, "table")).toBe("08:00");
    expect(writeTimeOfDay(-1, "table")).toBe("23:59");
  });

  test("on the calendar is day, month, year", () => {
    expect(writeDate("2026-04-06")).toBe("6 April 2026");
    expect(() => writeDate("2026-13-06")).toThrow('"2026-13-06" is not a date');
  });
});

describe("shares, rates and money", () => {
  test("a share is a percentage without a space, its difference in percentage points", () => {
    expect(writeNumber(0.05, prose("share"))).toBe("5%");
    expect(writeSize(0.05, prose("share"))).toBe("5 percentage points");
    expect(estimate(0.32, 0.02, prose("share"))).toBe("32% (30% to 34%)");
    expect(writeNumber(0.0000001, prose("share"))).toBe("under 0.1%");
    expect(writeNumber(0, prose("share"))).toBe("0%");
  });

  test("a chance is so many in 100, and never 0 in 100 unless it is 0", () => {
    expect([0, 0.004, 0.08, 0.996, 1].map(writeChance)).toEqual([
      "0 in 100",
      "fewer than 1 in 100",
      "8 in 100",
      "more than 99 in 100",
      "100 in 100",
    ]);
  });

  test("money has its sign, commas, and millions", () => {
    expect(writeNumber(345, prose("money"))).toBe("£345");
    expect(writeNumber(12300, prose("money"))).toBe("£12,300");
    expect(estimate(1312345, 60000, prose("money"))).toBe("£1.31 million (£1.25 million to £1.37 million)");
    expect(estimate(1312345, 300000, table("money"))).toBe("£1.31m (£1.01m to £1.61m)");
    expect(estimate(1312345, 30, prose("money"))).toBe("£1.312 million (within £1,000)");
    expect(estimate(12_115_900, 8300, table("money"))).toBe("£12.116m (£12.108m to £12.124m)");
    expect(estimate(999_700, 60, prose("money"))).toBe("£1 million (within £1,000)");
    expect(writeNumber(999_400, table("money"))).toBe("£999,400");
    expect(estimate(-5000, 300, prose("money"))).toBe("−£5,000 (−£5,300 to −£4,700)");
    expect(writeNumber(12, { ...prose("money"), currency: "EUR" })).toBe("€12");
    expect(writeNumber(12, { ...prose("money"), currency: "CHF" })).toBe("CHF 12");
  });

  test("a rate is so many an hour, a day or a week", () => {
    expect(estimate(9.5, 0.31, prose("per day"))).toBe("9.5 a day (9.2 to 9.8)");
    expect(difference(-1.5, 0.31, prose("per day"))).toBe("1.5 fewer a day (1.2 to 1.8)");
    expect(difference(1.5, 0.31, table("per week"))).toBe("1.50 more a week (1.19 to 1.81)");
    expect(writeNumber(2, prose("per hour"))).toBe("2 an hour");
  });

  test("a measure of the file is written by its statistic and unit", () => {
    const quantity = (time: number, money: number) => ({ kind: "quantity", time, money }) as const;
    const kind = (statistic: "share" | "percentile" | "sum" | "mean" | "count", time: number, money: number) =>
      unitKindOf({ statistic, records: "patients", per: undefined, unit: quantity(time, money) });
    expect([kind("share", 0, 0), kind("percentile", 1, 0), kind("sum", 0, 1)]).toEqual(["share", "min", "money"]);
    expect([kind("mean", 0, 0), kind("count", 0, 0)]).toEqual(["number", "patients"]);
    expect(unitKindOf({ statistic: "mean", records: "time", per: undefined, unit: quantity(0, 0) })).toBe("units");
    const per = (statistic: "count" | "rate" | "sum", minutes: number) =>
      unitKindOf({ statistic, records: "visits", per: minutes, unit: quantity(0, 0) });
    expect([per("count", 10080), per("rate", 1440), per("count", 60)]).toEqual(["per week", "per day", "per hour"]);
    expect(per("sum", 10080)).toBe("number");
  });
});

describe("replications", () => {
  test("are years only when the run is 52 weeks or a calendar year", () => {
    expect([364, 365, 366, 363, 182].map((days) => runWordFor(days * DAY))).toEqual([
      "year",
      "year",
      "year",
      "run",
      "run",
    ]);
    expect(countRuns(1, "year")).toBe("1 simulated year");
    expect(countRuns(1000, "run")).toBe("1,000 simulated runs");
  });
});
