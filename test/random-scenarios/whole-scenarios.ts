import type fc from "fast-check";
import { stringify } from "yaml";
import { drawWhole } from "./draw-scenario.ts";
import type { Tape } from "./tape.ts";
import { longTapes } from "./tape.ts";

/** Scenarios of the whole language, in the language. */
export const wholeScenarios: fc.Arbitrary<string> = longTapes.map((tape) => wholeYaml(tape));

export function wholeYaml(tape: Tape): string {
  return stringify(drawWhole(tape), { aliasDuplicateObjects: false });
}
