import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "copd-regression.yaml";

/**
 * Means of patients who had from `from` up to, but not including, `to` events in a year: of these events, and of next year's. Rates
 * are gamma of shape a and rate b, so that counts are negative binomial, and the rate of who had n is gamma of a + n and b + 1.
 */
function yearsOf(usual: number, a: number, from: number, to = 400): { before: number; after: number } {
  const b = a / usual;
  let probability = (b / (b + 1)) ** a;
  let [share, sum] = [0, 0];
  for (let n = 0; n < to; n++) {
    if (n >= from) {
      share += probability;
      sum += n * probability;
    }
    probability *= (a + n) / (n + 1) / (b + 1);
  }
  const before = sum / share;
  return { before, after: (a + before) / (b + 1) };
}

/** More exacerbations than in the file, and rates more alike, so that fewer patients tell as much. */
const [USUAL, SHAPE, ENOUGH] = [8, 4, 9];
const settings = {
  "parameters.usual": `${USUAL}`,
  "parameters.shape": `${SHAPE}`,
  "parameters.enough": `${ENOUGH}`,
  "measures.everybody.by": "{ had: [7, 11] }",
};
const { before, after } = yearsOf(USUAL, SHAPE, ENOUGH);

describe("copd-regression.yaml", () => {
  test("lets patients chosen for a bad year fall back to the mean of their own rates, without any clinic", async () => {
    const answers = await answersOf(readExample(file, settings), ["baseline"], 130);
    expectExact(answers("baseline", "measure.before"), before);
    const next = answers("baseline", "measure.after");
    expectExact(next, after);
    expectNot(next, before); // every year is like the last
    expectNot(next, USUAL); // all patients are alike
    expectExact(answers("baseline", "measure.share"), after / before);
    const groups = { "<7": [0, 7], "7-11": [7, 11], "11+": [11] } as const;
    for (const [group, [from, to]] of Object.entries(groups)) {
      const mean = answers("baseline", `measure.everybody.by.${group}`);
      expectExact(mean, yearsOf(USUAL, SHAPE, from, to).after);
      expectNot(mean, USUAL);
    }
  }, 120_000);

  test("finds no effect of a clinic that does nothing, though before and after show one", async () => {
    const answers = await answersOf(readExample(file, settings), ["baseline", "noEffect"], 10);
    for (const metric of ["before", "after", "share", "asked"])
      expect(answers("noEffect", `measure.${metric}`)).toEqual(answers("baseline", `measure.${metric}`));
    expect(answers("noEffect", "measure.share").high).toBeLessThan(1);
    expect(answers("noEffect", "measure.paid").mean).toBeCloseTo(250, 9);
  }, 120_000);

  test("finds of a clinic that works what it does, where before and after flatter it", async () => {
    const answers = await answersOf(readExample(file, settings), ["works"], 120);
    const works = answers("works", "measure.after");
    expectExact(works, 0.39 * after);
    expectNot(works, 0.39 * before); // nothing comes by itself
    expectExact(answers("works", "measure.share"), (0.39 * after) / before);
  }, 120_000);

  test("has 45 % fewer by itself and 79 % with the clinic: the numbers of the file", () => {
    const { before, after } = yearsOf(0.9, 2, 2);
    expect(before).toBeCloseTo(2.64, 2);
    expect(0.39 * after).toBeCloseTo(0.56, 2);
    const share = (shape: number, leaves = 1): string => {
      const { before, after } = yearsOf(0.9, shape, 2);
      return (1 - (leaves * after) / before).toFixed(2);
    };
    expect([share(2), share(2, 0.39), share(1), share(4)]).toEqual(["0.45", "0.79", "0.36", "0.52"]);
  });

  test("meets what was published: exacerbations before and after, T9.1", async () => {
    expect(await outcomesOf(file, 50)).toEqual(["met", "met"]);
  }, 120_000);
});
