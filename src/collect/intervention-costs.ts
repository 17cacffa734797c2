import type { Model } from "../model/model.ts";
import type { Adoption } from "./adoption.ts";

/** Kinds of cost that interventions bring, in the order in which they are told. */
export const INTERVENTION_COSTS = ["running", "once", "perPatient", "training"] as const;

/** What one cost of one intervention comes to in the window. */
export interface InterventionSpending {
  readonly organisation: number;
  /** Who is away for training is paid as `rostered`, like all on the roster. */
  readonly kind: (typeof INTERVENTION_COSTS)[number] | "rostered";
  readonly amount: number;
}

/** Money spent on interventions in the window [from, to): from day 0 on, and no earlier than the window. */
export function interventionCosts(
  { interventions, resources }: Model,
  adoption: Adoption,
  from: number,
  to: number,
): InterventionSpending[] {
  return interventions.flatMap(({ present, dayZero, costs, training }, intervention): InterventionSpending[] => {
    if (!present || dayZero >= to) return [];
    const paid = costs.flatMap(({ organisation, rate, until, once, perPatient }): InterventionSpending[] => [
      { organisation, kind: "running", amount: rate * minutesWithin(dayZero, until, from, to) },
      // Whole, even when day 0 lies in the warm-up: that is there to settle the queues, not to hide what was paid.
      { organisation, kind: "once", amount: once },
      { organisation, kind: "perPatient", amount: perPatient * adoption.payees(intervention) },
    ]);
    const trained = training.flatMap(({ resource, organisation, premium, spells }) => {
      return spells.flatMap(({ from: begins, to: ends, away, backfilled, price }): InterventionSpending[] => {
        const pay = price * minutesWithin(begins, ends, from, to);
        return [
          { organisation: resources[resource].organisation, kind: "rostered", amount: pay * away },
          { organisation, kind: "training", amount: pay * backfilled * (1 + premium) },
        ];
      });
    });
    return [...paid, ...trained];
  });
}

/** How much of [begins, ends) lies in [from, to). */
function minutesWithin(begins: number, ends: number, from: number, to: number): number {
  return Math.max(0, Math.min(ends, to) - Math.max(begins, from));
}
