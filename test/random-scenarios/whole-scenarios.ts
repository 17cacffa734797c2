import type fc from "fast-check";
import { stringify } from "yaml";
import { drawWhole } from "./draw-scenario.ts";
import { longNumbers, Tape } from "./tape.ts";

/** Scenarios of the whole language, in the language. */
export const wholeScenarios: fc.Arbitrary<string> = longNumbers.map(wholeYaml);

/** The scenario on a tape of these numbers; `plainest` finds a plainer one of which the same is true. */
export function wholeYaml(numbers: readonly number[]): string {
  return stringify(drawWhole(new Tape(numbers)), { aliasDuplicateObjects: false });
}
