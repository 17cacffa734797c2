import { describe, expect, test } from "vitest";
import { told } from "../../bench/report.mjs";
import { compareAnswers, interval, median, spread, studentQuantile } from "../../bench/statistics.mjs";
import { studentQuantile as exactQuantile, halfWidth } from "../../src/statistics/confidence-interval.ts";

test("the median is the middle value, or the mean of the two in the middle", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 10])).toBe(3.5);
  expect(median([7])).toBe(7);
  expect(spread([4, 1, 3, 10])).toEqual({ median: 3.5, least: 1, most: 10 });
});

test("a measurement is told as median [min..max] of three digits", () => {
  expect(told([1.2345, 10, 0.5])).toBe("1.23 [0.500..10.0]");
  expect(told([1234.5])).toBe("1235");
});

test.each([
  [0.975, 1],
  [0.975, 9],
  [0.9995, 29],
  [0.999995, 5],
  [0.99999, 299],
])("Student's quantile at %f on %i degrees is that of the library", (p, degrees) => {
  expect(studentQuantile(p, degrees) / exactQuantile(p, degrees)).toBeCloseTo(1, 6);
});

test("an interval is mean ± t s / √n", () => {
  // t of 3 degrees at 97.5 % is 3.182446; s² of 1, 2, 3, 6 is 14/3.
  const { n, mean, halfWidth: half } = interval([1, 2, 3, 6], 0.95);
  expect([n, mean]).toEqual([4, 3]);
  expect(half).toBeCloseTo((3.182446 * Math.sqrt(14 / 3)) / 2, 5);
  expect(half).toBeCloseTo(halfWidth(4, Math.sqrt(14 / 3), 0.95), 6);
});

describe("answers of engines", () => {
  const around = (mean: number): number[] => [-2, -1, 0, 1, 2].map((step) => mean + step);
  const engine = (name: string, wait: number[], events = around(100)) => ({
    name,
    outcome: { events, means: { wait } },
  });

  test("that lie within their intervals are alike", () => {
    const { compared, differences } = compareAnswers([engine("one", around(10)), engine("two", around(12))]);
    expect(compared).toBe(2);
    expect(differences).toEqual([]);
  });

  test("that lie further apart than their intervals differ, and both are told", () => {
    // Two comparisons: t of 4 degrees at 1 − 0.001 / 4 is 10.3, so each half-width is 10.3 · 1.58 / √5 = 7.3, both together 10.3.
    const { differences } = compareAnswers([engine("one", around(10)), engine("two", around(21))]);
    expect(differences).toEqual(["wait: one 10.000 ± 7.3 (5 runs), two 21.000 ± 7.3 (5 runs)"]);
    expect(compareAnswers([engine("one", around(10)), engine("two", around(20))]).differences).toEqual([]);
  });

  test("numbers of events are held to the same", () => {
    const { differences } = compareAnswers([engine("one", around(10)), engine("two", around(10), around(150))]);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toContain("events");
  });

  test("of a single run have no interval, which is said", () => {
    const { compared, differences, unknown } = compareAnswers([engine("one", around(10)), engine("two", [50], [100])]);
    expect([compared, differences]).toEqual([0, []]);
    expect(unknown).toEqual(["two has a single run, so that its answers have no interval"]);
  });

  test("that only one of them gives are a difference", () => {
    const more = { name: "two", outcome: { events: around(100), means: { wait: around(10), stay: around(1) } } };
    expect(compareAnswers([engine("one", around(10)), more]).differences).toEqual(["two tells stay, and one does not"]);
  });
});
