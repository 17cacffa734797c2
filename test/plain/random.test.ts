import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import { armsOfText } from "../engines/scenarios.ts";
import { plainest } from "../random-scenarios/plainest.ts";
import { longNumbers } from "../random-scenarios/tape.ts";
import { differenceOfWays, nothingCompared } from "./alike.ts";
import { isPlain } from "./by-facts.ts";
import { plainYaml } from "./draw/draw-plain.ts";

/** RANDOM_SCENARIOS=20000 RANDOM_SEED=7 npx vitest run test/plain/random looks further. */
const numRuns = Number(process.env.RANDOM_SCENARIOS ?? 300);
const seed = Number(process.env.RANDOM_SEED ?? 20260406);
/** The second before the first, so that it stands on nothing that one leaves. */
const REPLICATIONS = [2, 1];

const seen = { refused: 0, arms: 0, plain: 0, today: 0, ...nothingCompared() };

function differenceIn(text: string): string | undefined {
  if (!readScenario({ name: "drawn.yaml", text }).ok) {
    seen.refused++;
    return undefined;
  }
  for (const model of armsOfText("drawn.yaml", text)) {
    seen.arms++;
    if (!isPlain(model)) continue;
    seen.plain++;
    if (model.today.length > 0) seen.today++;
    const said = differenceOfWays(model, seen, REPLICATIONS);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** A way that fails differs too. */
function failureIn(text: string): string | undefined {
  try {
    return differenceIn(text);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

describe("random plain scenarios", () => {
  test(
    "come to the same numbers both ways, to the last bit",
    () => {
      for (const numbers of fc.sample(longNumbers, { numRuns, seed })) {
        if (failureIn(plainYaml(numbers)) === undefined) continue;
        const text = plainYaml(plainest(numbers, (plainer) => failureIn(plainYaml(plainer)) !== undefined));
        throw new Error(`${text}\n${failureIn(text)}`);
      }
    },
    60_000 + 1000 * numRuns,
  );

  test("are seldom refused, stopped or other than plain, and have many numbers", () => {
    expect(seen.refused).toBeLessThan(0.05 * numRuns);
    expect(seen.plain).toBeGreaterThan(0.8 * seen.arms);
    expect(seen.today).toBeGreaterThan(0.05 * seen.arms);
    expect(seen.stopped).toBeLessThan(0.2 * seen.arms);
    expect(seen.numbers).toBeGreaterThan(500 * seen.arms);
  });
});
