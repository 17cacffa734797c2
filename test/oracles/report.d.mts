import type { FormulaAnswer } from "./formulas.d.mts";
import type { Answer } from "./verify.d.mts";

export interface Coverage {
  readonly row: string;
  readonly exact: number;
  readonly experiments: number;
  /** Of each experiment. */
  readonly replications: number;
  /** Intervals that contain the exact value, and intervals that lie below it. */
  readonly inside: number;
  readonly below: number;
  /** Would contain it with the normal quantile in place of Student's. */
  readonly insideNormal: number;
  readonly verdict: "holds" | "OUTSIDE";
}

export interface Found {
  readonly answers: readonly Answer[];
  readonly formulas: readonly FormulaAnswer[];
  readonly coverage: Coverage | undefined;
  /** Names of models that have not been run. */
  readonly left: readonly string[];
  /** A fresh one, of a long run. */
  readonly seed: string | undefined;
}

export declare function report(found: Found): string;
