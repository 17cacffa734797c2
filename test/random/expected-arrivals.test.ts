import { expect, test } from "vitest";
import { ProfiledArrivals } from "../../src/random/expected-arrivals.ts";
import { mix } from "../../src/random/generator.ts";

const RATE = 0.01;
const [FROM, OFFSET] = [1000, 777];
const FLAT = new Float64Array();
const weights = (of: (hour: number) => number): Float64Array => Float64Array.from({ length: 168 }, (_, i) => of(i));

const profiles = [
  ["flat", FLAT],
  ["in two hours of the week", weights((hour) => (hour === 9 || hour === 167 ? 84 : 0))],
  ["in half of the hours", weights((hour) => 2 * (hour % 2))],
] as const;

const arrivals = (profile: Float64Array): ProfiledArrivals =>
  new ProfiledArrivals({ from: FROM, rate: RATE, profile, offset: OFFSET }, Infinity);

/** Near and far ones, in no order. */
const points = Float64Array.from({ length: 300 }, (_, i) => mix(1, 2, i, 0) * 10 ** (i % 4));

test.each(profiles)("the time of a point, %s, does not hang on what was asked before", (_, profile) => {
  const times = [...points].map((point) => arrivals(profile).timeOf(point));
  const asked = arrivals(profile);
  expect([...points].map((point) => asked.timeOf(point))).toEqual(times);
  const column = points.slice();
  asked.timesOf(column, 299);
  expect([...column]).toEqual([...times.slice(0, 299), points[299]]);
});

test.each(profiles)("by the time of a point so many are expected, %s", (_, profile) => {
  const asked = arrivals(profile);
  for (const point of points) {
    expect(expectedBy(asked.timeOf(point)) - expectedBy(FROM)).toBeCloseTo(point, 6);
  }

  /** Since Monday 00:00 of the first week. */
  function expectedBy(time: number): number {
    const weight = (hour: number): number => (profile === FLAT ? 1 : profile[hour % 168]);
    let sum = 0;
    for (let hour = 0; hour * 60 < time + OFFSET; hour++) {
      sum += RATE * weight(hour) * Math.min(60, time + OFFSET - hour * 60);
    }
    return sum;
  }
});
