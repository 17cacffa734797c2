import type { Diagnostic, Source, Span } from "./diagnostic.ts";

/** Columns of source text shown; a longer line is cut around the caret. */
const WIDTH = 100;
/** Diagnostics printed; the rest are counted. */
const MOST = 50;
const GUTTER = 7;

/** Line and column of the start of a span, from 1; columns count UTF-16 code units, as editors do. */
export function positionOf(span: Span): { line: number; column: number } {
  const { text } = span.source;
  const start = Math.max(0, Math.min(span.start, text.length));
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < start; at = text.indexOf("\n", at + 1)) line++;
  return { line, column: start - lineStart(text, start) + 1 };
}

/**
 * One mistake as text, of three lines: place, code and message; the line of the source; the caret and the hint.
 * Nothing in it can steer a terminal: control and direction characters of the file are replaced.
 *
 *     ed.yaml:14:12 unknown-resource: stage "triage" seizes "nurze", which is not a resource
 *          14 |     seize: nurze
 *             |            ^^^^^ did you mean "nurse"?
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { span, severity, code, message, hint } = diagnostic;
  const { line, column } = positionOf(span);
  const word = severity === "error" ? "" : `${severity} `;
  const head = `${harmless(span.source.name)}:${line}:${column} ${word}${code}: ${harmless(message)}`;
  const shown = cut(span);
  if (shown === undefined) return hint === undefined ? head : `${head}\n${" ".repeat(GUTTER)} | ${harmless(hint)}`;
  const carets = `${" ".repeat(shown.before)}${"^".repeat(shown.length)}`;
  return [
    head,
    `${String(line).padStart(GUTTER)} | ${shown.text}`,
    `${" ".repeat(GUTTER)} | ${carets}${hint === undefined ? "" : ` ${harmless(hint)}`}`,
  ].join("\n");
}

/** All of them by place, files in the order in which they first appear; after the fiftieth only how many more. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const sources = new Map<Source, number>();
  for (const { span } of diagnostics) if (!sources.has(span.source)) sources.set(span.source, sources.size);
  const file = (diagnostic: Diagnostic) => sources.get(diagnostic.span.source) ?? 0;
  const sorted = [...diagnostics].sort(
    (a, b) => file(a) - file(b) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const lines = sorted.slice(0, MOST).map(formatDiagnostic);
  if (sorted.length > MOST) lines.push(`… and ${sorted.length - MOST} more`);
  return lines.join("\n");
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** The line a span starts in, cut around the span, with what stands before and under the caret in characters. */
function cut(span: Span): { text: string; before: number; length: number } | undefined {
  const source = span.source.text;
  const start = Math.max(0, Math.min(span.start, source.length));
  const from = lineStart(source, start);
  const newline = source.indexOf("\n", start);
  const line = source.slice(from, newline < 0 ? source.length : newline).replace(/\r$/, "");
  if (line.trim() === "") return undefined;
  const before = [...harmless(line.slice(0, start - from))];
  const under = [...harmless(line.slice(start - from, Math.max(start, span.end) - from))];
  const after = [...harmless(line.slice(Math.max(start, span.end) - from))];
  const all = [...before, ...under, ...after];
  if (all.length <= WIDTH) return { text: all.join(""), before: before.length, length: Math.max(1, under.length) };
  const length = Math.min(Math.max(1, under.length), WIDTH / 2);
  const first = Math.max(0, Math.min(before.length - Math.floor((WIDTH - length) / 2), all.length - WIDTH));
  const piece = all.slice(first, first + WIDTH);
  if (first > 0) piece[0] = "…";
  if (first + WIDTH < all.length) piece[WIDTH - 1] = "…";
  return { text: piece.join(""), before: before.length - first, length };
}

/** Control characters and those that turn the direction of text; tabs become one space so that the caret stays in place. */
function harmless(text: string): string {
  return text
    .replace(/\t/g, " ")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD")
    .replace(/\p{Cs}/gu, "\uFFFD");
}
