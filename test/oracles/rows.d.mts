export interface Row {
  readonly id: string;
  readonly model: string;
  readonly metric: string;
  readonly value: number | readonly number[];
}

export declare const rows: readonly Row[];
export declare function exactOf(id: string): number;
