import { describe, expect, test } from "vitest";
import type { PatientDigest } from "../../src/collect/patient-digest.ts";
import { CHANGE_FIELDS, comparePatients, type OutcomeKind, outcomeKinds } from "../../src/experiment/better-worse.ts";
import { compareArms } from "../../src/experiment/compare.ts";
import type { Comparison, ExperimentResult, Runner } from "../../src/experiment/experiment.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import type { ForWhomTable } from "../../src/model/model.ts";
import { modelsOf, QUEUE } from "./together.ts";

const plan = { replications: 6, seed: "first", level: 0.95 };

/** Rows of class, number, group, then what each outcome came to. */
function digest(rows: readonly (readonly number[])[]): PatientDigest {
  const column = (of: number): number[] => rows.map((row) => row[of]);
  return {
    count: rows.length,
    classOf: Int32Array.from(column(0)),
    numberOf: Float64Array.from(column(1)),
    groups: [Int32Array.from(column(2))],
    columns: [3, 4].map((of) => Float64Array.from(column(of))),
  };
}

const TWO_GROUPS: ForWhomTable = {
  groupings: [{ name: "frail", names: ["no", "yes"], of: { op: "class" }, cuts: [] }],
  judged: [],
};
const KINDS: readonly OutcomeKind[] = [
  { metric: "lengthOfStay", better: "lower", event: false },
  { metric: "measure.home", better: "higher", event: true },
];

describe("patients of two arms", () => {
  const baseline = digest([
    [0, 1, 0, 10, 0],
    [0, 2, 1, 20, 1],
    [0, 3, 1, 30, 1],
    [1, 1, 0, 40, 0],
    [1, 2, 0, 50, 1],
    [1, 3, -1, 60, 0],
    [1, 4, 1, 5, 0],
  ]);
  const scenario = digest([
    [1, 3, -1, 45, Number.NaN],
    [0, 3, 0, 30 + 1e-9, 1],
    [0, 1, 0, 12, 1],
    [0, 2, 1, 20, 0],
    [1, 1, 0, 30, 0],
    [0, 9, 1, 99, 1],
    [1, 2, 0, 54, 1],
  ]);
  const changes = comparePatients(7, baseline, scenario, TWO_GROUPS, KINDS);
  const fields = (outcome: number, group: number): Record<string, number> =>
    Object.fromEntries(
      CHANGE_FIELDS.map((field, f) => [field, changes.changes[(outcome * 3 + group) * CHANGE_FIELDS.length + f]]),
    );

  test("are matched by class and number; who is in one arm only is counted and not compared", () => {
    expect(changes.replication).toBe(7);
    expect([...changes.matched]).toEqual([6, 3, 2]);
    expect([...changes.baselineOnly]).toEqual([1, 0, 1]);
    expect([...changes.scenarioOnly]).toEqual([1, 0, 1]);
  });

  test("are better off, worse off, or the same to within rounding, in the group of the baseline", () => {
    expect(fields(0, 0)).toMatchObject({ compared: 6, better: 2, worse: 2, change: -19, betterBy: -25, worseBy: 6 });
    expect(fields(0, 1)).toMatchObject({ compared: 3, better: 1, worse: 2, change: -4, betterBy: -10, worseBy: 6 });
    expect(fields(0, 2)).toMatchObject({ compared: 2, better: 0, worse: 0, change: 0 });
  });

  test("have an event before, after or both; of whom one arm tells nothing there is no comparison", () => {
    expect(fields(1, 0)).toMatchObject({ compared: 5, better: 1, worse: 1, before: 3, after: 3, both: 2 });
    expect(fields(1, 1)).toMatchObject({ compared: 3, better: 1, worse: 0, before: 1, after: 2, both: 1 });
    expect(fields(1, 2)).toMatchObject({ compared: 2, better: 0, worse: 1, before: 2, after: 1, both: 1 });
  });

  test("cannot leave twice", () => {
    const twice = digest([
      [0, 1, 0, 1, 1],
      [0, 1, 0, 1, 1],
    ]);
    expect(() => comparePatients(1, twice, scenario, TWO_GROUPS, KINDS)).toThrow("patient 1 of class 0 left twice");
  });
});

describe("a queue in which others go first", async () => {
  const models = modelsOf(QUEUE);
  const result = await runExperiment(models, plan, new InlineRunner(), undefined, true);
  const comparisons = compareArms(result, []);
  const patientsOf = (arm: string): NonNullable<Comparison["patients"]> => {
    const { patients } = comparisons.find((one) => one.arm === arm) ?? expect.fail(`no ${arm}`);
    return patients ?? expect.fail("no patients");
  };

  test("asks stay, wait and the headline measures", () => {
    expect(outcomeKinds(models[0])).toEqual([
      { metric: "lengthOfStay", better: "lower", event: false },
      { metric: "wait", better: "lower", event: false },
      { metric: "measure.quick", better: "higher", event: true },
      { metric: "measure.long", better: "lower", event: true },
      { metric: "measure.delay", better: "lower", event: false },
    ]);
  });

  test("leaves everybody as he was where nothing changes", () => {
    const { groups, outcomes } = patientsOf("nothing");
    expect(groups[0].matched.mean).toBeGreaterThan(200);
    expect(groups[0]).toMatchObject({ baselineOnly: { mean: 0 }, scenarioOnly: { mean: 0 } });
    for (const { groups: all } of outcomes) {
      for (const { better, same, worse, change, event } of all) {
        expect([better.mean, same.mean, worse.mean, change.mean]).toEqual([0, 1, 0, 0]);
        if (event !== undefined) expect([event.avoided.mean, event.new.mean]).toEqual([0, 0]);
      }
    }
  });

  test("makes the young better off and the old worse, and those who rest neither", () => {
    const { groups, outcomes } = patientsOf("youngFirst");
    expect(groups.map(({ grouping, group }) => `${grouping} ${group}`.trim())).toEqual([
      "",
      "class old",
      "class young",
      "frail false",
      "frail true",
    ]);
    const [stay, wait, quick] = outcomes;
    const [, old, young] = stay.groups;
    expect(old.worse.mean).toBeGreaterThan(0.3);
    expect(old.better.mean).toBeLessThan(0.05);
    expect(old.same.mean).toBeGreaterThan(0.2);
    expect(young.better.mean).toBeGreaterThan(0.3);
    expect(young.betterBy.high).toBeLessThan(0);
    expect(old.worseBy.low).toBeGreaterThan(0);
    expect(wait.groups[2].change.mean).toBeCloseTo(young.change.mean, 6);
    expect(quick.groups[2].event?.new.mean).toBe(quick.groups[2].better.mean);
    expect(quick.groups[1].event?.avoided.mean).toBe(quick.groups[1].worse.mean);
  });

  test("better, same and worse are all who are compared, and groups are the whole", () => {
    for (const arm of result.arms.slice(1)) {
      for (const { matched, changes, baselineOnly, scenarioOnly } of arm.changes ?? expect.fail("no changes")) {
        const groups = matched.length;
        for (const counts of [matched, baselineOnly, scenarioOnly]) {
          expect(counts[1] + counts[2]).toBe(counts[0]);
          expect(counts[3] + counts[4]).toBe(counts[0]);
        }
        const at = (outcome: number, group: number, field: (typeof CHANGE_FIELDS)[number]): number =>
          changes[(outcome * groups + group) * CHANGE_FIELDS.length + CHANGE_FIELDS.indexOf(field)];
        for (let outcome = 0; outcome < 5; outcome++) {
          for (const field of CHANGE_FIELDS) {
            expect(at(outcome, 1, field) + at(outcome, 2, field)).toBeCloseTo(at(outcome, 0, field), 6);
            expect(at(outcome, 3, field) + at(outcome, 4, field)).toBeCloseTo(at(outcome, 0, field), 6);
          }
          expect(at(outcome, 0, "better") + at(outcome, 0, "worse")).toBeLessThanOrEqual(at(outcome, 0, "compared"));
        }
        expect(at(0, 0, "compared")).toBe(matched[0]);
        expect(at(4, 0, "compared")).toBeLessThan(matched[0]);
      }
    }
    for (const { outcomes } of comparisons.map(({ arm }) => patientsOf(arm))) {
      for (const { better, same, worse, event } of outcomes.flatMap(({ groups }) => groups)) {
        expect(better.mean + same.mean + worse.mean).toBeCloseTo(1, 12);
        if (event === undefined) continue;
        expect(event.avoided.mean + event.new.mean + event.still.mean + event.never.mean).toBeCloseTo(1, 12);
      }
    }
  });

  test("a mean change is the difference of the means where everybody is in both arms", () => {
    const difference = comparisons
      .find(({ arm }) => arm === "nothing")
      ?.differences.find(({ metric }) => metric.id === "overall.lengthOfStay.mean");
    expect(difference?.mean).toBe(0);
  });

  test("says who is in one arm only where more arrive", () => {
    const [everybody, , young] = patientsOf("more").groups;
    expect(young.scenarioOnly.mean).toBeGreaterThan(5);
    expect(everybody.scenarioOnly.mean).toBeGreaterThanOrEqual(young.scenarioOnly.mean);
  });

  test("gives the same numbers of the arms as when each is run by itself, and none of patients where nobody asks", async () => {
    const { arms, forWhom, ...rest } = result;
    const apart: ExperimentResult = await runExperiment(models, plan, new InlineRunner());
    expect(apart).toEqual({ ...rest, arms: arms.map(({ name, runs, costLines }) => ({ name, runs, costLines })) });
    expect(forWhom?.outcomes).toHaveLength(5);
    expect(compareArms(apart, []).every(({ patients }) => patients === undefined)).toBe(true);
  });

  test("needs a runner that can hold arms against each other", async () => {
    const runner: Runner = { run: async () => [], close: async () => {} };
    await expect(runExperiment(models, plan, runner, undefined, true)).rejects.toThrow("this runner cannot hold");
  });
});
