import type { Comparison } from "../../experiment/experiment.ts";
import { type Findings, labelOf } from "../findings.ts";
import { writeNumber } from "../numbers.ts";
import { statedChanges } from "../stated-changes.ts";
import { unstableArms } from "../text-parts.ts";
import { baselineSaid } from "./facts.ts";
import { imageOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { pathwayDiagram, writeFlow } from "./pathway-diagram.ts";
import { type Traffic, trafficOf } from "./pathway-flows.ts";
import { type Pathway, pathwayOf } from "./pathway-graph.ts";
import { TEXT, tableOf } from "./table.ts";

/** The baseline's pathway and each scenario's, with what is changed, as pictures and as lists. */
export function pathwaySection(findings: Findings): Markup {
  const intro = markup`<p>A way is as wide as the patients on it are many. A thick outline is changed, + is new, long dashes mark what is no longer used, and dots who leaves early: turned away, or after too long a wait. A frame is an organisation: of the staff or the place that a stage takes, else of the place that patients hold through it.</p>\n`;
  const [baseline] = findings.arms;
  const first = armFigure(findings, baseline.name, true);
  const others = findings.comparisons.map((comparison: Comparison, i) => armFigure(findings, comparison.arm, i === 0));
  return markup`${intro}${first}${joined(others)}${statedTable(findings)}`;
}

/** What the interventions are meant to do, in the file's own words. */
function statedTable(findings: Findings): Markup {
  const stated = statedChanges(findings);
  if (stated.length === 0) return NOTHING;
  return tableOf({
    caption: "What is changed, how it is supposed to work, and how large the effect is taken to be",
    first: "Intervention",
    columns: [
      TEXT("lever"),
      TEXT("target"),
      TEXT("mechanism"),
      TEXT("size, with its range"),
      TEXT("evidence of the size"),
    ],
    rows: stated.map(({ label, lever, target, mechanism, size, evidence }) => ({
      head: label,
      cells: [lever, target, mechanism, size, evidence ?? "–"],
    })),
  });
}

function armFigure(findings: Findings, name: string, open: boolean): Markup {
  const [baseline] = findings.arms;
  const arm = findings.arms.find((one) => one.name === name) ?? baseline;
  const analysisOf = (wanted: string) => findings.analyses.find((one) => one.arm === wanted);
  const [analysis, ofBaseline] = [analysisOf(arm.name), analysisOf(baseline.name)];
  if (analysis === undefined || ofBaseline === undefined) return NOTHING;
  const traffic = trafficOf(findings, arm, analysis, !unstableArms(findings).has(name));
  const pathway = pathwayOf({ arm, analysis }, { arm: baseline, analysis: ofBaseline }, traffic);
  const organisations = new Map(findings.scenario.organisations.map((one) => [one.name, one.label]));
  const drawing = pathwayDiagram(pathway, organisations);
  const changes = pathway.stages.filter(({ change }) => change !== "same").length;
  const isBaseline = arm.name === baseline.name;
  const title = isBaseline
    ? baselineSaid(arm.label)
    : `${arm.label}: ${changes} of ${pathway.stages.length} stages differ`;
  const levers = arm.interventions.map(({ label }) => label);
  const subtitle = levers.length === 0 ? "No intervention" : `Changed by: ${levers.join(", ")}`;
  const id = `pathway-${findings.arms.indexOf(arm)}`;
  const image = imageOf(id, title, "Stages from top to bottom; the list below says the same.", drawing);
  return markup`<details class="pathway"${open ? markup` open` : NOTHING}><summary><h3>${title}</h3></summary>
<figure><p class="subtitle">${subtitle}</p>
<div class="diagram" role="region" tabindex="0" aria-label="${title}">${image}</div>
<figcaption>${captionOf(traffic, pathway)}</figcaption>
<details class="screen"><summary>The same as a list</summary>
${twin(pathway, traffic)}</details></figure></details>
`;
}

/** Where the numbers on the ways come from, and what a way without one means. */
function captionOf({ source, per }: Traffic, { edges }: Pathway): string {
  const counted = `Numbers are patients ${per}, counted in the runs: mean entries to each stage and exit.`;
  const inputs =
    "Numbers are patients a week expected from the inputs, as if nobody waited or turned back: this pathway does not settle, so the runs give no average.";
  const open = edges.some(({ flow, unused }) => flow === undefined && !unused);
  const thin = open ? " A thin way without a number cannot be told apart from the others by these counts." : "";
  return (source === "counted" ? counted : inputs) + thin;
}

/** Stage, what it needs, and where its patients go. */
function twin({ classes, stages, exits, edges }: Pathway, { per }: Traffic): Markup {
  const labelFor = (id: string): string => {
    const [kind, name] = [id.slice(0, id.indexOf(" ")), id.slice(id.indexOf(" ") + 1)];
    return labelOf(kind === "stage" ? stages : kind === "exit" ? exits : classes, name);
  };
  const ways = (from: string): Markup => {
    const items = edges
      .filter((edge) => edge.from === from)
      .map(({ to, flow, kind, unused }) => {
        const early = kind === "early" ? "early, " : "";
        const many = unused ? ", no longer used" : flow === undefined ? "" : `, ${writeFlow(flow)} ${per}`;
        return markup`<li>${early}to ${labelFor(to)}${many}</li>`;
      });
    return joined(items);
  };
  const entries = classes.map(({ name, label }) => markup`<li>${label}<ul>${ways(`class ${name}`)}</ul></li>\n`);
  const items = stages.map(({ name, label, minutes, tags, change }) => {
    const time =
      Number.isNaN(minutes) || minutes === 0 ? [] : [`takes ${writeNumber(minutes, { kind: "min", style: "prose" })}`];
    const said = { same: [], changed: ["changed"], new: ["new"], unused: ["no longer used"] }[change];
    const facts = [...said, ...time, ...tags].map((fact) => markup`<li>${fact}</li>`);
    return markup`<li>${label}<ul>${facts}${ways(`stage ${name}`)}</ul></li>\n`;
  });
  return markup`<ul class="tree">${entries}${items}</ul>\n`;
}
