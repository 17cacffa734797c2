export interface FormulaAnswer {
  readonly id: string;
  readonly exact: number;
  readonly found: number;
  readonly difference: number;
  readonly verdict: "holds" | "OUTSIDE";
}

export declare function verifyFormulas(): FormulaAnswer[];
