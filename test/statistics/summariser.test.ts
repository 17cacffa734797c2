import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantileOfSorted } from "../../src/statistics/quantiles.ts";
import { type ChunkedValues, type Figures, Summariser } from "../../src/statistics/summariser.ts";

const POINTS = [0, 0.1, 0.5, 0.5, 0.9, 0.95, 1];
const summariser = new Summariser(POINTS);

/** In chunks of so many; zeros by their number. Behind what is in use stands what must not be looked at. */
function chunked(values: readonly number[], size = 50): ChunkedValues {
  const others = values.filter((value) => value !== 0);
  const chunkCount = 1 + Math.floor(others.length / size);
  const parts = Array.from({ length: chunkCount }, (_, i) => others.slice(i * size, (i + 1) * size));
  const chunks = [...parts, []].map((part) => Float64Array.of(...part, 77, NaN));
  return {
    chunks,
    words: chunks.map((chunk) => new Int32Array(chunk.buffer)),
    lengths: parts.map((part) => part.length),
    chunkCount,
    zeros: values.length - others.length,
  };
}

/** Readings are multiples of 2^-20, so that their sums can be had exactly. */
const GRID = 2 ** 20;
const onGrid = (value: number) => Math.round(value * GRID) / GRID;

/** numerator / denominator, to 200 bits behind the point. */
const ratio = (numerator: bigint, denominator: bigint) => Number((numerator << 200n) / denominator) / 2 ** 200;

function exactMoments(values: readonly number[]): { mean: number; variance: number } {
  const n = BigInt(values.length);
  let sum = 0n;
  let squares = 0n;
  for (const value of values) {
    const steps = BigInt(value * GRID);
    sum += steps;
    squares += steps * steps;
  }
  const grid = BigInt(GRID);
  return { mean: ratio(sum, n * grid), variance: ratio(n * squares - sum * sum, n * (n - 1n) * grid * grid) };
}

/** Order statistics to the bit, moments as near as doubles come. */
function expectFigures(found: Figures, values: readonly number[]): void {
  const sorted = Float64Array.from(values, (value) => value + 0).sort();
  expect(found.count).toBe(values.length);
  expect(found.quantiles.map((one) => one + 0)).toEqual(POINTS.map((p) => quantileOfSorted(sorted, sorted.length, p)));
  expect(found.share).toBe(values.filter((value) => value > 0).length / values.length);
  if (values.length < 2) return;
  const { mean, variance } = exactMoments(values);
  const largest = Math.max(...values.map(Math.abs));
  expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(4e-15 * largest);
  expect(Math.abs(found.sd - Math.sqrt(variance))).toBeLessThanOrEqual(1e-13 * Math.sqrt(variance));
}

/** Shapes of lists: each takes a number between 0 and 1 to a reading. */
const shapes: readonly ((u: number) => number)[] = [
  (u) => u * 60,
  (u) => -Math.log(u + 1e-9) * 500,
  (u) => (u < 0.5 ? 0 : u * 30),
  (u) => (u < 0.93 ? 0 : u),
  (u) => (u < 0.02 ? 0 : 15),
  (u) => 2880 + u * 1e-3,
  (u) => 1e7 + 0.2 + (u - 0.5) * 0.2,
  (u) => Math.floor(u * 4),
  (u) => (u - 0.4) * 100,
  (u) => (u < 0.3 ? -1 : u < 0.6 ? 0 : 1),
  // Over and under the buckets.
  (u) => 2 ** (u * 12 - 18),
  (u) => 2 ** (14 + u * 12),
  (u) => (u < 0.5 ? -1 : 1) * 2 ** (u * 50 - 18),
];

const list = fc
  .record({ shape: fc.constantFrom(...shapes), length: fc.integer({ min: 0, max: 400 }), seed: fc.integer({ min: 1 }) })
  .map(({ shape, length, seed }) => {
    let state = seed % 2147483647 || 1;
    return Array.from({ length }, () => {
      state = (state * 16807) % 2147483647; // Park and Miller (1988)
      return onGrid(shape(state / 2147483647));
    });
  });

describe("a summariser", () => {
  test("finds of each list and of all together what sorting and exact sums find", () => {
    fc.assert(
      fc.property(fc.array(list, { maxLength: 4 }), fc.integer({ min: 1, max: 100 }), (lists, size) => {
        const found = summariser.of(lists.map((values) => chunked(values, size)));
        expect(found.length).toBe(1 + lists.length);
        [lists.flat(), ...lists].forEach((values, i) => {
          expectFigures(found[i], values);
        });
      }),
      { numRuns: 400 },
    );
  });

  test("finds the order of any doubles, such as those next to the ends of buckets", () => {
    const edges = [2 ** -12, 2 ** 20, 1, 1.0625, 64, 5e-324, 1e-300, 1e150].flatMap((edge) => [
      edge,
      edge * (1 - 2 ** -53),
      edge * (1 + 2 ** -52),
    ]);
    const value = fc.oneof(
      fc.constantFrom(0, -0, ...edges, ...edges.map((edge) => -edge)),
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = Float64Array.from(values, (one) => one + 0).sort();
        const [{ quantiles }] = summariser.of([chunked(values)]);
        expect(quantiles.map((one) => one + 0)).toEqual(POINTS.map((p) => quantileOfSorted(sorted, sorted.length, p)));
      }),
      { numRuns: 300 },
    );
  });

  // NIST StRD, univariate summary statistics: one value, then 500 times it − 0.1 and it + 0.1. The doubles nearest to the readings of
  // NumAcc4 have a standard deviation that agrees in 8.25 digits.
  test.each([
    ["NumAcc2", 1.2, 14],
    ["NumAcc3", 1000000.2, 9],
    ["NumAcc4", 10000000.2, 8.2],
  ])("agrees with the certified values of NIST StRD %s as far as its readings do", (_, mean, least) => {
    const tenths = Math.round(mean * 10);
    const readings = [tenths, ...Array.from({ length: 1000 }, (_, i) => tenths + (i % 2 === 0 ? -1 : 1))];
    const values = readings.map((reading) => reading / 10);
    for (const lists of [[values], [values.slice(0, 100), values.slice(100)]]) {
      const [found] = summariser.of(lists.map((one) => chunked(one)));
      expect(Math.abs(found.mean / mean - 1)).toBeLessThan(10 ** -14.5);
      expect(Math.abs(found.sd / 0.1 - 1)).toBeLessThan(10 ** -least);
    }
  });

  test("finds equal values to have no spread at all, in one list or several", () => {
    const equal = new Array<number>(1000).fill(0.1);
    const found = summariser.of([chunked(equal), chunked(equal.slice(3)), chunked([])]);
    for (const one of found.slice(0, 3))
      expect(one).toMatchObject({ mean: 0.1, sd: 0, quantiles: POINTS.map(() => 0.1) });
    const zeros = summariser.of([chunked([0, 0]), chunked([0])]);
    for (const one of zeros)
      expect([one.mean + 0, one.share, ...one.quantiles]).toEqual([0, 0, ...POINTS.map(() => 0)]);
    expect(zeros.map((one) => one.sd)).toEqual([0, 0, NaN]);
  });

  test("has no figures of nothing, and no spread of one value", () => {
    const nothing = { count: 0, mean: NaN, sd: NaN, share: NaN, quantiles: POINTS.map(() => NaN) };
    expect(summariser.of([])).toEqual([nothing]);
    expect(summariser.of([chunked([]), chunked([])])).toEqual([nothing, nothing, nothing]);
    const one = { count: 1, mean: 2.5, sd: NaN, share: 1, quantiles: POINTS.map(() => 2.5) };
    expect(summariser.of([chunked([]), chunked([2.5])])).toEqual([one, nothing, one]);
  });

  test("refuses what is not a finite number, and goes on with others", () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(() => summariser.of([chunked([value])])).toThrow("of 1 values to summarise one is not finite");
      expect(() => summariser.of([chunked([1, 0, value])])).toThrow("of 3 values to summarise one is not finite");
      expectFigures(summariser.of([chunked([1, 0, 2])])[0], [1, 0, 2]);
    }
  });
});
