/** A text that was read: a scenario file, or one `--set` option. */
export interface Source {
  /** What to call it in a message: a file's path as the user gave it, or the option as typed. */
  readonly name: string;
  readonly text: string;
}

/** A stretch of a source: offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** `error` refuses the scenario; `warning` travels with every output; `note` informs. */
export type Severity = "error" | "warning" | "note";

/** A mistake, or a doubt, with its place. */
export interface Diagnostic {
  /** Stable, kebab-case: what tests and tools hold on to. */
  readonly code: string;
  readonly severity: Severity;
  /** What was found and what is allowed, in one sentence without a full stop. */
  readonly message: string;
  readonly span: Span;
  /** The likely cure, printed beside the caret: `did you mean "nurse"?` */
  readonly hint?: string;
}

/** A value, or the reasons why there is none. Warnings and notes come with either. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
