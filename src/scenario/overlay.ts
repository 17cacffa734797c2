import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { addAll } from "./additions.ts";
import type { AdoptedNode, Entry, MapNode, Node, PhasesNode } from "./node.ts";
import { child } from "./node.ts";
import { mistake, quotedList, type Reading } from "./reading.ts";
import { asMap, entriesOf } from "./records.ts";
import type { Adoption } from "./scenario.ts";
import { limits } from "./tree-limits.ts";
import { missingStep, setAt } from "./tree-path.ts";

/** An intervention as far as it changes the tree: its own node, `like` resolved. */
export interface Layer {
  readonly name: string;
  readonly node: MapNode;
  readonly adoption: Adoption;
  /** Its effect may be less than the whole: what it changes of patients stands beside what was there. */
  readonly partial: boolean;
}

const CHANGEABLE = ["resources", "patients", "stages", "exits", "parameters"];

/**
 * The tree of an arm: the file with interventions laid over it, in order. What everybody gets is put in place; what
 * spreads becomes a guarded node (of a stage's field, an attribute) or, for resources and arrivals, a phase from day 0.
 * @param ordered the file states the order; otherwise two that set the same path are refused
 */
export function layOver(root: MapNode, layers: readonly Layer[], ordered: boolean, reading: Reading): MapNode {
  const setBy = new Map<string, string>();
  let tree = root;
  for (const layer of layers) {
    const add = child(layer.node, "add");
    const { full, dayZero } = layer.adoption;
    if (add !== undefined) tree = addAll(tree, add, { name: layer.name, dayZero: full ? undefined : dayZero }, reading);
    const change = child(layer.node, "change");
    const changes = change === undefined ? undefined : asMap(change, "changes", reading);
    for (const entry of changes === undefined ? [] : entriesOf(changes)) {
      if (!ordered && isSetTwice(entry, layer, setBy, reading)) continue;
      for (const change of parted(tree, entry, layer))
        tree = applyChange(withHolder(tree, change), change, layer, reading);
    }
  }
  return tree;
}

function isSetTwice(entry: Entry, { name }: Layer, setBy: Map<string, string>, reading: Reading): boolean {
  const overlaps = (path: string): boolean =>
    `${entry.key}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${entry.key}.`);
  const other = [...setBy].find(([path, by]) => by !== name && overlaps(path));
  if (other === undefined) {
    setBy.set(entry.key, name);
    return false;
  }
  const [, first] = other;
  const message = `"${first}" and "${name}" both set ${entry.key}, and the file does not say which comes last`;
  const hint = `list the scenarios: scenarios: { baseline: [], both: [${first}, ${name}] }`;
  reading.report(mistake("order-not-stated", message, entry.keySpan, hint));
  return true;
}

/**
 * All that a stage sets, changed for some patients: attribute by attribute, because each has a value for the others. What is
 * no longer set keeps the value it has.
 */
function parted(tree: MapNode, entry: Entry, { adoption, partial }: Layer): readonly Entry[] {
  const [section, stage, field, ...rest] = entry.key.split(".");
  const isWhole = section === "stages" && (field === "set" || field === "setOnEntry") && rest.length === 0;
  if ((adoption.full && !partial) || !isWhole || entry.value.kind !== "map") return [entry];
  const old = child(child(child(tree, "stages"), stage), field);
  const kept = old?.kind === "map" ? entriesOf(old) : [];
  const dropped = kept.filter(({ key }) => entry.value.kind === "map" && !entry.value.entries.has(key));
  const own = dropped.map(({ key, keySpan }): Entry => {
    return { key, keySpan, value: { kind: "scalar", text: key, quoted: false, span: entry.keySpan } };
  });
  return [...entriesOf(entry.value), ...own].map((part) => ({ ...part, key: `${entry.key}.${part.key}` }));
}

/** The tree with an empty map where a path goes on below `set` or `attributes` that were left out. */
function withHolder(tree: MapNode, entry: Entry): MapNode {
  const path = entry.key.split(".");
  const holder = path.slice(0, 3);
  if (path.length !== 4 || !HOLDERS.has(path[2]) || missingStep(tree, holder, 2) !== undefined) return tree;
  const empty: MapNode = { kind: "map", entries: new Map(), span: entry.keySpan };
  return setAt(tree, holder, entry, (old) => old ?? empty) as MapNode;
}

const HOLDERS: ReadonlySet<string> = new Set(["set", "setOnEntry", "attributes"]);

function applyChange(tree: MapNode, entry: Entry, layer: Layer, reading: Reading): MapNode {
  const path = entry.key.split(".");
  if (!CHANGEABLE.includes(path[0]) || path.length < 2) {
    const hint = didYouMean(path[0], CHANGEABLE) ?? `begin with ${quotedList(CHANGEABLE)} and a name`;
    reading.report(mistake("unknown-path", `"${entry.key}" is not a path that can be changed`, entry.keySpan, hint));
    return tree;
  }
  const missing = missingStep(tree, path, Math.max(2, path.length - 1));
  if (missing !== undefined) {
    reading.report(mistake("unknown-path", `${missing.message} in "${entry.key}"`, entry.keySpan, missing.hint));
    return tree;
  }
  const wrap = wrapOf(entry.value);
  const noValue = wrap && missingStep(tree, path, path.length);
  if (wrap !== undefined && noValue !== undefined) {
    const message = `there is no value at "${entry.key}" to change by "${wrap.kind}"`;
    reading.report(mistake("nothing-to-change", message, entry.keySpan, noValue.near ?? "state the value"));
    return tree;
  }
  const { adoption, name, partial } = layer;
  const replace = (old: Node | undefined): Node => changed(old, entry);
  if (adoption.full && (!partial || isOfEverybody(path))) return setAt(tree, path, entry, replace) as MapNode;
  const depth = liftedDepth(path);
  if (depth === undefined) {
    reading.report(cannotLift(path, layer, entry));
    return tree;
  }
  const [upper, lower] = [path.slice(0, depth), path.slice(depth)];
  const lift = (old: Node | undefined): Node => {
    const change = (before: Node | undefined): Node => setAt(before, lower, entry, replace);
    if (isSystem(path)) return fromDay(old, adoption.dayZero, change, entry);
    const guarded = guard(old, name, change, entry);
    if (countWays(guarded) <= limits.ways) return guarded;
    const message = `more than ${limits.ways} combinations of who adopts what meet here`;
    reading.report(mistake("too-many-ways", message, entry.keySpan, "let fewer interventions change the same field"));
    return old ?? guarded;
  };
  return setAt(tree, upper, entry, lift) as MapNode;
}

function cannotLift(path: readonly string[], { adoption }: Layer, entry: Entry): Diagnostic {
  const isParameter = path[0] === "parameters";
  if (adoption.full) {
    const message = isParameter
      ? "a parameter belongs to no patient, so it cannot change in part"
      : "this cannot change in part";
    const hint = "leave out fidelity, lag and implementation, or change what the patient meets";
    return mistake("cannot-hold-in-part", message, entry.keySpan, hint);
  }
  const why = isParameter
    ? "a parameter belongs to no patient, so it cannot change for some of them"
    : "this cannot change for some patients and not for others";
  return mistake("cannot-spread", why, entry.keySpan, "state adoption: full, or change what the patient meets");
}

/** No patient meets it with more or less of its effect. */
function isOfEverybody(path: readonly string[]): boolean {
  return isSystem(path) || path[0] === "exits" || path[2] === "label" || path[2] === "luck";
}

/** How many steps of the path lead to what is guarded or gets a phase. */
function liftedDepth(path: readonly string[]): number | undefined {
  const [section, , field] = path;
  if (section === "resources") return 2;
  if (section === "stages" && (field === "set" || field === "setOnEntry")) return path.length >= 4 ? 4 : undefined;
  if (section === "stages" && path.length >= 3 && field !== "label" && field !== "luck") return 3;
  if (section === "patients" && field === "arrive") return 3;
  if (section === "patients" && field === "attributes" && path.length >= 4) return 4;
  return undefined;
}

function isSystem(path: readonly string[]): boolean {
  return path[0] === "resources" || path[2] === "arrive";
}

/** An intervention that changes one field twice asks its patients once. */
function guard(
  old: Node | undefined,
  name: string,
  change: (old: Node | undefined) => Node,
  entry: Entry,
): AdoptedNode {
  const then = change(asIf(old, name, true));
  return { kind: "adopted", intervention: name, then, otherwise: asIf(old, name, false), span: entry.value.span };
}

/** What a field is for those who adopt an intervention, or for the others. */
function asIf(node: Node | undefined, name: string, adopts: boolean): Node | undefined {
  if (node?.kind === "times" || node?.kind === "plus") return { ...node, of: asIf(node.of, name, adopts) ?? node.of };
  if (node?.kind !== "adopted") return node;
  if (node.intervention === name) return asIf(adopts ? node.then : node.otherwise, name, adopts);
  const [one, other] = [asIf(node.then, name, adopts), asIf(node.otherwise, name, adopts)];
  // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
  return { ...node, then: one, otherwise: other };
}

function countWays(node: Node | undefined): number {
  if (node?.kind === "times" || node?.kind === "plus") return countWays(node.of);
  return node?.kind === "adopted" ? countWays(node.then) + countWays(node.otherwise) : 1;
}

function fromDay(old: Node | undefined, day: number, change: (before: Node | undefined) => Node, entry: Entry): Node {
  const phases = old?.kind === "phases" ? old.phases : [{ from: 0, node: old }];
  const before = phases.filter(({ from }) => from < day);
  const after = phases.filter(({ from }) => from > day).map(({ from, node }) => ({ from, node: change(node) }));
  const there = phases.filter(({ from }) => from <= day).at(-1);
  const all: PhasesNode["phases"] = [...before, { from: day, node: change(there?.node) }, ...after];
  return { kind: "phases", phases: all, span: entry.value.span };
}

/** `{ times: 0.95 }` and `{ plus: 2 }` wrap what was there; anything else takes its place. */
function changed(old: Node | undefined, { value }: Entry): Node {
  const wrap = wrapOf(value);
  if (wrap === undefined || old === undefined) return value;
  return { kind: wrap.kind, amount: wrap.amount, of: old, span: value.span };
}

export function wrapOf(value: Node): { readonly kind: "times" | "plus"; readonly amount: Node } | undefined {
  const [only, ...others] = value.kind === "map" ? entriesOf(value) : [];
  if (only === undefined || others.length > 0 || (only.key !== "times" && only.key !== "plus")) return undefined;
  return { kind: only.key, amount: only.value };
}
