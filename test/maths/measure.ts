import { mix } from "../../src/random/generator.ts";
import { type Big, big, near, over, sizeOf, subtract, ulpsOff, ZERO } from "./big.ts";

/** A function over a range of its arguments, what it is held against, and how far off it may be. */
export interface Measure {
  readonly name: string;
  /** In words, for a table. */
  readonly where: string;
  /** One in so many of the points that quick functions get: references differ in what they cost. */
  readonly dear?: number;
  /** The arguments of point i, from uniforms that are the same in every run. */
  readonly at: (uniforms: readonly number[], i: number) => readonly number[];
  readonly found: (...args: number[]) => number;
  /** From the arguments; an inverse function is corrected by what its own value misses. */
  readonly exact: (args: readonly number[], found: number) => Big;
  readonly limit: number;
  /** What the limit is of: mixed is relative above 1 and absolute below. */
  readonly unit: "ulp" | "relative" | "absolute" | "mixed";
}

export interface Measured {
  readonly name: string;
  readonly where: string;
  readonly points: number;
  /** Greatest error in units of the last place of the exact value. */
  readonly ulp: number;
  /** Share of the points that are more than half a unit off: not the double next to the exact value. */
  readonly notRounded: number;
  /** Greatest error in the unit of the limit, and where. */
  readonly error: number;
  readonly worst: readonly number[];
  readonly limit: number;
  readonly unit: Measure["unit"];
}

/** @param points of a function whose reference is quick */
export function measured(measure: Measure, points: number): Measured {
  const { name, where, dear = 1, at, found, exact, limit, unit } = measure;
  const count = Math.ceil(points / dear);
  let [ulp, off, error] = [0, 0, 0];
  let worst: readonly number[] = [];
  for (let i = 0; i < count; i++) {
    const args = at([mix(1, 2, 3, i), mix(4, 5, 6, i), mix(7, 8, 9, i)], i);
    const value = found(...args);
    const truth = exact(args, value);
    const units = ulpsOff(value, truth);
    ulp = Math.max(ulp, units);
    if (units > 0.5) off += 1;
    const here = errorIn(unit, units, value, truth);
    if (!(here <= error)) [error, worst] = [here, args];
  }
  return { name, where, points: count, ulp, notRounded: off / count, error, worst, limit, unit };
}

function errorIn(unit: Measure["unit"], units: number, value: number, truth: Big): number {
  if (unit === "ulp" || !Number.isFinite(value)) return units;
  const difference = sizeOf(subtract(big(value), truth));
  if (difference.m === ZERO.m) return 0;
  const relative = Math.abs(near(over(difference, truth)));
  return unit === "relative" ? relative : unit === "absolute" ? near(difference) : Math.min(relative, near(difference));
}
