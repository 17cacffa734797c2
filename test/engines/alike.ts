// What run.mjs and the tests have in common: runs of bearable length, and in what words engines differ.
import type { Fact } from "../../src/collect/event-log.ts";
import type { Model } from "../../src/model/model.ts";
import type { EngineComparison } from "../../src/verify/compare-engines.ts";
import { factText } from "../../src/verify/fact-text.ts";

export { shortened } from "../../src/verify/shortened.ts";

/** In words, side by side, with the facts before; undefined when there is none. */
export function sayDifference({ names, arm }: Model, compared: EngineComparison): string | undefined {
  const { difference, stops, number } = compared;
  if (stops !== undefined) return `arm ${arm}: the kernel says ${stops.kernel}\nthe second engine says ${stops.simjs}`;
  if (number !== undefined) return `arm ${arm}: metric ${number.metric} is ${number.kernel}, and not ${number.simjs}`;
  if (difference === undefined) return undefined;
  const say = (fact: Fact | undefined): string => (fact === undefined ? "nothing" : factText(fact, names));
  return [
    `arm ${arm}, fact ${difference.index}`,
    ...difference.before.map((fact) => `           ${say(fact)}`),
    `   kernel: ${say(difference.kernel)}`,
    `   simjs:  ${say(difference.simjs)}`,
  ].join("\n");
}
