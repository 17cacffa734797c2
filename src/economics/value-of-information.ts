import { normalCdf, normalDensity } from "../maths/normal.ts";

/** What is believed of the incremental net benefit of a new way over the old: normal, in money, for one decision. */
export interface NormalBelief {
  readonly mean: number;
  /** Of the belief about the mean, ≥ 0. */
  readonly sd: number;
}

/** P(net benefit > 0): 1, ½ or 0 by the sign of the mean where nothing is uncertain. */
export function chanceCostEffective({ mean, sd }: NormalBelief): number {
  checkSpread(sd);
  return sd === 0 ? (Math.sign(mean) + 1) / 2 : normalCdf(mean / sd);
}

/**
 * Expected value of perfect information about which of two ways is better, in money for each time that the decision is taken:
 * s φ(m ÷ s) − |m| Φ(−|m| ÷ s), the unit normal loss (Raiffa and Schlaifer, Applied Statistical Decision Theory (1961), §5.4; Briggs,
 * Claxton and Sculpher, Decision Modelling for Health Economic Evaluation (2006), §6). ≥ 0; 0 where nothing is uncertain.
 * @throws Error for a negative or infinite sd
 */
export function valueOfPerfectInformation({ mean, sd }: NormalBelief): number {
  checkSpread(sd);
  if (sd === 0) return 0;
  const away = Math.abs(mean) / sd;
  return sd * normalDensity(away) - Math.abs(mean) * normalCdf(-away);
}

/**
 * Expected value of a study before it is done: that of perfect information about the mean that it will lead to, whose sd is
 * s² ÷ √(s² + d² ÷ n). Never more than that of perfect information; 0 for n = 0.
 * @param dataSd of one observation of net benefit, such as of a pair of patients, ≥ 0
 * @param n observations, ≥ 0
 */
export function valueOfSampleInformation({ mean, sd }: NormalBelief, dataSd: number, n: number): number {
  checkSpread(sd);
  checkSpread(dataSd);
  if (!(n >= 0)) throw new Error(`no study of ${n} observations`);
  if (sd === 0 || n === 0) return 0;
  const variance = sd * sd;
  return valueOfPerfectInformation({ mean, sd: variance / Math.sqrt(variance + (dataSd * dataSd) / n) });
}

function checkSpread(sd: number): void {
  if (!(sd >= 0 && sd < Infinity)) throw new Error(`no belief with a standard deviation of ${sd}`);
}
