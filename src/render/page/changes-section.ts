import type { Comparison, Verdict } from "../../experiment/experiment.ts";
import { type Findings, labelsOf } from "../findings.ts";
import { countRuns, rangeAt, runWordFor, writeDifference, writeEstimate } from "../numbers.ts";
import { writingOf } from "../text-parts.ts";
import { armKey, MOST_ARMS, notDrawn, orderOf } from "./arm-marks.ts";
import { panelDrawing } from "./difference-chart.ts";
import { differenceRows, panelsOf, stableComparisons } from "./difference-rows.ts";
import { rangeOrWhy, sizeOnly, verdictMark } from "./facts.ts";
import { figureOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, RANGE, type Row, TEXT, tableOf } from "./table.ts";

/** Paired differences of all measures as a picture, and as a table for each comparison. */
export function changesSection(findings: Findings): Markup {
  const stable = stableComparisons(findings);
  const rows = differenceRows(findings);
  if (rows.length === 0) return NOTHING;
  const panels = panelsOf(rows);
  const drawn = stable.slice(0, MOST_ARMS - 1).map(({ arm }) => arm);
  const { currency } = findings.scenario.money;
  const word = runWordFor(findings.result.window);
  const figure = figureOf({
    id: "figure-changes",
    title: titleOf(findings, stable),
    subtitle: `Difference from the baseline with its ${rangeAt(findings.result.level)}, mean of ${countRuns(findings.result.planned, word)}`,
    description:
      "A row for each measure and a mark for each scenario, with a line for no difference; the numbers are in the table.",
    foot: `A range that touches the line allows no difference. Each measure is judged on its own: of ${Math.round(1 / (1 - findings.result.level))} such ranges one misses by chance.${notDrawn(
      findings,
      stable.map(({ arm }) => arm),
    )}`,
    draw: (width) => panels.map((panel) => panelDrawing(panel, (arm) => orderOf(findings, arm), currency, width)),
    numbers: NOTHING,
  });
  const tables = stable.map((comparison) => comparisonTable(findings, comparison));
  return markup`${drawn.length > 1 ? armKey(findings, drawn) : NOTHING}${figure}${joined(tables)}`;
}

/** Counts what the verdicts say, and claims no more. */
function titleOf({ comparisons }: Findings, stable: readonly Comparison[]): string {
  const verdicts = stable.flatMap((comparison) => comparison.verdicts);
  const count = (wanted: readonly Verdict["kind"][]): number =>
    verdicts.filter(({ kind }) => wanted.includes(kind)).length;
  if (verdicts.length === 0 || verdicts.every(({ kind }) => kind === "too-few")) return "So far: not yet a finding";
  const better = count(["benefit", "benefit-perhaps-too-small"]);
  const worse = count(["harm", "harm-perhaps-too-small"]);
  const among = comparisons.length > 1 ? "headline comparisons" : "headline measures";
  return `${better} of ${verdicts.length} ${among} better, ${worse} worse, ${verdicts.length - better - worse} neither`;
}

function comparisonTable(findings: Findings, comparison: Comparison): Markup {
  const labels = labelsOf(findings, comparison);
  const verdicts = new Map(comparison.verdicts.map((verdict) => [verdict.difference.metric.id, verdict]));
  const rows = comparison.differences
    .filter(({ metric }) => metric.scope === "measure" && metric.period === undefined)
    .map((difference): Row => {
      const { label, kind } = labels.measures.get(difference.metric.id) ?? {
        label: difference.metric.id,
        kind: "number",
      };
      const { levels, change } = writingOf(difference, kind, "table", findings.scenario.money.currency);
      const written = writeDifference(difference, change);
      const verdict = verdicts.get(difference.metric.id);
      return {
        head: label,
        cells: [
          writeEstimate(difference.baseline, levels).value,
          writeEstimate(difference.scenario, levels).value,
          sizeOnly(written),
          rangeOrWhy(difference, written.range),
          verdict === undefined ? "not judged" : verdictMark(verdict),
        ],
      };
    });
  return tableOf({
    caption: `${labels.scenario}, against ${labels.baseline}`,
    first: "Measure",
    columns: [
      NUMBER("before"),
      NUMBER("after"),
      NUMBER("difference"),
      RANGE(rangeAt(findings.result.level)),
      TEXT("verdict"),
    ],
    rows,
  });
}
