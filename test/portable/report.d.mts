import type { Measured } from "../maths/measure.ts";

export interface PlatformRow {
  readonly name: string;
  readonly version: string;
  /** "the same", or what is wrong. */
  readonly verdict: string;
  readonly different: readonly string[];
  /** It cannot be had here. */
  readonly missing: boolean;
}

export declare function report(rows: readonly PlatformRow[], scenarios: number, functions: readonly Measured[]): string;
