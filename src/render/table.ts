import { plainText } from "./escape.ts";

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** What a terminal of the usual width shows. */
export const WIDTH = 80;
const GAP = 2;

/**
 * Rows in columns that fit `width` characters: when they do not, the widest left-aligned column is wrapped. Cells are shown
 * literally, without control characters.
 */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], width = WIDTH): string {
  const cells = rows.map((row) => row.map(plainText));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...cells.map((row) => lengthOf(row[i]))));
  shrink(widths, columns, width);
  const lines = [columns.map(({ title }) => title), widths.map((w) => "─".repeat(w)), ...cells].flatMap((row) =>
    formatRow(row, columns, widths),
  );
  return `${lines.join("\n")}\n`;
}

function shrink(widths: number[], columns: readonly Column[], width: number): void {
  for (;;) {
    const total = widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1);
    if (total <= width) return;
    let widest = -1;
    for (const [i, { align }] of columns.entries()) {
      if (align === "left" && widths[i] > 12 && (widest < 0 || widths[i] > widths[widest])) widest = i;
    }
    if (widest < 0) widest = widths.indexOf(Math.max(...widths));
    if (widths[widest] <= 6) return;
    widths[widest] = Math.max(6, widths[widest] - (total - width > 8 ? 4 : 1));
  }
}

function formatRow(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] {
  const wrapped = row.map((cell, i) => wrap(cell, widths[i]));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, i) => pad(wrapped[i][line] ?? "", widths[i], align))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(0, width - lengthOf(text)));
  return align === "left" ? text + space : space + text;
}

/** At spaces; a word that is too long by itself is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    let rest = word;
    if (line !== "" && lengthOf(line) + 1 + lengthOf(rest) > width) {
      lines.push(line);
      line = "";
    }
    while (lengthOf(rest) > width) {
      const characters = [...rest];
      lines.push(characters.slice(0, width).join(""));
      rest = characters.slice(width).join("");
    }
    line = line === "" ? rest : `${line} ${rest}`;
  }
  lines.push(line);
  return lines;
}

/** A paragraph of at most `width` characters a line. */
export function paragraph(text: string, indent = "", width = WIDTH): string {
  return wrap(plainText(text), width - indent.length)
    .map((line) => `${indent}${line}\n`)
    .join("");
}

/** In characters, not code units. */
function lengthOf(text: string): number {
  return [...text].length;
}
