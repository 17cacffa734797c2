import type { PublishedModel } from "../plan.d.mts";

export declare const strokeReconfiguration: PublishedModel;
