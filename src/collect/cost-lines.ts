import { type CostKind, KIND_OF_BASIS, RESOURCE_COSTS } from "../model/cost-kinds.ts";
import type { Model } from "../model/model.ts";
import type { Adoption } from "./adoption.ts";
import { interventionCosts, paidWhileTrained } from "./intervention-costs.ts";
import type { ResourceUse } from "./resource-use.ts";

/** One thing that money is spent on: a resource by one basis, or one cost of an intervention. */
export interface CostLine {
  readonly of: "resource" | "intervention";
  /** Name of the resource or the intervention. */
  readonly subject: string;
  /** held, rostered … of a resource; running, once … of an intervention. */
  readonly basis: keyof typeof KIND_OF_BASIS;
  /** Name of an intervention's cost; empty of a resource. */
  readonly cost: string;
  /** Name of who pays; empty for none. */
  readonly organisation: string;
  readonly kind: CostKind;
}

/** A line as the model numbers it, and what it comes to. */
interface Spent {
  readonly line: Omit<CostLine, "organisation">;
  readonly organisation: number;
  readonly amount: number;
}

/**
 * All lines of a model, in the order of `RunResult.costLines`: resources by each basis that has a price in some phase, then the
 * costs of interventions.
 */
export function costLinesOf(model: Model): readonly CostLine[] {
  const { warmUp, run } = model.clock;
  return linesOf(model, () => 0, { payees: () => 0 }, warmUp, warmUp + run).map(({ line, organisation }) => ({
    ...line,
    organisation: model.names.organisations[organisation] ?? "",
  }));
}

/** Money spent in the window [from, to) by line. */
export function linesSpent(
  model: Model,
  resources: ResourceUse,
  adoption: Adoption,
  from: number,
  to: number,
): Spent[] {
  return linesOf(model, (cell) => resources.money[cell], adoption, from, to);
}

function linesOf(
  model: Model,
  money: (cell: number) => number,
  adoption: Pick<Adoption, "payees">,
  from: number,
  to: number,
): Spent[] {
  const { resources, names } = model;
  const trained = paidWhileTrained(model, from, to);
  const ofResources = resources.flatMap(({ organisation, phases, kinds }, resource) =>
    RESOURCE_COSTS.flatMap((basis, b): Spent[] => {
      if (phases.every((phase) => phase[basis] === 0)) return [];
      const line = { of: "resource", subject: names.resources[resource], basis, cost: "", kind: kinds[b] } as const;
      const amount = money(resource * RESOURCE_COSTS.length + b);
      return [{ line, organisation, amount: basis === "rostered" ? amount + trained[resource] : amount }];
    }),
  );
  const ofInterventions = interventionCosts(model, adoption, from, to).map((one): Spent => {
    const { intervention, name, kind: basis, costKind = KIND_OF_BASIS[basis], organisation, amount } = one;
    const subject = names.interventions[intervention];
    return { line: { of: "intervention", subject, basis, cost: name, kind: costKind }, organisation, amount };
  });
  return [...ofResources, ...ofInterventions];
}
