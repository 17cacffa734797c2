import type { Model, Value } from "../../src/model/model.ts";
import type { UniformSource } from "../../src/random/distribution.ts";
import type { Run } from "./plan.d.mts";

export declare function linkDraw(value: Value): (stream: UniformSource) => number;
export declare function durationOf(model: Model, name: string): (key: Int32Array) => number;
export declare class PoissonArrivals {
  constructor(model: Model);
  at: number;
  readonly key: Int32Array;
  begin(replication: number): void;
  pass(): void;
}
export declare function resultsOf(
  model: Model,
): (replication: number, figures: Readonly<Record<string, number>>) => Run;
