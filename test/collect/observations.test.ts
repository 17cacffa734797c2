import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Observations, type Summary, summarise, summariseClasses } from "../../src/collect/observations.ts";
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

const sorted = (values: Iterable<number>) => Float64Array.from(values, (value) => value + 0).sort();

/** Percentiles and counts to the bit; mean and spread as near as sums of so many numbers come, each of which rounds. */
function expectSummary(found: Summary, values: readonly number[]): void {
  const { mean, sd, ...others } = byHand(values);
  const { mean: foundMean, sd: foundSd, p50, p90, p95, ...rest } = found;
  expect({ ...rest, p50: p50 + 0, p90: p90 + 0, p95: p95 + 0 }).toEqual(others);
  const rounding = values.length * 2 ** -53;
  if (values.length === 0) expect(foundMean).toBeNaN();
  else expect(Math.abs(foundMean - mean)).toBeLessThanOrEqual(1e-300 + rounding * Math.max(...values.map(Math.abs)));
  if (values.length < 2) expect(foundSd).toBeNaN();
  else expect(Math.abs(foundSd - sd)).toBeLessThanOrEqual(1e-300 + (1e-14 + 2 * rounding) * sd);
}

describe("observations", () => {
  test("come back, each as often as it was added, also when the same chunks are used again", () => {
    const kept = new Observations();
    fc.assert(
      fc.property(runs, (list) => {
        const values = list.flatMap(({ value, times }) => new Array<number>(times).fill(value));
        kept.clear();
        observed(values, kept);
        expect(kept.count).toBe(values.length);
        expect(sorted(kept.view())).toEqual(sorted(values));
        expect(kept.count).toBe(values.length);
      }),
      { numRuns: 30 },
    );
  });

  // Chunks of 64, 128, … 8192 end after 64 · (2^k − 1) values without zeros.
  test.each([0, 1, 63, 64, 65, 191, 192, 193, 16320, 16321])(
    "of %i values none is lost at the end of a chunk, be they zeros, others, or both in turn, asked for at once or halfway too",
    (n) => {
      for (const value of [
        () => 0,
        (i: number) => i + 1,
        (i: number) => (i % 2) * i,
        (i: number) => ((i >> 6) % 2) * i,
      ]) {
        const values = Array.from({ length: n }, (_, i) => value(i));
        expect(sorted(observed(values).view())).toEqual(sorted(values));
        const half = observed(values.slice(0, n >> 1));
        summarise([half]);
        const all = observed(values.slice(n >> 1), half);
        expectSummary(summarise([all]), values);
        expect(sorted(all.view())).toEqual(sorted(values));
      }
    },
  );

  test("take no room for zeros", () => {
    const values = Array.from({ length: 50_000 }, (_, i) => (i % 7919 === 0 ? i + 1 : 0));
    const kept = observed(values);
    expect(kept.chunks.length).toBe(1);
    expect(sorted(kept.view())).toEqual(sorted(values));
  });

  test("have a summary that is that of the values one by one", () => {
    fc.assert(
      fc.property(runs, (list) => {
        const values = list.flatMap(({ value, times }) => new Array<number>(times).fill(value));
        expectSummary(summarise([observed(values)]), values);
      }),
      { numRuns: 30 },
    );
  });

  test("of several classes are summarised together, and alone", () => {
    const lists = [[0, 0, 3, 1], [], [5, 0, 0, 0, 2]];
    const found = summariseClasses(lists.map((values) => observed(values)));
    expect(found.length).toBe(4);
    [lists.flat(), ...lists].forEach((values, i) => {
      expectSummary(found[i], values);
    });
  });

  test("of one class only are all there are", () => {
    const [all, none, one] = summariseClasses([observed([]), observed([0, 4, 7])]);
    expect(all).toEqual(one);
    expectSummary(one, [0, 4, 7]);
    expectSummary(none, []);
  });
});
