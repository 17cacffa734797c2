import { expect, test } from "vitest";
import { Counting } from "../../src/collect/counting.ts";
import { HOURS, LevelHours } from "../../src/collect/level-hours.ts";
import { tinyModel } from "./by-hand.ts";

type Change = readonly [time: number, row: number, more: number];

/** As the collector tells of them; `from` is when the window opens. */
function meansOf(rows: number, startMinuteOfWeek: number, changes: readonly Change[], from: number, to: number) {
  const counting = new Counting("exits");
  const hours = new LevelHours(rows, tinyModel({}, { startMinuteOfWeek }).clock, counting);
  hours.begin();
  let open = false;
  for (const [time, row, more] of changes) {
    if (!open && time >= from) hours.open(from);
    open ||= time >= from;
    if (time >= to) break;
    counting.now = time;
    hours.change(row, more);
  }
  if (!open) hours.open(from);
  return hours.means(to);
}

/** The same by going from change to change and through each hour in between. */
function slowly(rows: number, offset: number, changes: readonly Change[], from: number, to: number): number[] {
  const minutes = new Array<number>(rows * HOURS).fill(0);
  const covered = new Array<number>(HOURS).fill(0);
  const level = new Array<number>(rows).fill(0);
  let next = 0;
  for (let at = from; at < to; ) {
    for (; next < changes.length && changes[next][0] <= at; next++) level[changes[next][1]] += changes[next][2];
    const hour = Math.floor((at + offset) / 60 + 1e-9);
    const until = Math.min(to, changes[next]?.[0] ?? to, (hour + 1) * 60 - offset);
    covered[hour % HOURS] += until - at;
    for (let row = 0; row < rows; row++) minutes[row * HOURS + (hour % HOURS)] += level[row] * (until - at);
    at = until;
  }
  return minutes.map((sum, i) => sum / covered[i % HOURS]);
}

test.each([
  ["a Monday at 00:00", 0, 0, 40_320],
  ["some minute of a Thursday, from within an hour to within another", 5107, 333.25, 31_234.5],
  ["a start of the week that is no whole minute", 4320.3, 61.7, 25_000.1],
  ["a window within one hour", 10_070, 20, 45],
  ["a window of a few hours over the end of the week", 10_000, 60, 200],
  ["a window that ends with its hour", 30, 90, 10_050],
])("means are those of walking through the hours: %s", (_, offset, from, to) => {
  let state = 11;
  const roll = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const level = [0, 0, 0];
  const changes: Change[] = [];
  // Busy times, and whole weeks in which nothing happens.
  for (let time = 0; time < to; time += roll() < 0.01 ? 12_000 * roll() : 90 * roll()) {
    const row = Math.floor(3 * roll());
    const more = Math.floor(4 * roll()) - Math.min(level[row], 2);
    level[row] += more;
    changes.push([time, row, more]);
  }
  const means = meansOf(3, offset, changes, from, to);
  const expected = slowly(3, offset, changes, from, to);
  expect(means.length).toBe(3 * HOURS);
  for (const [i, mean] of means.entries()) {
    if (Number.isNaN(expected[i])) expect(mean).toBeNaN();
    else expect(mean).toBeCloseTo(expected[i], 9);
  }
});

test("a level that stays is told exactly, however long, and one that is not there is exactly 0", () => {
  const means = meansOf(2, 17, [[0.1, 0, 3]], 1 / 3, 123_456.7);
  expect(new Set(means.subarray(0, HOURS))).toEqual(new Set([3]));
  for (const mean of means.subarray(HOURS)) expect(mean).toBe(0);
});

test("what comes and goes at the same time leaves nothing behind, at whatever time and however many", () => {
  const changes: Change[] = [];
  for (let k = 1; k < 400; k++) {
    const time = k * Math.PI * 7;
    for (let n = 0; n < 3 + (k % 50); n++) changes.push([time, 0, 1]);
    for (let n = 0; n < 3 + (k % 50); n++) changes.push([time, 0, -1]);
  }
  const means = meansOf(1, 0, changes, 0, 10_080);
  for (const mean of means) expect(mean).toBe(0);
});

test("the hours that the window does not reach have no mean", () => {
  const means = meansOf(1, 0, [[10, 0, 1]], 150, 240);
  expect([...means.subarray(0, 5)]).toEqual([NaN, NaN, 1, 1, NaN]);
  expect(means.filter((mean) => !Number.isNaN(mean)).length).toBe(2);
});
