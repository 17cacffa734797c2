import type { Row, Table } from "./plan.d.mts";

export interface Line {
  readonly row: Row;
  /** Mean over our runs, or ratio of two means, with the standard deviation of a run and the standard error of the mean. */
  readonly ours: { readonly mean: number; readonly sd: number; readonly se: number };
  /** Of the published figure. */
  readonly se: number;
  readonly z: number;
  readonly verdict: "within" | "explained" | "no cause found" | "OUTSIDE";
}

export interface TableLines {
  readonly table: Table;
  readonly lines: readonly Line[];
}

export type Value = number | readonly [above: number, below: number];

export declare function judge(row: Row, runs: number, values: readonly Value[]): Line;
