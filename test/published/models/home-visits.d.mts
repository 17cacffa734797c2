import type { PublishedModel } from "../plan.d.mts";

export declare const homeVisits: PublishedModel;
