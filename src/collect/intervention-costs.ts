import type { CostKind } from "../model/cost-kinds.ts";
import type { Model } from "../model/model.ts";
import type { Adoption } from "./adoption.ts";

/** Kinds of cost that interventions bring, in the order in which they are told. */
export const INTERVENTION_COSTS = ["running", "once", "perPatient", "training"] as const;

/** What one cost of one intervention comes to in the window. */
export interface InterventionSpending {
  /** Its number, and the name of the cost; of training the resource whose staff are trained. */
  readonly intervention: number;
  readonly name: string;
  /** Fixed, stepped or variable, where the cost says so itself. */
  readonly costKind: CostKind | undefined;
  readonly organisation: number;
  /** Who is away for training is paid as `rostered`, like all on the roster. */
  readonly kind: (typeof INTERVENTION_COSTS)[number] | "rostered";
  readonly amount: number;
}

/** Money spent on interventions in the window [from, to): from day 0 on, and no earlier than the window. */
export function interventionCosts(
  { interventions, resources, names }: Model,
  adoption: Pick<Adoption, "payees">,
  from: number,
  to: number,
): InterventionSpending[] {
  return interventions.flatMap(({ present, dayZero, costs, training }, intervention): InterventionSpending[] => {
    if (!present || dayZero >= to) return [];
    const paid = costs.flatMap(
      ({ name, organisation, kind: costKind, rate, until, once, perPatient }): InterventionSpending[] => {
        const line = { intervention, name, organisation, costKind };
        return [
          { ...line, kind: "running", amount: rate * minutesWithin(dayZero, until, from, to) },
          // Whole, even when day 0 lies in the warm-up: that is there to settle the queues, not to hide what was paid.
          { ...line, kind: "once", amount: once },
          { ...line, kind: "perPatient", amount: perPatient * adoption.payees(intervention) },
        ];
      },
    );
    const trained = training.flatMap(({ resource, organisation, premium, spells }): InterventionSpending[] => {
      const pay = (units: (spell: (typeof spells)[number]) => number): number => {
        return spells.reduce((sum, each) => {
          return sum + each.price * minutesWithin(each.from, each.to, from, to) * units(each);
        }, 0);
      };
      const line = { intervention, name: names.resources[resource], costKind: undefined };
      const away = pay((spell) => spell.away);
      const standIn = pay((spell) => spell.backfilled) * (1 + premium);
      return [
        { ...line, organisation: resources[resource].organisation, kind: "rostered", amount: away },
        { ...line, organisation, kind: "training", amount: standIn },
      ];
    });
    return [...paid, ...trained];
  });
}

/** How much of [begins, ends) lies in [from, to). */
function minutesWithin(begins: number, ends: number, from: number, to: number): number {
  return Math.max(0, Math.min(ends, to) - Math.max(begins, from));
}
