import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Draft } from "./draft.ts";
import { drafts } from "./draw-scenario.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { asYaml } from "./write.ts";

/** RANDOM_SCENARIOS=5000 RANDOM_SEED=7 npx vitest run test/random-scenarios looks further. */
const numRuns = Number(process.env.RANDOM_SCENARIOS ?? 500);
const seed = Number(process.env.RANDOM_SEED ?? 20260406);

/** What is drawn blindly may be refused for these reasons, which docs/language.md tells. */
const REFUSALS = new Set(["who-serves", "holds-unclear"]);

const outcomes: Outcome[] = [];
const seen = (what: string): number =>
  outcomes.reduce((sum, outcome) => sum + (outcome.kind === "run" ? (outcome.seen.get(what) ?? 0) : 0), 0);
const share = (kind: Outcome["kind"]): number => outcomes.filter((one) => one.kind === kind).length / outcomes.length;

/** Tells a scenario that fails in the language, where anybody can run it. */
function judge(draft: Draft): void {
  try {
    outcomes.push(outcomeOf(draft));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${asYaml(draft)}`);
  }
}

describe("random scenarios of all constructs", () => {
  test(
    "keep books, order, time and figures, whatever meets",
    () => {
      fc.assert(fc.property(fc.noShrink(drafts), judge), { numRuns, seed });
    },
    60_000 + 200 * numRuns,
  );

  test("are seldom refused, and for reasons that are told; seldom stopped, by a deadlock alone", () => {
    const codes = outcomes.flatMap((outcome) => (outcome.kind === "refused" ? [outcome.code] : []));
    expect(codes.filter((code) => !REFUSALS.has(code))).toEqual([]);
    expect(share("refused")).toBeLessThan(0.05);
    expect(share("stopped")).toBeLessThan(0.25);
    expect(outcomes.length).toBe(numRuns);
  });

  test.each([
    ["grants", 5000],
    ["waits", 100_000],
    ["strict", 500],
    ["preemptions", 20],
    ["swaps", 1],
    ["paused", 20],
    ["preempted", 10],
    ["turnovers", 1000],
    ["pulled", 1000],
    ["joined", 50],
    ["tasks", 100],
    ["skipped", 50],
    ["cancelled", 50],
    ["closedEarly", 50],
    ["movedUp", 20],
    ["children", 500],
    ["sessions", 200],
    ["lateSessions", 100],
    ["calls", 300],
    ["listsDone", 200],
    ["asksToStart", 1000],
    ["notStarted", 500],
    ["sentAtEnd", 50],
    ["spared", 1],
    ["outside", 1000],
    ["turnedAway", 500],
    ["figures", 10_000],
  ])("meet %s", (what, often) => {
    expect(seen(what)).toBeGreaterThan((often * numRuns) / 500);
  });
});
