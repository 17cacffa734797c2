import { scaleLinear } from "d3-scale";
import type { Comparison, PairedDifference } from "../../experiment/experiment.ts";
import { type Findings, labelsOf } from "../findings.ts";
import { rangeAt, writeDifference, writeEstimate } from "../numbers.ts";
import { wrap } from "../table.ts";
import { armKey, armMark, MOST_ARMS, notDrawn, orderOf } from "./arm-marks.ts";
import { tickText, writeTick } from "./axis.ts";
import { endsOf, stableComparisons } from "./difference-rows.ts";
import { payerDifferences, payerOf, perRun, rangeOrWhy, sizeOnly } from "./facts.ts";
import { type Drawing, figureOf, textLines } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { toneOfCost } from "./payer-bars.ts";
import { payerTable } from "./payer-table.ts";
import { NUMBER, RANGE, tableOf } from "./table.ts";

interface Payer {
  readonly label: string;
  readonly costs: readonly { readonly arm: string; readonly difference: PairedDifference }[];
}

const BAR = 18;

/** Who pays more and who less, as diverging bars and as a table for each comparison. */
export function moneySection(findings: Findings): Markup {
  const stable = stableComparisons(findings);
  const drawn = stable.slice(0, MOST_ARMS - 1);
  const payers = payersOf(findings, drawn);
  if (payers.length === 0) return NOTHING;
  const { currency, priceYear, index } = findings.scenario.money;
  const year = priceYear === undefined ? "price year not stated" : `prices of ${priceYear}`;
  const period = perRun(findings.result.window);
  const figure = figureOf({
    id: "figure-money",
    title: titleOf(findings, stable),
    subtitle: `Change in cost ${period} against the baseline, mean with its ${rangeAt(findings.result.level)}, ${year}`,
    description:
      "A row for each organisation, then everyone: bars to the right cost more, to the left less; the numbers are in the table.",
    foot: `Costs are those that the file names, not discounted${index === undefined ? "" : "; those of other years are brought to this one by its index"}. A dashed bar could go either way. A bed or an hour that is freed saves here only what is paid while it is in use, until the file takes the rest of its cost away.${notDrawn(
      findings,
      stable.map(({ arm }) => arm),
    )}`,
    draw: (width) => [bars(findings, payers, currency, width)],
    numbers: NOTHING,
  });
  const tables = stable.map((comparison) => {
    const when = `${period}, ${year}`;
    return markup`${payerTable(findings, comparison, when)}${moneyTable(findings, comparison, when)}`;
  });
  const key =
    drawn.length > 1
      ? armKey(
          findings,
          drawn.map(({ arm }) => arm),
        )
      : NOTHING;
  return markup`${key}${figure}${joined(tables)}`;
}

function payersOf(findings: Findings, comparisons: readonly Comparison[]): readonly Payer[] {
  const [first] = comparisons;
  if (first === undefined) return [];
  const labels = labelsOf(findings, first).organisations;
  return payerDifferences(findings, first).map(({ metric }) => ({
    label: payerOf(metric, labels),
    costs: comparisons.flatMap(({ arm, differences }) =>
      differences.filter((one) => one.metric.id === metric.id).map((difference) => ({ arm, difference })),
    ),
  }));
}

function titleOf(findings: Findings, comparisons: readonly Comparison[]): string {
  const everyone = comparisons.map(({ differences }) =>
    differences.find(({ metric }) => metric.id === "overall.cost.total"),
  );
  const more = everyone.filter((one) => one !== undefined && one.low > 0).length;
  const less = everyone.filter((one) => one !== undefined && one.high < 0).length;
  if (comparisons.length > 1)
    return `Everyone together: ${more} of ${comparisons.length} scenarios cost more, ${less} less`;
  if (more + less === 0) return "Everyone together: no clear change in cost";
  const [difference] = everyone;
  if (difference === undefined) return "Cost by organisation";
  const { currency } = findings.scenario.money;
  const written = writeDifference(difference, { kind: "money", style: "prose", currency });
  return `Everyone together pays ${written.value} ${perRun(findings.result.window)} ${written.direction}`;
}

function bars(findings: Findings, payers: readonly Payer[], currency: string, width: number): Drawing {
  const beside = width > 400;
  const left = beside ? 170 : 0;
  const ends = payers.flatMap(({ costs }) => costs.flatMap(({ difference }) => endsOf(difference)));
  const scale = scaleLinear()
    .domain([Math.min(0, ...ends), Math.max(0, ...ends)])
    .range([left + 30, width - 30])
    .nice(3);
  if (scale.domain()[0] === scale.domain()[1]) scale.domain([-1, 1]);
  const many = payers.some(({ costs }) => costs.length > 1);
  let y = 28;
  const rows = payers.map(({ label, costs }, i) => {
    const lines = wrap(label, Math.floor((beside ? left - 20 : width) / 7.6));
    const everyone = i === payers.length - 1;
    const rule = everyone ? markup`<line class="axis" x1="0" x2="${width}" y1="${y - 4}" y2="${y - 4}"/>` : NOTHING;
    const top = beside ? y : y + lines.length * 17 + 2;
    const marks = costs.map(({ arm, difference }, k) => {
      const at = top + k * (BAR + 4);
      const mark = many ? armMark(orderOf(findings, arm), left + 10, at + BAR / 2) : NOTHING;
      return markup`${barAt(difference, at, scale)}${mark}\n`;
    });
    const height = costs.length * (BAR + 4);
    const zero = markup`<line class="zero" x1="${scale(0)}" x2="${scale(0)}" y1="${top - 4}" y2="${top + height}"/>`;
    const text = textLines(lines, 0, y + 13, everyone ? "label strong" : "label");
    y = Math.max(top + height, y + lines.length * 17) + 10;
    return markup`${rule}${text}${marks}${zero}\n`;
  });
  const ticks = scale.ticks(beside ? 6 : 3).map((tick) => {
    const text = writeTick(Math.abs(tick), Math.max(...scale.domain().map(Math.abs)), {
      kind: "money",
      style: "prose",
      currency,
    });
    const at = scale(tick);
    return markup`<line class="axis" x1="${at}" x2="${at}" y1="${y}" y2="${y + 5}"/>${tickText(text, at, y + 19, width)}\n`;
  });
  const [low, high] = scale.domain();
  const words = markup`<text class="soft" x="${left}" y="14">${low < 0 ? "◀ pays less" : ""}</text>
<text class="soft" x="${width}" y="14" text-anchor="end">${high > 0 ? "pays more ▶" : ""}</text>\n`;
  const axis = markup`<line class="axis" x1="${left}" x2="${width}" y1="${y}" y2="${y}"/>\n`;
  return { width, height: y + 24, content: markup`${words}${rows}${axis}${ticks}` };
}

function barAt(difference: PairedDifference, y: number, scale: (value: number) => number): Markup {
  const { mean, low, high } = difference;
  const [from, to] = [Math.min(scale(0), scale(mean)), Math.max(scale(0), scale(mean))];
  const bar = markup`<rect class="${toneOfCost(difference)}" x="${from}" y="${y}" width="${to - from}" height="${BAR}"/>`;
  if (!Number.isFinite(low)) return bar;
  const middle = y + BAR / 2;
  return markup`${bar}<path class="whisker ink" d="M${scale(low)} ${middle}H${scale(high)}M${scale(low)} ${middle - 4}v8M${scale(high)} ${middle - 4}v8"/>`;
}

function moneyTable(findings: Findings, comparison: Comparison, period: string): Markup {
  const labels = labelsOf(findings, comparison);
  const differences = payerDifferences(findings, comparison);
  const how = { kind: "money", style: "table", currency: findings.scenario.money.currency } as const;
  const rows = differences.map((difference, i) => {
    const written = writeDifference(difference, how);
    return {
      head: payerOf(difference.metric, labels.organisations),
      cells: [
        writeEstimate(difference.baseline, how).value,
        writeEstimate(difference.scenario, how).value,
        sizeOnly(written),
        rangeOrWhy(difference, written.range),
      ],
      total: i === differences.length - 1,
    };
  });
  return tableOf({
    caption: `${labels.scenario}, against ${labels.baseline}: cost ${period}`,
    first: "Organisation",
    columns: [NUMBER("before"), NUMBER("after"), NUMBER("difference"), RANGE(rangeAt(findings.result.level))],
    rows,
  });
}
