import { simulate } from "../kernel/simulate.ts";
import type { Model } from "../model/model.ts";
import { Collector } from "./collector.ts";
import type { RunResult } from "./run-result.ts";

/**
 * Simulates one replication and gives its numbers.
 * @param replication from 1; with the model's seed it settles every random number
 * @param collector one made for this model, to use its tables again
 */
export function collectRun(model: Model, replication: number, collector = new Collector(model)): RunResult {
  simulate(model, replication, collector);
  return collector.result();
}
