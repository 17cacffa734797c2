import type { OracleModel, Reader } from "./plan.d.mts";

export declare function readersOf(model: OracleModel): { readonly id: string; readonly read: Reader }[];
