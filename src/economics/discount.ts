import { exp } from "../maths/exp.ts";
import { expMinusOne, logOnePlus } from "../maths/near-one.ts";

/**
 * Present values, discounted continuously at ln(1 + r), r the effective rate a year: what comes t years from now counts 1 ÷ (1 + r)^t
 * (Drummond et al., Methods for the Economic Evaluation of Health Care Programmes (2015), §4.5; HM Treasury, The Green Book, for
 * 3.5 % a year). Years are of 365.25 days; amounts in any unit, which the result keeps.
 */

/** Of a year, in minutes. */
export const YEAR = 525960;

/**
 * The rate at which value falls continuously, a year: ln(1 + r).
 * @param rate effective, a year, such as 0.035; ≥ 0
 * @throws Error for a negative rate or NaN
 */
export function continuousRate(rate: number): number {
  if (!(rate >= 0 && rate < Infinity)) throw new Error(`no discount rate of ${rate} a year`);
  return logOnePlus(rate);
}

/** What 1 is worth `years` from now: 1 now and before. @param years of any sign; Infinity gives 0 with a rate above 0 */
export function discountFactor(years: number, rate: number): number {
  const r = continuousRate(rate);
  return years > 0 && r > 0 ? exp(-r * years) : 1;
}

/**
 * Present value of 1 a year that flows evenly from year `from` to year `to`, which may lie before now, when nothing is discounted:
 * (e^(−r·from) − e^(−r·to)) ÷ r. `to` may be Infinity when there is a rate.
 * @throws Error when `to` is before `from`
 */
export function presentValueOfTime(from: number, to: number, rate: number): number {
  if (!(to >= from)) throw new Error(`no flow from year ${from} to year ${to}`);
  return discountedTime(from, to, continuousRate(rate));
}

/** As `presentValueOfTime` at a continuous rate, and unchecked: for those who add up many. In the unit of time that 1 ÷ `r` has. */
export function discountedTime(from: number, to: number, r: number): number {
  if (r === 0 || to <= 0) return to - from;
  const before = from < 0 ? -from : 0;
  const start = Math.max(from, 0);
  return before + (exp(-r * start) * -expMinusOne(-r * (to - start))) / r;
}

/** Present value of a stream of `perYear` a year from now for so many years. @param years ≥ 0; Infinity with a rate above 0 */
export function presentValueOfStream(perYear: number, years: number, rate: number): number {
  return perYear * presentValueOfTime(0, years, rate);
}

/**
 * Present value of lumps that fall due one by one.
 * @param lumps each its amount and the years from now at which it falls due; one that lies before now counts whole
 */
export function presentValueOfLumps(lumps: Iterable<readonly [amount: number, years: number]>, rate: number): number {
  let sum = 0;
  for (const [amount, years] of lumps) sum += amount * discountFactor(years, rate);
  return sum;
}

/**
 * Expected discounted years of life of one who dies at a constant hazard: 1 ÷ (hazard + ln(1 + r)).
 * @param hazard a year, > 0 (or 0 with a rate above 0)
 */
export function discountedLifeYears(hazard: number, rate: number): number {
  const falling = hazard + continuousRate(rate);
  if (!(hazard >= 0 && falling > 0)) throw new Error(`no expected years of life at a hazard of ${hazard} a year`);
  return 1 / falling;
}
