/** A file of tests, below test/; of them perhaps only those whose full names begin so. */
export interface Detector {
  readonly file: string;
  readonly only?: string;
}

/** What theory is asked as well: rows of a model of the bank of oracles, those by formula, or an answer that the bank has not. */
export type Oracle =
  | { readonly model: string; readonly replications: number }
  | {
      readonly exact: "sd of the stay with feedback" | "present where staff finish after their shift";
      readonly replications: number;
    }
  | "formulas";

export interface Mutant {
  readonly name: string;
  /** What a user would suffer. */
  readonly harm: string;
  readonly file: string;
  /** Stands in the file once. */
  readonly find: string;
  readonly replace: string;
  /** What should catch it, the quickest first. */
  readonly after: readonly Detector[];
  readonly oracle?: Oracle;
}

export declare const groups: readonly (readonly [title: string, mutants: readonly Mutant[]])[];
export declare const mutants: readonly Mutant[];
export declare function mutate(mutant: Mutant, text: string): string;

/** What is known of one mutant: the first test that fails, "" when none does, and the rows of theory that are red. */
export interface Answer {
  readonly file: string;
  readonly test: string;
  readonly rows: string;
}
