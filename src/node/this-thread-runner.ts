import type { RunResult } from "../collect/run-result.ts";
import type { Runner } from "../experiment/experiment.ts";
import { InlineRunner } from "../experiment/inline-runner.ts";
import { ArmStopped, type ArmsTogether } from "../experiment/run-together.ts";
import type { Model } from "../model/model.ts";
import { RunError } from "./run-error.ts";

/** Runs replications in this thread, and tells of one that cannot be run as `WorkerRunner` does. */
export class ThisThreadRunner implements Runner {
  private readonly runner = new InlineRunner();

  /** @throws RunError when a replication cannot be run */
  async run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]> {
    let done = 0;
    try {
      return await this.runner.run(model, replications, (result) => {
        done++;
        onRun?.(result);
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new RunError(model.arm, replications[done], model.seed, message);
    }
  }

  /** @throws RunError when a replication cannot be run */
  async runTogether(
    models: readonly Model[],
    replications: readonly number[],
    onRun?: (result: RunResult) => void,
  ): Promise<ArmsTogether[]> {
    let done = 0;
    try {
      return await this.runner.runTogether(models, replications, (result) => {
        done++;
        onRun?.(result);
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const arm = error instanceof ArmStopped ? error.arm : models[0].arm;
      throw new RunError(arm, replications[Math.floor(done / models.length)], models[0].seed, message);
    }
  }

  close(): Promise<void> {
    return this.runner.close();
  }
}
