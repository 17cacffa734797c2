import type { Reader } from "./plan.d.mts";

export declare const metric: (id: string, per?: number) => Reader;
export declare const sumOf: (ids: readonly string[], per?: number) => Reader;
export declare const delayAt: (resource: number, beds: number) => Reader;
export declare const delayWithShared: (
  unit: number,
  other: number,
  own: number,
  others: number,
  shared: number,
) => Reader;
