import type { PublishedModel } from "../plan.d.mts";

export declare const nurseClinic: PublishedModel;
