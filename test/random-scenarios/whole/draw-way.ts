import type { Tree } from "../draft.ts";
import { drawCondition } from "./draw-expression.ts";
import { drawChance } from "./draw-value.ts";
import type { World } from "./world.ts";

/** Where a stage stands among the others: whoever goes back does so by chance, or a few times at most, for time may stand still. */
export interface Place {
  readonly onward: readonly string[];
  /** The stage itself first. */
  readonly back: readonly string[];
  /** Stages further on over which a timer may run: those without a meeting. */
  readonly spans: readonly string[];
  /** Where those go who leave: exits, or `done`. */
  readonly out: readonly string[];
}

export function drawNext(world: World, { onward, back, out }: Place): Tree {
  const { tape } = world;
  const on = onward[0] ?? out[0];
  const ahead = [...onward, ...out];
  const kinds: (() => Tree)[] = [
    () => on,
    () => on,
    () => [{ chance: drawChance(world, "stage"), to: tape.pick(ahead) }, { to: on }],
    () => [{ when: drawCondition(world, "stage"), to: tape.pick(ahead) }, { to: on }],
    () => [{ chance: "30%", to: tape.pick(back) }, { to: on }],
    () => [{ when: `visits(${back[0]}) < 3 and (${drawCondition(world, "stage")})`, to: back[0] }, { to: on }],
    () => (onward.length < 2 ? on : [{ shortest: onward.slice(0, 2 + tape.below(2)) }]),
    () => (onward.length < 2 ? on : [{ chance: "20%", to: tape.pick(ahead) }, { shortest: [...onward].reverse() }]),
    () => [
      { when: drawCondition(world, "stage"), to: tape.pick(ahead) },
      { chance: "20%", to: tape.pick(ahead) },
      { chance: "80%", to: on },
    ],
  ];
  return tape.pick(kinds)();
}

/** Some turn back at the door. */
export function drawBalk(world: World, to: readonly string[]): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => [{ when: drawCondition(world, "stage"), to: tape.pick(to) }],
    () => [{ chance: drawChance(world, "stage"), to: tape.pick(to) }],
    () => [
      { when: drawCondition(world, "stage"), to: tape.pick(to) },
      { chance: "20%", to: tape.pick(to) },
    ],
  ];
  return tape.pick(kinds)();
}
