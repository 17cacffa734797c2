import type { OracleModel } from "./plan.d.mts";

export declare const queues: readonly OracleModel[];
