import { type Findings, labelOf } from "../findings.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";

/** Scenarios that a chart tells apart, baseline included: there are five marks. The tables hold all of them. */
export const MOST_ARMS = 5;

/** Names of the arms that charts show: the baseline and the next four, of those that settle. */
export function drawnArms({ result }: Findings): readonly string[] {
  return result.arms.slice(0, MOST_ARMS).map(({ name }) => name);
}

/** Where an arm stands in the file, which gives its colour and mark; the baseline is 0. */
export function orderOf({ arms }: Findings, name: string): number {
  return arms.findIndex((arm) => arm.name === name);
}

/** The mark of an arm, 9 px wide: ○ ● ■ ▲ ◆ in the colour of its class. @param order 0 is the baseline */
export function armMark(order: number, x: number, y: number): Markup {
  const kind = order % MOST_ARMS;
  const shape = `c${kind} ${kind === 0 ? "hollow" : "fill halo"}`;
  if (kind <= 1) return markup`<circle class="${shape}" cx="${x}" cy="${y}" r="4.5"/>`;
  if (kind === 2) return markup`<rect class="${shape}" x="${x - 4.5}" y="${y - 4.5}" width="9" height="9"/>`;
  const points =
    kind === 3
      ? markup`${x},${y - 5.5} ${x + 5.5},${y + 4.5} ${x - 5.5},${y + 4.5}`
      : markup`${x},${y - 6} ${x + 6},${y} ${x},${y + 6} ${x - 6},${y}`;
  return markup`<polygon class="${shape}" points="${points}"/>`;
}

/** What a chart leaves out because it has no mark for it: " Not drawn: A; B. The tables have them." Empty where all are drawn. */
export function notDrawn(findings: Findings, names: readonly string[]): string {
  const rest = leftOut(findings, names);
  return rest.length === 0
    ? ""
    : ` Not drawn: ${rest.join("; ")}. The tables have ${rest.length === 1 ? "it" : "them"}.`;
}

/** The same as a paragraph, for sections whose pictures show the baseline and the next four. */
export function notDrawnNote(findings: Findings): Markup {
  const [, ...others] = findings.result.arms.map(({ name }) => name);
  const rest = leftOut(findings, others);
  return rest.length === 0 ? NOTHING : markup`<p class="foot">Not drawn: ${rest.join("; ")}.</p>\n`;
}

function leftOut(findings: Findings, names: readonly string[]): readonly string[] {
  return names.slice(MOST_ARMS - 1).map((name) => labelOf(findings.arms, name));
}

/** Which mark is which scenario. @param lines with the dashes of its line too, for charts of lines */
export function armKey(findings: Findings, names: readonly string[], lines = false): Markup {
  const width = lines ? 44 : 16;
  const items = names.map((name) => {
    const order = orderOf(findings, name);
    const note = order === 0 ? " (baseline)" : "";
    const line = lines ? markup`<path class="line stroke c${order}" d="M0 8H${width}"/>` : NOTHING;
    const mark = markup`<svg width="${width}" height="16" aria-hidden="true">${line}${armMark(order, width / 2, 8)}</svg>`;
    return markup`<li>${mark}${labelOf(findings.arms, name)}${note}</li>`;
  });
  return markup`<ul class="key" aria-label="Marks of the scenarios">${joined(items)}</ul>\n`;
}
