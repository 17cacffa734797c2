import { child, type MapNode, type Node } from "./node.ts";
import { entriesOf } from "./records.ts";

/** Of each text attribute the words that it can be, sorted: classes and scenarios share one numbering. */
export type AttributeWords = ReadonlyMap<string, readonly string[]>;

/** The words that any class of any scenario gives its attributes; found before anything is read. */
export function attributeWords(trees: readonly MapNode[]): AttributeWords {
  const found = new Map<string, Set<string>>();
  for (const tree of trees) {
    for (const patients of mapEntries(child(tree, "patients"))) {
      for (const { key, value } of mapEntries(child(patients.value, "attributes"))) {
        const words = found.get(key) ?? new Set();
        found.set(key, words);
        collect(value, words);
      }
    }
  }
  return new Map([...found].map(([name, words]) => [name, [...words].sort()]));
}

function mapEntries(node: Node | undefined) {
  return node?.kind === "map" ? entriesOf(node) : [];
}

function collect(node: Node | undefined, words: Set<string>): void {
  if (node?.kind === "list") for (const item of node.items) collect(item, words);
  if (node?.kind === "adopted") for (const part of [node.then, node.otherwise]) collect(part, words);
  if (node?.kind !== "map") return;
  const fixed = child(node, "text");
  if (fixed?.kind === "scalar") words.add(fixed.text);
  for (const { key } of mapEntries(child(node, "categorical"))) words.add(key);
  for (const key of ["use", "value"]) collect(child(node, key), words);
}
