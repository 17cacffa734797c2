import type { RunResult } from "../collect/run-result.ts";
import type { ArmsTogether } from "../experiment/run-together.ts";
import type { Model } from "../model/model.ts";

/** Which engine runs: the kernel, or the plain one on simjs that gives the same numbers slowly. */
export type Engine = "kernel" | "simjs";

/** What the pool says to a worker. */
export type ToWorker =
  | { readonly kind: "model"; readonly model: Model }
  /** From now on runs are of all of these together. */
  | { readonly kind: "together"; readonly models: readonly Model[] }
  | { readonly kind: "run"; readonly replications: readonly number[] };

/** The one answer to each `run`. */
export interface FromWorker {
  /** In the order asked for, up to the first that failed. */
  readonly results: readonly (RunResult | ArmsTogether)[];
  readonly failed?: Failure;
}

export interface Failure {
  readonly replication: number;
  readonly message: string;
  /** Where it is not that of the model. */
  readonly arm?: string;
}
