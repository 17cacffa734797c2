import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "robot-learning.yaml";
const WEEKS = 520;
/** Weeks from one operation of a surgeon to the next, and the name of the stage. */
const surgeons = {
  weekly: [1, "robotWeekly"],
  fortnightly: [2, "robotFortnightly"],
  monthly: [4, "robotMonthly"],
} as const;

/** Mean operating time with so many cases done. */
const learning = (done: number): number => 180 * (1 + 0.25 * Math.min(1, Math.max(0, (100 - done) / 60)));

/** Mean of the curve over the operations from one number of cases done up to another. */
function meanTime(from: number, to: number): number {
  let sum = 0;
  for (let done = from; done < to; done++) sum += learning(done);
  return sum / (to - from);
}

describe("robot-learning.yaml", () => {
  test("takes each surgeon the mean of the learning curve over his own cases", async () => {
    const answers = await answersOf(readExample(file), ["robot"], 100);
    for (const [name, [gap, stage]] of Object.entries(surgeons)) {
      const cases = WEEKS / gap;
      expect(answers("robot", `stage.${stage}.completed.count`)).toMatchObject({ mean: cases, sd: 0 });
      const time = answers("robot", `stage.${stage}.service.mean`);
      expectExact(time, meanTime(0, cases));
      expectNot(time, 180);
      // Counted for the hospital together, 1.75 cases a week, all would have learnt at the same time.
      const together = Array.from({ length: cases }, (_, k) => learning(Math.floor(k * gap * 1.75)));
      const shared = together.reduce((sum, one) => sum + one, 0) / cases;
      if (name !== "weekly") expectNot(time, shared);
      expectExact(answers("robot", `measure.operatingTime.by.${name}`), meanTime(0, cases));
    }
  }, 120_000);

  test("hides in the mean of all operations who has learnt: years three and four", async () => {
    const answers = await answersOf(readExample(file), ["robot"], 100);
    const cases = Object.values(surgeons).map(([gap]) => [104 / gap, 208 / gap] as const);
    const pooled = cases.reduce((sum, [from, to]) => sum + (to - from) * meanTime(from, to), 0) / (104 + 52 + 26);
    expectExact(answers("robot", "measure.operatingTime.every.2"), pooled);
    expect(pooled / 180).toBeCloseTo(1.06, 2);
    expect(meanTime(...cases[0]) / 180).toBe(1);
    expect(meanTime(...cases[2]) / 180).toBeCloseTo(1.24, 2);
    const third = answers("robot", "measure.operatingTime.by.monthly.every.2");
    expect([third.low > pooled, third.low <= meanTime(...cases[2]), third.high >= meanTime(...cases[2])]).toEqual([
      true,
      true,
      true,
    ]);
  }, 120_000);

  test("has the mean of the falling stay over the patients of ten years", async () => {
    const answers = await answersOf(readExample(file), ["baseline", "robot"], 100);
    const expected = (week: number): number => 4 * (0.5 + 0.5 * Math.exp(-week / 130));
    const stays = Object.values(surgeons).flatMap(([gap]) =>
      Array.from({ length: WEEKS / gap }, (_, k) => expected(k * gap)),
    );
    expectExact(answers("baseline", "stage.ward.service.mean"), 4 * 1440);
    expectExact(
      answers("robot", "stage.ward.service.mean"),
      (1440 * stays.reduce((sum, one) => sum + one, 0)) / stays.length,
    );
  }, 120_000);

  test("meets what was published: T11.2, the stay after years", async () => {
    expect(await outcomesOf(file, 30)).toEqual(["met"]);
  }, 120_000);
});
