import type { Route } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { uniformAt } from "../random/streams.ts";
import { evaluate, holds } from "./expressions.ts";
import type { Patient } from "./patient.ts";
import type { World } from "./world.ts";

/** The route that holds for this patient. */
export function guarded(world: World, patient: Patient, list: number): Route {
  const found = world.model.routes[list].find(({ when }) => holds(when, world, patient));
  if (found === undefined) throw new Error(`no route of list ${list} holds`);
  return found.use;
}

/** Where it leads: the first condition that holds, else one draw among the chances, else the last way; NONE for who may stay. */
export function chosen(world: World, patient: Patient, route: Route): number {
  const first = route.when.find(({ condition }) => holds(condition, world, patient));
  if (first !== undefined) return first.to;
  const shared = route.chances.length === 0 ? undefined : byChance(world, patient, route);
  if (shared !== undefined) return shared;
  if (route.shortest.length > 0) return shortest(world, patient, route);
  if (route.otherwise === NONE && route.exhaustive) return route.chances[route.chances.length - 1].to;
  return route.otherwise;
}

function byChance(world: World, patient: Patient, { chances, word }: Route): number | undefined {
  const u = uniformAt(patient.key.k0, patient.key.k1, word, patient.visit(), 0);
  let sum = 0;
  let found: number | undefined;
  for (const { probability, to } of chances) {
    const p = evaluate(probability, world, patient);
    if (!(p >= 0 && p <= 1)) throw world.impossible(patient, `a chance of ${p} to go on`);
    sum += p;
    if (found === undefined && u < sum) found = to;
  }
  if (sum > 1 + 1e-9) throw world.impossible(patient, `chances that sum to ${sum}`);
  return found;
}

/** Of these stages the one with the fewest patients inside; a draw decides between equal ones. */
function shortest(world: World, patient: Patient, { shortest: stages, word }: Route): number {
  const least = Math.min(...stages.map((stage) => world.stages[stage].inside));
  const equal = stages.filter((stage) => world.stages[stage].inside === least);
  const u = uniformAt(patient.key.k0, patient.key.k1, word, patient.visit(), 1);
  return equal[Math.floor(u * equal.length)];
}
