import { SimulationError } from "../kernel/simulation-error.ts";
import type { OptionTable } from "../model/model.ts";
import { mostLater } from "./calendar-table.ts";
import { byPatient, type Patient } from "./patient.ts";
import { keepsOthers, lacking } from "./requests.ts";
import { swap } from "./swaps.ts";
import type { World } from "./world.ts";

const TOLD = 6;

/** When an instant is over in which somebody may have begun to wait for ever. True when some have changed places. */
export function watchDeadlock(world: World): boolean {
  if (!world.suspicious) return false;
  world.suspicious = false;
  const stuck = strikeOut(world);
  if (stuck.length === 0) return false;
  if (world.model.swaps && swap(world, stuck)) {
    world.suspicious = true;
    return true;
  }
  throw deadlock(world, stuck);
}

/** Who holds something and waits, tasks and contacts that wait, and who waits for these; less, again and again, who can go on. */
function strikeOut(world: World): Patient[] {
  const all = [...world.patients].sort(byPatient);
  let left = all.filter((one) => one.joining || (one.asked !== undefined && keepsOthers(one)));
  for (let struck = true; struck; ) {
    const still = left.filter((one) => !canGoOn(world, one, left));
    struck = still.length < left.length;
    left = still;
  }
  return left;
}

function canGoOn(world: World, patient: Patient, set: readonly Patient[]): boolean {
  if (patient.timers.length > 0) return true;
  if (patient.asked === undefined) return childrenCanBeDone(patient, set);
  if (patient.asked.offer !== undefined) return true;
  return patient.asked.table.options.some((option) => couldBeMet(world, patient, option, set));
}

function childrenCanBeDone({ children }: Patient, set: readonly Patient[]): boolean {
  const any = children.filter(({ joined }) => joined?.kind === "any");
  const others = children.filter(({ joined }) => joined?.kind !== "any");
  return (
    others.every((child) => !set.includes(child)) && (any.length === 0 || any.some((child) => !set.includes(child)))
  );
}

/** By the capacity of now or later, less what the others of the set hold. */
function couldBeMet(world: World, patient: Patient, option: OptionTable, set: readonly Patient[]): boolean {
  return lacking(world, patient, option, patient.asked?.kind ?? 0).every(({ resource, units }) => {
    const { table, scheduled } = world.resources[resource];
    const kept = set.reduce((sum, one) => (one === patient ? sum : sum + one.held[resource] + one.needed[resource]), 0);
    const own = patient.held[resource] + patient.needed[resource];
    return kept + own + units <= Math.max(scheduled, mostLater(table.calendars, world.now));
  });
}

/** Says who holds what and waits for what. */
function deadlock(world: World, stuck: readonly Patient[]): SimulationError {
  const { names, arm } = world.model;
  const told = stuck.slice(0, TOLD).map((patient) => {
    const { asked } = patient;
    const holds = names.resources.filter((_, r) => patient.held[r] > 0).join(", ");
    const preferred = asked?.table.options.find(({ offer }) => offer <= asked.offered);
    const asks = preferred === undefined ? [] : lacking(world, patient, preferred, asked?.kind ?? 0);
    const child = patient.joined === undefined ? "" : `/${names.stages[patient.childStage]}.${patient.birth + 1}`;
    const what =
      asks.length === 0 ? "its tasks or contacts" : asks.map(({ resource }) => names.resources[resource]).join(", ");
    const keeps = holds === "" ? "" : `holds ${holds} and `;
    return `${names.classes[patient.cls]} ${patient.number}${child} ${keeps}waits in "${names.stages[patient.stage]}" for ${what}`;
  });
  const rest = stuck.length > told.length ? `; and ${stuck.length - told.length} more` : "";
  return new SimulationError(
    `deadlock: ${stuck.length} patients wait for each other for ever, at ${world.now} min, scenario "${arm}", ` +
      `replication ${world.replication}: ${told.join("; ")}${rest}`,
  );
}
