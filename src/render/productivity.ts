import { type ScenarioProductivity, scenarioProductivity } from "../economics/scenario-productivity.ts";
import type { Comparison, Estimate } from "../experiment/experiment.ts";
import { armNamed } from "../experiment/summarise.ts";
import { FEWEST } from "../experiment/verdict.ts";
import { file, numbers } from "./csv.ts";
import { csvText } from "./escape.ts";
import { type Findings, labelOf, measureLabels, resourceLabels } from "./findings.ts";
import { countRuns, runWordFor, sayDifference, writeDifference } from "./numbers.ts";
import { formatTable, LEFT, paragraph } from "./table.ts";
import { heading } from "./text-parts.ts";
import { listed } from "./words/labels.ts";

/** Of a scenario that settles, in a file that says what its output is; else undefined. */
export function productivityOf(findings: Findings, comparison: Comparison): ScenarioProductivity | undefined {
  const { scenario, arms, result } = findings;
  const { productivity } = scenario;
  if (productivity === undefined || comparison.instabilities.length > 0) return undefined;
  const [baseline, other] = [comparison.baseline, comparison.arm].map((name) => arms.find((arm) => arm.name === name));
  if (baseline === undefined || other === undefined) return undefined;
  const runs = [armNamed(result, baseline.name), armNamed(result, other.name)] as const;
  return scenarioProductivity(productivity, [baseline, other], runs, result, scenario.clock);
}

type Index = "output" | "quality" | "input" | "technical" | "outcome" | "perPound";

const ROWS: readonly (readonly [Index, string])[] = [
  ["output", "Output: activities, weighed by what they cost"],
  ["quality", "Quality of these activities"],
  ["input", "Input: staff, places and what was bought"],
  ["technical", "Technical productivity: output × quality ÷ input"],
  ["outcome", "Outcome"],
  ["perPound", "Outcome for each pathway pound"],
];

/** Label and change of each index, the file's own name of the outcome in its place. */
export function productivityRows(
  findings: Findings,
  found: ScenarioProductivity,
): readonly (readonly [string, string])[] {
  return ROWS.map(([index, label]) => [
    index === "outcome" ? `${label}: ${outcomeLabel(findings)}` : label,
    changeText(found[index]),
  ]);
}

function outcomeLabel({ scenario }: Findings): string {
  const id = `measure.${scenario.productivity?.outcome ?? ""}`;
  return measureLabels(scenario).get(id)?.label ?? id;
}

/** "4.9% lower (4.5% to 5.2%)" of an index of 0.951. */
export function changeText(index: Estimate): string {
  const percent = (value: number): number => (value - 1) * 100;
  const { mean, halfWidth, low, high } = index;
  const change = { mean: percent(mean), halfWidth: halfWidth * 100, low: percent(low), high: percent(high) };
  const written = sayDifference(writeDifference(change, { kind: "number", style: "prose" }));
  return written === "0" ? "no change" : written.replace(/\d[\d,.]*/g, "$&%");
}

/** Where one index falls because work is spared, and the other rises; empty elsewhere. */
export function sayMisleading(findings: Findings, { arm }: Comparison, found: ScenarioProductivity): string {
  if (!found.misleads) return "";
  const { technical, perPound } = found;
  return (
    `${labelOf(findings.arms, arm)} has technical productivity ${changeText(technical)} but outcome for each pathway pound ${changeText(perPound)}. ` +
    "Activity that it avoids counts as output lost: do not read the first number alone."
  );
}

/** Of fewer runs than a finding takes; empty of enough. */
export function sayFewRuns({ result }: Findings, { output, input }: ScenarioProductivity): string {
  const n = Math.max(output.n, input.n);
  return n >= FEWEST ? "" : `So far, after ${countRuns(n, runWordFor(result.window))}: not yet a finding.`;
}

/** What is left out of the inputs. */
export function sayUnpriced(findings: Findings, { unpriced }: ScenarioProductivity): string {
  if (unpriced.length === 0) return "";
  const label = resourceLabels(findings.arms);
  return `Without a cost in the file, and so no input: ${listed(unpriced.map(label))}.`;
}

/** How the numbers are to be read. */
export const PRODUCTIVITY_NOTE =
  "Volumes at the costs and prices of the baseline, so that no price changes them. Technical productivity asks how much is done for what is used; outcome for each pound, how much of what the pathway is for. Read both: where work is avoided they part.";

/** For a terminal: both kinds of productivity of every scenario. */
export function productivityText(findings: Findings): string {
  const parts = findings.comparisons.flatMap((comparison) => {
    const found = productivityOf(findings, comparison);
    if (found === undefined) return [];
    const warning = sayMisleading(findings, comparison, found);
    const unpriced = sayUnpriced(findings, found);
    const few = sayFewRuns(findings, found);
    const title = `${labelOf(findings.arms, comparison.arm)}, against ${labelOf(findings.arms, comparison.baseline)}`;
    return [
      "\n",
      formatTable([LEFT(title), LEFT("change")], productivityRows(findings, found)),
      few === "" ? "" : paragraph(few, "  "),
      warning === "" ? "" : paragraph(`⚠ ${warning}`, "  "),
      unpriced === "" ? "" : paragraph(unpriced, "  "),
    ];
  });
  return parts.length === 0 ? "" : `${heading("Productivity")}${paragraph(PRODUCTIVITY_NOTE, "  ")}${parts.join("")}`;
}

/** scenario, baseline, index, n, mean, sd, low, high, note: of one index 1 for no change. See docs/files.md. */
export function productivityCsv(findings: Findings): string {
  const lines = ["scenario,baseline,index,n,mean,sd,low,high,note"];
  for (const comparison of findings.comparisons) {
    const found = productivityOf(findings, comparison);
    for (const [index] of ROWS) {
      const { n, mean, sd, low, high } = found?.[index] ?? NOTHING;
      const cells = numbers(n, [mean, sd, low, high], found === undefined);
      lines.push([csvText(comparison.arm), csvText(comparison.baseline), index, ...cells].join(","));
    }
  }
  return file(lines);
}

const NOTHING = { n: 0, mean: Number.NaN, sd: Number.NaN, low: Number.NaN, high: Number.NaN };

/** The indices of a comparison with the warning in words; null where there are none. */
export function productivityJson(findings: Findings, comparison: Comparison): object | null {
  const found = productivityOf(findings, comparison);
  if (found === undefined) return null;
  const warning = sayMisleading(findings, comparison, found);
  return { ...found, warning: warning === "" ? null : warning };
}
