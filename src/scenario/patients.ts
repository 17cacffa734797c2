import { didYouMean } from "../diagnostics/nearest.ts";
import { arriveSchema } from "./arrivals.ts";
import type { AttributeWords } from "./attribute-words.ts";
import { isReservedWord } from "./expression-words.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import type { MapNode, Node } from "./node.ts";
import type { ReadValue } from "./read-value.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { entriesOf, optional, record, required } from "./records.ts";
import { route } from "./routes.ts";
import { asTruth, nameOf, text } from "./scalars.ts";
import type { Route, Value } from "./scenario.ts";
import { readValue, valueSchema } from "./values.ts";

/** Attributes of one class, each seeing the earlier ones; what they are is noted in `found`. */
export function readAttributes(
  map: MapNode,
  reading: Reading,
  words: AttributeWords,
  note: (name: string, value: ReadValue, node: Node) => boolean,
  broken: (name: string) => void,
): readonly { readonly name: string; readonly value: Value }[] {
  const own = new Set(entriesOf(map).map(({ key }) => key));
  const later = new Set(own);
  const attributes: { name: string; value: Value }[] = [];
  for (const { key, keySpan, value } of entriesOf(map)) {
    if (isStrayWord(value, own, reading)) {
      broken(key);
      continue;
    }
    const inner: Reading = { ...withOwnAttributes(reading, own), context: "attribute", later, at: keySpan };
    const read = readValue(value, inner, {
      wanted: undefined,
      of: { attribute: key, words: words.get(key) ?? [] },
    });
    later.delete(key);
    if (read === undefined || !note(key, read, value)) broken(key);
    else attributes.push({ name: key, value: read.value });
  }
  return attributes;
}

/** Reports a word where a value is wanted: text stands in `{ text: … }`, so that a misspelt name is seen. */
function isStrayWord(node: Node, own: ReadonlySet<string>, reading: Reading): boolean {
  if (node.kind !== "scalar" || !/^[A-Za-z]\w*$/.test(node.text) || isReservedWord(node.text)) return false;
  const { text: stray, span } = node;
  const names = [...own, ...[...reading.things].flatMap(([name, { kind }]) => (kind === "parameter" ? [name] : []))];
  if (names.includes(stray) || reading.broken.has(stray) || reading.things.has(stray)) return false;
  const cure = asTruth(stray);
  const hint = didYouMean(stray, names) ?? `a text is written { text: ${stray} }`;
  reading.report(
    cure === undefined
      ? mistake("unknown-name", `"${stray}" is not a name known here`, span, hint)
      : mistake("not-true-or-false", `"${stray}" is neither true nor false`, span, `write ${cure}`),
  );
  return true;
}

/** What a class has besides its attributes, which are read before everything else. */
export function patientClass(stages: () => readonly string[]) {
  return record("a patient class", {
    label: optional(text("a label"), "what to call the patients in words"),
    arrive: required(passed(arriveSchema), "when they come", { poisson: "9.5 per day" }),
    attributes: optional(passed(attributesSchema), "what differs between patients"),
    enter: required(passed(entry(stages).schema), "the first stage, or how patients part among several"),
  });
}

/** A stage, or ways to several of them as in `next`. */
export function entry(stages: () => readonly string[]): Reader<Route> {
  const one = nameOf("a stage", "unknown-stage", stages);
  const several = route(stages, "a stage", "unknown-stage");
  return {
    read: (node, reading) => {
      if (node.kind === "list" || node.kind === "map") return several.read(node, { ...reading, context: "patient" });
      const to = one.read(node, reading);
      return to === undefined ? undefined : { when: [], chances: [], otherwise: to, shortest: [], exhaustive: true };
    },
    schema: several.schema,
  };
}

/** What names mean where only this class is met: what only other classes have is not seen. */
export function withOwnAttributes(reading: Reading, own: ReadonlySet<string>): Reading {
  return {
    ...reading,
    things: new Map([...reading.things].filter(([name, { kind }]) => kind !== "attribute" || own.has(name))),
  };
}

function attributesSchema(definitions: Definitions): Schema {
  return { type: "object", additionalProperties: valueSchema(definitions) };
}

/** Kept as it is: read elsewhere, described here. */
function passed(schema: (definitions: Definitions) => Schema): Reader<Node> {
  return { read: (node) => node, schema };
}
