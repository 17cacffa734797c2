import type { OracleModel } from "./plan.d.mts";
import type { Pool } from "./pool.d.mts";

export interface Estimated {
  readonly mean: number;
  readonly halfWidth: number;
  /** Standard error of the mean. */
  readonly error: number;
  /** Largest relative difference between the two simulators in a replication, where there are two. */
  readonly apart?: number;
  /** Replications by the program. */
  readonly program?: number;
  /** Others by the second simulator alone. */
  readonly small?: number;
}

export interface Answer extends Estimated {
  readonly id: string;
  readonly model: string;
  readonly exact: number;
  readonly limit: number;
  readonly verdict: "holds" | "APART" | "OUTSIDE" | "TOO WIDE";
}

export interface How {
  readonly long?: boolean;
  readonly seed?: string | undefined;
}

export declare function verifyModel(model: OracleModel, pool: Pool, how?: How): Promise<Answer[]>;
export declare function estimateOf(samples: readonly ArrayLike<number>[], squared?: boolean): Estimated;
export declare function judge(id: string, found: Estimated, long?: boolean): Answer;
