import { exp } from "../../src/maths/exp.ts";
import { log } from "../../src/maths/log.ts";
import { excess, expMinusOne, logOnePlus } from "../../src/maths/near-one.ts";
import { power } from "../../src/maths/power.ts";
import { cos, sin } from "../../src/maths/sin.ts";
import { big, times } from "./big.ts";
import { cosine, exponential, exponentialMinusOne, ln, lnOnePlus, sine } from "./big-elementary.ts";
import { excessOf } from "./big-special.ts";
import type { Measure } from "./measure.ts";

/** Between low and high: evenly, or evenly in the logarithm. By the portable functions, so that points are the same everywhere. */
export const even = (u: number, low: number, high: number): number => low + (high - low) * u;
export const inLog = (u: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, exp(even(u, log(low), log(high)))));
export const either = (u: number, x: number): number => (u < 0.5 ? x : -x);

const lnOf: Measure["exact"] = ([x]) => ln(big(x));
const powerOf: Measure["exact"] = ([x, y]) => exponential(times(big(y), ln(big(x))));

/** The elementary functions. */
export const elementary: readonly Measure[] = [
  {
    name: "log",
    where: "uniforms, not within 0.01 of 1",
    at: ([u]) => [u * 0.99],
    found: log,
    exact: lnOf,
    limit: 0.51,
    unit: "ulp",
  },
  {
    name: "log",
    where: "all magnitudes, 1e-300 to 1e300",
    at: ([u]) => [inLog(u, 1e-300, 1e300)],
    found: log,
    exact: lnOf,
    limit: 0.51,
    unit: "ulp",
  },
  {
    name: "log",
    where: "0.98 to 1.02",
    at: ([u]) => [even(u, 0.98, 1.02)],
    found: log,
    exact: lnOf,
    limit: 0.75,
    unit: "ulp",
  },
  {
    name: "log",
    where: "within 1e-7 of 1",
    at: ([u]) => [even(u, 1 - 1e-7, 1 + 1e-7)],
    found: log,
    exact: lnOf,
    limit: 0.75,
    unit: "ulp",
  },
  {
    name: "log",
    where: "subnormal",
    at: ([u]) => [Math.floor(inLog(u, 2, 1e15)) * 5e-324],
    found: log,
    exact: lnOf,
    limit: 0.51,
    unit: "ulp",
  },
  {
    name: "exp",
    where: "-1 to 1",
    at: ([u]) => [even(u, -1, 1)],
    found: exp,
    exact: ([x]) => exponential(big(x)),
    limit: 0.51,
    unit: "ulp",
  },
  {
    name: "exp",
    where: "-707.9 to 709.7",
    at: ([u]) => [even(u, -707.9, 709.7)],
    found: exp,
    exact: ([x]) => exponential(big(x)),
    limit: 0.51,
    unit: "ulp",
  },
  {
    name: "exp",
    where: "subnormal results, -745 to -709",
    at: ([u]) => [even(u, -745, -709)],
    found: exp,
    exact: ([x]) => exponential(big(x)),
    limit: 1,
    unit: "ulp",
  },
  ...["1", "30", "1000000"].flatMap((most): Measure[] => [
    angle("sin", `up to ±${most}`, ([u]) => [even(u, -Number(most), Number(most))]),
    angle("cos", `up to ±${most}`, ([u]) => [even(u, -Number(most), Number(most))]),
  ]),
  angle("sin", "next to multiples of π ÷ 2", nextToZeros),
  angle("cos", "next to multiples of π ÷ 2", nextToZeros),
  // As if the angle were wrong by 4e-17 of itself.
  { ...angle("sin", "1.6 million to a billion", ([u]) => [inLog(u, 1.6e6, 1e9)]), limit: 4e-8, unit: "absolute" },
  { ...angle("cos", "1.6 million to a billion", ([u]) => [inLog(u, 1.6e6, 1e9)]), limit: 4e-8, unit: "absolute" },
  {
    name: "power",
    where: "exponents 2 to 10",
    at: ([u, v]) => [inLog(u, 1e-3, 1e3), Math.floor(even(v, 2, 11))],
    found: power,
    exact: powerOf,
    limit: 10,
    unit: "ulp",
  },
  {
    name: "power",
    where: "whole exponents from -1,024 to 1,024, results from e^-300 to e^300",
    at: ([u, v]) => {
      const y = Math.floor(even(v, -1024, 1025)) || 1;
      return [exp(even(u, -300, 300) / Math.abs(y)), y];
    },
    found: power,
    exact: powerOf,
    limit: 1024,
    unit: "ulp",
  },
  {
    name: "power",
    where: "½",
    at: ([u]) => [inLog(u, 1e-300, 1e300), 0.5],
    found: power,
    exact: powerOf,
    limit: 0.5,
    unit: "ulp",
  },
  {
    name: "power",
    where: "other exponents, results from 1 ÷ e to e",
    at: ([u, v]) => powerBelow(1, u, v),
    found: power,
    exact: powerOf,
    limit: 2,
    unit: "ulp",
  },
  {
    name: "power",
    where: "other exponents, results from e^-700 to e^700",
    at: ([u, v]) => powerBelow(700, u, v),
    found: power,
    exact: powerOf,
    limit: 1024,
    unit: "ulp",
  },
  {
    name: "logOnePlus",
    where: "-0.999 to 1e300, all magnitudes",
    at: ([u, v]) => [v < 0.4 ? -inLog(u, 1e-300, 0.999) : inLog(u, 1e-300, v < 0.8 ? 10 : 1e300)],
    found: logOnePlus,
    exact: ([x]) => lnOnePlus(big(x)),
    limit: 2,
    unit: "ulp",
  },
  {
    name: "logOnePlus",
    where: "-0.9 to 3",
    at: ([u]) => [even(u, -0.9, 3)],
    found: logOnePlus,
    exact: ([x]) => lnOnePlus(big(x)),
    limit: 2,
    unit: "ulp",
  },
  {
    name: "expMinusOne",
    where: "±1e-300 to ±700, all magnitudes",
    at: ([u, v]) => [either(v, inLog(u, 1e-300, 700))],
    found: expMinusOne,
    exact: ([x]) => exponentialMinusOne(big(x)),
    limit: 3,
    unit: "ulp",
  },
  {
    name: "expMinusOne",
    where: "-2 to 2",
    at: ([u]) => [even(u, -2, 2)],
    found: expMinusOne,
    exact: ([x]) => exponentialMinusOne(big(x)),
    limit: 3,
    unit: "ulp",
  },
  {
    name: "excess",
    where: "-0.99 to 10",
    at: ([u, v]) => [v < 0.3 ? even(u, -0.99, 0) : even(u, 0, v < 0.6 ? 1 : 10)],
    found: excess,
    exact: ([x]) => excessOf(big(x)),
    limit: 1e-15,
    unit: "relative",
  },
  {
    name: "excess",
    where: "±1e-150 to ±0.1, all magnitudes",
    at: ([u, v]) => [either(v, inLog(u, 1e-150, 0.1))],
    found: excess,
    exact: ([x]) => excessOf(big(x)),
    limit: 1e-15,
    unit: "relative",
  },
];

function angle(name: "sin" | "cos", where: string, at: Measure["at"]): Measure {
  const [found, exact] = name === "sin" ? [sin, sine] : [cos, cosine];
  return { name, where, at, found, exact: ([x]) => exact(big(x)), limit: 0.8, unit: "ulp" };
}

/** Numerators of the continued fraction of π: whole numbers next to multiples of it. */
const WHOLE = [3, 22, 44, 333, 355, 710, 103993, 104348, 208341, 312689, 833719];

function nextToZeros([u, v]: readonly number[], i: number): readonly number[] {
  if (i < WHOLE.length) return [WHOLE[i]];
  const quarters = Math.floor(inLog(u, 1, 6e5)) * (Math.PI / 2);
  return [either(v, quarters)];
}

/** @param most of |y ln x| */
function powerBelow(most: number, u: number, v: number): readonly number[] {
  const x = inLog(u, 1e-3, 1e3);
  return [x, even(v, -most, most) / (Math.abs(log(x)) || 1)];
}
