import { whatIsHeld } from "../model/held.ts";
import type { Model } from "../model/model.ts";
import { ASK } from "../model/opcodes.ts";

type Tables = Omit<Model, "uses">;

/**
 * Of each resource whether somebody may hold it while he waits, so that a wait for it may be passed on to what he waits for. True for all
 * where it takes more than the instructions of stages to tell: with children, groups and limited queues, services that pause, and patients who hold something at time 0.
 */
export function findPassers(tables: Tables, pauses: boolean): readonly boolean[] {
  const { tasks, contacts, meetings, queues, today, names } = tables;
  const intricate = [tasks, contacts, meetings, queues].some(({ length }) => length > 0);
  if (intricate || pauses || today.some(({ held }) => held.length > 0)) return names.resources.map(() => true);
  const passers = new Set<number>();
  for (const [at, held] of whatIsHeld(tables)) {
    if (tables.program[at] === ASK) for (const resource of held) passers.add(resource);
  }
  return names.resources.map((_, resource) => passers.has(resource));
}
