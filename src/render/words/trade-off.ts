import type { Comparison, PairedDifference, Verdict } from "../../experiment/experiment.ts";
import { effectOf, sayEffectAlone, sayHarmAlone } from "./effects.ts";
import { type Labels, listed, payerLabel } from "./labels.ts";

/** A benefit with what it is paid for with: a harm on another measure, or else the payer with the largest clear rise in cost. */
export type TradeOff =
  | { readonly benefit: Verdict; readonly harm: Verdict; readonly payer: undefined }
  | { readonly benefit: Verdict; readonly harm: undefined; readonly payer: PairedDifference };

/** Verdicts that say something; none of an arm that does not settle. */
export function foundIn({ verdicts, instabilities }: Comparison): readonly Verdict[] {
  return instabilities.length > 0 ? [] : verdicts.filter(({ kind }) => kind !== "too-few");
}

/** Undefined when there is no benefit, or nothing that clearly speaks against it. */
export function tradeOffOf(comparison: Comparison): TradeOff | undefined {
  const found = foundIn(comparison);
  const benefit = found.find(({ kind }) => kind === "benefit");
  if (benefit === undefined) return undefined;
  const harm = found.find(({ kind }) => kind === "harm");
  if (harm !== undefined) return { benefit, harm, payer: undefined };
  const [payer] = payersOf(comparison)
    .filter(({ low }) => low > 0)
    .sort((a, b) => b.mean - a.mean);
  return payer === undefined ? undefined : { benefit, harm, payer };
}

/** Changes in the cost of each organisation. */
export function payersOf({ differences }: Comparison): readonly PairedDifference[] {
  return differences.filter(({ metric }) => {
    return metric.scope === "organisation" && metric.quantity === "cost" && metric.statistic === "total";
  });
}

/** A trade-off that several scenarios make, said once. */
export interface SharedTradeOff {
  readonly arms: readonly string[];
  readonly text: string;
}

/**
 * The same benefit for the same harm or payer in two scenarios or more: "A, B and C make the same trade-off: each frees beds but
 * costs Council more." How much, each answer says.
 */
export function sharedTradeOffs(
  comparisons: readonly Comparison[],
  labelsFor: (comparison: Comparison) => Labels,
): readonly SharedTradeOff[] {
  const alike = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const said = sayAlone(comparison, labelsFor(comparison));
    if (said !== undefined) alike.set(said, [...(alike.get(said) ?? []), comparison]);
  }
  return [...alike]
    .filter(([, those]) => those.length > 1)
    .map(([said, those]) => ({
      arms: those.map(({ arm }) => arm),
      text: `${listed(those.map((one) => labelsFor(one).scenario))} make the same trade-off: each ${said}.`,
    }));
}

/** Without the numbers: "frees beds but costs Council more". */
function sayAlone(comparison: Comparison, labels: Labels): string | undefined {
  const tradeOff = tradeOffOf(comparison);
  if (tradeOff === undefined) return undefined;
  const { benefit, harm, payer } = tradeOff;
  const cost = harm === undefined ? `costs ${payerLabel(payer, labels)} more` : sayHarmAlone(effectOf(harm, labels));
  return `${sayEffectAlone(effectOf(benefit, labels))} but ${cost}`;
}
