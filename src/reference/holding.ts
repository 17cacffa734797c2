import { NONE } from "../model/opcodes.ts";
import { READY } from "./events.ts";
import type { Patient } from "./patient.ts";
import type { Resource } from "./resource.ts";
import { draw } from "./values.ts";
import type { World } from "./world.ts";

/** The patient takes units: a place, or for this stage. */
export function take(
  world: World,
  patient: Patient,
  resource: Resource,
  units: number,
  place: boolean,
  at = world.now,
): void {
  const kept = place ? patient.held : patient.needed;
  kept[resource.index] += units;
  resource.inUse += units;
  world.facts.taken(at, patient, resource.index, units, place);
}

/** Gives units back. @param turnover of what passes on as it is there is none */
export function give(
  world: World,
  patient: Patient,
  resource: Resource,
  units: number,
  place: boolean,
  turnover = true,
): void {
  const { index } = resource;
  const minutes = turnover ? turnoverOf(world, patient, resource, patient.givenBack[resource.index]++) : 0;
  const kept = place ? patient.held : patient.needed;
  kept[index] -= units;
  if (patient.held[index] + patient.needed[index] === 0) patient.leftAt[index] = world.now;
  if (minutes > 0) {
    resource.inTurnover += units;
    world.facts.given(world.now, patient, index, units, place);
    world.facts.turnover(world.now, index, units);
    const ready = (): void => {
      resource.inTurnover -= units;
      resource.inUse -= units;
      world.freer.add(index);
      world.facts.ready(world.now, index, units);
    };
    world.plan({ at: world.now + minutes, letter: "a", kind: READY, whose: index, order: units, act: ready });
  } else {
    resource.inUse -= units;
    world.freer.add(index);
    world.facts.given(world.now, patient, index, units, place);
  }
}

function turnoverOf(world: World, patient: Patient, resource: Resource, time: number): number {
  const { turnover } = resource.phase(world.now);
  if (turnover === NONE) return 0;
  const { turnoverWord } = resource.table;
  const minutes = draw(world, patient, turnover, turnoverWord, "a turnover", time);
  if (minutes >= 0 && minutes < Infinity) return minutes;
  throw world.impossible(patient, `a turnover of ${minutes} min of "${world.model.names.resources[resource.index]}"`);
}

/** Units that a pausing service keeps are off duty. */
export function setAside(world: World, patient: Patient, resource: Resource): void {
  const units = patient.needed[resource.index];
  patient.aside[resource.index] = units;
  resource.aside += units;
  world.facts.setAside(world.now, patient, resource.index, units);
}

/** They work again, or are about to be given back. */
export function takeUp(world: World, patient: Patient, resource: Resource): void {
  const units = patient.aside[resource.index];
  patient.aside[resource.index] = 0;
  resource.aside -= units;
  world.facts.takenUp(world.now, patient, resource.index, units);
}

/** Gives back what the stage needed, by name of the resource. */
export function giveNeeds(world: World, patient: Patient, turnover = true): void {
  for (const resource of world.resources) if (patient.aside[resource.index] > 0) takeUp(world, patient, resource);
  for (const resource of world.resources) {
    const units = patient.needed[resource.index];
    if (units > 0) give(world, patient, resource, units, false, turnover);
  }
}

/** Every place, by name of the resource. */
export function giveAll(world: World, patient: Patient): void {
  for (const resource of world.resources) {
    const units = patient.held[resource.index];
    if (units > 0) give(world, patient, resource, units, true);
  }
}
