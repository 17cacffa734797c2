import { Collector } from "../collect/collector.ts";
import type { RunResult } from "../collect/run-result.ts";
import { Simulation } from "../kernel/simulation.ts";
import type { Model } from "../model/model.ts";
import type { Runner } from "./experiment.ts";

/** Runs one replication after the other in this thread, which does nothing else meanwhile. The tables are made once for all. */
export class InlineRunner implements Runner {
  async run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]> {
    const simulation = new Simulation(model);
    const collector = new Collector(model);
    return replications.map((replication) => {
      simulation.run(replication, collector);
      const result = collector.result();
      onRun?.(result);
      return result;
    });
  }

  /** There is nothing to close. */
  async close(): Promise<void> {}
}
