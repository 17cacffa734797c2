export type Fingerprints = Readonly<Record<string, string>>;

export declare function golden(): Fingerprints;
export declare function accept(fingerprints: Fingerprints): void;
export declare function differences(expected: Fingerprints, found: Fingerprints): string[];
export declare const advice: string;
