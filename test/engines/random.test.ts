import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines } from "../../src/verify/compare-engines.ts";
import { drafts } from "../random-scenarios/draw-scenario.ts";
import { asYaml } from "../random-scenarios/write.ts";
import { armsOfText, sayDifference } from "./scenarios.ts";

/** RANDOM_SCENARIOS=20000 RANDOM_SEED=7 npx vitest run test/engines/random looks further. */
const numRuns = Number(process.env.RANDOM_SCENARIOS ?? 500);
const seed = Number(process.env.RANDOM_SEED ?? 20260406);

const seen = { refused: 0, stopped: 0, facts: 0 };

/** What is different when the scenario is run, if something is. */
function differenceIn(text: string): string | undefined {
  if (!readScenario({ name: "drawn.yaml", text }).ok) {
    seen.refused++;
    return undefined;
  }
  for (const model of armsOfText("drawn.yaml", text)) {
    const compared = compareEngines(model, 1);
    seen.facts += compared.events;
    if (compared.stopped !== undefined) seen.stopped++;
    const said = sayDifference(model, compared);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** Keeps the scenario for ever, under a number that is free. */
function keep(text: string): string {
  for (let number = 1; ; number++) {
    const path = fileURLToPath(new URL(`../regressions/random-${number}.yaml`, import.meta.url));
    if (existsSync(path)) continue;
    writeFileSync(path, text);
    return path;
  }
}

describe("random scenarios of all constructs", () => {
  test(
    "state the same facts in both engines",
    () => {
      const found = fc.check(
        fc.property(drafts, (draft) => differenceIn(asYaml(draft)) === undefined),
        { numRuns, seed, endOnFailure: false },
      );
      if (!found.failed) return;
      const [draft] = found.counterexample ?? [];
      if (draft === undefined) throw found.errorInstance;
      const text = asYaml(draft);
      throw new Error(`${keep(text)}\n${text}\n${differenceIn(text) ?? String(found.errorInstance)}`);
    },
    60_000 + 400 * numRuns,
  );

  test("are seldom refused or stopped, and have many facts", () => {
    expect(seen.refused).toBeLessThan(0.05 * numRuns);
    expect(seen.stopped).toBeLessThan(0.5 * numRuns);
    expect(seen.facts).toBeGreaterThan(100 * numRuns);
  });
});
