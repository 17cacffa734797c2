import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "theatre-lists.yaml";

/** Minutes from one point of the grid to the next; the mass at a point is that of the half-steps around it. */
const STEP = 0.25;
const POINTS = 300 / STEP + 1;
type Masses = Float64Array;

function lognormal(mean: number, cv: number): Masses {
  const variance = Math.log(1 + cv * cv);
  const density = (x: number): number =>
    Math.exp(-((Math.log(x / mean) + variance / 2) ** 2) / (2 * variance)) / (x * Math.sqrt(2 * Math.PI * variance));
  return Float64Array.from({ length: POINTS }, (_, i) => (i === 0 ? 0 : density(i * STEP) * STEP));
}

function exponential(mean: number): Masses {
  const above = (x: number): number => Math.exp(-Math.max(0, x) / mean);
  return Float64Array.from({ length: POINTS }, (_, i) => above((i - 0.5) * STEP) - above((i + 0.5) * STEP));
}

/** The law of a sum, up to the end of the grid. */
function plus(one: Masses, other: Masses): Masses {
  const sum = new Float64Array(POINTS);
  for (let i = 0; i < POINTS; i++) for (let j = 0; i + j < POINTS; j++) sum[i + j] += one[i] * other[j];
  return sum;
}

/** Only what is at most so many minutes: of the mass on the limit itself half lies below. */
function upTo(limit: number, masses: Masses): Masses {
  return masses.map((mass, i) => (i * STEP < limit ? mass : i * STEP === limit ? mass / 2 : 0));
}

const total = (masses: Masses): number => masses.reduce((sum, mass) => sum + mass, 0);

/** Probability that at least so many of five patients come, each with 95 %. */
function comeAtLeast(count: number): number {
  const ways = [1, 5, 10, 10, 5, 1];
  return ways.reduce((sum, way, came) => (came >= count ? sum + way * 0.95 ** came * 0.05 ** (5 - came) : sum), 0);
}

/**
 * The k-th operation begins when k patients come and the team is ready by `lastStart`: after the delay, k − 1 cases and k − 1
 * turnarounds. It is the last one of the list when nobody else comes or the team is not ready in time for the next.
 */
function listsOf(delay: number, turnaround: number, lastStart = 240 + 15 - 55) {
  const [operation, turnover] = [lognormal(55, 0.45), lognormal(turnaround, 0.6)];
  let ready = exponential(delay);
  let [operations, finishedEarly] = [0, 0];
  for (let k = 1; k <= 5; k++) {
    const begun = upTo(lastStart, ready);
    operations += comeAtLeast(k) * total(begun);
    const ended = upTo(210, plus(begun, operation));
    const readyAgain = total(upTo(lastStart, plus(ended, turnover)));
    finishedEarly += comeAtLeast(k) * total(ended) - comeAtLeast(k + 1) * readyAgain;
    ready = plus(plus(ready, operation), turnover);
  }
  return { operations, finishedEarly };
}

describe("theatre-lists.yaml", () => {
  test("has as many operations on a list, late starts and early finishes as the laws of its parts say", async () => {
    const answers = await answersOf(readExample(file, { "clock.run": "230 weeks" }), ["baseline"], 200);
    const { operations, finishedEarly } = listsOf(27.3, 20);
    expectExact(answers("baseline", "measure.operations"), operations);
    expectExact(answers("baseline", "measure.finishedEarly"), finishedEarly);
    expectExact(answers("baseline", "measure.startedLate"), Math.exp(-30 / 27.3));
    // Without the 15 minutes' grace a list would have fewer operations.
    expectNot(answers("baseline", "measure.operations"), listsOf(27.3, 20, 240 - 55).operations);
  }, 120_000);

  test("gains what starting on time, faster turnaround, both, and starting on time in six of ten lists bring", async () => {
    const arms = ["onTime", "turnFaster", "both", "likelyHere"];
    const answers = await answersOf(readExample(file), arms, 100);
    const [late, onTime] = [listsOf(27.3, 20), listsOf(8, 20)];
    expectExact(answers("onTime", "measure.operations"), onTime.operations);
    expectExact(answers("turnFaster", "measure.operations"), listsOf(27.3, 14).operations);
    expectExact(answers("both", "measure.operations"), listsOf(8, 14).operations);
    expectExact(answers("likelyHere", "measure.operations"), 0.4 * late.operations + 0.6 * onTime.operations);
    expectNot(answers("onTime", "measure.operations"), late.operations);
  }, 120_000);

  test("meets what was published: T8.1 to T8.3", async () => {
    expect(await outcomesOf(file, 200)).toEqual(["met", "met", "met"]);
  }, 120_000);
});
