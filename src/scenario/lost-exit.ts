import type { NamedThing } from "./expression.ts";
import { mistake, type Reading } from "./reading.ts";
import type { Arm, Exit } from "./scenario.ts";

/** The exit of those who come from outside and find the queue full: there without being declared. */
export const LOST = "lost";

/** Who finds the first queue full leaves by `lost`, unless the file says where to. */
export function withLost(arms: readonly Arm[], things: Map<string, NamedThing>, reading: Reading): readonly Arm[] {
  const needed = arms.flatMap(({ stages }) => stages).find(({ queue }) => sendsToLost(queue));
  if (needed === undefined) return arms;
  const other = things.get(LOST);
  if (other !== undefined && other.kind !== "exit") {
    const message = `who finds the queue of "${needed.name}" full leaves by the exit "${LOST}", which is a ${other.kind} here`;
    reading.report(mistake("name-taken", message, needed.span, "say whenFull, or give the other another name"));
    return arms;
  }
  things.set(LOST, { kind: "exit" });
  const lost: Exit = { name: LOST, label: "Lost: the queue was full", death: false, utility: undefined };
  return arms.map((arm) =>
    arm.exits.some(({ name }) => name === LOST) ? arm : { ...arm, exits: [...arm.exits, lost] },
  );
}

function sendsToLost(queue: Arm["stages"][number]["queue"]): boolean {
  if (queue.kind === "adopted") return sendsToLost(queue.then) || sendsToLost(queue.otherwise);
  return queue.value !== undefined && (queue.value.whenFull ?? LOST) === LOST;
}
