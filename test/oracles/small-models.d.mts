import type { Model } from "../../src/model/model.ts";
import type { Run } from "./plan.d.mts";

interface Simulator {
  run(replication: number): Run;
}

export declare function forkAndJoin(model: Model): Simulator;
export declare function appointments(model: Model): Simulator;
export declare function blocking(model: Model): Simulator;
