import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainest } from "./plainest.ts";
import { longNumbers } from "./tape.ts";
import { constructs } from "./whole/constructs.ts";
import { happenedIn } from "./whole/happened.ts";
import { type WholeOutcome, wholeOutcomeOf } from "./whole-outcome.ts";
import { wholeYaml } from "./whole-scenarios.ts";

/**
 * WHOLE_SCENARIOS=2000 WHOLE_SEED=7 npx vitest run test/random-scenarios/whole-scenarios.test.ts looks further; WHOLE_TABLE=FILE writes
 * in how many of the scenarios each construct came to bear.
 */
const numRuns = Number(process.env.WHOLE_SCENARIOS ?? 500);
const seed = Number(process.env.WHOLE_SEED ?? 20260406);

/** What is drawn blindly may be refused for these reasons, which docs/language.md tells. */
const REFUSALS = new Set(["never-held", "nothing-to-change"]);

const kinds: WholeOutcome["kind"][] = [];
const codes: string[] = [];
/** Facts of each arm that ran to its end, and how many arms stopped. */
const sizes: number[] = [];
let stopped = 0;
let compared = 0;
const seen = new Map<string, number>();

/** Tells the plainest scenario that fails, in the language, where anybody can run it. */
function judge(numbers: readonly number[]): void {
  const outcome = outcomeOrMistake(numbers);
  if (typeof outcome !== "string") {
    note(outcome);
    return;
  }
  const plain = plainest(numbers, (plainer) => typeof outcomeOrMistake(plainer) === "string");
  throw new Error(`${outcome}\n\nThe plainest: ${String(outcomeOrMistake(plain))}\n${wholeYaml(plain)}`);
}

function outcomeOrMistake(numbers: readonly number[]): WholeOutcome | string {
  try {
    return wholeOutcomeOf(wholeYaml(numbers));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function note(outcome: WholeOutcome): void {
  kinds.push(outcome.kind);
  if (outcome.kind === "refused") {
    codes.push(outcome.code);
    return;
  }
  for (const arm of outcome.arms) {
    if (arm.stopped === undefined) sizes.push(arm.facts.length);
    else stopped++;
    compared += arm.compared;
  }
  for (const mark of happenedIn(outcome.tree, outcome.arms)) seen.set(mark, (seen.get(mark) ?? 0) + 1);
}

function writeTable(file: string): void {
  const lines = constructs().map((name) => `${seen.get(name) ?? 0}\t${name}`);
  const quantiles = [0.05, 0.5, 0.95, 1].map((q) => sizes[Math.ceil(q * sizes.length) - 1]);
  const head = [
    `${numRuns} scenarios, ${codes.length} refused (${[...new Set(codes)].join(", ")})`,
    `${sizes.length} arms ran, ${stopped} stopped by a deadlock`,
    `facts of an arm: 5% below ${quantiles[0]}, median ${quantiles[1]}, 95% below ${quantiles[2]}, most ${quantiles[3]}`,
    `${compared} numbers of the collector counted again`,
  ];
  writeFileSync(file, [...head, ...lines, ""].join("\n"));
}

describe("random scenarios of the whole language", () => {
  test(
    "run again and written in another order they are the same, their books balance and their figures are those of a recount",
    () => {
      fc.assert(fc.property(fc.noShrink(longNumbers), judge), { numRuns, seed });
      sizes.sort((a, b) => a - b);
      if (process.env.WHOLE_TABLE !== undefined) writeTable(process.env.WHOLE_TABLE);
    },
    120_000 + 1000 * numRuns,
  );

  test("are seldom refused, and for reasons that are told; seldom stopped, by a deadlock alone", () => {
    expect(codes.filter((code) => !REFUSALS.has(code))).toEqual([]);
    expect(codes.length / numRuns).toBeLessThan(0.05);
    expect(stopped / (stopped + sizes.length)).toBeLessThan(0.2);
    expect(kinds.length).toBe(numRuns);
  });

  test("are small enough to be run slowly, and large enough that things meet", () => {
    const median = sizes[Math.floor(sizes.length / 2)];
    expect(median).toBeGreaterThan(150);
    expect(median).toBeLessThan(600);
    expect(sizes.filter((size) => size < 50 || size > 2000).length / sizes.length).toBeLessThan(0.1);
    expect(compared / sizes.length).toBeGreaterThan(100);
  });

  test("make every construct come to bear", () => {
    expect(constructs().filter((name) => !seen.has(name))).toEqual([]);
  });
});
