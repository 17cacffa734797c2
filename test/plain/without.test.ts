// Where there is no WebAssembly facts are told of plain pathways too, and come to the same numbers.
import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";

const text = readFileSync(new URL("../../bench/workloads/ward.yaml", import.meta.url), "utf8");

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The numbers of a run in a library that is loaded anew, and whether the collector offers to run it. */
async function runAnew() {
  vi.resetModules();
  const { Collector, compile, readScenario, Simulation } = await import("../../src/index.ts");
  const read = readScenario({ name: "ward.yaml", text });
  if (!read.ok) throw new Error("the scenario of the benchmark is broken");
  const model = compile(read.value, read.value.arms[0]);
  const collector = new Collector(model);
  new Simulation(model).run(3, collector);
  return { result: collector.result(), offers: collector.runPlain !== undefined };
}

test.each([
  ["there is none", undefined],
  [
    "a page is not allowed to compile any",
    {
      Module: class {
        constructor() {
          throw new Error("refused by a policy");
        }
      },
    },
  ],
])("where %s", async (_why, platform) => {
  const usual = await runAnew();
  vi.stubGlobal("WebAssembly", platform);
  const without = await runAnew();
  expect([usual.offers, without.offers]).toEqual([true, false]);
  expect(usual.result.events).toBeGreaterThan(10_000);
  expect(without.result).toEqual(usual.result);
});
