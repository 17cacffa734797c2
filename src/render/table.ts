import { plainText } from "./escape.ts";
import { widthOf } from "./text-width.ts";

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

export const LEFT = (title: string): Column => ({ title, align: "left" });
export const RIGHT = (title: string): Column => ({ title, align: "right" });

/** What a terminal of the usual width shows. */
const WIDTH = 80;
const GAP = 2;
/** A left-aligned column is not made narrower than this. */
const NARROW = 12;

/**
 * Rows in columns that fit `width` characters. When they do not, words are wrapped, the widest column first; when that is not
 * enough, the columns are shown in several tables one below the other, each with the first column. Cells are shown literally,
 * without control characters.
 */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], width = WIDTH): string {
  const cells = rows.map((row) => row.map(plainText));
  const least = columns.map(({ title, align }, i) => {
    const all = [title, ...cells.map((row) => row[i])];
    return align === "left" ? Math.min(NARROW, longest(all)) : longest(all.flatMap((text) => text.split(" ")));
  });
  return blocks(least, width)
    .map((block) => {
      const pick = <T>(row: readonly T[]): T[] => block.map((i) => row[i]);
      return formatBlock(pick(columns), cells.map(pick), pick(least), width);
    })
    .join("\n");
}

/** The columns of each table: as many as fit at their narrowest. */
function blocks(least: readonly number[], width: number): number[][] {
  const found: number[][] = [[0]];
  let used = least[0];
  for (let i = 1; i < least.length; i++) {
    if (used + GAP + least[i] > width && found[found.length - 1].length > 1) {
      found.push([0]);
      used = least[0];
    }
    found[found.length - 1].push(i);
    used += GAP + least[i];
  }
  return found;
}

function formatBlock(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  least: readonly number[],
  width: number,
): string {
  const widths = columns.map(({ title }, i) => longest([title, ...rows.map((row) => row[i])]));
  narrow(widths, columns, least, width);
  const head = formatRow(
    columns.map(({ title }) => title),
    columns,
    widths,
  );
  const rule = widths.map((w) => "─".repeat(w)).join(" ".repeat(GAP));
  return `${[...head, rule, ...rows.flatMap((row) => formatRow(row, columns, widths))].join("\n")}\n`;
}

/** Takes from the widest column that can give, texts before numbers, until all fit. */
function narrow(widths: number[], columns: readonly Column[], least: readonly number[], width: number): void {
  for (const align of ["left", "right"] as const) {
    for (;;) {
      const total = widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1);
      if (total <= width) return;
      let widest = -1;
      for (const [i, column] of columns.entries()) {
        const gives = column.align === align && widths[i] > least[i];
        if (gives && (widest < 0 || widths[i] > widths[widest])) widest = i;
      }
      if (widest < 0) break;
      widths[widest]--;
    }
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
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? text + space : space + text;
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}

/** At spaces; a word that is too long by itself is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    let rest = word;
    if (line !== "" && widthOf(line) + 1 + widthOf(rest) > width) {
      lines.push(line);
      line = "";
    }
    while (widthOf(rest) > width) {
      const start = startOf(rest, width);
      lines.push(start);
      rest = rest.slice(start.length);
    }
    line = line === "" ? rest : `${line} ${rest}`;
  }
  lines.push(line);
  return lines;
}

/** As much of a word as fits, one character at least. */
function startOf(word: string, width: number): string {
  let start = "";
  for (const character of word) {
    if (start !== "" && widthOf(start + character) > width) break;
    start += character;
  }
  return start;
}

/** A paragraph of at most `width` characters a line. */
export function paragraph(text: string, indent = "", width = WIDTH): string {
  return wrap(plainText(text), width - indent.length)
    .map((line) => `${indent}${line}\n`)
    .join("");
}
