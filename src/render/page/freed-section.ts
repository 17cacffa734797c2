import { scaleLinear } from "d3-scale";
import type { Freed, ScenarioFreed } from "../../economics/freed.ts";
import { type Findings, labelOf, resourceLabels } from "../findings.ts";
import { rangeAt, writeEstimate, writeNumber } from "../numbers.ts";
import { type FreedLine, freedLines, isByDay, sayUse, takenAway } from "../words/freed.ts";
import { roomFor } from "./axis.ts";
import { type Drawing, figureOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, TEXT, tableOf } from "./table.ts";

const BAR = 24;

/** Gross, released and cashable: three bars of one resource on one scale, never added, and all of them as tables. */
export function freedSection(findings: Findings): Markup {
  const { freed } = findings;
  if (freed.length === 0) return NOTHING;
  const figures = freed.flatMap((one) => one.resources.map((each) => figure(findings, one, each)));
  const tables = freed.map((one) => table(findings, one));
  return markup`<p>What is freed is not what can be used, and what can be used is not cash. The three figures say the same thing with less and less taken for granted: they are not to be added.</p>
<div class="grid">${joined(figures)}</div>${joined(tables)}`;
}

function linesOf(findings: Findings, freed: Freed): readonly FreedLine[] {
  const { scenario, result, arms } = findings;
  return freedLines(freed, isByDay(arms, freed.release.resource), result.window, scenario.money.currency);
}

function figure(findings: Findings, { arm }: ScenarioFreed, freed: Freed): Markup {
  const label = resourceLabels(findings.arms)(freed.release.resource);
  const cash = writeNumber(freed.cashable.mean, { kind: "units", style: "prose" });
  const baseline = findings.comparisons.find((one) => one.arm === arm)?.baseline ?? "";
  const away = takenAway(findings.arms, freed.release.resource, arm, baseline);
  const gross = writeEstimate(freed.gross, { kind: "units", style: "prose" }).value;
  return figureOf({
    id: `figure-freed-${arm}-${freed.release.resource}`,
    title: `${label}: ${gross} freed on average, ${cash} of them cashable`,
    subtitle: `${labelOf(findings.arms, arm)}: mean number in use that is no longer needed, with its ${rangeAt(findings.result.level)}`,
    description:
      "Three bars on one scale: what is freed, what of it is released for another use, and what of that can be cashed.",
    foot: `${sayUse(freed, findings.result.window, away)} Cashable is what fills whole posts, bays or wards that can be given up.`,
    draw: (width) => [bars(freed, width)],
    numbers: NOTHING,
  });
}

function bars({ gross, released, cashable, release }: Freed, width: number): Drawing {
  const rows = [
    { name: "freed", amount: gross, look: "hollow-bar", lost: "" },
    { name: "released", amount: released, look: "unclear", lost: lossOfRelease(release.share) },
    { name: "cashable", amount: cashable, look: "less-cost", lost: lossOfWhole(release.whole) },
  ];
  const left = 84;
  const most = Math.max(...rows.flatMap(({ amount }) => [amount.mean, amount.high]).filter(Number.isFinite), 0);
  const scale = scaleLinear()
    .domain([0, most > 0 ? most : 1])
    .range([left, width - roomFor("1,000.5") - 8]);
  const parts = rows.map(({ name, amount, look, lost }, i) => {
    const y = i * (BAR + 30) + 22;
    const value = Math.max(0, amount.mean);
    const [low, high] = [Math.max(0, amount.low), Math.max(0, amount.high)];
    const middle = y + BAR / 2;
    const whisker =
      Number.isFinite(low) && high > low
        ? markup`<path class="whisker ink" d="M${scale(low)} ${middle}H${scale(high)}M${scale(low)} ${middle - 4}v8M${scale(high)} ${middle - 4}v8"/>`
        : NOTHING;
    const told = writeNumber(amount.mean, { kind: "units", style: "prose" });
    const end = scale(Number.isFinite(high) ? Math.max(high, value) : value);
    return markup`${lost === "" ? NOTHING : markup`<text class="soft" x="${left}" y="${y - 7}">${lost}</text>`}
<text class="label" x="0" y="${y + 17}">${name}</text><rect class="${look}" x="${scale(0)}" y="${y}" width="${scale(value) - scale(0)}" height="${BAR}"/>${whisker}
<text class="strong" x="${end + 8}" y="${y + 17}">${told}</text>\n`;
  });
  const height = 3 * (BAR + 30) + 4;
  const zero = markup`<line class="zero" x1="${scale(0)}" x2="${scale(0)}" y1="16" y2="${height - 4}"/>`;
  return { width, height, content: markup`${parts}${zero}` };
}

function lossOfRelease(share: number): string {
  if (share === 1) return "";
  return `▼ ${writeNumber(1 - share, { kind: "share", style: "prose" })} is not released`;
}

function lossOfWhole(whole: number): string {
  return `▼ what does not fill a whole ${whole === 1 ? "one" : writeNumber(whole, { kind: "units", style: "prose" })} saves no cash`;
}

function table(findings: Findings, one: ScenarioFreed): Markup {
  const label = resourceLabels(findings.arms);
  const { priceYear } = findings.scenario.money;
  const rows = one.resources.flatMap((freed) =>
    linesOf(findings, freed).map(({ head, number, time, money }) => ({
      head: `${label(freed.release.resource)}: ${head}`,
      cells: [number, time, money],
    })),
  );
  const year = priceYear === undefined ? "price year not stated" : `prices of ${priceYear}`;
  return tableOf({
    caption: `${labelOf(findings.arms, one.arm)}: what is freed, on three lines that are not to be added`,
    first: "Line",
    columns: [NUMBER("mean number"), NUMBER("in the window"), TEXT(`money in the window, ${year}`)],
    rows,
  });
}
