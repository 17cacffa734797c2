import fc from "fast-check";
import { expect } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Draft } from "../random-scenarios/draft.ts";
import { drafts } from "../random-scenarios/draw-scenario.ts";
import { asYaml } from "../random-scenarios/write.ts";
import { modelOf, type Run, runOf } from "./runs.ts";

/** RANDOM_SCENARIOS=2000 RANDOM_SEED=7 npx vitest run test/laws looks further. */
export const count = Number(process.env.RANDOM_SCENARIOS ?? 40);
const seed = Number(process.env.RANDOM_SEED ?? 20260406);
/** Milliseconds for one test: against what would never end, also where many others use the machine. */
export const patience = 600_000 + 2000 * count;

/** A scenario as drawn, and its run as it stands. */
export interface Drawn {
  readonly draft: Draft;
  readonly run: Run;
}

let all: readonly Drawn[] | undefined;

/** Those that the language takes; the few that it refuses are those of test/random-scenarios. */
export function drawn(): readonly Drawn[] {
  all ??= fc
    .sample(fc.noShrink(drafts), { numRuns: count, seed })
    .filter((draft) => readScenario({ name: "drawn.yaml", text: asYaml(draft) }).ok)
    .map((draft) => ({ draft, run: runOf(modelOf(asYaml(draft))) }));
  return all;
}

/**
 * Holds each drawn scenario to a law. A law gives false where it does not speak of the scenario.
 * @param least the share of scenarios of which it must speak
 */
export function holdAll(least: number, law: (drawn: Drawn) => boolean): void {
  let spoken = 0;
  for (const one of drawn()) {
    try {
      if (law(one)) spoken++;
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${asYaml(one.draft)}`);
    }
  }
  expect(spoken / drawn().length).toBeGreaterThanOrEqual(least);
}
