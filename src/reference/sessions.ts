import { SimulationError } from "../kernel/simulation-error.ts";
import { NONE } from "../model/opcodes.ts";
import { binomialQuantile } from "../random/binomial.ts";
import { uniformAt } from "../random/streams.ts";
import type { Step } from "./calendar-table.ts";
import { CAPACITY } from "./events.ts";
import type { Units } from "./requests.ts";
import type { Resource } from "./resource.ts";
import { drawn, streamAt } from "./values.ts";
import type { World } from "./world.ts";

/** A session opens: how late it begins is drawn, and how many come. @param begun what happens when it begins late */
export function openSession(world: World, resource: Resource, step: Step, onTime: boolean, begun: () => void): void {
  const { sessions } = step.table;
  if (sessions === undefined) return;
  const late = onTime && sessions.late !== NONE ? lateness(world, resource, sessions.late) : 0;
  const came = cameOf(world, resource, sessions.booked, sessions.noShow);
  resource.session = { begins: world.now + late, came, called: 0 };
  if (late > 0) {
    const { session } = resource;
    const act = (): void => {
      if (resource.session === session) begun();
    };
    world.plan({ at: session.begins, letter: "b", kind: CAPACITY, whose: resource.index, order: 1, act });
  }
  world.facts.sessionOpened(world.now, resource.index, late, came);
}

function lateness(world: World, resource: Resource, value: number): number {
  const key = world.keyOf(resource.table.word, Math.floor(world.now));
  const where = `of "${world.model.names.resources[resource.index]}", at ${world.now} min, scenario "${world.model.arm}", replication ${world.replication}`;
  let late: number;
  try {
    late = drawn(world.model.values[value], world, undefined, streamAt(key, resource.table.lateWord, 0));
  } catch (error) {
    throw new SimulationError(`${error instanceof Error ? error.message : String(error)}: a session ${where}`);
  }
  if (!Number.isFinite(late)) throw new SimulationError(`a session that begins ${late} min late, ${where}`);
  return Math.max(0, late);
}

function cameOf(world: World, { table }: Resource, booked: number, noShow: number): number {
  if (booked === Infinity || noShow === 0) return booked;
  const key = world.keyOf(table.word, Math.floor(world.now));
  return booked - binomialQuantile(booked, noShow, uniformAt(key.k0, key.k1, table.noShowWord, 0, 0));
}

export function endSession(world: World, resource: Resource): void {
  resource.session = undefined;
  world.facts.sessionOver(world.now, resource.index);
}

/** One of those who come is called, whenever a request that asks for the resource is granted or sent elsewhere. */
export function call(world: World, asks: readonly Units[]): void {
  for (const { resource: index } of asks) {
    const resource = world.resources[index];
    const { session } = resource;
    if (session === undefined) continue;
    session.called++;
    if (session.called < session.came || resource.open === 0) continue;
    resource.open = 0;
    world.facts.capacity(world.now, index, resource.scheduled, 0, resource.rostered);
  }
}
