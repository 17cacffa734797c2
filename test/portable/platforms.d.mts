import type { Fingerprints } from "./golden.mjs";

/** What one platform answered: once, or in its page and in a worker of that. */
export interface Answer {
  readonly version: string;
  readonly answers: readonly Fingerprints[];
}

export interface Platform {
  readonly name: string;
  readonly run: (script: string) => Promise<Answer>;
}

export declare class Missing extends Error {}
export declare function platforms(): Platform[];
export declare function onWorkerThread(script: string): Promise<Answer>;
export declare function onChromium(script: string): Promise<Answer>;
export declare function onFirefox(script: string): Promise<Answer>;
