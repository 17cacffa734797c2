import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines } from "../../src/verify/compare-engines.ts";
import { drafts } from "../random-scenarios/draw-scenario.ts";
import { plainest } from "../random-scenarios/plainest.ts";
import { longNumbers } from "../random-scenarios/tape.ts";
import { wholeYaml } from "../random-scenarios/whole-scenarios.ts";
import { asYaml } from "../random-scenarios/write.ts";
import { sayDifference } from "./alike.ts";
import { armsOfText } from "./scenarios.ts";

/** RANDOM_SCENARIOS=20000 RANDOM_SEED=7 npx vitest run test/engines/random looks further. */
const numRuns = Number(process.env.RANDOM_SCENARIOS ?? 500);
const seed = Number(process.env.RANDOM_SEED ?? 20260406);

/** One in five is drawn so that laws can follow it: longer, and with more in every queue. */
const ofLaws = Math.round(numRuns / 5);

const seen = { refused: 0, arms: 0, stopped: 0, facts: 0 };

/** What is different when the scenario is run in all its arms, if something is. */
function differenceIn(text: string): string | undefined {
  if (!readScenario({ name: "drawn.yaml", text }).ok) {
    seen.refused++;
    return undefined;
  }
  for (const model of armsOfText("drawn.yaml", text)) {
    const compared = compareEngines(model, 1);
    seen.arms++;
    seen.facts += compared.events;
    if (compared.stopped !== undefined) seen.stopped++;
    const said = sayDifference(model, compared);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** An engine that fails differs too. */
function failureIn(text: string): string | undefined {
  try {
    return differenceIn(text);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Keeps the scenario for ever, under a number that is free, and shows it. */
function tell(text: string): never {
  for (let number = 1; ; number++) {
    const path = fileURLToPath(new URL(`../regressions/random-${number}.yaml`, import.meta.url));
    if (existsSync(path)) continue;
    writeFileSync(path, text);
    throw new Error(`${path}\n${text}\n${failureIn(text)}`);
  }
}

describe("random scenarios", () => {
  test(
    "of the whole language state the same facts in both engines",
    () => {
      for (const numbers of fc.sample(longNumbers, { numRuns: numRuns - ofLaws, seed })) {
        if (failureIn(wholeYaml(numbers)) === undefined) continue;
        tell(wholeYaml(plainest(numbers, (plainer) => failureIn(wholeYaml(plainer)) !== undefined)));
      }
    },
    120_000 + 1000 * numRuns,
  );

  test(
    "that laws can follow state the same facts in both engines",
    () => {
      const found = fc.check(
        fc.property(drafts, (draft) => failureIn(asYaml(draft)) === undefined),
        { numRuns: ofLaws, seed, endOnFailure: false },
      );
      if (found.failed) tell(asYaml((found.counterexample ?? [])[0] as Parameters<typeof asYaml>[0]));
    },
    60_000 + 1000 * numRuns,
  );

  test("are seldom refused or stopped, and have many facts", () => {
    expect(seen.refused).toBeLessThan(0.05 * numRuns);
    expect(seen.arms).toBeGreaterThan(2 * numRuns);
    expect(seen.stopped).toBeLessThan(0.2 * seen.arms);
    expect(seen.facts).toBeGreaterThan(300 * seen.arms);
  });
});
