import { NONE } from "../model/opcodes.ts";
import type { Machine } from "./machine.ts";
import { SimulationError } from "./simulation-error.ts";

/**
 * Patients who hold something and wait for each other for ever. Of all who hold and wait, those are struck out, again and again,
 * whose request could be met by capacity now or later less what the others of the set hold, or who have a timer or a further
 * option to come; those left can never go on.
 */
export function findDeadlock({ model, tables, lines, bundles }: Machine): readonly number[] {
  const resources = model.names.resources.length;
  const stuck: number[] = [];
  const available = model.resources.map(({ phases }) => mostFrom(phases, tables.now));
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
function mostFrom(phases: Machine["model"]["resources"][number]["phases"], now: number): number {
  const last = phases.length - 1;
  const coming = phases.filter((_, i) => i === last || phases[i + 1].from > now);
  return Math.max(...coming.map(({ scheduled }) => Math.max(...scheduled)));
}
