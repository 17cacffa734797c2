import type { Story } from "./fingerprint.ts";

export declare function script(stories: readonly Story[]): Promise<string>;
export declare function page(script: string): string;
