import type { Span } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { namesOfAll } from "./declared-names.ts";
import { child, type Entry, isNothing, type MapNode } from "./node.ts";
import { mistake, type Reading } from "./reading.ts";
import { asMap, entriesOf } from "./records.ts";
import { asText } from "./scalars.ts";
import type { Labelled } from "./scenario.ts";

export const TOP_KEYS = [
  "careway",
  "title",
  "question",
  "clock",
  "experiment",
  "deadlock",
  "evidence",
  "parameters",
  "organisations",
  "money",
  "value",
  "resources",
  "patients",
  "stages",
  "exits",
  "measures",
  "forWhom",
  "interventions",
  "scenarios",
  "targets",
  "productivity",
  "today",
];

export function noUnknownTopKeys(root: MapNode, reading: Reading): void {
  for (const { key, keySpan } of entriesOf(root)) {
    if (TOP_KEYS.includes(key)) continue;
    const hint = didYouMean(key, TOP_KEYS) ?? `the keys of a scenario are ${TOP_KEYS.join(", ")}`;
    reading.report(mistake("unknown-key", `"${key}" is not a key of a scenario`, keySpan, hint));
  }
}

/** Where the key of a section stands. */
export function keyOf(root: MapNode, key: string, reading: Reading): Span {
  return root.entries.get(key)?.keySpan ?? reading.at;
}

/** Where a name is declared. */
export function entryPlace(root: MapNode, section: string, name: string, reading: Reading): Span {
  const node = child(root, section);
  return (node?.kind === "map" ? node.entries.get(name)?.keySpan : undefined) ?? reading.at;
}

/** The measures of the file, then those that interventions add; one name measures one thing. */
export function allMeasures(root: MapNode, trees: readonly MapNode[], reading: Reading): MapNode | undefined {
  const written = child(root, "measures");
  if (written !== undefined && asMap(written, "measures", reading) === undefined) return undefined;
  const entries = new Map<string, Entry>();
  for (const tree of [root, ...trees]) {
    const section = child(tree, "measures");
    for (const entry of section?.kind === "map" ? entriesOf(section) : []) {
      const known = entries.get(entry.key);
      if (known === undefined) entries.set(entry.key, entry);
      else if (known.value !== entry.value) {
        const message = `another intervention adds the measure "${entry.key}" too, and measures something else by it`;
        reading.report(mistake("already-there", message, entry.keySpan, "give one of them another name"));
      }
    }
  }
  return entries.size === 0 ? undefined : { kind: "map", entries, span: written?.span ?? root.span };
}

export function hasMeasure(tree: MapNode, name: string): boolean {
  const section = child(tree, "measures");
  return section?.kind === "map" && section.entries.has(name);
}

/** Nobody comes, or there is nothing for them to do: then there is nothing to simulate. */
export function checkSomebody(root: MapNode, trees: readonly MapNode[], reading: Reading): void {
  for (const [section, message] of NEEDED) {
    const node = child(root, section);
    if ((node === undefined || node.kind === "map") && namesOfAll(trees, section).length === 0) {
      reading.report(
        mistake(`no-${section}`, message, keyOf(root, section, reading), `give at least one in ${section}`),
      );
    }
  }
}

const NEEDED = [
  ["patients", "a scenario needs patients, this has none"],
  ["stages", "a scenario needs stages, this has none"],
] as const;

/** Name and label of each. */
export function readOrganisations(root: MapNode, reading: Reading): readonly Labelled[] {
  const node = child(root, "organisations");
  const map = node && asMap(node, "organisations", reading);
  return (map === undefined ? [] : entriesOf(map)).map(({ key, value }) => {
    const label = isNothing(value) ? key : asText(value, "a label", reading)?.text;
    return { name: key, label: label ?? key };
  });
}
