import type { Model } from "../../src/model/model.ts";
import type { Run, SmallOptions } from "./plan.d.mts";

export declare class SmallSimulator {
  constructor(model: Model, options: SmallOptions);
  run(replication: number): Run;
}
