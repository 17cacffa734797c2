import { type MeanInterval, meanInterval } from "./paired.ts";

/**
 * Net monetary benefit of each pair: what the QALYs gained are worth, less what they cost more (Stinnett and Mullahy, Medical Decision
 * Making 18 (1998) S68–S80). Positive where it is worth it. In money.
 * @param qalys gained, scenario − baseline, one a replication
 * @param cost more, scenario − baseline, one a replication
 * @param perQaly money for a QALY, ≥ 0
 * @throws Error where the numbers do not pair, or for a negative value
 */
export function netBenefits(qalys: ArrayLike<number>, cost: ArrayLike<number>, perQaly: number): Float64Array {
  if (qalys.length !== cost.length) throw new Error(`${qalys.length} and ${cost.length} are no pairs`);
  if (!(perQaly >= 0 && perQaly < Infinity)) throw new Error(`no net benefit at ${perQaly} for a QALY`);
  return Float64Array.from({ length: qalys.length }, (_, i) => perQaly * qalys[i] - cost[i]);
}

/** Mean of the net monetary benefit with its t-interval. @param level of the interval, in (0, 1) */
export function netBenefit(
  qalys: ArrayLike<number>,
  cost: ArrayLike<number>,
  perQaly: number,
  level: number,
): MeanInterval {
  return meanInterval(netBenefits(qalys, cost, perQaly), level);
}
