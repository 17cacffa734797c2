/** What a reader of this folder returns: a value, or what is wrong where. `start` and `end` are offsets in the text read. */
export type TimeResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: TimeProblem };

/** A mistake in a text; `diagnosticAt` (diagnostics/place.ts) gives it its place in the file. */
export interface TimeProblem {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly hint: string;
}

export function refuse(
  code: string,
  message: string,
  hint: string,
  start: number,
  end: number,
): { ok: false; problem: TimeProblem } {
  return { ok: false, problem: { code, message, hint, start, end } };
}
