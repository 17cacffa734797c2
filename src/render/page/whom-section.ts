import type { GroupChange, PairedDifference } from "../../experiment/experiment.ts";
import type { Grouping } from "../../scenario/scenario.ts";
import { type Findings, labelOf, labelsOf, measureLabels } from "../findings.ts";
import {
  countRuns,
  NOT_OBSERVED,
  rangeAt,
  runWordFor,
  sayEstimate,
  type UnitKind,
  writeDifference,
  writeEstimate,
} from "../numbers.ts";
import { how, writingOf } from "../text-parts.ts";
import {
  eventWords,
  groupLabel,
  leftOut,
  outcomeLabel,
  threeOfHundred,
  type WhoComparison,
  whoComparisons,
} from "../who.ts";
import { armKey, MOST_ARMS, notDrawn, orderOf } from "./arm-marks.ts";
import { panelDrawing } from "./difference-chart.ts";
import { type DifferenceRow, panelsOf, stableComparisons } from "./difference-rows.ts";
import { FINDING, rangeOrWhy, sizeOnly } from "./facts.ts";
import { figureOf } from "./figure.ts";
import { iconDrawing } from "./icon-chart.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, RANGE, type Row, tableOf } from "./table.ts";

/** Who is better and worse off, then what changes in each group. */
export function whomSection(findings: Findings): Markup {
  const compared = whoComparisons(findings);
  const tables = compared.map((one) => betterWorse(findings, one));
  const pictures = findings.scenario.forWhom.map((grouping, i) => byGroup(findings, grouping, i));
  const drawn = stableComparisons(findings).slice(0, MOST_ARMS - 1);
  const key =
    drawn.length > 1
      ? armKey(
          findings,
          drawn.map(({ arm }) => arm),
        )
      : NOTHING;
  if (tables.length === 0 && pictures.every(({ source }) => source === "")) return NOTHING;
  return markup`${soFar(findings, compared)}${joined(tables)}${key}${icons(findings, compared)}${joined(pictures)}`;
}

function soFar({ result }: Findings, compared: readonly WhoComparison[]): Markup {
  const few = compared.some(({ comparison: { done, planned } }) => done < Math.max(FINDING, planned));
  return few ? markup`<p>So far, after ${result.arms[0].runs.length} runs: not yet a finding.</p>\n` : NOTHING;
}

/** Better off, the same, worse off, and by how much: everybody, and behind a fold each group. */
function betterWorse(findings: Findings, one: WhoComparison): Markup {
  const { comparison, patients } = one;
  const { scenario } = labelsOf(findings, comparison);
  const everybody = outcomeTable(findings, one, titleOf(patients.outcomes[0].groups[0], scenario), [0]);
  const groups = patients.groups.map((_, g) => g).slice(1);
  const ofGroups = outcomeTable(findings, one, `${scenario}: better and worse off in each group`, groups);
  const folded =
    groups.length === 0 ? NOTHING : markup`<details><summary>Show each group</summary>\n${ofGroups}</details>\n`;
  const said = "Each patient is compared with the same person in the baseline, who has the same luck.";
  return markup`<p>${said} ${leftOut(findings, patients)}</p>\n${everybody}${folded}`;
}

function outcomeTable(
  findings: Findings,
  { patients }: WhoComparison,
  caption: string,
  groups: readonly number[],
): Markup {
  const rows = patients.outcomes.flatMap(({ kind, groups: changes }) => {
    const { label, kind: unit } = outcomeLabel(findings, kind);
    return groups.map((g): Row => {
      const head = g === 0 ? label : `${label}: ${groupLabel(findings, patients.groups[g])}`;
      return { head, cells: changeCells(changes[g], unit, findings.scenario.money.currency) };
    });
  });
  return tableOf({
    caption,
    first: "Outcome",
    columns: [
      NUMBER("better off"),
      NUMBER("the same"),
      NUMBER("worse off"),
      NUMBER("mean change"),
      RANGE(rangeAt(findings.result.level)),
    ],
    rows,
  });
}

function changeCells({ better, same, worse, change }: GroupChange, unit: UnitKind, currency: string): string[] {
  if (Number.isNaN(better.mean)) return ["nobody", "nobody", "nobody", NOT_OBSERVED, NOT_OBSERVED];
  const shares = [better, same, worse].map((one) => sayEstimate(writeEstimate(one, how("share", "prose", currency))));
  const by = writeDifference(change, how(unit, "prose", currency));
  return [...shares, sizeOnly(by), rangeOrWhy(change, by.range)];
}

function titleOf(stay: GroupChange, scenario: string): string {
  const [better, , worse] = threeOfHundred(stay);
  if (better === undefined) return `${scenario}: nobody can be compared`;
  return `${scenario}: of 100 patients ${better} stay less long, ${worse} longer`;
}

/** One figure for each outcome that happens or not, with ten rows of ten for each scenario. */
function icons(findings: Findings, compared: readonly WhoComparison[]): Markup {
  const [first] = compared;
  if (first === undefined) return NOTHING;
  const drawn = compared.slice(0, MOST_ARMS - 1);
  const figures = first.patients.outcomes.map(({ kind }, k): Markup => {
    const shown = drawn.filter(({ patients }) => Number.isFinite(patients.outcomes[k].groups[0].better.mean));
    if (!kind.event || shown.length === 0) return NOTHING;
    const words = eventWords(kind);
    return figureOf({
      id: `figure-whom-${k}`,
      title: `${outcomeLabel(findings, kind).label}: what becomes of 100 patients`,
      subtitle: `The same patients in both scenarios, mean of ${countRuns(findings.result.planned, runWordFor(findings.result.window))}`,
      description: `Ten rows of ten for each scenario: ${words.better}, ${words.worse}, ${words.both}, ${words.neither}; the numbers stand beside them.`,
      foot: `Each mark is 1 patient in 100, against the baseline. ${foot(words)}${notDrawn(
        findings,
        compared.map(({ comparison }) => comparison.arm),
      )}`,
      draw: (width) =>
        shown.map(({ comparison, patients }) =>
          iconDrawing(
            { label: labelOf(findings.arms, comparison.arm), order: orderOf(findings, comparison.arm) },
            patients.outcomes[k].groups[0],
            kind.better,
            words,
            Math.min(width, 330),
          ),
        ),
      numbers: NOTHING,
    });
  });
  return markup`<div class="pair">${joined(figures)}</div>\n`;
}

function foot(words: ReturnType<typeof eventWords>): string {
  return words.better === "avoided"
    ? "Avoided: in the baseline only. New: in the scenario only. Still: in both."
    : "Gained: in the scenario only. Lost: in the baseline only.";
}

/** The difference picture of one grouping: a row a headline measure and group, after everybody's. */
function byGroup(findings: Findings, grouping: Grouping, i: number): Markup {
  const name = grouping.attribute ?? "class";
  const rows = rowsOf(findings, grouping, true);
  const tables = joined(groupTables(findings, grouping));
  if (tables.source === "") return NOTHING;
  const { currency } = findings.scenario.money;
  return figureOf({
    id: `figure-by-group-${i}`,
    title: `What changes, by ${name}`,
    subtitle: `Difference from the baseline with its ${rangeAt(findings.result.level)}, mean of ${countRuns(findings.result.planned, runWordFor(findings.result.window))}`,
    description:
      "A row for each headline measure in each group and a mark for each scenario, with a line for no difference; the numbers are in the table.",
    foot: `A range that touches the line allows no difference. Groups are not judged: of ${Math.round(1 / (1 - findings.result.level))} such ranges one misses by chance.${notDrawn(
      findings,
      stableComparisons(findings).map(({ arm }) => arm),
    )}`,
    draw: (width) =>
      panelsOf(rows).map((panel) => panelDrawing(panel, (arm) => orderOf(findings, arm), currency, width)),
    numbers: tables,
  });
}

/** What is told of a group: its standard figures, then the measures. */
interface Told {
  readonly everybody: string;
  readonly figure: string;
  readonly label: string;
  readonly kind: UnitKind;
  readonly better: "higher" | "lower" | undefined;
  readonly headline: boolean;
}

function toldOf({ scenario }: Findings): readonly Told[] {
  const labels = measureLabels(scenario);
  const own = (id: string, label: string, kind: UnitKind): Told => {
    return { everybody: `overall.${id}`, figure: id, label, kind, better: "lower", headline: false };
  };
  return [
    own("lengthOfStay.mean", "Length of stay", "min"),
    own("wait.mean", "Waiting, in all", "min"),
    own("attributedCost.mean", "Cost of a patient", "money"),
    ...scenario.measures.map(({ name, better, headline }): Told => {
      const { label, kind } = labels.get(`measure.${name}`) ?? { label: name, kind: "number" as const };
      return { everybody: `measure.${name}`, figure: `measure.${name}`, label, kind, better, headline };
    }),
  ];
}

function rowsOf(findings: Findings, grouping: Grouping, headline: boolean): readonly DifferenceRow[] {
  const shown = stableComparisons(findings).slice(0, MOST_ARMS - 1);
  const name = grouping.attribute ?? "class";
  const chosen = toldOf(findings).filter((one) => one.headline === headline);
  return chosen.flatMap(({ everybody, figure, label, kind, better }) => {
    const row = (id: string, words: string): DifferenceRow[] => {
      const differences = shown.flatMap(({ arm, differences: all }) =>
        all
          .filter(({ metric, mean }) => metric.id === id && Number.isFinite(mean))
          .map((difference) => ({ arm, difference })),
      );
      return differences.length === 0 ? [] : [{ label: `${label}: ${words}`, kind, better, differences }];
    };
    const groups = grouping.groups.flatMap(({ name: group }) =>
      row(`group.${name}.${group}.${figure}`, groupLabel(findings, { grouping: name, group })),
    );
    return groups.length === 0 ? [] : [...row(everybody, "everybody"), ...groups];
  });
}

function groupTables(findings: Findings, grouping: Grouping): readonly Markup[] {
  const name = grouping.attribute ?? "class";
  const { currency } = findings.scenario.money;
  return stableComparisons(findings).flatMap((comparison) => {
    const byId = new Map(comparison.differences.map((one) => [one.metric.id, one]));
    const rows = toldOf(findings).flatMap(({ figure, label, kind }) =>
      grouping.groups.flatMap(({ name: group }): Row[] => {
        const difference: PairedDifference | undefined = byId.get(`group.${name}.${group}.${figure}`);
        if (difference === undefined) return [];
        const { levels, change } = writingOf(difference, kind, "table", currency);
        const written = writeDifference(difference, change);
        return [
          {
            head: `${label}: ${groupLabel(findings, { grouping: name, group })}`,
            cells: [
              writeEstimate(difference.baseline, levels).value,
              writeEstimate(difference.scenario, levels).value,
              sizeOnly(written),
              rangeOrWhy(difference, written.range),
            ],
          },
        ];
      }),
    );
    if (rows.length === 0) return [];
    return tableOf({
      caption: `${labelOf(findings.arms, comparison.arm)} by ${name}, against ${labelOf(findings.arms, comparison.baseline)}`,
      first: "Measure and group",
      columns: [NUMBER("before"), NUMBER("after"), NUMBER("difference"), RANGE(rangeAt(findings.result.level))],
      rows,
    });
  });
}
