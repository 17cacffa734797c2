import type { Model } from "../../src/model/model.ts";
import type { OracleModel } from "./plan.d.mts";

export declare function load(
  model: Pick<OracleModel, "name" | "file" | "warmUp" | "run" | "set">,
  seed?: string,
): { readonly compiled: Model; readonly at: (id: string) => number };
