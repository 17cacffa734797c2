import { Collector } from "../collect/collector.ts";
import type { RunResult } from "../collect/run-result.ts";
import { Simulation } from "../kernel/simulation.ts";
import type { Model } from "../model/model.ts";
import type { Runner } from "./experiment.ts";
import { type ArmsTogether, togetherOf } from "./run-together.ts";

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

  async runTogether(
    models: readonly Model[],
    replications: readonly number[],
    onRun?: (result: RunResult) => void,
  ): Promise<ArmsTogether[]> {
    const give = togetherOf(models, (model) => {
      const simulation = new Simulation(model);
      return (replication, recorder) => simulation.run(replication, recorder);
    });
    return replications.map((replication) => {
      const together = give(replication);
      for (const run of together.runs) onRun?.(run);
      return together;
    });
  }

  /** There is nothing to close. */
  async close(): Promise<void> {}
}
