import type { Tree } from "../draft.ts";
import { time, type World } from "./world.ts";

/** How late a session begins or somebody comes, drawn or told by the clock; below 0 for earlier. */
export function drawLateness(world: World): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => time(world, 1, 2),
    () => ({ exponential: { mean: time(world, 1, 1) } }),
    () => ({ normal: { mean: "0 min", sd: "20 min", min: "-40 min", max: "40 min" } }),
    () => "if(hour < 12, 20 min, -5 min)",
    () => [{ when: 'weekday == "mon"', use: { uniform: { min: "-10 min", max: "30 min" } } }, { use: "0 min" }],
  ];
  return tape.pick(kinds)();
}
