import type { RunResult } from "../collect/run-result.ts";
import type { ArmsTogether } from "../experiment/run-together.ts";
import type { Model } from "../model/model.ts";

/** Which engine runs: the kernel, or the plain one on simjs that gives the same numbers slowly. */
export type Engine = "kernel" | "simjs";

/** What the pool says to a worker, and what comes back: one answer to each run. */
export type ToWorker =
  | { readonly kind: "model"; readonly model: Model }
  /** From now on runs are of all of these together. */
  | { readonly kind: "together"; readonly models: readonly Model[] }
  | { readonly kind: "run"; readonly replication: number };

export type FromWorker =
  | { readonly kind: "result"; readonly result: RunResult | ArmsTogether }
  /** `arm` where it is not that of the model. */
  | { readonly kind: "failed"; readonly replication: number; readonly message: string; readonly arm?: string };
