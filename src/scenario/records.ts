import { didYouMean, nearest } from "../diagnostics/nearest.ts";
import type { Definitions, Schema, SchemaValue } from "./json-schema.ts";
import { describeNode, type Entry, isNothing, type MapNode, type Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";

/** One key of a map: its reader, what it means, and whether it may be left out. */
export interface Field<T> {
  readonly reader: Reader<unknown>;
  readonly description: string;
  readonly required: boolean;
  /** Taken when the key is left out. */
  readonly missing: T | undefined;
  readonly examples: readonly SchemaValue[];
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
/** What a record of these fields reads as. */
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export function required<T>(reader: Reader<T>, description: string, ...examples: readonly SchemaValue[]): Field<T> {
  return { reader, description, required: true, missing: undefined, examples };
}

export function optional<T>(
  reader: Reader<T>,
  description: string,
  ...examples: readonly SchemaValue[]
): Field<T | undefined> {
  return { reader, description, required: false, missing: undefined, examples };
}

export function withDefault<T>(
  reader: Reader<T>,
  missing: T,
  description: string,
  ...examples: readonly SchemaValue[]
): Field<T> {
  return { reader, description, required: false, missing, examples };
}

/**
 * A map of known keys. Every key is read, so that all mistakes are found; the whole is undefined when any part has one.
 * Any record of numbers may say where they come from: `evidence` and `note` are read apart (evidence.ts).
 * @param what with its article, "a stage"
 */
export function record<F extends Fields>(what: string, fields: F): Reader<ValuesOf<F>> {
  return {
    read: (node, reading) => {
      const map = asMap(node, what, reading);
      return map === undefined ? undefined : readFields(map, what, fields, reading);
    },
    schema: (definitions) => recordSchema(what, fields, definitions),
  };
}

function readFields<F extends Fields>(
  map: MapNode,
  what: string,
  fields: F,
  reading: Reading,
): ValuesOf<F> | undefined {
  const values: Record<string, unknown> = {};
  const keys = Object.keys(fields);
  let whole = noUnknownKeys(map, what, keys, reading);
  // A key that was reported as misspelt is not reported as missing too.
  const misspelt = new Set(entriesOf(map).map(({ key }) => nearest(key, keys)));
  for (const [key, field] of Object.entries(fields)) {
    const entry = map.entries.get(key);
    if (entry === undefined) {
      if (field.required && !misspelt.has(key)) {
        reading.report(mistake("missing-key", `${what} needs the key "${key}"`, reading.at, field.description));
        whole = false;
      }
      values[key] = field.missing;
    } else {
      const value = field.reader.read(entry.value, { ...reading, at: entry.keySpan });
      if (value === undefined) whole = false;
      values[key] = value;
    }
  }
  return whole ? (values as ValuesOf<F>) : undefined;
}

/** Reports each key that is not known; false when there is one. `evidence` and `note` may stand everywhere. */
export function noUnknownKeys(map: MapNode, what: string, keys: readonly string[], reading: Reading): boolean {
  let known = true;
  for (const { key, keySpan, value } of map.entries.values()) {
    if (keys.includes(key) || NOTES.has(key)) continue;
    known = false;
    const hint = commaHint(key, value) ?? didYouMean(key, keys) ?? `its keys are ${keys.join(", ")}`;
    reading.report(mistake("unknown-key", `"${key}" is not a key of ${what}`, keySpan, hint));
  }
  return known;
}

/** `{ chance: min(a, b) }` is two keys to YAML, and so is `{ once: £20,000 }`: the second has no value and is no name. */
export function commaHint(key: string, value: Node): string | undefined {
  if (isNothing(value) && /^\d{3}\b/.test(key)) return "write the number before it without a comma";
  return isNothing(value) && !/^\w*$/.test(key) ? "put an expression with a comma in quotes" : undefined;
}

/** Keys that say where the numbers below come from, in any map. */
export const NOTES: ReadonlySet<string> = new Set(["evidence", "note"]);

/** The entries of a map but its notes. */
export function entriesOf(map: MapNode): readonly Entry[] {
  return [...map.entries.values()].filter(({ key }) => !NOTES.has(key));
}

/** The node as a map, or undefined after a report. */
export function asMap(node: Node, what: string, reading: Reading): MapNode | undefined {
  if (node.kind === "map") return node;
  return reading.report(mistake("wrong-kind", `${what} is a map of keys, this is ${describeNode(node)}`, node.span));
}

/** A map from names to things of one kind, in the order of writing; undefined when any has a mistake. */
export function mapOf<T>(what: string, reader: Reader<T>): Reader<ReadonlyMap<string, T>> {
  return {
    read: (node, reading) => {
      const map = asMap(node, what, reading);
      if (map === undefined) return undefined;
      const values = new Map<string, T>();
      const entries = entriesOf(map);
      for (const { key, keySpan, value } of entries) {
        const read = reader.read(value, { ...reading, at: keySpan });
        if (read !== undefined) values.set(key, read);
      }
      return values.size === entries.length ? values : undefined;
    },
    schema: (definitions) => ({
      type: "object",
      description: what,
      propertyNames: { pattern: NAME_PATTERN },
      additionalProperties: reader.schema(definitions),
    }),
  };
}

/** Names: a letter, then letters, digits and low lines, 64 at most. */
export const NAME_PATTERN = "^[A-Za-z][A-Za-z0-9_]{0,63}$";

/** The schema of a map of known keys. */
export function recordSchema(what: string, fields: Fields, definitions: Definitions): Schema {
  const properties: Record<string, Schema> = {};
  for (const [key, { reader, description, examples }] of Object.entries(fields)) {
    properties[key] = {
      ...reader.schema(definitions),
      description,
      ...(examples.length === 0 ? {} : { examples }),
    };
  }
  const needed = Object.keys(fields).filter((key) => fields[key].required);
  return {
    type: "object",
    description: what,
    properties: { ...properties, ...noteSchemas(fields) },
    ...(needed.length === 0 ? {} : { required: needed }),
    additionalProperties: false,
  };
}

function noteSchemas(fields: Fields): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  if (!("evidence" in fields)) found.evidence = { type: "string", description: "Where the numbers below come from" };
  if (!("note" in fields)) found.note = { type: "string", description: "A remark for readers" };
  return found;
}

/** A part that refers to itself, or that many share: described once under its name. */
export function shared<T>(name: string, make: () => Reader<T>): Reader<T> {
  return {
    read: (node, reading) => make().read(node, reading),
    schema: (definitions) => {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, make().schema(definitions));
      }
      return { $ref: `#/$defs/${name}` };
    },
  };
}
