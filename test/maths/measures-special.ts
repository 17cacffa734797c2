import { betaNorm, betaQuantile, incompleteBeta } from "../../src/maths/beta.ts";
import { erfc, expOfSquare, scaledErfc } from "../../src/maths/erfc.ts";
import { gammaP, gammaQ, gammaQuantile } from "../../src/maths/gamma.ts";
import { lnGamma, lnGammaExcess, lnReflection, lnReflectionExcess, stirlingError } from "../../src/maths/ln-gamma.ts";
import { normalCdf, normalDensity, normalQuantile } from "../../src/maths/normal.ts";
import { normalOfUniform } from "../../src/maths/normal-table.ts";
import { temme } from "../../src/maths/temme.ts";
import { add, type Big, big, negative, ONE, over, scaled, subtract, times } from "./big.ts";
import { exponential, ln } from "./big-elementary.ts";
import {
  betaTails,
  erfcOf,
  gammaTails,
  lambdaOf,
  lnBeta,
  lnGammaOf,
  normalCdfOf,
  normalDensityOf,
  scaledErfcOf,
  stirlingErrorOf,
} from "./big-special.ts";
import type { Measure } from "./measure.ts";
import { even, inLog } from "./measures.ts";

/** Where the distribution function is p: one step of Newton's method from a value that is right to 1e-10 leaves nothing. */
function corrected(found: number, cdf: Big, p: number, density: Big): Big {
  return subtract(big(found), over(subtract(cdf, big(p)), density));
}

const normalOf: Measure["exact"] = ([p], z) => corrected(z, normalCdfOf(big(z)), p, normalDensityOf(big(z)));

/** A value as the generator makes them: an odd multiple of 2^-53. */
function uniform(u: number): number {
  const wholes = Math.floor(u * 2 ** 52);
  return (2 * wholes + 1) * 2 ** -53;
}

const square: Measure["exact"] = ([x, share]) => exponential(negative(times(big(share), times(big(x), big(x)))));
const doubled = (x: Big): Big => scaled(x, 1);
const lnGammaOnePlus = (x: Big): Big => lnGammaOf(add(ONE, x));
const lnReflectionOf = (x: Big): Big => add(lnGammaOnePlus(x), lnGammaOnePlus(negative(x)));

/** Two shapes, and a place on this side of where I and its complement change parts. */
function shapes(low: number, high: number, [u, v, w]: readonly number[], side: 1 | -1): readonly number[] {
  const [a, b] = [inLog(u, low, high), inLog(v, low, high)];
  const mean = a / (a + b);
  const sd = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  return [a, b, Math.min(1 - 1e-6, Math.max(1e-6, (a + 1) / (a + b + 2) + side * 5 * w * sd))];
}

/** The special functions. */
export const special: readonly Measure[] = [
  {
    name: "erfc",
    where: "-6 to 26",
    at: ([u, v]) => [v < 0.5 ? even(u, -6, 3) : even(u, 3, 26)],
    found: erfc,
    exact: ([x]) => erfcOf(big(x)),
    limit: 1e-15,
    unit: "relative",
    dear: 5,
  },
  {
    name: "scaledErfc",
    where: "0 to 1e6",
    at: ([u, v]) => [v < 0.5 ? even(u, 0, 5) : inLog(u, 5, 1e6)],
    found: scaledErfc,
    exact: ([x]) => scaledErfcOf(big(x)),
    limit: 1e-15,
    unit: "relative",
    dear: 5,
  },
  {
    name: "expOfSquare",
    where: "whole and half the square, up to 26",
    at: ([u, v]) => [even(u, -26, 26), v < 0.5 ? 1 : 0.5],
    found: (x, share) => expOfSquare(x, share === 1 ? 1 : 0.5),
    exact: square,
    limit: 2,
    unit: "ulp",
  },
  {
    name: "normalDensity",
    where: "-37 to 37",
    at: ([u]) => [even(u, -37, 37)],
    found: normalDensity,
    exact: ([z]) => normalDensityOf(big(z)),
    limit: 1e-15,
    unit: "relative",
  },
  {
    name: "normalCdf",
    where: "-37 to 0",
    at: ([u, v]) => [v < 0.5 ? even(u, -6, 0) : even(u, -37, -6)],
    found: normalCdf,
    exact: ([z]) => normalCdfOf(big(z)),
    limit: 1e-15,
    unit: "relative",
    dear: 5,
  },
  {
    name: "normalCdf",
    where: "0 to 8",
    at: ([u]) => [even(u, 0, 8)],
    found: normalCdf,
    exact: ([z]) => normalCdfOf(big(z)),
    limit: 1e-15,
    unit: "relative",
    dear: 5,
  },
  {
    name: "normalQuantile",
    where: "0.075 to 0.925",
    at: ([u]) => [even(u, 0.075, 0.925)],
    found: normalQuantile,
    exact: normalOf,
    limit: 1e-15,
    unit: "relative",
    dear: 5,
  },
  {
    name: "normalQuantile",
    where: "tails, 1e-300 to 1 − 1e-16",
    at: ([u, v]) => [v < 0.6 ? inLog(u, 1e-300, 0.075) : 1 - inLog(u, 1e-15, 0.075)],
    found: normalQuantile,
    exact: normalOf,
    limit: 1e-15,
    unit: "relative",
    dear: 5,
  },
  {
    name: "normalOfUniform",
    where: "the generator's uniforms, within 4 sd",
    at: ([u]) => [uniform(even(u, 4e-5, 1 - 4e-5))],
    found: normalOfUniform,
    exact: normalOf,
    limit: 4e-15,
    unit: "absolute",
    dear: 5,
  },
  {
    name: "normalOfUniform",
    where: "the same, tails from 4 sd to the last uniform",
    at: ([u, v]) => {
      const p = uniform(inLog(u, 2 ** -53, 3e-5));
      return [v < 0.5 ? p : 1 - p];
    },
    found: normalOfUniform,
    exact: normalOf,
    limit: 6e-15,
    unit: "absolute",
    dear: 5,
  },
  {
    name: "lnGamma",
    where: "1e-10 to 1e12, all magnitudes",
    at: ([u, v]) => [v < 0.5 ? inLog(u, 1e-10, 1e12) : even(u, 0.001, 20)],
    found: lnGamma,
    exact: ([x]) => lnGammaOf(big(x)),
    limit: 2e-14,
    unit: "mixed",
    dear: 10,
  },
  {
    name: "stirlingError",
    where: "0.01 to 1e6",
    at: ([u]) => [inLog(u, 0.01, 1e6)],
    found: stirlingError,
    exact: ([x]) => stirlingErrorOf(big(x)),
    limit: 2e-14,
    unit: "absolute",
    dear: 10,
  },
  {
    name: "lnGammaExcess",
    where: "1e-9 to 100",
    at: ([u]) => [inLog(u, 1e-9, 100)],
    found: lnGammaExcess,
    exact: ([x]) => subtract(lnGammaOnePlus(doubled(big(x))), doubled(lnGammaOnePlus(big(x)))),
    limit: 3e-14,
    unit: "mixed",
    dear: 10,
  },
  {
    name: "lnReflection",
    where: "0.001 to 0.999",
    at: ([u]) => [even(u, 0.001, 0.999)],
    found: lnReflection,
    exact: ([x]) => lnReflectionOf(big(x)),
    limit: 2e-14,
    unit: "mixed",
    dear: 10,
  },
  {
    name: "lnReflectionExcess",
    where: "1e-9 to 0.499",
    at: ([u, v]) => [v < 0.5 ? inLog(u, 1e-9, 0.1) : even(u, 0.1, 0.499)],
    found: lnReflectionExcess,
    exact: ([x]) => subtract(lnReflectionOf(doubled(big(x))), doubled(lnReflectionOf(big(x)))),
    limit: 5e-14,
    unit: "mixed",
    dear: 10,
  },
  ...(["P", "Q"] as const).flatMap((tail): Measure[] =>
    [
      { shapes: "shapes 0.01 to 30", low: 0.01, high: 30, dear: 10 },
      { shapes: "shapes 30 to 10,000", low: 30, high: 1e4, dear: 20 },
    ].flatMap(({ shapes, low, high, dear }): Measure[] => [
      gamma(tail, "lower", shapes, low, high, dear),
      gamma(tail, "upper", shapes, low, high, dear),
    ]),
  ),
  {
    name: "temme",
    where: "shapes 30 to 10,000, η to ±0.52, both tails to 1e-195",
    at: ([u, v, w]) => {
      const a = inLog(u, 30, 1e4);
      return [a, even(v, -1, 1) * Math.min(0.52, Math.sqrt(900 / a)), w < 0.5 ? 0 : 1];
    },
    found: (a, eta, upper) => temme(a, eta, upper === 1),
    exact: ([a, eta, upper]) => {
      const tails = gammaTails(big(a), times(big(a), lambdaOf(eta)));
      return upper === 1 ? tails.upper : tails.lower;
    },
    limit: 2e-13,
    unit: "relative",
    dear: 40,
  },
  {
    name: "gammaQuantile",
    where: "shapes 0.05 to 10,000, p from 1e-10 to 1 − 1e-10",
    at: ([u, v, w]) => [inLog(u, 0.05, 1e4), w < 0.3 ? inLog(v, 1e-10, 0.1) : w < 0.6 ? 1 - inLog(v, 1e-10, 0.1) : v],
    found: (a, p) => gammaQuantile(a, p),
    exact: ([a, p], x) => {
      const { lower, density } = gammaTails(big(a), big(x));
      return corrected(x, lower, p, density);
    },
    limit: 2e-13,
    unit: "relative",
    dear: 20,
  },
  {
    name: "betaNorm",
    where: "shapes 0.1 to 10,000",
    at: ([u, v]) => [inLog(u, 0.1, 1e4), inLog(v, 0.1, 1e4)],
    found: betaNorm,
    exact: ([a, b]) => betaNormOf(big(a), big(b)),
    limit: 2e-14,
    unit: "mixed",
    dear: 20,
  },
  ...[
    { shape: "shapes 0.1 to 30", low: 0.1, high: 30 },
    { shape: "shapes 30 to 1,000", low: 30, high: 1000 },
  ].flatMap(({ shape, low, high }): Measure[] => [
    {
      name: "incompleteBeta",
      where: `${shape}, x to 5 sd below (a + 1) ÷ (a + b + 2)`,
      at: (uniforms) => shapes(low, high, uniforms, -1),
      found: incompleteBeta,
      exact: ([a, b, x]) => betaTails(big(a), big(b), big(x)).lower,
      limit: 2e-13,
      unit: "relative",
      dear: 20,
    },
    {
      name: "incompleteBeta",
      where: `${shape}, x to 5 sd above it`,
      at: (uniforms) => shapes(low, high, uniforms, 1),
      found: incompleteBeta,
      exact: ([a, b, x]) => betaTails(big(a), big(b), big(x)).lower,
      limit: 2e-13,
      unit: "absolute",
      dear: 20,
    },
  ]),
  {
    name: "betaQuantile",
    where: "shapes 0.2 to 1,000, p from 1e-6 to 1 − 1e-6",
    at: ([u, v, w]) => [inLog(u, 0.2, 1e3), inLog(v, 0.2, 1e3), even(w, 1e-6, 1 - 1e-6)],
    found: (a, b, p) => betaQuantile(a, b, p),
    exact: ([a, b, p], x) => {
      const { lower, density } = betaTails(big(a), big(b), big(x));
      return corrected(x, lower, p, density);
    },
    limit: 2e-13,
    unit: "relative",
    dear: 20,
  },
];

/** P and Q are computed as themselves on their own side of x = a + 1, and as 1 less the other beyond: what is small there is right absolutely. */
function gamma(
  tail: "P" | "Q",
  side: "lower" | "upper",
  shapes: string,
  low: number,
  high: number,
  dear: number,
): Measure {
  const own = (tail === "P") === (side === "lower");
  return {
    name: `gamma${tail}`,
    where: `${shapes}, x ${side === "lower" ? "below" : "from"} a + 1`,
    at: ([u, v]) => {
      const a = inLog(u, low, high);
      const far = Math.min(600, 6 * Math.sqrt(a) + 20);
      return [a, side === "lower" ? Math.max(1e-3 * a, a + 1 - (1 - v) * Math.min(a, far)) : a + 1 + v * far];
    },
    found: tail === "P" ? gammaP : gammaQ,
    exact: ([a, x]) => gammaTails(big(a), big(x))[tail === "P" ? "lower" : "upper"],
    limit: 2e-13,
    unit: own ? "relative" : "absolute",
    dear,
  };
}

/** ln √(ab ÷ 2π(a + b)) and what Stirling's formula leaves out: ln Γ without its main part. */
function betaNormOf(a: Big, b: Big): Big {
  const sum = add(a, b);
  const bulk = subtract(subtract(times(sum, ln(sum)), times(a, ln(a))), times(b, ln(b)));
  return subtract(negative(lnBeta(a, b)), bulk);
}
