import type { Span } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { MapNode, Node } from "./node.ts";
import { mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf } from "./records.ts";
import { nameOf } from "./scalars.ts";
import type { Assignment, Attribute } from "./scenario.ts";
import { readValue, valueSchema } from "./values.ts";

type AttributeOf = (name: string) => Attribute | undefined;

/** `{ attribute: value }`, in the order written. */
export function assignments(attribute: AttributeOf): Reader<readonly Assignment[]> {
  return {
    read: (node, reading) => {
      const map = asMap(node, "attributes to set", reading);
      return map && readAssignments(map, reading, attribute);
    },
    schema: (definitions) => ({ type: "object", additionalProperties: valueSchema(definitions) }),
  };
}

/** What interventions left out for some patients, written out: for an attribute its name, so that they keep its value. */
export function filled(node: Node | undefined, text: string, span: Span): Node {
  if (node === undefined) return { kind: "scalar", text, quoted: false, span };
  if (node.kind !== "adopted") return node;
  const [adopters, others] = [node.then, node.otherwise].map((part) => filled(part, text, span));
  // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
  return { ...node, then: adopters, otherwise: others };
}

function readAssignments(map: MapNode, reading: Reading, attribute: AttributeOf): readonly Assignment[] | undefined {
  const name = nameOf("an attribute", "unknown-attribute", () =>
    [...reading.things].filter(([, thing]) => thing.kind === "attribute").map(([key]) => key),
  );
  const read = entriesOf(map).map(({ key, keySpan, value }): Assignment | undefined => {
    if (reading.broken.has(key)) return undefined;
    const known = name.read({ kind: "scalar", text: key, quoted: true, span: keySpan }, reading);
    const declared = known === undefined ? undefined : attribute(known);
    if (declared === undefined) return undefined;
    const of = { attribute: key, words: declared.values };
    const inner = { ...reading, at: keySpan };
    const set = readValue(filled(value, key, keySpan), inner, { wanted: declared.unit, of });
    if (set === undefined) return undefined;
    const stray = set.words.find(({ text: word }) => !declared.values.includes(word));
    if (stray !== undefined) {
      const message = `"${key}" is ${quotedList(declared.values)}, never "${stray.text}"`;
      const hint = didYouMean(stray.text, declared.values) ?? `add the word to "${key}" in the attributes of a class`;
      return reading.report(mistake("unknown-category", message, stray.span, hint));
    }
    return { attribute: key, value: set.value };
  });
  return read.some((each) => each === undefined) ? undefined : (read as Assignment[]);
}
