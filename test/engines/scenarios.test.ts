import { describe, expect, test } from "vitest";
import { armsOf, expectAlike, scenariosIn } from "./scenarios.ts";

/** Days that are run: enough for queues, shorter than a test can take. */
const DAYS = 3;
const FACTS_AT_LEAST = 20_000;

const paths = ["scenarios", "scenarios/examples", "scenarios/published", "test/oracles/scenarios"].flatMap(scenariosIn);
let facts = 0;

describe("both engines", () => {
  test.each(paths)(
    "state the same facts and come to the same numbers, to the last bit: %s",
    (path) => {
      for (const model of armsOf(path, DAYS)) facts += expectAlike(model);
    },
    60_000,
  );

  test("have been held to many facts", () => {
    expect(facts).toBeGreaterThan(FACTS_AT_LEAST);
  });
});
