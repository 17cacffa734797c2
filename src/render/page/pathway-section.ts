import type { Comparison } from "../../experiment/experiment.ts";
import { type Findings, labelOf } from "../findings.ts";
import { writeNumber } from "../numbers.ts";
import { baselineSaid } from "./facts.ts";
import { imageOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { pathwayDiagram, perWeekOf } from "./pathway-diagram.ts";
import { type Pathway, pathwayOf } from "./pathway-graph.ts";

/** The baseline's pathway and each scenario's, with what is changed, as pictures and as lists. */
export function pathwaySection(findings: Findings): Markup {
  const intro = markup`<p>Numbers on the ways are patients a week, from the inputs: a way is as wide as they are many. A thick outline is changed, + is new, and dashes mark what is no longer used.</p>\n`;
  const [baseline] = findings.arms;
  const first = armFigure(findings, baseline.name, true);
  const others = findings.comparisons.map((comparison: Comparison, i) => armFigure(findings, comparison.arm, i === 0));
  return markup`${intro}${first}${joined(others)}`;
}

function armFigure(findings: Findings, name: string, open: boolean): Markup {
  const [baseline] = findings.arms;
  const arm = findings.arms.find((one) => one.name === name) ?? baseline;
  const analysisOf = (wanted: string) => findings.analyses.find((one) => one.arm === wanted);
  const [analysis, ofBaseline] = [analysisOf(arm.name), analysisOf(baseline.name)];
  if (analysis === undefined || ofBaseline === undefined) return NOTHING;
  const pathway = pathwayOf(arm, analysis, baseline, ofBaseline);
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
  return markup`<details class="pathway"${open ? markup` open` : NOTHING}><summary>${title}</summary>
<figure><h3>${title}</h3><p class="subtitle">${subtitle}</p>
<div class="diagram" role="region" tabindex="0" aria-label="${title}">${image}</div>
<details class="screen"><summary>The same as a list</summary>
${twin(pathway)}</details></figure></details>
`;
}

/** Stage, what it needs, and where its patients go. */
function twin({ classes, stages, exits, edges }: Pathway): Markup {
  const labelFor = (id: string): string => {
    const [kind, name] = [id.slice(0, id.indexOf(" ")), id.slice(id.indexOf(" ") + 1)];
    return labelOf(kind === "stage" ? stages : kind === "exit" ? exits : classes, name);
  };
  const ways = (from: string): Markup => {
    const items = edges
      .filter((edge) => edge.from === from)
      .map(({ to, perWeek, unused }) => {
        const flow = unused || perWeek === undefined ? "" : `, ${perWeekOf(perWeek)} a week`;
        return markup`<li>to ${labelFor(to)}${flow}</li>`;
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
