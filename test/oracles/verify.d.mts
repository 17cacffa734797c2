import type { Runner } from "../../src/experiment/experiment.ts";
import type { Model } from "../../src/model/model.ts";
import type { OracleModel } from "./plan.d.mts";

export interface Answer {
  readonly id: string;
  readonly model: string;
  readonly exact: number;
  readonly mean: number;
  readonly halfWidth: number;
  readonly limit: number;
  readonly verdict: "holds" | "OUTSIDE" | "TOO WIDE";
}

export declare function verifyModel(model: OracleModel, runner: Runner): Promise<Answer[]>;
export declare function load(model: OracleModel): {
  readonly compiled: Model;
  readonly at: (id: string) => number;
};
export declare function judge(id: string, found: { readonly mean: number; readonly halfWidth: number }): Answer;
