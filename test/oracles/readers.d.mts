import type { Reader } from "./plan.d.mts";

export declare function metric(id: string): Reader;
export declare function ratio(above: string, below: string): Reader;
export declare function perMinute(id: string): Reader;
export declare function presentAt(eighth: number): Reader;
export declare function timeAbove(resource: number, level: number): Reader;
export declare function varianceInUse(resource: number, mean: number): Reader;
export declare function spread(id: string, read: Reader): Reader;
export declare function deviation(id: string, mean: number): Reader;
export declare const WAIT: Reader;
export declare const QUEUE: Reader;
export declare const PRESENT: Reader;
export declare const STAY: Reader;
export declare const QALYS: Reader;
export declare const WAITED: Reader;
export declare const OVER: Reader;
