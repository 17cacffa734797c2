/** Typed arrays as lists; what JSON has no number for as text. */
export declare function toJson(value: unknown): string;
export declare function fromJson(text: string): object;
