import { curveBasis, line } from "d3-shape";
import { writeNumber } from "../numbers.ts";
import { wrap } from "../table.ts";
import { roomFor } from "./axis.ts";
import { type Drawing, textLines } from "./figure.ts";
import { type Markup, markup, NOTHING } from "./markup.ts";
import type { Pathway, PathwayEdge, PathwayStage } from "./pathway-graph.ts";
import { layOut, type Place } from "./pathway-layout.ts";

const WIDTH = 196;
const LETTERS = 25;
const LINE = 17;
const THINNEST = 1.5;
const THICKEST = 14;

/** The pathway as boxes and ways as wide as the patients a week are many. @param organisations labels by name */
export function pathwayDiagram(pathway: Pathway, organisations: ReadonlyMap<string, string>): Drawing {
  const stages = new Map(pathway.stages.map((stage) => [`stage ${stage.name}`, stage]));
  const ends = new Map<string, string>([
    ...pathway.classes.map(({ name, label }) => [`class ${name}`, label] as const),
    ...pathway.exits.map(({ name, label }) => [`exit ${name}`, label] as const),
  ]);
  const layout = layOut(pathway, (id) => {
    const stage = stages.get(id);
    if (stage !== undefined) return { width: WIDTH, height: linesOf(stage).flat().length * LINE + 16 };
    const lines = wrap(ends.get(id) ?? "", 22);
    return { width: 30 + Math.max(...lines.map(roomFor)), height: lines.length * LINE + 10 };
  });
  const most = Math.max(1, ...pathway.edges.map(({ flow }) => flow ?? 0));
  const lanes = layout.lanes.map(({ x, y, width, height }) => {
    return markup`<rect class="lane" x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="4"/>\n`;
  });
  const names = layout.lanes.map(({ organisation, x, y, width, height }) => {
    const label = organisations.get(organisation) ?? organisation;
    const [left, top] = [x - width / 2 + 2, y - height / 2 + 2];
    return markup`<rect class="lane-name" x="${left}" y="${top}" width="${label.length * 8 + 6}" height="18"/><text class="soft strong" x="${left + 4}" y="${top + 13}">${label}</text>\n`;
  });
  const ways = pathway.edges.map((edge, i) => wayOf(edge, layout.lines[i], most));
  const boxes = pathway.stages.map((stage) => boxOf(stage, layout.places.get(`stage ${stage.name}`)));
  const circles = [...ends].map(([id, label]) => endOf(id, label, layout.places.get(id)));
  const labels = pathway.edges.map((edge, i) => flowLabel(edge, layout.lines[i]));
  return {
    width: layout.width,
    height: layout.height,
    content: markup`${lanes}${ways}${names}${boxes}${circles}${labels}`,
  };
}

/** Name, time and tags of a stage, each in lines that fit the box. */
function linesOf({ label, minutes, tags, change }: PathwayStage): readonly [string[], string[], string[]] {
  const sign = change === "new" ? "+ " : "";
  const time = Number.isNaN(minutes) || minutes === 0 ? "" : writeNumber(minutes, { kind: "min", style: "prose" });
  return [wrap(sign + label, LETTERS - 3), time === "" ? [] : [time], tags.flatMap((tag) => wrap(tag, LETTERS))];
}

function boxOf(stage: PathwayStage, place: Place | undefined): Markup {
  if (place === undefined) return NOTHING;
  const { x, y, width, height } = place;
  const [name, time, tags] = linesOf(stage);
  const left = x - width / 2;
  const top = y - height / 2;
  const text = left + 10;
  const first = top + 8 + 13;
  const marked = stage.change === "new" || stage.change === "changed" ? " changed" : "";
  const unused = stage.change === "unused" ? " unused" : "";
  return markup`<rect class="stage${marked}${unused}" x="${left}" y="${top}" width="${width}" height="${height}" rx="6"/>
${textLines(name, text, first, stage.change === "unused" ? "soft struck" : "strong")}${textLines(time, text, first + name.length * LINE, "")}${textLines(
  tags,
  text,
  first + (name.length + time.length) * LINE,
  "soft",
)}
`;
}

/** A circle for where patients come from, a ring in it for where they leave. */
function endOf(id: string, label: string, place: Place | undefined): Markup {
  if (place === undefined) return NOTHING;
  const { x, y, width, height } = place;
  const lines = wrap(label, 22);
  const left = x - width / 2;
  const inner = id.startsWith("exit") ? markup`<circle class="head" cx="${left + 10}" cy="${y}" r="4"/>` : NOTHING;
  return markup`<rect class="chip" x="${left}" y="${y - height / 2}" width="${width}" height="${height}"/><circle class="stage" cx="${left + 10}" cy="${y}" r="8"/>${inner}${textLines(
    lines,
    left + 24,
    y - (lines.length * LINE) / 2 + 13,
    "label",
  )}\n`;
}

function wayOf(
  { flow, kind, unused }: PathwayEdge,
  points: readonly { readonly x: number; readonly y: number }[],
  most: number,
): Markup {
  const draw = line<{ readonly x: number; readonly y: number }>()
    .x(({ x }) => x)
    .y(({ y }) => y)
    .curve(curveBasis)
    .digits(1);
  const share = (flow ?? 0) / most;
  const thick = THINNEST + share * (THICKEST - THINNEST);
  const end = points[points.length - 1];
  const head = markup`<path class="head" d="M${end.x - 5} ${end.y - 8}h10l-5 8z"/>`;
  return markup`<path class="flow${unused ? " unused" : kind === "early" ? " early" : ""}" stroke-width="${thick}" d="${draw([...points]) ?? ""}"/>${head}\n`;
}

function flowLabel(
  { flow, unused }: PathwayEdge,
  points: readonly { readonly x: number; readonly y: number }[],
): Markup {
  if (flow === undefined || unused) return NOTHING;
  const { x, y } = points[Math.floor((points.length - 1) / 2)];
  const text = writeFlow(flow);
  const width = text.length * 7.6 + 8;
  return markup`<rect class="chip" x="${x - width / 2}" y="${y - 9}" width="${width}" height="18"/><text x="${x}" y="${y + 5}" text-anchor="middle">${text}</text>\n`;
}

/** Patients, whole from 10 on. */
export function writeFlow(flow: number): string {
  if (flow > 0 && flow < 0.05) return "under 0.1";
  return writeNumber(flow >= 10 ? Math.round(flow) : Math.round(flow * 10) / 10, { kind: "number", style: "prose" });
}
