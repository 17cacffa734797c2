import type { RunResult } from "../../src/collect/run-result.ts";

export type Reader = (run: RunResult, at: (id: string) => number) => number;

export interface OracleModel {
  readonly name: string;
  readonly file: string;
  readonly warmUp: number;
  readonly run: number;
  readonly replications: number;
  readonly set: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, Reader | readonly Reader[]>>;
}

export declare const models: readonly OracleModel[];
/** The quickest first. */
export declare const inOrder: readonly OracleModel[];
export declare const partsLeftOut: Readonly<Record<string, readonly number[]>>;
