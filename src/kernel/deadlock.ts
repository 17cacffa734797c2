import type { CapacityTable } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Machine } from "./machine.ts";
import { SimulationError } from "./simulation-error.ts";

/**
 * Whether a patient who has begun to wait could be part of a deadlock. The quick answer to what is nearly always no: somebody who
 * does not wait uses a unit of the one resource that is wanted, and will give it back; or more of it comes on duty.
 */
export function mayBeStuck({ model, tables, lines, bundles }: Machine, patient: number): boolean {
  if (tables.asking[patient] === NONE || tables.places[patient] === 0) return false;
  const resource = tables.cause[patient];
  const bundle = lines.preferred(tables.asking[patient]);
  const first = bundles.first(bundle);
  const several = bundles.last(bundle) - first > 1 || bundles.unitsAt(first) > 1;
  if (resource < 0 || several || tables.inUse[resource] > tables.open[resource]) return true;
  const resources = model.names.resources.length;
  let stuck = 0;
  for (let other = 0; other < tables.slots; other++) {
    if (tables.exitOf[other] !== NONE) continue;
    const held = tables.held[other * resources + resource];
    if (held > 0 && (tables.asking[other] === NONE || tables.places[other] === 0)) return false;
    if (tables.serving[other] !== NONE && bundles.names(tables.serving[other], resource)) return false;
    stuck += held;
  }
  return mostFrom(model.resources[resource].calendars, tables.now) <= stuck;
}

/**
 * Patients who hold something and wait for each other for ever. Of all who hold and wait, those are struck out, again and again,
 * whose request could be met by capacity now or later less what the others of the set hold, or who have a timer or a further
 * option to come; those left can never go on.
 */
export function findDeadlock({ model, tables, lines, bundles }: Machine): readonly number[] {
  const resources = model.names.resources.length;
  const stuck: number[] = [];
  const available = model.resources.map(({ calendars }) => mostFrom(calendars, tables.now));
  for (let patient = 0; patient < tables.slots; patient++) {
    if (tables.exitOf[patient] !== NONE || tables.asking[patient] === NONE || tables.places[patient] === 0) continue;
    stuck.push(patient);
    for (let r = 0; r < resources; r++) available[r] -= tables.held[patient * resources + r];
  }
  const canGoOn = (patient: number): boolean => {
    const request = model.requests[model.program[tables.counter[patient] + 1]];
    if (tables.timer[patient] !== NONE || tables.offered[patient] < request.after.length) return true;
    return lines.bundlesOf(tables.asking[patient]).some((bundle) => {
      for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
        if (bundles.unitsAt(i) > available[bundles.resourceAt(i)]) return false;
      }
      return true;
    });
  };
  for (let i = 0; i < stuck.length; i++) {
    const patient = stuck[i];
    if (!canGoOn(patient)) continue;
    for (let r = 0; r < resources; r++) available[r] += tables.held[patient * resources + r];
    stuck[i] = stuck[stuck.length - 1];
    stuck.length--;
    i = -1;
  }
  return stuck.sort((a, b) => (tables.arrivedBefore(a, b) ? -1 : 1));
}

/** Says who holds what and waits for what. */
export function deadlockError({ model, tables, lines, bundles }: Machine, stuck: readonly number[]): SimulationError {
  const { names } = model;
  const told = stuck.slice(0, 6).map((patient) => {
    const holds = names.resources.filter((_, r) => tables.held[patient * names.resources.length + r] > 0);
    const bundle = lines.preferred(tables.asking[patient]);
    const asked: string[] = [];
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++)
      asked.push(names.resources[bundles.resourceAt(i)]);
    const who = `${names.classes[tables.classOf[patient]]} ${tables.numberOf[patient]}`;
    const where = names.stages[tables.stageOf[patient]];
    return `${who} holds ${holds.join(", ")} and waits in "${where}" for ${asked.join(", ")}`;
  });
  const rest = stuck.length > told.length ? `; and ${stuck.length - told.length} more` : "";
  return new SimulationError(
    `deadlock: ${stuck.length} patients wait for each other for ever, at ${tables.now} min, scenario "${model.arm}", ` +
      `replication ${tables.replication}: ${told.join("; ")}${rest}`,
  );
}

/** The most units on duty at any time from now on. */
function mostFrom(calendars: readonly CapacityTable[], now: number): number {
  let most = 0;
  for (let i = 0; i < calendars.length; i++) {
    if (i + 1 < calendars.length && calendars[i + 1].from <= now) continue;
    const { scheduled } = calendars[i];
    for (let step = 0; step < scheduled.length; step++) most = Math.max(most, scheduled[step]);
  }
  return most;
}
