import type { PairedDifference } from "../../experiment/experiment.ts";
import { FINDING } from "./facts.ts";
import { type Markup, markup } from "./markup.ts";

const WIDTH = 72;

/** A small bar from the middle: a cost to the right, a saving to the left; dashed while it could be either. */
export function payerBar(difference: PairedDifference, largest: number): Markup {
  const { mean } = difference;
  const middle = WIDTH / 2;
  const length = largest > 0 ? (Math.abs(mean) / largest) * (middle - 2) : 0;
  return markup`<svg class="mini" width="${WIDTH}" height="12" aria-hidden="true"><line class="zero" x1="${middle}" x2="${middle}" y1="0" y2="12"/>
<rect class="${toneOfCost(difference)}" x="${mean < 0 ? middle - length : middle}" y="2" width="${length}" height="8"/></svg>`;
}

/** By whether the interval excludes zero; unclear too from fewer runs than a finding takes. */
export function toneOfCost({ low, high, n }: PairedDifference): "more-cost" | "less-cost" | "unclear" {
  if (n < FINDING) return "unclear";
  if (low > 0) return "more-cost";
  return high < 0 ? "less-cost" : "unclear";
}
