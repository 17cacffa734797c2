import { NONE } from "../model/opcodes.ts";
import { Patient } from "./patient.ts";
import { go, setAttribute } from "./program.ts";
import { chosen, guarded } from "./routes.ts";
import { draw } from "./values.ts";
import type { World } from "./world.ts";

/** Somebody comes: attributes are settled, then whether who is booked stays away, then the way to the first stage. */
export function admit(
  world: World,
  cls: number,
  number: number,
  given: readonly (readonly [number, number])[],
  noShow: number,
): void {
  const table = world.model.classes[cls];
  const patient = new Patient(cls, number, world.now, world.keyOf(table.word, number), Infinity, world.model.names);
  world.facts.view.add(patient);
  settleAttributes(world, patient, given);
  if (noShow !== NONE && draw(world, patient, noShow, table.noShowWord, "staying away") > 0) {
    world.facts.missed(world.now, patient);
    return;
  }
  world.patients.add(patient);
  world.population[cls]++;
  world.facts.arrived(world.now, patient);
  const first = table.enter === NONE ? chosen(world, patient, guarded(world, patient, table.entry)) : table.enter;
  go(world, patient, first);
}

/** In the order written; what is given is not drawn. */
export function settleAttributes(world: World, patient: Patient, given: readonly (readonly [number, number])[]): void {
  const known = new Map(given);
  for (const { attribute, value, word } of world.model.classes[patient.cls].attributes) {
    const stated = known.get(attribute);
    if (stated === undefined) setAttribute(world, patient, attribute, value, word);
    else patient.attributes[attribute] = stated;
  }
}
