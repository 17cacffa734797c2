import type { PublishedModel } from "../plan.d.mts";

export declare const strokeCapacity: PublishedModel;
export declare const strokeTheory: PublishedModel;
