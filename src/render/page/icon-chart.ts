import type { GroupChange } from "../../experiment/experiment.ts";
import { wrap } from "../table.ts";
import { type EventWords, ofHundred, sayOfHundred } from "../who.ts";
import { armMark } from "./arm-marks.ts";
import { type Drawing, textLines } from "./figure.ts";
import { type Markup, markup } from "./markup.ts";

const CELL = 16;
const SIDE = 10 * CELL;
const LETTER = 7.6;

/** 100 patients as ten rows of ten: for whom it becomes better, for whom worse, who has it in both, and who in neither. */
export function iconDrawing(
  { label, order }: { readonly label: string; readonly order: number },
  { event }: GroupChange,
  better: "higher" | "lower",
  words: EventWords,
  width: number,
): Drawing {
  if (event === undefined) throw new Error(`${label}: no event`);
  const { avoided, new: fresh, still, never } = event;
  const [good, bad] = better === "lower" ? [avoided, fresh] : [fresh, avoided];
  const shares = [good.mean, bad.mean, still.mean, never.mean];
  const counts = ofHundred(shares);
  const kinds: readonly Kind[] = ["better", "worse", "both", "neither"];
  const lines = wrap(label, Math.floor((width - 20) / LETTER));
  const top = lines.length * 17 + 8;
  const icons = kinds
    .flatMap((kind, k) => Array.from({ length: counts[k] }, () => kind))
    .map((kind, i) => icon(kind, (i % 10) * CELL + CELL / 2, top + Math.floor(i / 10) * CELL + CELL / 2));
  const left = SIDE + 16;
  const key = kinds.map((kind, k) => {
    const y = top + 16 + 34 * k;
    const said = `${sayOfHundred(counts[k], shares[k])} ${words[kind]}`;
    return markup`${icon(kind, left + 8, y - 5)}<text class="label" x="${left + 24}" y="${y}">${said}</text>\n`;
  });
  const head = markup`${armMark(order, 6, 8)}${textLines(lines, 18, 13, "label")}\n`;
  return { width, height: top + SIDE + 6, content: markup`${head}${icons}\n${key}` };
}

type Kind = keyof EventWords;

/** Each kind has a shape of its own: a disc with a plus, a square with a minus, a disc, a ring. */
function icon(kind: Kind, x: number, y: number): Markup {
  if (kind === "better") {
    return markup`<circle class="less-cost" cx="${x}" cy="${y}" r="6.5"/><path class="on-icon" d="M${x - 4} ${y}h8M${x} ${y - 4}v8"/>`;
  }
  if (kind === "worse") {
    return markup`<rect class="more-cost" x="${x - 6}" y="${y - 6}" width="12" height="12"/><path class="on-icon" d="M${x - 4} ${y}h8"/>`;
  }
  if (kind === "both") return markup`<circle class="c0 fill" cx="${x}" cy="${y}" r="5"/>`;
  return markup`<circle class="axis hole" cx="${x}" cy="${y}" r="4"/>`;
}
