import type { Stock } from "./draw-request.ts";
import type { Stage } from "./draw-whole-stage.ts";
import { mapped } from "./names.ts";
import type { World } from "./world.ts";

/** Stages that need the same staff: some of them take it from the others, whose services can be broken off. */
export function withRush(
  world: World,
  stages: Readonly<Record<string, Stage>>,
  { needs }: Stock,
): Record<string, Stage> {
  const { tape } = world;
  const staff = Object.keys(needs).filter((name) => needs[name] > 0);
  if (staff.length === 0 || !tape.whether(30)) return { ...stages };
  const name = tape.pick(staff);
  return mapped(stages, (stage) => {
    if (["meet", "tasks", "contacts", "seize"].some((key) => stage[key] !== undefined)) return stage;
    const { preempts: _, whenPreempted: _w, ...rest } = stage;
    if (tape.whether(35)) return { ...rest, needs: { [name]: needs[name] }, priority: -1, preempts: true };
    const priority = tape.pick([1, "urgency", "1 + waited / 1 h"]);
    return { ...rest, needs: { [name]: 1 }, priority, whenPreempted: tape.pick(["resume", "restart", "redraw"]) };
  });
}
