import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog } from "../../src/collect/event-log.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import { tee } from "../../src/collect/tee.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import { compareResult, compareRun } from "./comparison.ts";
import { fromJson, toJson } from "./json.mjs";
import { randomModels, scenarioModels, traceModels, wholeModels } from "./models.ts";

/** RECOMPUTE_SCENARIOS=2000 npx vitest run test/recompute looks further. */
const RANDOM = Number(process.env.RECOMPUTE_SCENARIOS ?? 120);
const SEED = 20260406;
const ROOT = new URL("../../", import.meta.url);

describe("every result of a run, computed again from its event log", () => {
  test.each(scenarioModels(ROOT))(
    "is the same in every arm of $name",
    ({ models }) => {
      for (const model of models) expect([model.arm, compareRun(model, 1)?.wrong]).toEqual([model.arm, []]);
    },
    60_000,
  );

  test("is the same in every arm of the hand-made traces", () => {
    for (const { name, models } of traceModels(ROOT)) {
      for (const model of models) expect([name, model.arm, compareRun(model, 1)?.wrong]).toEqual([name, model.arm, []]);
    }
  }, 60_000);

  test.each([
    { kind: "with measures of all kinds", models: randomModels, numbers: 400 },
    { kind: "of the whole language", models: wholeModels, numbers: 300 },
  ])(
    "is the same in random scenarios $kind",
    ({ models: drawn, numbers }) => {
      const compared = drawn(RANDOM, SEED).flatMap(({ name, models }) => {
        return models.flatMap((model) => {
          const comparison = compareRun(model, 1);
          if (comparison !== undefined) expect([name, comparison.wrong]).toEqual([name, []]);
          return comparison ?? [];
        });
      });
      expect(compared.length).toBeGreaterThan(0.8 * RANDOM);
      expect(compared.reduce((sum, { observed }) => sum + observed, 0)).toBeGreaterThan(numbers * compared.length);
    },
    120_000,
  );
});

describe("the comparison", () => {
  const { models } = traceModels(ROOT).find(({ name }) => name === "blocking.yaml") ?? expect.fail("no trace");
  const [model] = models;
  const collector = new Collector(model);
  const log = new EventLog(model);
  simulate(model, 1, tee([collector, log]));
  const result = collector.result();

  test("tells every number that is not the same, or is not computed again", () => {
    const at = metricsOf(model).findIndex(({ id }) => id === "overall.lengthOfStay.mean");
    const values = result.values.map((value, i) => (i === at ? value * (1 + 2e-9) : value));
    expect(compareResult(model, { ...result, values }, log.facts).wrong).toEqual([
      expect.stringMatching(/^overall.lengthOfStay.mean is .*, computed again /),
    ]);
    const censusByHour = result.censusByHour.map((value, i) => (i === 0 ? NaN : value));
    const minutesAtLevel = result.minutesAtLevel.map((minutes) => Float64Array.of(...minutes, 5));
    const { wrong } = compareResult(model, { ...result, censusByHour, minutesAtLevel }, log.facts);
    expect(wrong.filter((one) => one.startsWith("census by hour 0 is NaN"))).toHaveLength(1);
    expect(wrong.filter((one) => one.includes("is not computed again"))).toHaveLength(minutesAtLevel.length);
  });

  test("would find a fact that is missing", () => {
    const facts = log.facts.filter(({ verb }, i) => verb !== "give" || i % 2 === 0);
    expect(facts.length).toBeLessThan(log.facts.length);
    expect(compareResult(model, result, facts).wrong).not.toEqual([]);
  });

  test("is of a program that anybody can run on files", () => {
    const folder = mkdtempSync(join(tmpdir(), "recompute-"));
    const [events, tables] = [join(folder, "events.jsonl"), join(folder, "model.json")];
    writeFileSync(events, log.facts.map((fact) => `${toJson(fact)}\n`).join(""));
    writeFileSync(tables, toJson(model));
    const program = fileURLToPath(new URL("recompute.mjs", import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, [program, events, tables], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(stderr).toBe("");
    const { metrics, events: count } = fromJson(stdout) as { metrics: Record<string, number>; events: number };
    expect(count).toBe(result.events);
    metricsOf(model).forEach(({ id }, i) => {
      if (Number.isNaN(result.values[i])) expect(metrics[id], id).toBeNaN();
      else expect(metrics[id], id).toBeCloseTo(result.values[i], 9);
    });
  });
});
