import { html } from "../escape.ts";

/** A cell: text, which is escaped; numbers stand right. */
export interface Cell {
  readonly text: string;
  readonly number?: boolean;
}

export function num(text: string): Cell {
  return { text, number: true };
}

export function table(
  caption: string,
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  total = false,
): string {
  const th = head
    .map(({ text, number }) => `<th scope="col"${number === true ? ' class="n"' : ""}>${html(text)}</th>`)
    .join("");
  const body = rows.map((row, i) => {
    const cells = row.map(({ text, number }, column) => {
      if (column === 0) return `<th scope="row">${html(text)}</th>`;
      return `<td${number === true ? ' class="n"' : ""}>${html(text)}</td>`;
    });
    return `<tr${total && i === rows.length - 1 ? ' class="total"' : ""}>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${html(caption)}"><table><caption>${html(caption)}</caption><thead><tr>${th}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

export function details(summary: string, content: string): string {
  return `<details><summary>${html(summary)}</summary>${content}</details>`;
}

/** A picture with its finding, what it shows, how to read it, and its numbers. */
export function figure(parts: {
  readonly title: string;
  readonly subtitle: string;
  readonly picture: string;
  readonly foot: string;
  readonly numbers: string;
}): string {
  const { title, subtitle, picture, foot, numbers } = parts;
  return `<figure><figcaption>${html(title)}</figcaption><div class="sub">${html(subtitle)}</div>${picture}<div class="foot">${html(foot)}</div>${details("Show the numbers", numbers)}</figure>`;
}

export function svg(width: number, height: number, title: string, description: string, content: string): string {
  return `<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${html(title)}</title><desc>${html(description)}</desc>${content}</svg>`;
}

/** Coordinates with one decimal are fine enough, and the same bytes everywhere. */
export function at(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

export function label(
  x: number,
  y: number,
  text: string,
  anchor: "start" | "middle" | "end" = "start",
  cls = "",
): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${cls === "" ? "" : ` class="${cls}"`}>${html(text)}</text>`;
}

/** Shortened for a picture; the table has it whole. */
export function short(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
