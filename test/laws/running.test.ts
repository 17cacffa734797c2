import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { collectRun } from "../../src/collect/collect-run.ts";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog } from "../../src/collect/event-log.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Runner } from "../../src/experiment/experiment.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import { estimate, summarise } from "../../src/experiment/summarise.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { WorkerRunner } from "../../src/node/index.ts";
import { parkMiller } from "../experiment/results.ts";
import { Ledger } from "../random-scenarios/ledger.ts";
import { asYaml, treeOf } from "../random-scenarios/write.ts";
import { count, drawn, holdAll, patience } from "./drawn.ts";
import { part, runOfTree } from "./rewritten.ts";
import { expectFigures, expectLines, linesOf, modelOf, runOf, scenarioOf } from "./runs.ts";

/** Scenarios of which the first replications end. */
function lasting(replications: number, most: number): readonly Model[] {
  const models: Model[] = [];
  for (const { draft, run } of drawn()) {
    if (models.length === most) break;
    if (run.result === undefined) continue;
    try {
      for (let k = 2; k <= replications; k++) collectRun(run.model, k);
      models.push(modelOf(asYaml(draft)));
    } catch (error) {
      if (!String(error).includes("deadlock")) throw error;
    }
  }
  expect(models.length).toBeGreaterThan(most / 2);
  return models;
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);
const plan = { replications: 8, seed: "laws", level: 0.95 };

/** Runs replications in an order of its own, and hands them back as they ended. */
class DisorderedRunner implements Runner {
  private readonly uniform: () => number;

  constructor(seed: number) {
    this.uniform = parkMiller(seed);
  }

  async run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]> {
    const order = replications.map((k) => [this.uniform(), k]).sort(([a], [b]) => a - b);
    return order.map(([, k]) => {
      const result = collectRun(model, k);
      onRun?.(result);
      return result;
    });
  }

  async close(): Promise<void> {}
}

/** Who runs it, in which order, beside what, and who looks on. */
describe("running", { timeout: patience }, () => {
  const models = lasting(10, 12);

  test("D15: replications run in any order are the same replications, with the same means and intervals", async () => {
    for (const [i, model] of models.entries()) {
      const one = await runExperiment([model], plan, new InlineRunner());
      const other = await runExperiment([model], plan, new DisorderedRunner(i + 1));
      expect(other).toEqual(one);
      const estimates = (of: typeof one) => of.metrics.map((_, m) => summarise(of, of.arms[0], m));
      expect(estimates(other)).toEqual(estimates(one));
    }
  });

  test("D16: ten replications at once are ten runs of one, and two halves merge to the whole's mean and variance", async () => {
    let merged = 0;
    for (const model of models) {
      const runner = new InlineRunner();
      const whole = await runner.run(model, numbers(1, 10));
      const parts: RunResult[] = [];
      for (const k of numbers(1, 10)) parts.push(...(await runner.run(model, [k])));
      expect(parts).toEqual(whole);
      for (let m = 0; m < whole[0].values.length; m++) {
        const values = whole.map((run) => run.values[m]);
        if (values.some(Number.isNaN)) continue;
        const [all, a, b] = [values, values.slice(0, 5), values.slice(5)].map((some) => estimate(some, 0.95));
        expect(Math.abs((a.mean + b.mean) / 2 - all.mean)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(all.mean)));
        // Chan, Golub and LeVeque, The American Statistician 37 (1983) 242–247.
        const squares = 4 * a.sd ** 2 + 4 * b.sd ** 2 + 2.5 * (a.mean - b.mean) ** 2;
        expect(Math.abs(squares / 9 - all.sd ** 2)).toBeLessThanOrEqual(1e-12 * (1 + all.sd ** 2 + all.mean ** 2));
        merged++;
      }
    }
    expect(merged).toBeGreaterThan(500);
  });

  test("D17: more replications leave the first as they were", async () => {
    for (const model of models) {
      const few = await runExperiment([model], { ...plan, replications: 5 }, new InlineRunner());
      const more = await runExperiment([model], { ...plan, replications: 10 }, new InlineRunner());
      expect(more.arms[0].runs.slice(0, 5)).toEqual(few.arms[0].runs);
    }
  });

  test("D19: one worker, two, eight or more than there is to do give the same results, whoever ends first", async () => {
    const script = new URL("late-worker.mjs", import.meta.url);
    const here = [];
    let overtaken = 0;
    for (const model of models) here.push(await new InlineRunner().run(model, numbers(1, 10)));
    for (const workers of count >= 1000 ? [1, 2, 8, 64] : [1, 2, 8, 16]) {
      const runner = new WorkerRunner(workers, script);
      for (const [i, model] of models.entries()) {
        const ended: number[] = [];
        const results = await runner.run(model, numbers(1, 10), ({ replication }) => ended.push(replication));
        expect(results).toEqual(here[i]);
        if (ended.some((replication, k) => replication < ended[k - 1])) overtaken++;
      }
      await runner.close();
    }
    expect(overtaken).toBeGreaterThan(models.length);
  });

  test("D20: a second run in the same process, after others and in the same tables, is the first again", () => {
    const fromLast = [...drawn()].reverse();
    for (const { run } of fromLast) {
      const again = runOf(run.model);
      expectLines(linesOf(run), linesOf(again), "run again after another");
      expectFigures(run, again, "run again after another");
    }
    holdAll(0.7, ({ run }) => {
      if (run.result === undefined) return false;
      const simulation = new Simulation(run.model);
      const collector = new Collector(run.model);
      const log = new EventLog(run.model);
      for (const replication of [1, 2, 1]) {
        try {
          simulation.run(replication, tee([collector, log]));
        } catch (error) {
          if (!String(error).includes("deadlock")) throw error;
        }
      }
      const again = { model: run.model, facts: log.facts, result: collector.result() };
      expectLines(linesOf(run), linesOf(again), "run again in the same tables");
      expect(again.result).toEqual(run.result);
      return true;
    });
  });

  test("D21: who looks on, and what is measured besides, moves no fact and no figure", () => {
    holdAll(0.7, ({ draft, run }) => {
      const log = new EventLog(run.model);
      const ledger = new Ledger(draft, run.model, []);
      const stops = run.result === undefined;
      const listen = (): void => new Simulation(run.model).run(1, tee([ledger, log]));
      stops ? expect(listen).toThrow("deadlock") : listen();
      expectLines(linesOf(run), linesOf({ ...run, facts: log.facts }), "with other listeners");
      if (stops) return false;
      expect(collectRun(run.model, 1)).toEqual(run.result);
      const stages = Object.keys(part(treeOf(draft), "stages")).filter((name) => name.startsWith("s"));
      const measures = {
        many: { percentile: "left(doctor) - arrived", at: "90%", by: "class", every: "6 h" },
        busy: { mean: `present(${stages[0]})`, of: "time" },
        visited: { share: `visits(${stages[0]}) > 1` },
      };
      const measured = runOfTree({ ...treeOf(draft), measures });
      expectLines(linesOf(run), linesOf(measured), "with measures");
      expectFigures(run, measured, "with measures");
      return true;
    });
  });

  test("D21: who is told of progress changes no result", async () => {
    for (const model of models.slice(0, 4)) {
      let told = 0;
      const watched = await runExperiment([model], plan, new InlineRunner(), () => told++);
      expect(watched).toEqual(await runExperiment([model], plan, new InlineRunner()));
      expect(told).toBe(plan.replications);
    }
  });

  describe("of a built command", () => {
    const folder = mkdtempSync(join(tmpdir(), "careway-laws-"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test("D40: the command writes, to the last digit, the figures that the library gives", async () => {
      const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
      let compared = 0;
      for (const { draft } of drawn()
        .filter(({ run }) => models.some(({ seed }) => seed === run.model.seed))
        .slice(0, 4)) {
        const text = stringify({ ...treeOf(draft), deadlock: "swap" });
        const file = join(folder, "drawn.yaml");
        writeFileSync(file, text);
        const scenario = scenarioOf(text);
        const args = [
          "run",
          file,
          "--scenario",
          scenario.arms[0].name,
          "--replications",
          "3",
          "--out",
          join(folder, "out"),
          "--quiet",
        ];
        const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
        if (stderr.includes("deadlock")) continue;
        expect(status, stderr).toBe(0);
        const [, ...rows] = readFileSync(join(folder, "out", "metrics.csv"), "utf8")
          .trim()
          .split("\n");
        const model = compile(scenario, scenario.arms[0]);
        const ids = metricsOf(model).map(({ id }) => id);
        const written = new Map(rows.map((row) => row.split(",")).map((cells) => [`${cells[1]} ${cells[2]}`, cells]));
        for (const { replication, values } of await new InlineRunner().run(model, [1, 2, 3])) {
          ids.forEach((id, m) => {
            const cells = written.get(`${replication} ${id}`) ?? [];
            expect(cells.at(-1), `${id} of ${cells}`).toBe(Number.isNaN(values[m]) ? "" : String(values[m]));
            compared++;
          });
        }
      }
      expect(compared).toBeGreaterThan(300);
    });
  });
});
