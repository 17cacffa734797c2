import { NONE } from "../model/opcodes.ts";
import { byPatient, type Patient } from "./patient.ts";
import { asksForAny, byGrant, keepsOthers, lacking, type Units, waitState } from "./requests.ts";
import { type Kept, keep } from "./strict.ts";
import type { World } from "./world.ts";

/** Where something that is asked for has become freer, and the wait is not charged to what is short, it is charged anew. */
export function charge(world: World): void {
  for (const patient of [...world.asking].sort(byPatient)) {
    if (patient.asked !== undefined && asksForAny(world, patient, patient.asked, world.freer)) tellWait(world, patient);
  }
}

/** Tells of a wait that has begun, or is charged to something else. */
export function tellWait(world: World, patient: Patient): void {
  const { asked } = patient;
  if (asked === undefined) return;
  const cause = causeOf(world, patient);
  if (asked.told && asked.cause === cause) return;
  if (keepsOthers(patient)) world.suspicious = true;
  asked.told = true;
  asked.cause = cause;
  for (const one of [patient, ...patient.members]) world.facts.doing(world.now, one, waitState(one, asked), cause);
}

/** Resources that the first strict request ahead of the patient's keeps for itself. */
function keptFrom(world: World, patient: Patient): Kept {
  const kept: Kept = new Map();
  for (const other of [...world.asking].sort(byGrant)) {
    if (other === patient) break;
    if (!other.asked?.table.strict) continue;
    keep(world, other, kept);
    break;
  }
  return kept;
}

/** The queue of the stage for who is outside; else a resource of the preferred bundle that is short, else one that is kept. */
function causeOf(world: World, patient: Patient): number {
  const { asked } = patient;
  if (asked === undefined) return NONE;
  if (asked.place === "outside") return -1 - patient.stage;
  const preferred = asked.table.options.find(({ offer }) => offer <= asked.offered) ?? asked.table.options[0];
  const asks = lacking(world, patient, preferred, asked.kind);
  const isShort = ({ resource, units }: Units): boolean => world.resources[resource].free() < units;
  if (asks.some((one) => one.resource === asked.cause && isShort(one))) return asked.cause;
  const kept = asks.some(isShort) ? undefined : keptFrom(world, patient);
  const short = asks.find(isShort) ?? asks.find(({ resource }) => kept?.has(resource)) ?? asks[0];
  return short.resource;
}
