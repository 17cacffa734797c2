import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  Collector,
  collectRun,
  compile,
  EventLog,
  formatDiagnostics,
  type Model,
  metricsOf,
  type RunResult,
  readScenario,
  Simulation,
  simulate,
} from "../../src/index.ts";
import { WorkerRunner } from "../../src/node/index.ts";

/** What must not move a result: workers, an earlier run, the order of writing, what nobody uses, a change without effect. */
const ward = readFileSync(new URL("./ward.yaml", import.meta.url), "utf8");

function model(text: string, arm = 0): Model {
  const read = readScenario({ name: "test.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[arm]);
}

function trace(text: string, arm = 0): readonly string[] {
  const compiled = model(text, arm);
  const log = new EventLog(compiled);
  simulate(compiled, 3, log);
  expect(log.toTrace().length).toBeGreaterThan(1000);
  return log.toTrace();
}

function numbers(result: RunResult): readonly number[] {
  return [...result.values, ...result.censusByHour, ...result.presentAt, ...result.waitingAt, result.events];
}

describe("results", () => {
  test("are the same bytes with one worker and with two, in the order asked for", async () => {
    const script = new URL("../../dist/node/worker.js", import.meta.url);
    const replications = [1, 2, 3, 4, 5];
    const runs: RunResult[][] = [];
    for (const count of [1, 2]) {
      const runner = new WorkerRunner(count, script);
      runs.push(await runner.run(model(ward), replications));
      runs.push(await runner.run(model(ward, 1), replications));
      await runner.close();
    }
    expect(runs[2].map(numbers)).toEqual(runs[0].map(numbers));
    expect(runs[3].map(numbers)).toEqual(runs[1].map(numbers));
    const here = replications.map((replication) => numbers(collectRun(model(ward), replication)));
    expect(runs[0].map(numbers)).toEqual(here);
  });

  test("are the same when a simulation has run before, in this process and with these tables", () => {
    const compiled = model(ward);
    const simulation = new Simulation(compiled);
    const collector = new Collector(compiled);
    const first = [1, 2].map((replication) => {
      simulation.run(replication, collector);
      return numbers(collector.result());
    });
    simulation.run(1, collector);
    expect(numbers(collector.result())).toEqual(first[0]);
    expect(numbers(collectRun(compiled, 2))).toEqual(first[1]);
  });

  test("do not depend on the order of writing", () => {
    const [head, ...sections] = ward.split(/^(?=[a-z]+:)/m);
    const turned = [head, ...sections.filter((s) => !s.startsWith("stages:")).reverse(), stagesReversed()].join("");
    expect(turned).not.toBe(ward);
    expect(trace(turned)).toEqual(trace(ward));
  });

  test("do not change for any patient when an unused stage, resource and class are added", () => {
    const added = ward
      .replace(
        "stages:\n",
        "stages:\n  aSpare: { needs: aSpareNurse, duration: { exponential: { mean: 1 h } }, next: home }\n",
      )
      .replace("resources:\n", "resources:\n  aSpareNurse: { capacity: 1 }\n")
      .replace(
        "patients:\n",
        "patients:\n  absent: { arrive: { poisson: 0 per day }, attributes: { frail: { chance: 50% }, urgency: 3 }, enter: triage }\n",
      );
    expect(added).not.toBe(ward);
    expect(trace(added).filter((line) => !line.includes("aSpareNurse"))).toEqual(trace(ward));
  });

  test("are those of the baseline when an intervention changes nothing, or is adopted by nobody", () => {
    expect(trace(ward, 1)).toEqual(trace(ward, 0));
    expect(trace(ward, 2)).toEqual(trace(ward, 0));
  });

  test("are those of full adoption when everybody adopts from the start", () => {
    expect(trace(ward, 4)).toEqual(trace(ward, 3));
    expect(trace(ward, 3)).not.toEqual(trace(ward, 0));
  });

  test("scale exactly when every duration is multiplied by a power of two and every rate divided", () => {
    const scaled = ward
      .replaceAll(
        /(\d+(?:\.\d+)?) (min|h|days?|weeks)\b/g,
        (_all, n: string, unit: string) => `${Number(n) * 4} ${unit}`,
      )
      .replaceAll(/(\d+(?:\.\d+)?) per day/g, (_all, n: string) => `${Number(n) / 4} per day`);
    const plain = trace(ward);
    const times = (lines: readonly string[]): number[] => lines.map((line) => Number(line.split(" ")[0]));
    expect(trace(scaled).map((line) => line.replace(/^\S+ /, ""))).toEqual(
      plain.map((line) => line.replace(/^\S+ /, "")),
    );
    expect(times(trace(scaled))).toEqual(times(plain).map((time) => time * 4));
  });

  test("balance: arrivals are exits and the change in those present, to the last patient", () => {
    const compiled = model(ward);
    const ids = new Map(metricsOf(compiled).map(({ id }, i) => [id, i]));
    const result = collectRun(compiled, 1);
    const value = (id: string): number => result.values[ids.get(id) ?? -1];
    const change = value("overall.presentAtEnd.count") - value("overall.presentAtStart.count");
    expect(value("overall.arrivals.count")).toBe(value("overall.exits.count") + change);
  });
});

function stagesReversed(): string {
  const stages = ward.split(/^(?=[a-z]+:)/m).find((section) => section.startsWith("stages:")) ?? "";
  const [title, ...items] = stages.split(/^(?= {2}\w)/m);
  return title + items.reverse().join("");
}
