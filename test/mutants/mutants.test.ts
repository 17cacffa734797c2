import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { models as bank } from "../oracles/plan.mjs";
import { rows } from "../oracles/rows.mjs";
import { feedbackToTheEnd, meanPresentOverShifts } from "./exact.mjs";
import { type Detector, mutants, mutate } from "./mutants.mjs";

const root = new URL("../../", import.meta.url);

// Whether each is found out is what `node test/mutants/run.mjs` shows; that list must not rot meanwhile.
describe("planted mistakes", () => {
  test("have names of their own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  test.each(mutants)("$name stands for one place of its file, and changes it", (mutant) => {
    const text = readFileSync(new URL(mutant.file, root), "utf8");
    expect(mutate(mutant, text)).not.toBe(text);
  });

  test("name tests and models of oracles that there are", () => {
    const missing = (one: Detector): boolean => !existsSync(new URL(`test/${one.file}`, root));
    expect(mutants.flatMap(({ after }) => after).filter(missing)).toEqual([]);
    const models = mutants.flatMap(({ oracle }) =>
      typeof oracle === "object" && "model" in oracle ? [oracle.model] : [],
    );
    expect(models.filter((name) => !bank.some((model) => model.name === name))).toEqual([]);
  });
});

// The chains that give what the bank has not also give what it has.
test("exact answers beside the bank agree with its rows", () => {
  const answerOf = (id: string): unknown => rows.find((row) => row.id === id)?.value;
  expect(feedbackToTheEnd(0.5, 1, 0.3).mean).toBeCloseTo(Number(answerOf("fb.W")), 9);
  const day = [
    [8, 2, 2],
    [8, 6, 5],
    [8, 4, 3],
  ] as const;
  const [present] = answerOf("tv.preempt.avg") as readonly number[];
  expect(meanPresentOverShifts(day, 1.2, false)).toBeCloseTo(present, 4);
});
