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

  test("are those of a number when a calendar has that number day and night, and when its windows are split", () => {
    const withNurses = (capacity: string): readonly string[] => trace(ward.replace("{ capacity: 2 }", capacity));
    const split = (units: number): string =>
      `{ capacity: { daily 00:00-08:00: ${units}, daily 08:00-16:00: ${units}, daily 16:00-24:00: ${units} } }`;
    for (const capacity of ["{ daily 00:00-24:00: 2 }", "{ daily 20:00-08:00: 2, daily 08:00-20:00: 2 }"]) {
      expect(withNurses(`{ capacity: ${capacity} }`)).toEqual(trace(ward));
    }
    const cycle = "{ cycle: 5 days, from: 2026-04-08, days 1-5 00:00-24:00: 2 }";
    expect(withNurses(`{ capacity: ${cycle} }`)).toEqual(trace(ward));
    expect(withNurses(split(2))).toEqual(trace(ward));
    const day = "{ capacity: { daily 08:00-16:00: 4, daily 16:00-08:00: 1 } }";
    const parts =
      "{ capacity: { daily 08:00-12:00: 4, daily 12:00-16:00: 4, daily 16:00-23:00: 1, daily 23:00-08:00: 1 } }";
    expect(withNurses(parts)).toEqual(withNurses(day));
    expect(withNurses(day)).not.toEqual(trace(ward));
  });

  test("do not change for a date with what it would have had, nor for dates outside the run", () => {
    const plain = "capacity: { daily 08:00-16:00: 4, daily 16:00-08:00: 1 }, lastStart: 1 h";
    const dates = `{ 2026-05-04 to 2026-05-06: { 08:00-16:00: 4, 16:00-24:00: 1, 00:00-08:00: 1 }, 2026-05-20 onwards: { daily 08:00-16:00: 4, daily 16:00-08:00: 1 }, 2031-01-01: 0 }`;
    const nurses = (text: string): readonly string[] => {
      return trace(ward.replace("{ capacity: 2 }", `{ ${text} }`)).filter((line) => !line.includes("capacity"));
    };
    expect(nurses(`${plain}, dates: ${dates}`)).toEqual(nurses(plain));
  });

  test("are in proportion when a nurse is 20 units and everything asks for 20", () => {
    const shared = ward
      .replace("{ capacity: 2 }", "{ capacity: 2, unit: 1/20 }")
      .replace("needs: nurse", "needs: { nurse: 20 }");
    const plain = (lines: readonly string[]): string[] => lines.filter((line) => !/ (take|give|capacity) /.test(line));
    expect(plain(trace(shared))).toEqual(plain(trace(ward)));
    const ids = metricsOf(model(ward)).map(({ id }) => id);
    const [one, twenty] = [ward, shared].map((text) => collectRun(model(text), 1).values);
    for (const quantity of ["inUse.mean", "inUse.p90", "capacity.mean", "utilisation.share", "overtime.mean"]) {
      const at = ids.indexOf(`resource.nurse.${quantity}`);
      expect(twenty[at]).toBeCloseTo(one[at], 9);
    }
  });

  test("have the same absences in arms with other arrivals, and at most one more of one more nurse", () => {
    const shifts = (units: number, rate: number): string[] => {
      const capacity = `{ capacity: { daily 08:00-20:00: ${units}, daily 20:00-08:00: ${units} }, absence: 20% }`;
      const text = ward.replace("{ capacity: 2 }", capacity).replace("poisson: 3 per day", `poisson: ${rate} per day`);
      return trace(text).filter((line) => line.includes("capacity nurse"));
    };
    expect(shifts(3, 2)).toEqual(shifts(3, 3));
    const present = (lines: readonly string[]): Map<string, number> =>
      new Map(lines.map((line) => [line.split(" ")[0], Number(line.split(" ")[4])]));
    const [three, four] = [present(shifts(3, 3)), present(shifts(4, 3))];
    for (const [at, units] of three) if (four.has(at)) expect([units, units + 1]).toContain(four.get(at));
    expect(three.size).toBeGreaterThan(20);
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
