import type { OptionTable } from "../model/model.ts";
import { BLOCKED, NEEDS, NONE, QUEUED, SEIZE, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { OFFER } from "./events.ts";
import { type Asked, byPatient, compare, type Patient } from "./patient.ts";
import { draw } from "./values.ts";
import type { World } from "./world.ts";

/** So many units of a resource. */
export interface Units {
  readonly resource: number;
  readonly units: number;
}

export function bundle({ model }: World, index: number): Units[] {
  const found: Units[] = [];
  for (let i = model.bundleStart[index]; i < model.bundleStart[index + 1]; i++)
    found.push({ resource: model.bundleResource[i], units: model.bundleUnits[i] });
  return found;
}

/** What the patient has to get for a bundle: all of it for `needs`, for `seize` what is not held. */
export function lacking(world: World, patient: Patient, option: OptionTable, kind: number): Units[] {
  return bundle(world, option.bundle)
    .map(({ resource, units }) => ({ resource, units: kind === SEIZE ? units - patient.held[resource] : units }))
    .filter(({ units }) => units > 0);
}

/** Asks; it is met in the next (c) if it can be. @param at when, and `priority` with what, when it has been asked before */
export function ask(
  world: World,
  patient: Patient,
  request: { readonly row: number; readonly kind: number; readonly queue: number },
  before?: { readonly at: number; readonly priority: number },
): Asked {
  const table = world.model.requests[request.row];
  const at = before?.at ?? world.now;
  const asked: Asked = {
    table,
    kind: request.kind,
    at,
    priority: before?.priority ?? priorityOf(world, patient),
    offered: 0,
    offer: undefined,
    queue: request.queue,
    place: "asking",
    again: before !== undefined,
    told: false,
    cause: NONE,
  };
  patient.asked = asked;
  world.asking.push(patient);
  world.stages[patient.stage].queue++;
  planOffer(world, patient, asked);
  return asked;
}

function planOffer(world: World, patient: Patient, asked: Asked): void {
  const next = asked.offered + 1;
  if (next >= asked.table.after.length) {
    asked.offer = undefined;
    return;
  }
  const act = (): void => {
    asked.offered = next;
    planOffer(world, patient, asked);
    if (asked.offer === undefined && keepsOthers(patient)) world.suspicious = true;
  };
  // What has been asked for before may be old enough already: the choice is offered in the next (b).
  const at = Math.max(world.now, asked.at + asked.table.after[next]);
  asked.offer = world.plan({ at, letter: "b", kind: OFFER, whose: patient, order: 0, act });
}

/** The request is met, or withdrawn. */
export function stopAsking(world: World, patient: Patient): void {
  const { asked } = patient;
  if (asked === undefined) return;
  if (asked.offer !== undefined) asked.offer.void = true;
  patient.asked = undefined;
  world.asking.splice(world.asking.indexOf(patient), 1);
  world.stages[patient.stage].queue--;
}

export function priorityOf(world: World, patient: Patient): number {
  const { priority, priorityWord } = world.model.stages[patient.stage];
  const value = draw(world, patient, priority, priorityWord, "a priority");
  if (value >= -Infinity) return value;
  throw world.impossible(patient, `priority ${value}`);
}

/** Priorities that may change are read again where something that is asked for has become freer. */
export function rereadPriorities(world: World): void {
  if (world.freer.size === 0) return;
  for (const patient of [...world.asking].sort(byPatient)) {
    const { asked } = patient;
    if (asked?.table.reorders && asksForAny(world, patient, asked, world.freer))
      asked.priority = priorityOf(world, patient);
  }
}

/** Asks by now, in some option, for units of one of these. */
export function asksForAny(world: World, patient: Patient, asked: Asked, resources: ReadonlySet<number>): boolean {
  return asked.table.options.some(
    (option) =>
      option.offer <= asked.offered &&
      lacking(world, patient, option, asked.kind).some(({ resource }) => resources.has(resource)),
  );
}

/** The order of grants. */
export function byGrant(a: Patient, b: Patient): number {
  const [one, other] = [a.asked, b.asked];
  if (one === undefined || other === undefined) throw new Error("who does not ask has no turn");
  return compare(one.priority, other.priority) || compare(one.at, other.at) || byPatient(a, b);
}

/** Others may wait for what he keeps while he waits, or what a patient keeps who may wait for him. */
export function keepsOthers(patient: Patient): boolean {
  return patient.holdsPlace() || patient.parent !== undefined;
}

/** Queued, blocked or waiting for staff. */
export function waitState(patient: Patient, { kind, place }: Asked): number {
  if (!patient.holdsPlace()) return QUEUED;
  return kind === NEEDS && place !== "outside" ? WAITING_FOR_STAFF : BLOCKED;
}
