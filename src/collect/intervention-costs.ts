import type { Model } from "../model/model.ts";

/** Kinds of cost that interventions bring, in the order in which they are told. */
export const INTERVENTION_COSTS = ["running", "once"] as const;

/** What one cost of one intervention comes to in the window. */
export interface InterventionSpending {
  readonly organisation: number;
  readonly kind: (typeof INTERVENTION_COSTS)[number];
  readonly amount: number;
}

/** Money spent on interventions in the window [from, to). */
export function interventionCosts(model: Model, from: number, to: number): InterventionSpending[] {
  return model.interventions.flatMap(({ present, dayZero, costs }): InterventionSpending[] => {
    if (!present || dayZero >= to) return [];
    return costs.flatMap(({ organisation, rate, once }): InterventionSpending[] => [
      { organisation, kind: "running", amount: rate * (to - Math.max(from, dayZero)) },
      // Whole, even when day 0 lies in the warm-up: that is there to settle the queues, not to hide what was paid.
      { organisation, kind: "once", amount: once },
    ]);
  });
}
