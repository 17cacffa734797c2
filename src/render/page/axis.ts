import { currencySign, type HowToWrite, writeNumber } from "../numbers.ts";
import { type Markup, markup } from "./markup.ts";

/** Width in px of a figure or letter of 13 px in the widest font that a system may have. */
const LETTER = 8.2;

/** Of a text of 13 px, in px: room that it never overruns. */
export function roomFor(text: string): number {
  return Math.ceil(text.length * LETTER);
}

/** A text under its tick, moved as far as it must be to stand wholly in a picture of this width. */
export function tickText(text: string, x: number, y: number, width: number): Markup {
  const half = roomFor(text) / 2;
  const [at, anchor] = x + half > width ? [width, "end"] : x < half ? [0, "start"] : [x, "middle"];
  return markup`<text class="soft" x="${at}" y="${y}" text-anchor="${anchor}">${text}</text>`;
}

/** The number at a tick; money on an axis that reaches a million all in millions: "£0.5m". */
export function writeTick(tick: number, largest: number, how: HowToWrite): string {
  if (how.kind !== "money" || largest < 1e6 || tick === 0) return writeNumber(tick, { ...how, style: "prose" });
  const millions = writeNumber(Math.abs(tick) / 1e6, { kind: "number", style: "prose" });
  return `${tick < 0 ? "−" : ""}${currencySign(how.currency ?? "£")}${millions}m`;
}
