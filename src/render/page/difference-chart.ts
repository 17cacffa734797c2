import { scaleLinear } from "d3-scale";
import { directionWords, type HowToWrite } from "../numbers.ts";
import { wrap } from "../table.ts";
import { armMark } from "./arm-marks.ts";
import { tickText, writeTick } from "./axis.ts";
import { type DifferenceRow, endsOf, type Panel, unitOf } from "./difference-rows.ts";
import { type Drawing, textLines } from "./figure.ts";
import { markup, NOTHING } from "./markup.ts";

const TRACK = 18;
const LINE = 17;
const EDGE = 14;
const GAP = 12;
const LABELS = 250;
const LETTER = 7.6;
const PLAIN: HowToWrite = { kind: "number", style: "prose" };

/**
 * Dots and whiskers of paired differences around a line for no difference, of measures with one unit: a row a measure.
 * @param orderOf gives each arm its mark
 */
export function panelDrawing(panel: Panel, orderOf: (arm: string) => number, currency: string, width: number): Drawing {
  const { factor, words } = unitOf(panel, currency);
  const beside = width > 2 * LABELS;
  const left = beside ? LABELS : EDGE;
  const ends = panel.rows.flatMap(({ differences }) => differences.flatMap(({ difference }) => endsOf(difference)));
  const low = Math.min(0, ...ends) * factor;
  const high = Math.max(0, ...ends) * factor;
  const scale = scaleLinear()
    .domain(low === high ? [-1, 1] : [low, high])
    .range([left + EDGE, width - EDGE])
    .nice(4);
  const zero = scale(0);
  const direction = endWords(panel, scale.domain());
  const side = zero > (left + width) / 2 + 60 ? "end" : zero < left + 80 ? "start" : "middle";
  const head = markup`<text class="strong" x="0" y="16">${words}</text>
<text class="soft" x="${left}" y="36">${direction.down}</text>
<text class="soft" x="${width}" y="36" text-anchor="end">${direction.up}</text>
<text x="${zero}" y="54" text-anchor="${side}">no difference</text>
`;
  let y = 60;
  const rows = panel.rows.map((row) => {
    const drawn = rowAt(row, orderOf, (value) => scale(value * factor), beside, width, y);
    y += drawn.height;
    return drawn.content;
  });
  const ticks = scale.ticks(beside ? 5 : 3).map((tick) => {
    const how: HowToWrite = panel.kind === "money" ? { kind: "money", style: "prose", currency } : PLAIN;
    const text = writeTick(Math.abs(tick), Math.max(...scale.domain().map(Math.abs)), how);
    const at = scale(tick);
    return markup`<line class="axis" x1="${at}" x2="${at}" y1="${y}" y2="${y + 5}"/>${tickText(text, at, y + 18, width)}`;
  });
  const axis = markup`<line class="axis" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/>${ticks}\n`;
  return { width, height: y + 36, content: markup`${head}${rows}${axis}` };
}

/** "◀ fewer (better)" where all measures of the panel agree on what is better. */
function endWords(
  { kind, rows }: Panel,
  [low, high]: readonly number[],
): { readonly down: string; readonly up: string } {
  const words = directionWords(kind);
  const [better, ...others] = new Set(rows.map((row) => row.better));
  const agreed = others.length === 0 ? better : undefined;
  return {
    down: low < 0 ? `◀ ${words.down}${agreed === "lower" ? " (better)" : ""}` : "",
    up: high > 0 ? `${words.up}${agreed === "higher" ? " (better)" : ""} ▶` : "",
  };
}

function rowAt(
  { label, differences }: DifferenceRow,
  orderOf: (arm: string) => number,
  x: (value: number) => number,
  beside: boolean,
  width: number,
  top: number,
): Drawing {
  const lines = wrap(label, Math.floor((beside ? LABELS - EDGE : width) / LETTER));
  const tracks = differences.length * TRACK;
  const first = beside ? top : top + lines.length * LINE + 2;
  const height = (beside ? Math.max(tracks, lines.length * LINE) : lines.length * LINE + 2 + tracks) + GAP;
  const marks = differences.map(({ arm, difference }, i) => {
    const order = orderOf(arm);
    const y = first + (i + 0.5) * TRACK;
    const whisker = Number.isFinite(difference.low)
      ? markup`<line class="whisker stroke c${order}" x1="${x(difference.low)}" x2="${x(difference.high)}" y1="${y}" y2="${y}"/>`
      : NOTHING;
    return markup`${whisker}${armMark(order, x(difference.mean), y)}\n`;
  });
  const bottom = beside ? top + height : first + tracks + 4;
  const zero = markup`<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="${beside ? top : first - 1}" y2="${bottom}"/>`;
  return { width, height, content: markup`${textLines(lines, 0, top + 13, "label")}${zero}${marks}` };
}
