import type { Story } from "./fingerprint.ts";

export declare function stories(): Story[];
