import { expect, test } from "vitest";
import type { RunOptions } from "../../src/cli/run-options.ts";
import { withWorkers } from "../../src/cli/workers.ts";
import { ThisThreadRunner } from "../../src/node/this-thread-runner.ts";

const options: RunOptions = {
  file: "ward.yaml",
  replications: undefined,
  seed: undefined,
  scenario: [],
  set: [],
  workers: undefined,
  engine: "kernel",
  out: undefined,
  json: false,
  quiet: true,
};

test.each<[string, number, Partial<RunOptions>, boolean]>([
  ["a short run is done in this thread", 49_000, {}, true],
  ["a longer one by workers", 51_000, {}, false],
  ["so is one of which nothing is known", Number.NaN, {}, false],
  ["one of the second engine", 1, { engine: "simjs" }, false],
  ["and one for which workers are asked for", 1, { workers: 1 }, false],
])("%s", async (_, visits, given, here) => {
  const work = { most: 2, total: 2, visits };
  const runner = await withWorkers({ ...options, ...given }, work, async (one) => one);
  expect(runner instanceof ThisThreadRunner).toBe(here);
});
