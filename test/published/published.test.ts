import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile, InlineRunner, metricsOf, readScenario } from "../../src/index.ts";
import { judge } from "./judge.mjs";
import { models } from "./plan.mjs";

const folder = new URL("../../scenarios/published/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

/** A file of the folder, with settings laid over it. */
function read(name: string, settings: Readonly<Record<string, string>> = {}) {
  const set = Object.entries(settings).map(([path, text]) => ({ path, value: { name: `set ${path}`, text } }));
  const result = readScenario({ name, text: readFileSync(new URL(name, folder), "utf8") }, { set });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.value;
}

describe.each(files)("%s", (name) => {
  test("names where its numbers come from, and for every number", () => {
    const { evidence, inputs } = read(name);
    expect(evidence.some(({ confidence }) => confidence !== "assumption")).toBe(true);
    expect(inputs.filter(({ evidence: source }) => source === undefined)).toEqual([]);
  });

  test("opens with what it models, where the numbers come from and what to look at", () => {
    const comment = readFileSync(new URL(name, folder), "utf8").split("\ncareway:")[0];
    for (const heading of ["# What it models", "# Where the numbers come from", "# What to look at"]) {
      expect(comment).toContain(heading);
    }
  });

  test("runs a short time in every arm", async () => {
    const scenario = read(name, { "clock.warmUp": "0 days", "clock.run": "3 days" });
    for (const arm of scenario.arms) {
      const [run] = await new InlineRunner().run(compile(scenario, arm), [1]);
      expect([arm.name, run.events > 0]).toEqual([arm.name, true]);
    }
  }, 60_000);
});

test.each(models)(
  "$name: every published figure is read from an arm and a metric that are there",
  async (model) => {
    const scenario = read(model.file, { "clock.warmUp": "0 days", "clock.run": "1 day" });
    const rows = model.tables.flatMap((table) => table.rows);
    for (const name of new Set(rows.map(({ arm }) => arm))) {
      const arm = scenario.arms.find((one) => one.name === name);
      if (arm === undefined) throw new Error(`no scenario ${name}`);
      const compiled = compile(scenario, arm);
      const places = new Map(metricsOf(compiled).map(({ id }, place) => [id, place]));
      const [run] = await new InlineRunner().run(compiled, [1]);
      const at = (id: string) => places.get(id) ?? expect.fail(`no metric ${id}`);
      for (const row of rows.filter((one) => one.arm === name)) expect(row.read(run, at)).toBeDefined();
    }
  },
  60_000,
);

describe("a published figure", () => {
  const row = { label: "a", arm: "baseline", published: 12, read: () => 0 };
  const values = [9, 10, 11];

  test("without a spread is taken to have ours, over its own number of runs", () => {
    // sd 1: SE √(1/4 + 1/3), and 2 apart
    const { z, verdict } = judge(row, 4, values);
    expect(z).toBeCloseTo(2 / Math.sqrt(1 / 4 + 1 / 3), 12);
    expect(verdict).toBe("within");
  });

  test("is nearer by half of its last printed place", () => {
    expect(judge({ ...row, printed: 0.5, se: 0 }, 4, values).z).toBeCloseTo(1.5 * Math.sqrt(3), 12);
    expect(judge({ ...row, published: 10.4, printed: 0.5, se: 0 }, 4, values).z).toBe(0);
  });

  test("further than three standard errors is outside, unless something is known of it", () => {
    expect(judge({ ...row, published: 20, se: 0 }, 4, values).verdict).toBe("OUTSIDE");
    expect(judge({ ...row, published: 20, se: 0, explained: "why" }, 4, values).verdict).toBe("explained");
    expect(judge({ ...row, published: 20, se: 0, unexplained: "but" }, 4, values).verdict).toBe("no cause found");
  });

  test("that is a ratio is held against the ratio of two means", () => {
    const { ours } = judge({ ...row, published: 0.5, se: 0 }, 4, [
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    expect(ours.mean).toBe(0.5);
    expect(ours.se).toBe(0);
  });
});
