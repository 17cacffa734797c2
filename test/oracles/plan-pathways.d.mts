import type { OracleModel } from "./plan.d.mts";

export declare const pathways: readonly OracleModel[];
