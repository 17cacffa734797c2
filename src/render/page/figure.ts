import { type Markup, markup, NOTHING } from "./markup.ts";

/** Widths in px at which every chart is drawn, one for screens and paper, one for phones: text keeps its size. */
export const WIDE = 680;
export const NARROW = 296;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: Markup;
}

export interface Figure {
  /** Unique in the page; letters, digits and hyphens. */
  readonly id: string;
  /** The finding, in 15 words or fewer. */
  readonly title: string;
  /** Measure, unit, population, period. */
  readonly subtitle: string;
  /** The shape in a sentence. */
  readonly description: string;
  /** How to read it. */
  readonly foot: string;
  /** In px, where it is less than the usual. */
  readonly wide?: number;
  /** One or several pictures, one below the other. @param prefix for the ids of patterns: two drawings of one chart share a page */
  readonly draw: (width: number, prefix: string) => readonly Drawing[];
  /** What "Show the numbers" opens. */
  readonly numbers: Markup;
}

/** A chart with its title, how to read it, and its numbers as a table. */
export function figureOf(figure: Figure): Markup {
  const { id, title, subtitle, foot, numbers } = figure;
  return markup`<figure id="${id}"><h3>${title}</h3>
<p class="subtitle">${subtitle}</p>
${picture(figure, "wide", figure.wide ?? WIDE)}${picture(figure, "narrow", NARROW)}<figcaption>${foot}</figcaption>
${showNumbers(numbers)}</figure>
`;
}

export function showNumbers(numbers: Markup): Markup {
  if (numbers.source === "") return NOTHING;
  return markup`<details><summary>Show the numbers</summary>\n${numbers}</details>\n`;
}

function picture({ id, title, description, draw }: Figure, size: "wide" | "narrow", width: number): Markup {
  const prefix = `${id}-${size}`;
  const images = draw(width, prefix).map((drawing, i) => imageOf(`${prefix}-${i}`, title, description, drawing));
  return markup`<div class="${size}">${images}</div>\n`;
}

/** An SVG that assistive technology reads as one image with a title and a description. */
export function imageOf(
  prefix: string,
  title: string,
  description: string,
  { width, height, content }: Drawing,
): Markup {
  return markup`<svg role="img" aria-labelledby="${prefix}-t ${prefix}-d" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="${prefix}-t">${title}</title><desc id="${prefix}-d">${description}</desc>
${content}</svg>`;
}

/** Lines of text from (x, y) down, 17 px apart. */
export function textLines(lines: readonly string[], x: number, y: number, className: string): Markup {
  const spans = lines.map((line, i) => markup`<tspan x="${x}" y="${y + 17 * i}">${line}</tspan>`);
  return markup`<text class="${className}">${spans}</text>`;
}
