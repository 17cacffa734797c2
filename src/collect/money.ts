import { RESOURCE_COSTS } from "../model/cost-kinds.ts";
import type { Model } from "../model/model.ts";
import type { linesSpent } from "./cost-lines.ts";
import { INTERVENTION_COSTS } from "./intervention-costs.ts";

/** Kinds of cost in the order of the columns of `spending`. */
export const COST_KINDS = [...RESOURCE_COSTS, ...INTERVENTION_COSTS] as const;

/**
 * Money spent: row 0 is everybody, those who belong to no organisation included; then a row for each organisation, and last those who
 * belong to none; columns are COST_KINDS.
 */
export function spending({ names }: Model, lines: ReturnType<typeof linesSpent>): Float64Array {
  const kinds = COST_KINDS.length;
  const payers = names.organisations.length;
  const all = new Float64Array((2 + payers) * kinds);
  for (const { line, organisation, amount } of lines) {
    const kind = COST_KINDS.indexOf(line.basis as (typeof COST_KINDS)[number]);
    all[kind] += amount;
    all[(organisation < 0 ? 1 + payers : 1 + organisation) * kinds + kind] += amount;
  }
  return all;
}
