import type { Source, Span } from "../diagnostics/diagnostic.ts";
import { mistake, type Reading } from "./reading.ts";

/** One field of a CSV file, with its place: quotes resolved in `text`, included in `span`. */
export interface CsvField {
  readonly text: string;
  readonly span: Span;
}

export interface CsvTable {
  readonly head: readonly CsvField[];
  /** As long as the head, every one; empty lines are left out. */
  readonly rows: readonly (readonly CsvField[])[];
}

/**
 * Comma-separated values as RFC 4180 has them: a line of names, then a line for each row; what stands in double quotes may
 * hold commas, line ends and doubled quotes. Ends of lines are \r\n or \n; a byte order mark is passed over.
 */
export function readCsv(source: Source, reading: Reading): CsvTable | undefined {
  const lines = readLines(source, reading);
  if (lines === undefined) return undefined;
  const [head, ...rows] = lines;
  if (head === undefined) {
    const span = { source, start: 0, end: source.text.length };
    return reading.report(mistake("empty-file", "the file is empty", span, "begin it with the names of its columns"));
  }
  const wrong = rows.find((row) => row.length !== head.length);
  if (wrong === undefined) return { head, rows };
  const message = `this line has ${wrong.length} fields, the first line has ${head.length}`;
  const hint = wrong.length > head.length ? "put a field that holds a comma in double quotes" : undefined;
  return reading.report(
    mistake("wrong-fields", message, { ...wrong[0].span, end: wrong[wrong.length - 1].span.end }, hint),
  );
}

function readLines(source: Source, reading: Reading): readonly (readonly CsvField[])[] | undefined {
  const { text } = source;
  const lines: CsvField[][] = [];
  let line: CsvField[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const end = quoted ? endOfQuoted(text, at) : endOfPlain(text, at);
    if (end < 0) {
      const open = { source, start: at, end: at + 1 };
      return reading.report(mistake("open-quote", "these quotes are never closed", open, 'end the field with "'));
    }
    const span = { source, start: at, end };
    const next = text[end];
    if (next !== undefined && next !== "," && next !== "\n" && !text.startsWith("\r\n", end)) {
      const message = "something follows the closing quotes of a field";
      return reading.report(mistake("open-quote", message, span, 'write quotes within a field twice: ""'));
    }
    line.push({ text: quoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end).trim(), span });
    at = end;
    if (next === ",") {
      at++;
      if (at < text.length) continue;
      line.push({ text: "", span: { source, start: at, end: at } });
    }
    if (line.length > 1 || line[0].span.end > line[0].span.start) lines.push(line);
    line = [];
    at += next === "\n" ? 1 : next === "\r" ? 2 : 0;
  }
  return lines;
}

function endOfPlain(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== "," && text[end] !== "\n" && !text.startsWith("\r\n", end)) end++;
  return end;
}

/** After the closing quotes; -1 when there are none. */
function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return -1;
    if (text[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}
