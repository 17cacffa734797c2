import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { analyse } from "../../src/analysis/analyse.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { folder, read, run, textOf } from "./runs.ts";

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /^(examples\/)?[^/]+\.yaml$/.test(name),
);

/**
 * Warnings that do no harm to a file: patients of a dialysis unit stay for years, but its measures are of sessions; those of the
 * COPD clinic all begin at time 0 and are followed to their end.
 */
const harmless: Readonly<Record<string, readonly string[]>> = {
  "examples/dialysis-chairs.yaml": ["short-run"],
  "examples/copd-regression.yaml": ["short-run"],
};

describe.each(files)("%s", (file) => {
  test("opens with what it models, where its numbers come from and what to look at", () => {
    const comment = textOf(file).split("\ncareway:")[0];
    for (const heading of ["# What it models", "# Where the numbers come from", "# What to look at"]) {
      expect(comment).toContain(heading);
    }
  });

  test("reads without a mistake or a warning", () => {
    expect(readScenario({ name: file, text: textOf(file) })).toMatchObject({ ok: true, diagnostics: [] });
  });

  test("gives a source or an assumption for every number", () => {
    expect(read(file).inputs.filter(({ evidence }) => evidence === undefined)).toEqual([]);
  });

  test("is stable in every arm, with nothing to warn of before the run", () => {
    const scenario = read(file);
    for (const arm of scenario.arms) {
      const warnings = analyse(scenario, arm).warnings.filter(({ code }) => !harmless[file]?.includes(code));
      expect(warnings).toEqual([]);
    }
  });

  test("stays stable in every arm when a single parameter is at an end of its range", () => {
    const { parameters } = parse(textOf(file)) as { parameters: Record<string, { low?: unknown; high?: unknown }> };
    for (const [name, { low, high }] of Object.entries(parameters)) {
      for (const value of [low, high]) {
        if (value === undefined) continue;
        const scenario = read(file, { [`parameters.${name}`]: String(value) });
        for (const arm of scenario.arms) {
          const unstable = analyse(scenario, arm).resources.filter(({ state }) => state === "unstable");
          expect([name, value, arm.name, unstable]).toEqual([name, value, arm.name, []]);
        }
      }
    }
  });
});

describe("mm1.yaml", () => {
  test("meets the waits of theory at both lengths of visit", async () => {
    const { targets } = await run(read("mm1.yaml"), ["baseline", "faster"], 30);
    expect(targets.map(({ outcome }) => outcome)).toEqual(["met", "met", "met"]);
  }, 120_000);
});

describe("ward.yaml", () => {
  test("two more places in rehabilitation shorten the wait for an acute bed more than two more acute beds", async () => {
    const { mean } = await run(read("ward.yaml"), ["baseline", "moreAcute", "moreRehabilitation"], 20);
    expect(mean("moreAcute", "waitForBed")).toBeLessThan(mean("baseline", "waitForBed"));
    expect(mean("moreRehabilitation", "waitForBed")).toBeLessThan(mean("moreAcute", "waitForBed"));
  }, 120_000);
});

describe("discharge-to-assess.yaml", () => {
  const file = "discharge-to-assess.yaml";

  test("offers every resource less than 85 % of its capacity in every arm", () => {
    const scenario = read(file);
    for (const arm of scenario.arms) {
      for (const { resource, utilisation } of analyse(scenario, arm).resources) {
        expect([arm.name, resource, utilisation < 0.85]).toEqual([arm.name, resource, true]);
      }
    }
  });

  test("meets what was published in Sheffield: T3.1 to T3.5", async () => {
    const { targets } = await run(read(file), ["baseline", "asPublished"], 30);
    expect(targets).toHaveLength(6);
    for (const { label, outcome, simulated } of targets)
      expect([label, outcome, simulated.n]).toEqual([label, "met", 30]);
  }, 180_000);

  test("misses the ratio of early discharges when preparation takes 8, 14 or 24 hours", async () => {
    const slow = read(file, {
      "interventions.d2a.add.stages.prepareHome.duration": "{ triangular: { min: 8 h, mode: 14 h, max: 24 h } }",
    });
    const { targets } = await run(slow, ["baseline", "asPublished"], 10);
    const ratio = targets.find(({ kind }) => kind === "ratio");
    expect(ratio?.outcome).toBe("missed");
  }, 120_000);

  test("misses the readmission target when each day of delay adds 1.5 percentage points", async () => {
    const harmful = read(file, {
      "parameters.readmitPerDelayDay": "1.5%",
    });
    const { targets } = await run(harmful, ["baseline", "asPublished"], 10);
    const readmission = targets.find(({ measure }) => measure === "readmission");
    expect(readmission?.outcome).toBe("missed");
  }, 120_000);

  test("gains less as likely here than as published", async () => {
    const { mean } = await run(read(file), ["baseline", "asPublished", "likelyHere"], 5);
    const gain = (arm: string) => mean("baseline", "occupiedBeds") - mean(arm, "occupiedBeds");
    expect(gain("likelyHere")).toBeGreaterThan(5);
    expect(gain("likelyHere")).toBeLessThan(0.8 * gain("asPublished"));
  }, 120_000);
});
