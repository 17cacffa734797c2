import type { Expression } from "../model/expression.ts";
import type { Model, Uses } from "../model/model.ts";

const STAGE_TIMES = new Set(["enter", "start", "end", "stageTime", "midnightsIn"]);

/** What the expressions read: found in the compiled tables, whatever their shape, so that no place can be forgotten. */
export function findUses(tables: Omit<Model, "uses">): Uses {
  const ops = new Set<string>();
  collect(tables, ops);
  return {
    stageTimes: [...STAGE_TIMES].some((op) => ops.has(op)),
    left: ops.has("left"),
    servedBy: ops.has("by"),
    children: tables.tasks.length > 0 || tables.contacts.length > 0,
    groups: tables.meetings.length > 0,
    counts: ops.has("count"),
  };
}

function collect(value: unknown, ops: Set<string>): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  const { op } = value as Partial<Expression>;
  if (op !== undefined) ops.add(op);
  for (const inner of Object.values(value)) collect(inner, ops);
}
