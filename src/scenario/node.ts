import type { Span } from "../diagnostics/diagnostic.ts";

/** What a scenario file holds, before anything in it has a meaning: each part with its place. */
export type Node = ScalarNode | ListNode | MapNode | LaidNode;

export interface ScalarNode {
  readonly kind: "scalar";
  /** As written, quotes and escapes resolved: `010` stays `010`. */
  readonly text: string;
  /** Quoted or a block: then `~` and the empty text are texts, not nothing. */
  readonly quoted: boolean;
  readonly span: Span;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Entry>;
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

/** What interventions lay over a file; nothing written reads as one of these. */
export type LaidNode = AdoptedNode | ChangedNode | PhasesNode;

/** `then` for a patient who adopts the intervention; an absent part is the default of its place. */
export interface AdoptedNode {
  readonly kind: "adopted";
  readonly intervention: string;
  readonly then: Node | undefined;
  readonly otherwise: Node | undefined;
  readonly span: Span;
}

/** `times` or `plus` an amount, applied to the value that `of` gives. */
export interface ChangedNode {
  readonly kind: "times" | "plus";
  readonly amount: Node;
  readonly of: Node;
  readonly span: Span;
}

/** In force from a time of the run on, minutes; sorted, the first from 0. Absent: not there yet. */
export interface PhasesNode {
  readonly kind: "phases";
  readonly phases: readonly { readonly from: number; readonly node: Node | undefined }[];
  readonly span: Span;
}

/** Nothing was written: an empty value, `~` or `null`. */
export function isNothing(node: Node): boolean {
  return node.kind === "scalar" && !node.quoted && /^(|~|null|Null|NULL)$/.test(node.text);
}

/** The value under a key of a map; undefined when there is none, or when it is no map. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "map" ? node.entries.get(key)?.value : undefined;
}

/** A map with one entry set, in its old position if it had one. */
export function withEntry(map: MapNode, entry: Entry): MapNode {
  return { ...map, entries: new Map(map.entries).set(entry.key, entry) };
}

/** What a node is, for "… is needed here, this is …". */
export function describeNode(node: Node): string {
  if (isNothing(node)) return "nothing";
  switch (node.kind) {
    case "scalar":
      return `"${shorten(node.text)}"`;
    case "list":
      return "a list";
    case "map":
      return "a map";
    case "times":
    case "plus":
      return `a change by "${node.kind}"`;
    case "adopted":
      return `a change by "${node.intervention}" that only some patients get`;
    case "phases":
      return "a change with a date";
  }
}

export function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
