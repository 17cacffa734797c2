import { type Markup, markup, NOTHING } from "./markup.ts";

export interface Column {
  readonly title: string;
  /** number: to the right, in figures of one width. range: a number's interval, muted. */
  readonly kind: "text" | "number" | "range";
}

export interface Row {
  /** Names the row. */
  readonly head: string | Markup;
  readonly cells: readonly (string | Markup)[];
  /** Set off from the rows above. */
  readonly total?: boolean;
}

export interface Table {
  /** What the table shows or finds. */
  readonly caption: string;
  /** Of the column of heads. */
  readonly first: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A table in a region that scrolls sideways by itself and can be reached by keyboard. */
export function tableOf({ caption, first, columns, rows }: Table): Markup {
  const heads = columns.map(({ title, kind }) => markup`<th scope="col" class="${kind}">${title}</th>`);
  const lines = rows.map(({ head, cells, total }) => {
    const tds = cells.map((cell, i) => markup`<td class="${columns[i].kind}">${cell === "" ? "–" : cell}</td>`);
    return markup`<tr${total === true ? markup` class="total"` : NOTHING}><th scope="row">${head}</th>${tds}</tr>\n`;
  });
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${first}</th>${heads}</tr></thead>
<tbody>
${lines}</tbody>
</table></div>
`;
}

export const TEXT = (title: string): Column => ({ title, kind: "text" });
export const NUMBER = (title: string): Column => ({ title, kind: "number" });
export const RANGE = (title: string): Column => ({ title, kind: "range" });
