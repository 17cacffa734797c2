import dagre from "@dagrejs/dagre";
import type { Analysis } from "../../analysis/analyse.ts";
import type { Adopted, Arm, Bundle, Route, Stage } from "../../scenario/scenario.ts";
import { html } from "../escape.ts";
import { labelOf } from "../findings.ts";
import { writeNumber } from "../numbers.ts";
import { at, label, short, svg } from "./html-parts.ts";

const WIDTH = 190;
const HEIGHT = 62;

/** The pathway of an arm: stages as boxes, ways as arrows as thick as the patients are many, resources as tags. */
export function pathwayDiagram(arm: Arm, baseline: Arm, analysis: Analysis): string {
  const graph = new dagre.graphlib.Graph({ multigraph: false });
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 46, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const used = stagesInUse(arm);
  for (const { name } of used) graph.setNode(name, { width: WIDTH, height: HEIGHT });
  const exits = new Set(used.flatMap(targets).filter((to) => arm.exits.some(({ name }) => name === to)));
  for (const name of exits) graph.setNode(`exit ${name}`, { width: 130, height: 34 });
  for (const cls of arm.classes) {
    graph.setNode(`class ${cls.name}`, { width: 130, height: 34 });
    graph.setEdge(`class ${cls.name}`, cls.enter);
  }
  for (const stage of used)
    for (const to of targets(stage)) graph.setEdge(stage.name, exits.has(to) ? `exit ${to}` : to);
  dagre.layout(graph);
  const { width = 100, height = 100 } = graph.graph();
  const weekly = perWeek(analysis);
  const most = Math.max(1, ...weekly.values());
  const edges = graph.edges().map(({ v, w }: { readonly v: string; readonly w: string }) => {
    const { points } = graph.edge({ v, w }) as { points: readonly { x: number; y: number }[] };
    const path = points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${at(x)} ${at(y)}`).join("");
    const share = Math.min(weekly.get(v) ?? most, weekly.get(w) ?? most) / most;
    return `<path d="${path}" fill="none" stroke="var(--muted)" stroke-width="${at(1.5 + 5 * share)}" marker-end="url(#arrow)"/>`;
  });
  const boxes = used.map((stage) =>
    stageBox(stage, graph.node(stage.name), arm, baseline, analysis, weekly.get(stage.name)),
  );
  const ends = [...exits].map((name) => pill(graph.node(`exit ${name}`), `◎ ${labelOf(arm.exits, name)}`));
  const starts = arm.classes.map(({ name, label: text }) => pill(graph.node(`class ${name}`), `◯ ${text}`));
  const arrow = `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0L8 4L0 8z" fill="var(--muted)"/></marker></defs>`;
  const title = `Pathway: ${arm.label}`;
  return svg(
    Math.ceil(width),
    Math.ceil(height),
    title,
    "Boxes are stages; the list below says the same in words.",
    arrow + edges.join("") + boxes.join("") + ends.join("") + starts.join(""),
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function stageBox(
  stage: Stage,
  place: Place,
  arm: Arm,
  baseline: Arm,
  analysis: Analysis,
  weekly: number | undefined,
): string {
  const left = place.x - place.width / 2;
  const top = place.y - place.height / 2;
  const old = baseline.stages.find(({ name }) => name === stage.name);
  const isNew = arm !== baseline && (old === undefined || JSON.stringify(plain(old)) !== JSON.stringify(plain(stage)));
  const outline = isNew ? 'stroke="var(--action)" stroke-width="3"' : 'stroke="var(--muted)"';
  const mean = analysis.stages.find(
    (row) => row.stage === stage.name && !Number.isNaN(row.mean) && row.visits > 0,
  )?.mean;
  const time = mean === undefined || mean === 0 ? "" : writeNumber(mean, { kind: "min", style: "prose" });
  const flow = weekly === undefined ? "" : `${writeNumber(weekly, { kind: "number", style: "prose" })} a week`;
  const needs = asks(stage)
    .map((name) => labelOf(arm.resources, name))
    .join(", ");
  return `<rect x="${at(left)}" y="${at(top)}" width="${place.width}" height="${place.height}" rx="4" fill="var(--surface)" ${outline}/>${label(left + 8, top + 19, `${isNew ? "+ " : ""}${short(stage.label, isNew ? 22 : 24)}`)}${label(left + 8, top + 37, short([time, flow].filter((part) => part !== "").join(" · "), 27), "start", "m")}${label(left + 8, top + 54, short(needs, 27), "start", "m")}`;
}

/** Without places in the file: what counts as changed. */
function plain(stage: Stage): unknown {
  return JSON.parse(JSON.stringify(stage, (key, value) => (key === "span" ? undefined : value)));
}

function pill({ x, y, width, height }: Place, text: string): string {
  return `<rect x="${at(x - width / 2)}" y="${at(y - height / 2)}" width="${width}" height="${height}" rx="17" fill="var(--page)" stroke="var(--muted)"/>${label(x, y + 5, short(text, 18), "middle")}`;
}

/** The same in words: each stage, what it asks for, where it leads. */
export function pathwayList(arm: Arm): string {
  const name = (to: string): string => labelOf([...arm.stages, ...arm.exits], to);
  const items = stagesInUse(arm).map((stage) => {
    const needs = asks(stage).map((resource) => labelOf(arm.resources, resource));
    const asked = needs.length === 0 ? "" : ` Asks for: ${needs.join(", ")}.`;
    return `<li><strong>${html(stage.label)}</strong>.${html(asked)} Then: ${html(targets(stage).map(name).join(", "))}.</li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}

function stagesInUse(arm: Arm): readonly Stage[] {
  const byName = new Map(arm.stages.map((stage) => [stage.name, stage]));
  const seen = new Set<string>();
  const queue = arm.classes.map(({ enter }) => enter);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const stage = byName.get(next);
    if (stage === undefined || seen.has(next)) continue;
    seen.add(next);
    queue.push(...targets(stage));
  }
  return arm.stages.filter(({ name }) => seen.has(name));
}

function targets(stage: Stage): readonly string[] {
  const routes = every<Route>(stage.next);
  const names = routes.flatMap(({ when, chances, otherwise }) => [
    ...when.map(({ to }) => to),
    ...chances.map(({ to }) => to),
    ...(otherwise === undefined ? [] : [otherwise]),
  ]);
  return [...new Set(names)];
}

function asks(stage: Stage): readonly string[] {
  const bundles = [...every<Bundle | undefined>(stage.seize), ...every<Bundle | undefined>(stage.needs)];
  return [...new Set(bundles.flatMap((bundle) => (bundle ?? []).map(({ resource }) => resource)))];
}

function every<T>(field: Adopted<T>): readonly T[] {
  return field.kind === "plain" ? [field.value] : [...every(field.then), ...every(field.otherwise)];
}

function perWeek({ stages }: Analysis): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { stage, perWeek: weekly } of stages) sums.set(stage, (sums.get(stage) ?? 0) + weekly);
  return sums;
}
