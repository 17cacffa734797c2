import { collectRun } from "../collect/collect-run.ts";
import { Collector } from "../collect/collector.ts";
import type { RunResult } from "../collect/run-result.ts";
import type { Model } from "../model/model.ts";
import type { Runner } from "./experiment.ts";

/** Runs one replication after the other in this thread, which does nothing else meanwhile. */
export class InlineRunner implements Runner {
  async run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]> {
    const collector = new Collector(model);
    return replications.map((replication) => {
      const result = collectRun(model, replication, collector);
      onRun?.(result);
      return result;
    });
  }

  /** There is nothing to close. */
  async close(): Promise<void> {}
}
