/**
 * Productivity as volume of output over volume of input, after the Office for National Statistics and the York Centre for Health
 * Economics (Bojke, Castelli, Grasic and Street, Health Economics 26 (2017) 547–565): Laspeyres indices, in which the costs and
 * prices of the period before weigh both periods, so that a change of price alone moves nothing. For two scenarios the baseline
 * stands for the period before.
 */

import { exp } from "../maths/exp.ts";
import { log } from "../maths/log.ts";
import { power } from "../maths/power.ts";

/** Of one activity or one input: how much there was, and what one was worth before. */
export interface Volume {
  readonly before: number;
  readonly after: number;
  readonly price: number;
}

/** An activity with its quality, on any scale: only the ratio counts. */
export interface ActivityVolume extends Volume {
  readonly qualityBefore: number;
  readonly qualityAfter: number;
}

/** Σ after × price ÷ Σ before × price. NaN of nothing before. */
export function laspeyres(volumes: readonly Volume[]): number {
  let [above, below] = [0, 0];
  for (const { before, after, price } of volumes) {
    if (price === 0) continue;
    above += after * price;
    below += before * price;
  }
  return below === 0 ? Number.NaN : above / below;
}

/**
 * How much better each activity is than before, weighed by what is done of it now at the costs of before: Σ a c (q ÷ q before) ÷
 * Σ a c. 1 where nothing is done any more, or quality is nowhere measured; an activity that is not done has no say.
 */
export function qualityIndex(activities: readonly ActivityVolume[]): number {
  let [above, below] = [0, 0];
  for (const { after, price, qualityBefore, qualityAfter } of activities) {
    const weight = after * price;
    if (weight === 0) continue;
    above += weight * (qualityAfter / qualityBefore);
    below += weight;
  }
  return below === 0 ? 1 : above / below;
}

/** Output × quality ÷ input: the technical productivity. */
export function productivityIndex(output: number, quality: number, input: number): number {
  return (output * quality) / input;
}

/**
 * The index of quality that belongs to a growth told in percentage points of output, as statistics print it: output of +1.8 % and
 * quality of +0.4 points are 1.022 together.
 * @param output index, such as 1.018
 * @param points such as 0.004
 */
export function qualityOfPoints(output: number, points: number): number {
  return 1 + points / output;
}

/** From the first period to the last: the product of the indices from one to the next. 1 of none. */
export function chained(indices: readonly number[]): number {
  return indices.reduce((product, index) => product * index, 1);
}

/** A factor of quality raised to its weight: 0 for one that counts for nothing, whatever it is. */
export function weighted(factor: number, exponent: number): number {
  return exponent === 0 ? 1 : power(factor, exponent);
}

const YEAR = 365.25 * 1440;

/**
 * What a wait leaves of the worth of an activity: (1 + rate) to the power of minus its length in years.
 * @param minutes of waiting
 * @param rate such as 0.035
 */
export function discountOfWait(minutes: number, rate: number): number {
  return exp((-minutes / YEAR) * log(1 + rate));
}
