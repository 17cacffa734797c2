export declare function workedEconomics(): [id: string, found: number[]][];
