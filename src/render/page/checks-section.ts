import type { Analysis } from "../../analysis/analyse.ts";
import { type Findings, labelOf, resourceLabels } from "../findings.ts";
import { NOT_OBSERVED, writeNumber } from "../numbers.ts";
import { sayBusy, sayLoad } from "../words/load-words.ts";
import { sayUnsettled } from "../words/unstable.ts";
import { type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, type Row, TEXT, tableOf } from "./table.ts";

/** Warnings, whether each scenario settles, and what the inputs ask of each resource before anybody waits. */
export function checksSection(findings: Findings): Markup {
  const { warnings, analyses } = findings;
  const list =
    warnings.length === 0
      ? markup`<p>No warnings.</p>\n`
      : markup`<ul class="plain">${warnings.map(({ message }) => markup`<li>${message}.</li>\n`)}</ul>\n`;
  return markup`<h3>Warnings</h3>
${list}<h3>Does each scenario settle?</h3>
<ul class="plain">${findings.arms.map(({ name }) => markup`<li>${settles(findings, name)}</li>\n`)}</ul>
<h3>What the inputs ask of each resource</h3>
<p>Worked out from the inputs before any run, as if nobody waited while holding something.</p>
${analyses.map((analysis) => loadTable(findings, analysis))}${assumptions(analyses)}${drawn(findings)}`;
}

function settles(findings: Findings, name: string): string {
  const label = labelOf(findings.arms, name);
  const all = [...findings.instabilities, ...findings.comparisons.flatMap(({ instabilities }) => instabilities)];
  const found = all.find(({ arm }) => arm === name);
  if (found === undefined) return `${label}: no line was found to grow.`;
  return `⚠ ${label}: ${sayUnsettled(found, resourceLabels(findings.arms))}`;
}

function loadTable({ arms }: Findings, { arm, resources }: Analysis): Markup {
  if (resources.length === 0) return NOTHING;
  const written = arms.find(({ name }) => name === arm);
  const rows = resources.map((load): Row => {
    const { resource, offered, capacity, state } = load;
    const words = state === "unstable" ? `⚠ ${sayLoad(load)}` : sayLoad(load);
    return {
      head: labelOf(written?.resources ?? [], resource),
      cells: [plain(offered), plain(capacity), sayBusy(load) ?? "not applicable", words],
    };
  });
  return markup`<details><summary>${written?.label ?? arm}</summary>
${tableOf({
  caption: `${written?.label ?? arm}: work offered and what is there`,
  first: "Resource",
  columns: [NUMBER("units needed"), NUMBER("units there"), NUMBER("busy"), TEXT("state")],
  rows,
})}</details>
`;
}

function plain(value: number): string {
  return writeNumber(value, { kind: "number", style: "prose" });
}

function assumptions(analyses: readonly Analysis[]): Markup {
  const messages = new Set(analyses.flatMap((analysis) => analysis.assumptions.map(({ message }) => message)));
  if (messages.size === 0) return NOTHING;
  const items = [...messages].map((message) => markup`<li>${message}.</li>\n`);
  return markup`<p>What those figures assume:</p>\n<ul class="plain">${items}</ul>\n`;
}

/** Mean and sd of each duration as it is drawn, after limits. */
function drawn({ analyses }: Findings): Markup {
  const seen = new Set<string>();
  const rows = analyses.flatMap(({ inputs }) =>
    inputs.flatMap(({ path, when, distribution, mean, sd }): Row[] => {
      const head = when === "" ? path : `${path} (${when})`;
      const cells = [distribution, amount(path, mean), amount(path, sd)];
      const key = [head, ...cells].join("\n");
      if (Number.isNaN(mean) || seen.has(key)) return [];
      seen.add(key);
      return [{ head, cells }];
    }),
  );
  if (rows.length === 0) return NOTHING;
  return markup`<details><summary>Inputs as they are drawn</summary>
${tableOf({ caption: "Mean and standard deviation after limits", first: "Input", columns: [TEXT("distribution"), NUMBER("mean"), NUMBER("sd")], rows })}</details>
`;
}

function amount(path: string, value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "none: not finite";
  if (Number.isNaN(value)) return NOT_OBSERVED;
  return path.endsWith(".duration") ? writeNumber(value, { kind: "min", style: "prose" }) : plain(value);
}
