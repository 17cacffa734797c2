import type { OptionTable } from "../model/model.ts";
import { giveNeeds } from "./holding.ts";
import { byPatient, compare, type Patient } from "./patient.ts";
import { lacking } from "./requests.ts";
import type { World } from "./world.ts";

/** A service that is at work or pauses, and is not over. */
export function inService(patient: Patient): boolean {
  return patient.work !== undefined && !patient.joining && (patient.work.end !== undefined || isPaused(patient));
}

export function isPaused(patient: Patient): boolean {
  return patient.work !== undefined && patient.work.stoppedBy.length > 0;
}

/** The worst priority first, then the latest start, then the last patient. */
export function worstFirst(a: Patient, b: Patient): number {
  return compare(b.priority, a.priority) || compare(begun(b), begun(a)) || byPatient(b, a);
}

function begun(patient: Patient): number {
  return patient.work?.begun ?? Number.NaN;
}

/** Candidates, the worst first, until it is enough; then who is not needed after all is spared, the best first. All when never. */
export function pickVictims(
  candidates: readonly Patient[],
  enough: (victims: readonly Patient[]) => boolean,
): readonly Patient[] {
  const victims: Patient[] = [];
  for (const candidate of [...candidates].sort(worstFirst)) {
    if (enough(victims)) break;
    victims.push(candidate);
  }
  return enough(victims) ? spare(victims, enough) : victims;
}

/** @param victims the worst first */
function spare(victims: readonly Patient[], enough: (victims: readonly Patient[]) => boolean): Patient[] {
  return [...victims].reverse().reduce(
    (left, best) => {
      const without = left.filter((one) => one !== best);
      return enough(without) ? without : left;
    },
    [...victims],
  );
}

/** Whose services are broken off so that the request is met by this option; undefined when that does not meet it. */
export function victimsFor(world: World, patient: Patient, option: OptionTable): readonly Patient[] | undefined {
  const { asked } = patient;
  if (!asked?.table.preempts) return undefined;
  const asks = lacking(world, patient, option, asked.kind);
  const candidates = [...world.patients].filter(
    (other) =>
      inService(other) &&
      world.model.stages[other.stage].whenPreempted !== "never" &&
      other.priority > asked.priority &&
      asks.some(({ resource }) => other.needed[resource] > 0),
  );
  const enough = (victims: readonly Patient[]): boolean =>
    asks.every(({ resource, units }) => {
      const freed = victims.reduce((sum, victim) => sum + victim.needed[resource], 0);
      return world.resources[resource].inUse - freed + units <= world.resources[resource].open;
    });
  const victims = pickVictims(candidates, enough);
  return enough(victims) ? victims : undefined;
}

/** Gives back all that the stage needed, and keeps the work that is left. What preemption takes passes on without turnover. */
export function breakService(world: World, patient: Patient, turnover: boolean): void {
  const { work } = patient;
  if (work === undefined) return;
  haltWork(world, patient);
  work.stoppedBy = [];
  work.timesBrokenOff++;
  giveNeeds(world, patient, turnover);
  world.facts.preempted(world.now, patient);
}

/** The duration stops running; what is left of the work is kept. */
export function haltWork(world: World, { work }: Patient): void {
  if (work?.end === undefined) return;
  work.left = (work.end.at - world.now) * work.speed;
  work.end.void = true;
  work.end = undefined;
}
