import type { Runner } from "../../src/experiment/experiment.ts";
import type { OracleModel } from "./plan.d.mts";

export interface Row {
  readonly id: string;
  readonly model: string;
  readonly metric: string;
  readonly value: number | readonly number[];
  readonly source?: string;
}

export interface Answer {
  readonly id: string;
  readonly model: string;
  readonly exact: number;
  readonly mean: number;
  readonly halfWidth: number;
  readonly limit: number;
  readonly verdict: "holds" | "OUTSIDE" | "TOO WIDE";
}

export declare const rows: readonly Row[];
export declare function verifyModel(model: OracleModel, runner: Runner): Promise<Answer[]>;
