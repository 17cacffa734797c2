import { metricsOf } from "../../src/collect/metrics.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import type { Model } from "../../src/model/model.ts";

/** Reads a result by the names of its metrics; an unknown name throws. */
export function numbersOf(model: Model, result: RunResult): (id: string) => number {
  const index = new Map(metricsOf(model).map((metric, i) => [metric.id, i]));
  return (id) => {
    const i = index.get(id);
    if (i === undefined) throw new Error(`no metric ${id}`);
    return result.values[i];
  };
}
