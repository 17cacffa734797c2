import { describe, expect, test } from "vitest";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import type { Progress, Runner } from "../../src/experiment/experiment.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import type { Model } from "../../src/model/model.ts";
import { tinyModel } from "../collect/by-hand.ts";
import { run } from "./results.ts";

const plan = { replications: 4, seed: "luck", level: 0.9 };
const baseline = tinyModel({ arm: "baseline" });
const more = tinyModel({ arm: "more" });
const width = metricsOf(baseline).length;

/** Gives each run its replication number as its values, and hands the runs back in an order of its own. */
function fakeRunner(reorder: (runs: RunResult[]) => RunResult[], seen: Model[] = []): Runner {
  return {
    run: async (model, replications, onRun) => {
      seen.push(model);
      const runs = replications.map((k) => run(model.arm, k, Array(width).fill(k)));
      for (const one of runs) onRun?.(one);
      return reorder(runs);
    },
    close: async () => {},
  };
}

describe("an experiment", () => {
  test("holds every replication of every arm in order, whoever finished first", async () => {
    const forwards = await runExperiment(
      [baseline, more],
      plan,
      fakeRunner((runs) => runs),
    );
    const backwards = await runExperiment(
      [baseline, more],
      plan,
      fakeRunner((runs) => runs.reverse()),
    );
    expect(backwards).toEqual(forwards);
    expect(forwards.arms.map(({ name }) => name)).toEqual(["baseline", "more"]);
    expect(forwards.arms[1].runs.map(({ replication }) => replication)).toEqual([1, 2, 3, 4]);
    expect([forwards.seed, forwards.level, forwards.planned, forwards.window]).toEqual(["luck", 0.9, 4, 1000]);
    expect(forwards.metrics).toEqual(metricsOf(baseline));
  });

  test("gives all arms the plan's seed, so that they meet the same patients", async () => {
    const seen: Model[] = [];
    await runExperiment(
      [baseline, more],
      plan,
      fakeRunner((runs) => runs, seen),
    );
    expect(seen.map(({ arm, seed }) => [arm, seed])).toEqual([
      ["baseline", "luck"],
      ["more", "luck"],
    ]);
  });

  test("tells after each replication how far it has come", async () => {
    const told: Progress[] = [];
    const runner = fakeRunner((runs) => runs);
    await runExperiment([baseline, more], { ...plan, replications: 2 }, runner, (progress) => told.push(progress));
    expect(told.map(({ arm, done, total }) => `${arm} ${done} of ${total}`)).toEqual([
      "baseline 1 of 4",
      "baseline 2 of 4",
      "more 3 of 4",
      "more 4 of 4",
    ]);
  });

  test("begins all arms at once where the runner takes them, and tells of the first arm that failed", async () => {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const runner: Runner = {
      takesNext: true,
      run: ({ arm }) => {
        begun.push(arm);
        return new Promise((_, reject) => ends.push(() => reject(new Error(arm))));
      },
      close: async () => {},
    };
    const experiment = runExperiment([baseline, more], plan, runner);
    expect(begun).toEqual(["baseline", "more"]);
    for (const end of ends.reverse()) end();
    await expect(experiment).rejects.toThrow("baseline");
  });

  test("is refused when a replication is lost, comes twice or belongs to another model", async () => {
    const bad = (reorder: (runs: RunResult[]) => RunResult[]) => runExperiment([baseline], plan, fakeRunner(reorder));
    await expect(bad((runs) => runs.slice(1))).rejects.toThrow("arm baseline: replications 2, 3, 4 came back");
    await expect(bad((runs) => [...runs.slice(1), runs[1]])).rejects.toThrow("replications 2, 2, 3, 4 came back");
    await expect(bad((runs) => [...runs.slice(1), run("more", 1, Array(width).fill(0))])).rejects.toThrow("of more");
    await expect(bad((runs) => [...runs.slice(1), run("baseline", 1, [0])])).rejects.toThrow("got 1 values");
    await expect(
      runExperiment(
        [],
        plan,
        fakeRunner((runs) => runs),
      ),
    ).rejects.toThrow("0 arms");
  });
});
