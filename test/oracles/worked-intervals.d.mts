/** What is found for each row, in the order of its values. */
export declare function workedIntervals(): [id: string, found: number[]][];
export declare function lagOneAutocorrelation(values: readonly number[]): number;
