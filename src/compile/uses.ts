import type { Expression } from "../model/expression.ts";
import type { Model, Uses } from "../model/model.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { findPassers } from "./passers.ts";

const STAGE_TIMES = new Set(["enter", "start", "end", "stageTime", "midnightsIn"]);

/** What the arms of the scenario make use of, and what the expressions read: found in the compiled tables, whatever their shape, so that no place can be forgotten. */
export function findUses(tables: Omit<Model, "uses">, { arms }: Scenario): Uses {
  const ops = new Set<string>();
  collect(tables, ops);
  const phases = arms.flatMap(({ resources }) => resources.flatMap((one) => one.phases.map(({ value }) => value)));
  const pauses = phases.some(({ atShiftEnd }) => atShiftEnd === "pause");
  return {
    stageTimes: [...STAGE_TIMES].some((op) => ops.has(op)),
    left: ops.has("left"),
    servedBy: ops.has("by"),
    children: tables.tasks.length > 0 || tables.contacts.length > 0,
    groups: tables.meetings.length > 0,
    counts: ops.has("count"),
    turnover: phases.some(({ turnover }) => turnover !== undefined),
    pauses,
    noShows: arms.some(({ classes }) =>
      classes.some(({ arrive }) => arrive.some(({ value }) => value?.kind === "booked" && value.noShow !== undefined)),
    ),
    passes: findPassers(tables, pauses),
    stages:
      ["present", "queue", "cases"].some((op) => ops.has(op)) ||
      tables.routes.some((list) => list.some(({ use }) => use.shortest.length > 0)),
    closes: ops.has("closes"),
  };
}

function collect(value: unknown, ops: Set<string>): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  const { op } = value as Partial<Expression>;
  if (op !== undefined) ops.add(op);
  for (const inner of Object.values(value)) collect(inner, ops);
}
