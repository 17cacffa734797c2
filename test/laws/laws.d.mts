export interface Law {
  readonly number: number;
  readonly says: string;
  /** In this folder; none where it does not apply. */
  readonly files: readonly string[];
  /** What it is tested on, or why it does not apply. */
  readonly on: string;
  /** A test of another part of the project that holds it, by the beginning of its name. */
  readonly elsewhere?: { readonly file: string; readonly test: string };
}

/** Random scenarios of run.mjs without `--long`. */
export declare const VERIFIED: number;
export declare const laws: readonly Law[];
/** The page docs/verification/laws.md. */
export declare function page(): string;
