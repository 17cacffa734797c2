import type { Model } from "../model/model.ts";
import type { Recorder } from "./recorder.ts";
import { Simulation } from "./simulation.ts";

/** One replication of a model, from time 0 to the end of its window and cool-down; the recorder hears every fact. */
export function simulate(model: Model, replication: number, recorder: Recorder): void {
  new Simulation(model).run(replication, recorder);
}
