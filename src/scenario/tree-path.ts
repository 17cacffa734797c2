import { didYouMean } from "../diagnostics/nearest.ts";
import type { Entry, MapNode, Node } from "./node.ts";
import { withEntry } from "./node.ts";

/** Why a path leads nowhere, and what there is instead. */
export interface Missing {
  readonly message: string;
  readonly hint: string;
  /** What is there and spelt almost like it, as a question. */
  readonly near: string | undefined;
}

/** The first of so many steps of a path that leads nowhere, in any part that interventions laid over it. */
export function missingStep(tree: Node, path: readonly string[], steps: number): Missing | undefined {
  return missingFrom(tree, path, 0, steps);
}

function missingFrom(node: Node | undefined, path: readonly string[], at: number, steps: number): Missing | undefined {
  if (at === steps) return undefined;
  if (node?.kind === "times" || node?.kind === "plus") return missingFrom(node.of, path, at, steps);
  if (node?.kind === "adopted" || node?.kind === "phases") {
    const parts = node.kind === "adopted" ? [node.then, node.otherwise] : node.phases.map((phase) => phase.node);
    // A part that is not there has nothing to change.
    for (const part of parts.filter((each) => each !== undefined)) {
      const missing = missingFrom(part, path, at, steps);
      if (missing !== undefined) return missing;
    }
    return undefined;
  }
  const entries: ReadonlyMap<string, Entry> = node?.kind === "map" ? node.entries : new Map();
  const next = entries.get(path[at]);
  return next === undefined ? missing(path, at, [...entries.keys()]) : missingFrom(next.value, path, at + 1, steps);
}

function missing(path: readonly string[], at: number, known: readonly string[]): Missing {
  const where = at === 0 ? "" : ` in "${path.slice(0, at).join(".")}"`;
  const there = known.length === 0 ? "there is nothing below" : `there is ${known.slice(0, 8).join(", ")}`;
  const near = didYouMean(path[at], known);
  return { message: `there is no "${path[at]}"${where}`, hint: near ?? there, near };
}

/**
 * Sets a node below another. What is guarded, has phases or is changed by an amount is changed in each of its parts that is
 * there; a key that was left out takes the place of `entry`.
 */
export function setAt(
  node: Node | undefined,
  path: readonly string[],
  entry: Entry,
  make: (old: Node | undefined) => Node,
): Node {
  if (path.length === 0) return make(node);
  const below = (part: Node | undefined): Node | undefined => part && setAt(part, path, entry, make);
  if (node?.kind === "adopted") {
    // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
    return { ...node, then: below(node.then), otherwise: below(node.otherwise) };
  }
  if (node?.kind === "phases") {
    return { ...node, phases: node.phases.map((phase) => ({ ...phase, node: below(phase.node) })) };
  }
  if (node?.kind === "times" || node?.kind === "plus") return { ...node, of: setAt(node.of, path, entry, make) };
  const map: MapNode = node?.kind === "map" ? node : { kind: "map", entries: new Map(), span: entry.value.span };
  const [key, ...rest] = path;
  const old = map.entries.get(key);
  return withEntry(map, { key, keySpan: old?.keySpan ?? entry.keySpan, value: setAt(old?.value, rest, entry, make) });
}
