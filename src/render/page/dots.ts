import { scaleLinear } from "d3-scale";
import type { Drawing } from "./figure.ts";
import { type Markup, markup } from "./markup.ts";

const MOST_DOTS = 60;
const QUANTILE_DOTS = 50;
const RADIUS = 3.5;

/**
 * One dot a replication, stacked along the axis of the difference; of more than 60 replications 50 quantile dots (Kay et al.,
 * CHI 2016), each for the same share of them.
 * @param values finite, one or more
 */
export function differenceDots(values: readonly number[], width: number, className: string): Drawing {
  const dots = chosenDots(values);
  const scale = scaleLinear()
    .domain([Math.min(0, ...dots), Math.max(0, ...dots)])
    .range([RADIUS + 1, width - RADIUS - 1]);
  const columns = new Map<number, number>();
  const step = 2 * RADIUS + 1;
  const places = dots.map((value) => {
    const column = Math.round(scale(value) / step);
    const level = columns.get(column) ?? 0;
    columns.set(column, level + 1);
    return { x: Math.min(column * step, width - RADIUS - 1), level };
  });
  // The tallest stack fits: dots overlap rather than leave the picture.
  const rise = Math.min(step, 44 / Math.max(1, ...columns.values()));
  const base = 52;
  const circles = places.map(({ x, level }): Markup => {
    return markup`<circle class="fill ${className}" cx="${Math.max(RADIUS + 1, x)}" cy="${base - RADIUS - 1 - level * rise}" r="${RADIUS}"/>`;
  });
  const zero = Math.min(width - 1, Math.max(1, scale(0)));
  const side = zero > width / 2 ? "end" : "start";
  const content = markup`<line class="axis" x1="0" x2="${width}" y1="${base}" y2="${base}"/>
<line class="zero" x1="${zero}" x2="${zero}" y1="4" y2="${base}"/>
${circles}<text x="${zero}" y="${base + 14}" text-anchor="${side}">no difference</text>
`;
  return { width, height: base + 18, content };
}

function chosenDots(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length <= MOST_DOTS) return sorted;
  return Array.from(
    { length: QUANTILE_DOTS },
    (_, i) => sorted[Math.floor(((i + 0.5) / QUANTILE_DOTS) * sorted.length)],
  );
}
