import type { Diagnostic, Span } from "./diagnostic.ts";

/** A mistake inside one text, such as a duration: offsets are in that text, `end` exclusive. Always an error. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly hint?: string;
}

/**
 * The part [start, end) of `text`, the value that stands at `span` (its quotes included or not).
 * Where the source does not hold the text as it is (escapes, folded lines) there is no place for a part: the whole span.
 */
export function spanWithin(span: Span, text: string, start: number, end: number): Span {
  if (text === "") return span;
  const at = span.source.text.slice(span.start, span.end).indexOf(text);
  if (at < 0) return span;
  return { source: span.source, start: span.start + at + start, end: span.start + at + end };
}

/** The problem as a diagnostic with its place in the source of `span`. */
export function diagnosticAt(problem: Problem, span: Span, text: string): Diagnostic {
  return {
    code: problem.code,
    severity: "error",
    message: problem.message,
    span: spanWithin(span, text, problem.start, problem.end),
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}
