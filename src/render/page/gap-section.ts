import { scaleLinear } from "d3-scale";
import type { Freed } from "../../economics/freed.ts";
import type { Gap, ScenarioGap } from "../../experiment/gap.ts";
import { type Findings, labelOf } from "../findings.ts";
import { subjectOf, unsettledSentence } from "../gap-subject.ts";
import { type HowToWrite, type Ranged, rangeAt, sayDifference, writeDifference } from "../numbers.ts";
import { wrap } from "../table.ts";
import { CAUSE_WORDS, type GapStep, leftOf, sayStep, stepsOf } from "../words/gap.ts";
import { roomFor } from "./axis.ts";
import { type Drawing, figureOf, textLines } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, type Row, tableOf } from "./table.ts";

const BAR = 22;

/** From as published to as likely here, one cause at a time: a waterfall of what leads, and every measure as a table. */
export function gapSection(findings: Findings): Markup {
  return joined(
    findings.gaps.map((gap) => {
      if (gap.measures.length > 0) return markup`${figure(findings, gap)}${table(findings, gap)}`;
      const why = unsettledSentence(findings, gap.unsettled);
      return why === "" ? NOTHING : markup`<p>${why}</p>\n`;
    }),
  );
}

function figure(findings: Findings, { plan, measures }: ScenarioGap): Markup {
  const [lead] = measures;
  const { label, how, freed } = subjectOf(findings, plan.likely, lead);
  return figureOf({
    id: `figure-gap-${plan.likely}`,
    title: titleOf(label, lead, freed, how),
    subtitle: `${label}: mean difference from the baseline, with its ${rangeAt(findings.result.level)}; ${labelOf(findings.arms, plan.published)}, then ${labelOf(findings.arms, plan.likely)}`,
    description:
      "A bar for what was published, a bar for each cause that takes away or adds, and a bar for what is left.",
    foot: "Causes are switched on one at a time, in this order, for the same patients with the same luck; in another order their parts would differ. What is not released is reckoned, not simulated.",
    draw: (width) => [waterfall(lead, freed, how, width)],
    numbers: NOTHING,
  });
}

function titleOf(label: string, gap: Gap, freed: Freed | undefined, how: HowToWrite): string {
  const size = (ranged: Ranged): string => sayDifference({ ...writeDifference(ranged, how), range: "" });
  return `${label}: ${size(gap.published)} as published, ${size(leftOf(gap, freed))} as likely here${freed === undefined ? "" : " and released"}`;
}

interface WaterfallRow {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly told: string;
  readonly whole: boolean;
}

function rowsOf(gap: Gap, freed: Freed | undefined, how: HowToWrite): readonly WaterfallRow[] {
  let at = gap.published.mean;
  const size = (ranged: Ranged): string => sayDifference({ ...writeDifference(ranged, how), range: "" });
  const steps = stepsOf(gap, freed).map(({ cause, change }): WaterfallRow => {
    const from = at;
    at += change.mean;
    return {
      name: CAUSE_WORDS[cause],
      from,
      to: at,
      told: change.mean === 0 ? "no change" : size(change),
      whole: false,
    };
  });
  const left = leftOf(gap, freed);
  return [
    { name: "as published", from: 0, to: gap.published.mean, told: size(gap.published), whole: true },
    ...steps,
    {
      name: freed === undefined ? "as likely here" : "likely, released",
      from: 0,
      to: left.mean,
      told: size(left),
      whole: true,
    },
  ];
}

function waterfall(gap: Gap, freed: Freed | undefined, how: HowToWrite, width: number): Drawing {
  // What shrinks runs from the left, whichever way the benefit goes.
  const sign = gap.published.mean < 0 ? -1 : 1;
  const rows = rowsOf(gap, freed, how).map((row) => ({ ...row, from: sign * row.from, to: sign * row.to }));
  const left = 122;
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  const scale = scaleLinear()
    .domain([Math.min(0, ...ends), Math.max(0, ...ends)])
    .range([left + 4, width - 6]);
  if (scale.domain()[0] === scale.domain()[1]) scale.domain([-1, 1]);
  const line = BAR + 22;
  const parts = rows.map(({ name, from, to, told, whole }, i) => {
    const y = i * line + 18;
    const [x, end] = [Math.min(scale(from), scale(to)), Math.max(scale(from), scale(to))];
    const look = whole ? "c1 fill" : Math.abs(to) < Math.abs(from) ? "more-cost" : "less-cost";
    const joint =
      i === 0
        ? NOTHING
        : markup`<line class="grid-line" x1="${scale(whole ? to : from)}" x2="${scale(whole ? to : from)}" y1="${y - line + BAR}" y2="${y}"/>`;
    const room = roomFor(told);
    const [at, anchor] =
      x - room - 6 > left ? [x - 6, "end"] : end + room + 6 < width ? [end + 6, "start"] : [width - 2, "end"];
    const textY = anchor === "end" && at === width - 2 ? y - 4 : y + 15;
    return markup`${joint}<rect class="${look}" x="${x}" y="${y}" width="${Math.max(end - x, 1)}" height="${BAR}"/>
${textLines(wrap(name, 15), 0, y + 15, whole ? "label strong" : "label")}<text x="${at}" y="${textY}" text-anchor="${anchor}">${told}</text>\n`;
  });
  const height = rows.length * line + 6;
  const zero = markup`<line class="zero" x1="${scale(0)}" x2="${scale(0)}" y1="8" y2="${height}"/>`;
  return { width, height, content: markup`${parts}${zero}` };
}

function table(findings: Findings, { plan, measures }: ScenarioGap): Markup {
  const causes = [
    ...new Set(
      measures.flatMap((gap) => stepsOf(gap, subjectOf(findings, plan.likely, gap).freed).map(({ cause }) => cause)),
    ),
  ];
  const rows = measures.map((gap): Row => {
    const { label, how: prose, freed } = subjectOf(findings, plan.likely, gap);
    const how: HowToWrite = { ...prose, style: "table" };
    const steps = stepsOf(gap, freed);
    const cells = causes.map((cause) =>
      stepCell(
        steps.find((step) => step.cause === cause),
        how,
      ),
    );
    const left = leftOf(gap, freed);
    const written = (ranged: Ranged): string => sayDifference(writeDifference(ranged, how));
    return {
      head: label,
      cells: [written(gap.published), ...cells, `${written(left)}${freed === undefined ? "" : ", released"}`],
    };
  });
  return tableOf({
    caption: `${labelOf(findings.arms, plan.likely)}: from as published to as likely here, differences from the baseline`,
    first: "Measure",
    columns: [NUMBER("as published"), ...causes.map((cause) => NUMBER(CAUSE_WORDS[cause])), NUMBER("as likely here")],
    rows,
  });
}

function stepCell(step: GapStep | undefined, how: HowToWrite): string {
  return step === undefined ? "not applicable" : sayStep(step, how);
}
