import type { LineHeap } from "./line-heap.ts";

/** A line of those who ask for the same thing: any one of its bundles. */
export interface Line {
  readonly number: number;
  readonly heap: LineHeap;
  /** It is among the lines to look at. */
  isDue: boolean;
  /** The resource that it asks for when that is all, else NONE; how many units of it. */
  readonly resource: number;
  readonly units: number;
  /** All that it asks for. */
  readonly asked: readonly number[];
  /** In order of preference; `option[i]` is the place of bundle i in the request as written. */
  readonly bundle: readonly number[];
  readonly option: readonly number[];
  /** One that cannot be met holds up later requests for these resources: all that its choices name, held or not yet offered. */
  readonly strict: boolean;
  readonly bars: readonly number[];
  /** It may take staff from services of worse priority. */
  readonly preempts: boolean;
  /** Priorities are read again whenever the line is looked at. */
  readonly reorders: boolean;
}
