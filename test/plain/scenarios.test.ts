import { describe, expect, test } from "vitest";
import { armsOf, scenariosIn } from "../engines/scenarios.ts";
import { differenceOfWays, nothingCompared } from "./alike.ts";
import { isPlain, runsPlain } from "./by-facts.ts";

/** Days that are run: enough for queues and for the turn of a week. */
const DAYS = 14;
/** There are 98, and 60,000 numbers of each replication. */
const ARMS_AT_LEAST = 90;
const NUMBERS_AT_LEAST = 150_000;

const folders = [
  "scenarios",
  "scenarios/examples",
  "scenarios/published",
  "bench/workloads",
  "test/oracles/scenarios",
  "test/regressions",
  "test/traces",
  "test/invariance",
];
const paths = folders.flatMap(scenariosIn);
const compared = nothingCompared();
let arms = 0;

describe("both ways of running a plain pathway", () => {
  test.each(paths)(
    "come to the same numbers, to the last bit: %s",
    (path) => {
      for (const model of armsOf(path, DAYS)) {
        if (!isPlain(model)) continue;
        arms++;
        expect(differenceOfWays(model, compared)).toBeUndefined();
      }
    },
    60_000,
  );

  test("have been held to many arms and numbers", () => {
    expect(arms).toBeGreaterThanOrEqual(ARMS_AT_LEAST);
    expect(compared.numbers).toBeGreaterThan(NUMBERS_AT_LEAST);
    expect(compared.stopped).toBe(0);
  });

  test.each(["ward", "mm1", "mm10"])("are open to the benchmark's %s", (name) => {
    for (const model of armsOf(`bench/workloads/${name}.yaml`)) expect(runsPlain(model)).toBe(true);
  });
});
