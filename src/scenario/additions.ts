import { didYouMean } from "../diagnostics/nearest.ts";
import { child, type Entry, type MapNode, type Node, withEntry } from "./node.ts";
import { mistake, quotedList, type Reading } from "./reading.ts";
import { asMap, entriesOf } from "./records.ts";

/** Sections of a file that an intervention can add to. */
export const ADDABLE: readonly string[] = ["resources", "patients", "stages", "exits", "measures"];

/** Who adds, and from when: undefined for everybody and always. */
export interface Adding {
  readonly name: string;
  readonly dayZero: number | undefined;
}

/** The tree with what an intervention adds; a name that is there already is refused, attributes of its class apart. */
export function addAll(tree: MapNode, add: Node, adding: Adding, reading: Reading): MapNode {
  const sections = asMap(add, "additions", reading);
  let result = tree;
  for (const { key: section, keySpan, value } of sections === undefined ? [] : entriesOf(sections)) {
    if (!ADDABLE.includes(section)) {
      const hint = didYouMean(section, ADDABLE) ?? `add to ${quotedList(ADDABLE)}`;
      reading.report(mistake("unknown-key", `"${section}" is not something an intervention can add to`, keySpan, hint));
      continue;
    }
    const added = asMap(value, `additions to ${section}`, { ...reading, at: keySpan });
    const there = child(result, section) ?? EMPTY(value);
    if (added === undefined || there.kind !== "map") continue;
    let whole = there;
    for (const entry of entriesOf(added)) whole = withAddition(whole, entry, section, adding, reading);
    result = withEntry(result, {
      key: section,
      keySpan: result.entries.get(section)?.keySpan ?? keySpan,
      value: whole,
    });
  }
  return result;
}

const EMPTY = ({ span }: Node): MapNode => ({ kind: "map", entries: new Map(), span });

function withAddition(there: MapNode, entry: Entry, section: string, adding: Adding, reading: Reading): MapNode {
  const { key, value } = entry;
  const old = there.entries.get(key);
  if (old === undefined) return withEntry(there, { ...entry, value: fromDayZero(section, value, adding.dayZero) });
  const attributes =
    section === "patients" && value.kind === "map" && old.value.kind === "map" ? onlyAttributes(value) : undefined;
  if (attributes !== undefined && old.value.kind === "map") {
    return withEntry(there, { ...old, value: withAttributes(old.value, attributes, key, adding, reading) });
  }
  return alreadyThere(there, entry, `${section}.${key}`, adding, reading);
}

/** The `attributes` of a class that says nothing else. */
function onlyAttributes(map: MapNode): Entry | undefined {
  const [only, ...others] = entriesOf(map);
  return others.length === 0 && only?.key === "attributes" ? only : undefined;
}

function withAttributes(old: MapNode, added: Entry, name: string, adding: Adding, reading: Reading): MapNode {
  const map = asMap(added.value, "attributes", { ...reading, at: added.keySpan });
  const there = child(old, "attributes") ?? EMPTY(added.value);
  if (map === undefined || there.kind !== "map") return old;
  let whole = there;
  for (const entry of entriesOf(map)) {
    whole = whole.entries.has(entry.key)
      ? alreadyThere(whole, entry, `patients.${name}.attributes.${entry.key}`, adding, reading)
      : withEntry(whole, entry);
  }
  return withEntry(old, { ...added, keySpan: old.entries.get("attributes")?.keySpan ?? added.keySpan, value: whole });
}

function alreadyThere(
  there: MapNode,
  { key, keySpan }: Entry,
  path: string,
  { name }: Adding,
  reading: Reading,
): MapNode {
  const message = `"${name}" adds "${key}", which is there already`;
  reading.report(mistake("already-there", message, keySpan, `change it by its path: ${path}`));
  return there;
}

/** What is added by an intervention that spreads is there from its day 0 on. */
function fromDayZero(section: string, node: Node, day: number | undefined): Node {
  if (day === undefined) return node;
  if (section === "resources") return phased(node, day);
  const arrive = section === "patients" && node.kind === "map" ? node.entries.get("arrive") : undefined;
  if (arrive === undefined || node.kind !== "map") return node;
  return withEntry(node, { ...arrive, value: phased(arrive.value, day) });
}

function phased(node: Node, day: number): Node {
  if (day === 0) return node;
  return {
    kind: "phases",
    phases: [
      { from: 0, node: undefined },
      { from: day, node },
    ],
    span: node.span,
  };
}
