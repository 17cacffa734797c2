import { RESOURCE_COSTS } from "../model/cost-kinds.ts";
import type { Model } from "../model/model.ts";
import type { Adoption } from "./adoption.ts";
import { INTERVENTION_COSTS, interventionCosts } from "./intervention-costs.ts";
import type { ResourceUse } from "./resource-use.ts";

/** Kinds of cost in the order of the columns of `spending`. */
export const COST_KINDS = [...RESOURCE_COSTS, ...INTERVENTION_COSTS] as const;

/**
 * Money spent in the window [from, to): row 0 is everybody, those who belong to no organisation included; then a row for
 * each organisation; columns are COST_KINDS.
 */
export function spending(
  model: Model,
  resources: ResourceUse,
  adoption: Adoption,
  from: number,
  to: number,
): Float64Array {
  const kinds = COST_KINDS.length;
  const all = new Float64Array((1 + model.names.organisations.length) * kinds);
  const add = (organisation: number, kind: number, amount: number): void => {
    all[kind] += amount;
    if (organisation >= 0) all[(1 + organisation) * kinds + kind] += amount;
  };
  model.resources.forEach(({ organisation }, resource) => {
    for (let kind = 0; kind < RESOURCE_COSTS.length; kind++) {
      add(organisation, kind, resources.money[resource * RESOURCE_COSTS.length + kind]);
    }
  });
  for (const { organisation, kind, amount } of interventionCosts(model, adoption, from, to)) {
    add(organisation, COST_KINDS.indexOf(kind), amount);
  }
  return all;
}
