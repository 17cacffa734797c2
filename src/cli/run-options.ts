import type { Engine } from "../node/messages.ts";
import type { WorkerRunner } from "../node/worker-runner.ts";

/** The options that `run`, `compare` and `verify` share, as read. */
export interface RunOptions {
  readonly file: string;
  readonly replications: number | undefined;
  readonly seed: string | undefined;
  readonly scenario: readonly string[];
  readonly set: readonly string[];
  readonly workers: number | undefined;
  /** Workers that have been started already: `withWorkers` closes them, so they are of use once. */
  readonly pool?: WorkerRunner;
  readonly engine: Engine;
  readonly out: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}
