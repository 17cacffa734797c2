import type { Tree } from "../draft.ts";
import type { Where } from "./draw-expression.ts";
import { drawAmount, drawDuration, drawTruth, drawWord } from "./draw-value.ts";
import type { World } from "./world.ts";

/** One attribute or two. */
export function drawSet(world: World, where: Where): { readonly [attribute: string]: Tree } {
  const { tape } = world;
  const kinds: (() => { readonly [attribute: string]: Tree })[] = [
    () => ({ tests: "min(tests + 1, 9)" }),
    () => ({ tests: "min(tests + 1, 9)", frail: { chance: "30%" } }),
    () => ({ ready: drawTruth(world, where) }),
    () => ({ urgency: drawAmount(world, where, [0, 1, 2]) }),
    () => ({ site: drawWord(world, where) }),
    () => ({ patience: drawDuration(world, where), tests: 0 }),
    () => ({ age: "age + 1", tests: "min(tests + 1, 9)" }),
  ];
  return tape.pick(kinds)();
}
