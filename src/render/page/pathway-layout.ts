import type { EdgeLabel, GraphLabel, NodeLabel } from "@dagrejs/dagre";
import { Graph, layout } from "@dagrejs/dagre";
import type { Pathway } from "./pathway-graph.ts";

const MARGIN = 8;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** By id: the middle of each box, and its size. */
  readonly places: ReadonlyMap<string, Place>;
  /** By the place of the edge in the pathway. */
  readonly lines: readonly (readonly { readonly x: number; readonly y: number }[])[];
  /** Frames around the stages of an organisation. */
  readonly lanes: readonly (Place & { readonly organisation: string })[];
}

/**
 * From top to bottom, so that a long pathway fits a page of paper and a telephone; stages of one organisation stand in one
 * frame. Ranks and ways are dagre's (Gansner et al., IEEE Transactions on Software Engineering 19 (1993) 214–230).
 * @param sizeOf by id
 */
export function layOut(pathway: Pathway, sizeOf: (id: string) => { width: number; height: number }): Layout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ compound: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, edgesep: 24, ranksep: 44, marginx: MARGIN, marginy: MARGIN });
  const { classes, stages, exits, edges } = pathway;
  const ids = [
    ...classes.map(({ name }) => `class ${name}`),
    ...stages.map(({ name }) => `stage ${name}`),
    ...exits.map(({ name }) => `exit ${name}`),
  ];
  const organisations = [...new Set(stages.flatMap(({ organisation }) => organisation ?? []))];
  for (const name of organisations) graph.setNode(`lane ${name}`, { width: 0, height: 0 });
  for (const id of ids) graph.setNode(id, sizeOf(id));
  for (const { name, organisation } of stages) {
    if (organisation !== undefined && organisations.length > 1)
      graph.setParent(`stage ${name}`, `lane ${organisation}`);
  }
  for (const { from, to } of edges)
    graph.setEdge(from, to, { width: 44, height: 18, labelpos: "c", weight: 1, minlen: 1 });
  layout(graph);
  const placeOf = (id: string): Place => {
    const { x = 0, y = 0, width, height } = graph.node(id);
    return { x, y, width, height };
  };
  const { width = 0, height = 0 } = graph.graph();
  const framed = organisations.length > 1 ? organisations : [];
  const lanes = framed.map((organisation) => ({ organisation, ...placeOf(`lane ${organisation}`) }));
  return {
    // Frames may reach beyond the size that dagre gives.
    width: Math.max(width, ...lanes.map((lane) => lane.x + lane.width / 2 + MARGIN)),
    height: Math.max(height, ...lanes.map((lane) => lane.y + lane.height / 2 + MARGIN)),
    places: new Map(ids.map((id) => [id, placeOf(id)])),
    lines: edges.map(({ from, to }) => graph.edge(from, to).points ?? []),
    lanes,
  };
}
