import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Observations, summarise, summariseClasses } from "../../src/collect/observations.ts";
import { quantile } from "../../src/statistics/quantiles.ts";
import { Tally } from "../../src/statistics/tally.ts";

/** Runs of equal values, many of them zeros; up to some 60,000 in all, so that several of the largest chunks fill. */
const runs = fc.array(
  fc.record({
    value: fc.oneof(fc.constant(0), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
    times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6000 })),
  }),
  { maxLength: 40 },
);

function observed(values: readonly number[], into = new Observations()): Observations {
  for (const value of values) into.add(value);
  return into;
}

/** The numbers of a list, taken one by one. */
function byHand(values: readonly number[]) {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  const [p50, p90, p95] = [0.5, 0.9, 0.95].map((p) => quantile(Float64Array.from(values), p) + 0);
  const share = values.filter((value) => value > 0).length / values.length;
  return { count: values.length, mean: tally.mean, sd: tally.sd, p50, p90, p95, share };
}

const unsigned = (values: Iterable<number>) => Array.from(values, (value) => value + 0);

describe("observations", () => {
  test("come back as they were added, also when the same chunks are used again", () => {
    const kept = new Observations();
    fc.assert(
      fc.property(runs, (list) => {
        const values = list.flatMap(({ value, times }) => new Array<number>(times).fill(value));
        kept.clear();
        observed(values, kept);
        expect(kept.count).toBe(values.length);
        expect(unsigned(kept.view())).toEqual(unsigned(values));
      }),
      { numRuns: 30 },
    );
  });

  test("of 200,000 zeros and few others in between, each is in its place", () => {
    const values = Array.from({ length: 200_000 }, (_, i) => (i % 7919 === 0 ? i + 1 : 0));
    expect(unsigned(observed(values).view())).toEqual(values);
  });

  test("their summary is that of the values one by one, to the last bit", () => {
    fc.assert(
      fc.property(runs, (list) => {
        const values = list.flatMap(({ value, times }) => new Array<number>(times).fill(value));
        const { p50, p90, p95, ...others } = summarise([observed(values)]);
        expect({ ...others, p50: p50 + 0, p90: p90 + 0, p95: p95 + 0 }).toEqual(byHand(values));
      }),
      { numRuns: 30 },
    );
  });

  test("of several classes they are summarised together in the order of the classes, and alone", () => {
    const lists = [[0, 0, 3, 1], [], [5, 0, 0, 0, 2]];
    const found = summariseClasses(lists.map((values) => observed(values)));
    expect(found).toEqual([byHand(lists.flat()), ...lists.map(byHand)]);
  });
});
