import { html } from "../escape.ts";

/** HTML or SVG that is safe to write as it is. Only `markup` makes it, and it escapes every text that it is given. */
export interface Markup {
  readonly source: string;
}

export type Piece = string | number | Markup | readonly Markup[];

/**
 * Markup from a template: texts are escaped for elements and for attribute values in double quotes, numbers are written to two
 * decimals (never "-0"), markup is taken as it is.
 * @throws Error for a number that is not finite: a picture must not be drawn from it
 */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let source = parts[0];
  for (const [i, piece] of pieces.entries()) source += write(piece) + parts[i + 1];
  return { source };
}

export const NOTHING: Markup = markup``;

/** All of these, one after the other. */
export function joined(pieces: readonly Markup[]): Markup {
  return markup`${pieces}`;
}

function write(piece: Piece): string {
  if (typeof piece === "string") return html(piece);
  if (typeof piece === "number") return writeCoordinate(piece);
  return "source" in piece ? piece.source : piece.map(({ source }) => source).join("");
}

function writeCoordinate(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} is not a number that can be drawn`);
  return String(Math.round(value * 100) / 100 || 0);
}
