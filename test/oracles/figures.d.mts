import type { Model } from "../../src/model/model.ts";
import type { Run, SmallOptions } from "./plan.d.mts";

export declare class Figures {
  constructor(model: Model, options: SmallOptions);
  begin(): void;
  pass(now: number, present: number, inUse: number): void;
  arrived(now: number): void;
  entered(stage: number, now: number): void;
  started(stage: number, entered: number, now: number): void;
  ended(stage: number, entered: number, now: number): void;
  exited(now: number, arrived: number, wait: number, lost: boolean, number: number): void;
  inside(stage: number, arrived: number, entered: number, started: number, end: number): void;
  result(replication: number): Run;
}
