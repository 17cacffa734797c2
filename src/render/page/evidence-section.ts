import type { EvidenceSource, Input } from "../../scenario/scenario.ts";
import { countInputs, type Findings } from "../findings.ts";
import { rangeAt } from "../numbers.ts";
import { sayEnd, saySimulated } from "../target-numbers.ts";
import { type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, RANGE, TEXT, tableOf } from "./table.ts";

/** Published figures against the simulated ones. */
export function targetsSection({ scenario, targets, result }: Findings): Markup {
  if (targets.length === 0) return NOTHING;
  const rows = targets.map((target) => {
    const source = scenario.targets.find((one) => one.label === target.label)?.evidence;
    return {
      head: target.label,
      cells: [
        target.published === undefined ? "not stated" : sayEnd(target, target.published, scenario),
        `${sayEnd(target, target.low, scenario)} to ${sayEnd(target, target.high, scenario)}`,
        saySimulated(target, scenario),
        { met: "= met", missed: "⚠ missed", "cannot tell": "? cannot tell" }[target.outcome],
        citationOf(scenario.evidence, source),
      ],
    };
  });
  const met = targets.filter(({ outcome }) => outcome === "met").length;
  return markup`<p>A target is met when the whole simulated range lies inside the tolerance, and missed when all of it lies outside.</p>
${tableOf({
  caption: `${met} of ${targets.length} published figures are reproduced`,
  first: "Published figure",
  columns: [
    NUMBER("published"),
    RANGE("tolerance"),
    NUMBER(`simulated (${rangeAt(result.level)})`),
    TEXT("outcome"),
    TEXT("source"),
  ],
  rows,
})}`;
}

function citationOf(evidence: readonly EvidenceSource[], name: string | undefined): string {
  if (name === undefined) return "not stated";
  return evidence.find((one) => one.name === name)?.citation ?? name;
}

/** Every number of the file with its source or the word assumption, and the sources themselves. */
export function evidenceSection({ scenario }: Findings): Markup {
  const { sourced, assumed } = countInputs(scenario);
  const total = sourced + assumed;
  if (total === 0) return NOTHING;
  const verb = assumed === 1 ? "is an assumption" : "are assumptions";
  const sources = new Map(scenario.evidence.map((source) => [source.name, source]));
  const numbers = tableOf({
    caption: `${total} numbers of the file, in its order`,
    first: "Number",
    columns: [NUMBER("value"), TEXT("source"), TEXT("grade")],
    rows: scenario.inputs.map((input) => {
      const source = sourceOf(input, sources);
      const assumption = source === undefined || source.confidence === "assumption";
      return {
        head: input.path,
        cells: [
          input.text,
          source?.citation ?? "none stated",
          assumption ? markup`<strong>assumption</strong>` : source.confidence,
        ],
      };
    }),
  });
  return markup`<p>${sourced} of ${total} numbers in the file come from a named source, ${assumed} ${verb}. Which of them the answer hangs on has not been tested: each was run at one value.</p>
${sourceTable(scenario.evidence, scenario.inputs)}<details><summary>All ${total} numbers with their sources</summary>
${numbers}</details>
`;
}

function sourceOf({ evidence }: Input, sources: ReadonlyMap<string, EvidenceSource>): EvidenceSource | undefined {
  return evidence === undefined ? undefined : sources.get(evidence);
}

function sourceTable(evidence: readonly EvidenceSource[], inputs: readonly Input[]): Markup {
  if (evidence.length === 0) return NOTHING;
  return tableOf({
    caption: "Sources",
    first: "Source",
    columns: [TEXT("design"), TEXT("grade"), NUMBER("numbers from it")],
    rows: evidence.map(({ name, citation, design, confidence }) => {
      const used = inputs.filter((input) => input.evidence === name).length;
      return { head: citation, cells: [design ?? "not stated", confidence, String(used)] };
    }),
  });
}
