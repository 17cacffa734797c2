import type { ArmResult, Estimate, GroupName } from "../experiment/experiment.ts";
import { type Findings, labelOf } from "./findings.ts";
import { writeSize } from "./numbers.ts";
import { formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { cell, estimateNamed, heading, how, unitOfTimes } from "./text-parts.ts";
import { groupLabel, leftOut, outcomeLabel, threeOfHundred, type WhoComparison, whoComparisons } from "./who.ts";

/** Who is better and worse off, for a terminal: everybody on each outcome, then each group in short. */
export function whoText(findings: Findings): string {
  return whoComparisons(findings)
    .map((one) => {
      const { comparison, patients } = one;
      const title = `For whom: of 100 patients in ${labelOf(findings.arms, comparison.arm)}, against themselves in ${labelOf(findings.arms, comparison.baseline)}`;
      return `${heading(title)}${outcomes(findings, one)}${groups(findings, one)}${paragraph(leftOut(findings, patients), "  ")}`;
    })
    .join("");
}

function outcomes(findings: Findings, { patients }: WhoComparison): string {
  const { currency } = findings.scenario.money;
  const rows = patients.outcomes.map(({ kind, groups: [everybody] }) => {
    const { label, kind: unit } = outcomeLabel(findings, kind);
    const told = threeOfHundred(everybody);
    if (told.length === 0) return [label, "–", "–", "–", "–", "–"];
    const by = (mean: number): string =>
      kind.event || Number.isNaN(mean) ? "–" : writeSize(mean, how(unit, "prose", currency));
    return [label, ...told, by(everybody.betterBy.mean), by(everybody.worseBy.mean)];
  });
  return formatTable(
    [
      LEFT("outcome"),
      RIGHT("better off"),
      RIGHT("the same"),
      RIGHT("worse off"),
      RIGHT("better by"),
      RIGHT("worse by"),
    ],
    rows,
  );
}

/** "31 / 4": better and worse off of 100. */
function groups(findings: Findings, { patients }: WhoComparison): string {
  const columns = patients.outcomes.map(({ kind }) => RIGHT(outcomeLabel(findings, kind).label));
  const rows = patients.groups.slice(1).map((group, g) => [
    groupLabel(findings, group),
    ...patients.outcomes.map((outcome) => {
      const [better, , worse] = threeOfHundred(outcome.groups[g + 1]);
      return better === undefined ? "–" : `${better} / ${worse}`;
    }),
  ]);
  if (rows.length === 0) return "";
  return `\n${formatTable([LEFT("better / worse off, of 100"), ...columns], rows)}`;
}

/** Stay, wait and cost of each group in one scenario, for a terminal. */
export function groupsText(findings: Findings, arm: ArmResult): string {
  const { scenario, result } = findings;
  const { currency } = scenario.money;
  const groups = scenario.forWhom.flatMap(({ attribute, groups: own }) =>
    own.map(({ name }) => ({ grouping: attribute ?? "class", group: name })),
  );
  if (groups.length === 0) return "";
  const of = ({ grouping, group }: GroupName, figure: string): Estimate =>
    estimateNamed(result, arm, `group.${grouping}.${group}.${figure}`);
  const unit = unitOfTimes(groups.map((group) => of(group, "lengthOfStay.mean")));
  const time = how("min", "prose", currency, unit);
  const paid = estimateNamed(result, arm, "overall.attributedCost.mean").mean > 0;
  const rows = groups.map((group) => [
    groupLabel(findings, group),
    cell(of(group, "patients.count"), how("patients", "prose", currency)),
    cell(of(group, "lengthOfStay.mean"), time),
    cell(of(group, "wait.mean"), time),
    ...(paid ? [cell(of(group, "attributedCost.mean"), how("money", "prose", currency))] : []),
  ]);
  const columns = [LEFT("group"), RIGHT("patients"), RIGHT("stay"), RIGHT("wait"), ...(paid ? [RIGHT("cost")] : [])];
  return `${heading("For whom, mean of those who are counted")}${formatTable(columns, rows)}`;
}
