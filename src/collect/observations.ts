import { quantilesInPlace } from "../statistics/quantiles.ts";
import { Tally } from "../statistics/tally.ts";
import { longerDoubles } from "./growable.ts";

/** What is told of many observations; all but `count` are NaN when there are none, `sd` also when there is one. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Between observations, on n − 1. */
  readonly sd: number;
  /** Percentiles by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  /** Of those above 0. */
  readonly share: number;
}

/** Values in the order observed, kept until the end of the run so that percentiles are exact. */
export class Observations {
  count = 0;
  private values = new Float64Array(64);

  clear(): void {
    this.count = 0;
  }

  add(value: number): void {
    if (this.count === this.values.length) this.values = longerDoubles(this.values, this.count * 2);
    this.values[this.count++] = value;
  }

  /** A view of the values; valid until the next `add`. */
  view(): Float64Array<ArrayBuffer> {
    return this.values.subarray(0, this.count);
  }
}

/** Summary of all parts together. Moves the values of a part about when it is the only one with values. */
export function summarise(parts: readonly Observations[]): Summary {
  const values = together(parts.filter((part) => part.count > 0));
  const tally = new Tally();
  let above = 0;
  for (let i = 0; i < values.length; i++) {
    tally.add(values[i]);
    if (values[i] > 0) above++;
  }
  const { count, mean, sd } = tally;
  const [p50, p90, p95] = quantilesInPlace(values, [0.5, 0.9, 0.95]);
  return {
    count,
    mean,
    sd,
    p50,
    p90,
    p95,
    share: above / count,
  };
}

/** Summaries of all classes together, then of each class. */
export function summariseClasses(classes: readonly Observations[]): Summary[] {
  const observed = classes.filter((one) => one.count > 0);
  // Before the classes: their summaries move values about, and a mean is taken in the order observed.
  const overall = summarise(classes);
  return [overall, ...classes.map((one) => (observed.length === 1 && one.count > 0 ? overall : summarise([one])))];
}

function together(parts: readonly Observations[]): Float64Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0].view();
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.count, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part.view(), at);
    at += part.count;
  }
  return all;
}
