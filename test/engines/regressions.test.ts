import { describe, test } from "vitest";
import { armsOf, expectAlike, scenariosIn } from "./scenarios.ts";

/** Scenarios in which the engines once differed. */
describe("both engines agree where they did not", () => {
  test.each(scenariosIn("test/regressions"))("%s", (path) => {
    for (const model of armsOf(path)) expectAlike(model);
  });
});
