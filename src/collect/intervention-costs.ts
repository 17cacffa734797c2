import type { CostKind } from "../model/cost-kinds.ts";
import type { Model } from "../model/model.ts";
import type { Adoption } from "./adoption.ts";

/** Kinds of cost that interventions bring, in the order in which they are told. */
export const INTERVENTION_COSTS = ["running", "once", "perPatient", "training"] as const;

/** What one cost of one intervention comes to in the window. */
export interface InterventionSpending {
  /** Its number, and the name of the cost: of training, the resource. */
  readonly intervention: number;
  readonly name: string;
  /** Fixed, stepped or variable, where the cost says so itself. */
  readonly costKind: CostKind | undefined;
  readonly organisation: number;
  readonly kind: (typeof INTERVENTION_COSTS)[number];
  readonly amount: number;
}

/** Money spent on interventions in the window [from, to): from day 0 on, and no earlier than the window. */
export function interventionCosts(
  { interventions, names }: Model,
  adoption: Pick<Adoption, "payees">,
  from: number,
  to: number,
): InterventionSpending[] {
  return interventions.flatMap(({ present, dayZero, costs, training }, intervention): InterventionSpending[] => {
    if (!present || dayZero >= to) return [];
    const paid = costs.flatMap((cost): InterventionSpending[] => {
      const { name, organisation, kind: costKind, rate, until, once, perPatient } = cost;
      const line = { intervention, name, organisation, costKind };
      return [
        { ...line, kind: "running", amount: rate * minutesWithin(dayZero, until, from, to) },
        // Whole, even when day 0 lies in the warm-up: that is there to settle the queues, not to hide what was paid.
        { ...line, kind: "once", amount: once },
        { ...line, kind: "perPatient", amount: perPatient * adoption.payees(intervention) },
      ];
    });
    const trained = training.map(({ resource, organisation, premium, spells }): InterventionSpending => {
      const amount = spells.reduce((sum, { from: begins, to: ends, backfilled, price }) => {
        return sum + price * minutesWithin(begins, ends, from, to) * backfilled * (1 + premium);
      }, 0);
      const name = names.resources[resource];
      return { intervention, name, organisation, costKind: undefined, kind: "training", amount };
    });
    return [...paid, ...trained];
  });
}

/** Of each resource: what those who are away for training are paid in the window, as `rostered` like all on the roster. */
export function paidWhileTrained({ interventions, resources }: Model, from: number, to: number): Float64Array {
  const paid = new Float64Array(resources.length);
  for (const { present, dayZero, training } of interventions) {
    if (!present || dayZero >= to) continue;
    for (const { resource, spells } of training) {
      for (const { from: begins, to: ends, away, price } of spells) {
        paid[resource] += price * minutesWithin(begins, ends, from, to) * away;
      }
    }
  }
  return paid;
}

/** How much of [begins, ends) lies in [from, to). */
function minutesWithin(begins: number, ends: number, from: number, to: number): number {
  return Math.max(0, Math.min(ends, to) - Math.max(begins, from));
}
