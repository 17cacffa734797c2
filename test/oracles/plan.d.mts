import type { RunResult } from "../../src/collect/run-result.ts";
import type { Model } from "../../src/model/model.ts";

/** What both simulators give. */
export type Run = Pick<RunResult, "replication" | "values" | "minutesAtLevel" | "presentAt">;

export interface Reader {
  (run: Run, at: (id: string) => number): number;
  /** The root is to be taken of the estimate. */
  readonly squared?: boolean;
}

/** What the small simulator is told besides the compiled model. */
export interface SmallOptions {
  /** Waits over so many minutes are counted. */
  readonly over?: number;
  /** Time with so many present is measured. */
  readonly crowded?: number;
  /** Whose waits `measure.wait` is of, by number. */
  readonly counted?: (number: number) => boolean;
  readonly percentiles?: boolean;
  /** The stage where all enter, when not the compiled one. */
  readonly enter?: string;
  /** Who is served next: the lowest value, asked at every grant. */
  readonly order?: (state: SmallState, slot: number, now: number) => number;
  /** A simulator of this model alone. */
  readonly by?: (model: Model) => { run(replication: number): Run };
}

export interface SmallState {
  readonly enteredAt: Float64Array;
  /** By attribute, then by slot. */
  readonly drawn: readonly Float64Array[];
}

export interface OracleModel {
  readonly name: string;
  readonly file: string;
  readonly warmUp: number;
  readonly run: number;
  /** Minutes of the runs that both simulators do, where they are not those of `run`. */
  readonly beside?: number;
  /** By the program; where there is a second simulator it runs these as well. */
  readonly replications: number;
  /** Others by the second simulator, where there is one. */
  readonly small?: number;
  readonly options: SmallOptions;
  readonly set: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, Reader | readonly Reader[]>>;
}

export declare const models: readonly OracleModel[];
export declare const partsLeftOut: Readonly<Record<string, readonly number[]>>;
