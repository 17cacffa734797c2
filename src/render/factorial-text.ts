import { type AliasSet, sizeOf } from "../experiment/fraction.ts";
import { effectName, type FactorialFindings, runsOf, signedName } from "./factorial.ts";
import { labelOf, measureLabels } from "./findings.ts";
import { rangeAt, sayDifference, writeDifference } from "./numbers.ts";
import { formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { closing, heading, how, introduction, unitOfTimes, unstableArms } from "./text-parts.ts";

/** A factorial design for a terminal: which runs there were, what can be told apart, and the effects on each measure. */
export function factorialText(factorial: FactorialFindings): string {
  const { findings } = factorial;
  const unstable = [...unstableArms(findings)];
  const arms = unstable.map((name) => labelOf(findings.arms, name)).join("; ");
  const effects =
    unstable.length === 0
      ? effectTables(factorial)
      : `${heading("Effects")}${paragraph(`⚠ No effect is given: of combinations that do not settle there is no average. They are: ${arms}.`, "  ")}`;
  return [introduction(findings), designText(factorial), effects, aliasText(factorial), closing(findings)].join("");
}

function designText(factorial: FactorialFindings): string {
  const { design, interventions } = factorial;
  const fraction = design.generators.length === 0 ? "all" : `1 in ${2 ** design.generators.length} of the`;
  const said = `${design.runs.length} scenarios: ${fraction} combinations of ${interventions.length} interventions, each with and without it.`;
  const rows = runsOf(factorial).map(({ high }, i) => [
    String(i + 1),
    ...interventions.map((name) => (high.includes(name) ? "with" : "–")),
  ]);
  return `${heading("The design")}${paragraph(said, "  ")}${formatTable([RIGHT("run"), ...interventions.map(LEFT)], rows)}`;
}

/** Runs of which something may be found. */
const FINDING = 10;

/** Of one and of two interventions; what they are aliased with stands below. */
function shown({ effect }: AliasSet): boolean {
  return sizeOf(effect) <= 2;
}

function effectTables({ findings, design, interventions, effects }: FactorialFindings): string {
  const { scenario, result } = findings;
  const labels = measureLabels(scenario);
  const ofMeasures = effects.filter(({ metric }) => metric.scope === "measure" && metric.period === undefined);
  if (ofMeasures.length === 0) return paragraph("The file has no measures of which to tell effects.");
  const tables = ofMeasures.map(({ metric, effects: estimates }) => {
    const { label, kind } = labels.get(metric.id) ?? { label: metric.id, kind: "number" as const };
    const howTo = how(kind, "prose", scenario.money.currency, kind === "min" ? unitOfTimes(estimates) : undefined);
    const rows = design.sets.flatMap((set, i) => {
      if (!shown(set)) return [];
      const alone = set.aliases.length === 0;
      const name = `${effectName(set.effect, interventions)}${alone ? "" : " +"}`;
      return [[name, sayDifference(writeDifference(estimates[i], howTo))]];
    });
    return `\n${formatTable([LEFT(label), LEFT(`effect (${rangeAt(result.level)})`)], rows)}`;
  });
  const meaning = [
    "The effect of one intervention is the mean with it minus the mean without it, over all that the others are.",
    "Of two, with ×, it is half of what the one does more where the other is there: how far they help or hinder each other.",
    result.planned < FINDING ? `Fewer than ${FINDING} runs are not yet a finding.` : "",
    design.generators.length === 0 ? "" : "+ stands where the aliases below are in the effect too.",
  ];
  return `${heading("Effects")}${paragraph(meaning.filter((part) => part !== "").join(" "), "  ")}${tables.join("")}`;
}

function aliasText({ design, interventions }: FactorialFindings): string {
  if (design.resolution === undefined) return "";
  const relation = design.words.map((word) => signedName(word, interventions)).join(" = ");
  const rows = design.sets
    .filter(shown)
    .map(({ effect, aliases }) => [
      effectName(effect, interventions),
      aliases.map((alias) => signedName(alias, interventions)).join(", "),
    ]);
  const said = `Resolution ${ROMAN[design.resolution] ?? design.resolution}. The same in all runs: ${relation}. What stands in one line cannot be told apart: its effects are added up.`;
  return `${heading("Aliases")}${paragraph(said, "  ")}${formatTable([LEFT("effect"), LEFT("and, in the same number")], rows)}`;
}

const ROMAN: Readonly<Record<number, string>> = { 3: "III", 4: "IV", 5: "V", 6: "VI", 7: "VII" };
