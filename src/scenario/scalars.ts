import { didYouMean } from "../diagnostics/nearest.ts";
import type { SchemaValue } from "./json-schema.ts";
import { describeNode, isNothing, type Node, type ScalarNode } from "./node.ts";
import { mistake, quotedList, type Reader, type Reading } from "./reading.ts";

/** A text that holds something; undefined after a report. */
export function asText(node: Node, what: string, reading: Reading): ScalarNode | undefined {
  if (node.kind === "scalar" && !isNothing(node)) return node;
  return reading.report(mistake("wrong-kind", `${what} is needed here, this is ${describeNode(node)}`, node.span));
}

/** Free text on one line or several, such as a label. */
export function text(what: string): Reader<string> {
  return {
    read: (node, reading) => asText(node, what, reading)?.text,
    schema: () => ({ type: ["string", "number"] }),
  };
}

/** The name of something declared elsewhere. `declared` gives the names it can be. */
export function nameOf(what: string, code: string, declared: (reading: Reading) => readonly string[]): Reader<string> {
  return {
    read: (node, reading) => {
      const scalar = asText(node, what, reading);
      if (scalar === undefined) return undefined;
      const names = declared(reading);
      if (names.includes(scalar.text)) return scalar.text;
      const thing = reading.things.get(scalar.text);
      const found = thing === undefined ? "is not one" : `is ${article(thing.kind)}`;
      const hint = didYouMean(scalar.text, names) ?? (names.length === 0 ? undefined : listOfNames(names));
      return reading.report(mistake(code, `${what} is needed here; "${scalar.text}" ${found}`, scalar.span, hint));
    },
    schema: () => ({ type: "string" }),
  };
}

function listOfNames(names: readonly string[]): string {
  return names.length > 8 ? `such as ${quotedList(names.slice(0, 3))}` : `write ${quotedList(names)}`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** One of a few words. */
export function word<W extends string>(what: string, words: readonly W[]): Reader<W> {
  return {
    read: (node, reading) => {
      const scalar = asText(node, what, reading);
      if (scalar === undefined) return undefined;
      const found = words.find((candidate) => candidate === scalar.text);
      if (found !== undefined) return found;
      const hint = didYouMean(scalar.text, words) ?? `write ${quotedList(words)}`;
      return reading.report(mistake("unknown-word", `"${scalar.text}" is not ${what}`, scalar.span, hint));
    },
    schema: () => ({ enum: words as readonly SchemaValue[] }),
  };
}

/** `true` or `false`, and none of the words that older YAML took for them. */
export const truth: Reader<boolean> = {
  read: (node, reading) => {
    const scalar = asText(node, "true or false", reading);
    if (scalar === undefined) return undefined;
    if (scalar.text === "true" || scalar.text === "false") return scalar.text === "true";
    const cure = asTruth(scalar.text);
    const hint = cure === undefined ? "write true or false" : `write ${cure}`;
    return reading.report(
      mistake("not-true-or-false", `"${scalar.text}" is neither true nor false`, scalar.span, hint),
    );
  },
  schema: () => ({ type: "boolean" }),
};

/** "true" for yes, on and the like; undefined for other words. */
export function asTruth(text: string): "true" | "false" | undefined {
  const lower = text.toLowerCase();
  if (["yes", "on", "y", "true"].includes(lower)) return "true";
  if (["no", "off", "n", "false"].includes(lower)) return "false";
  return undefined;
}

/** A list, one value standing for a list of one. */
export function listOf<T>(what: string, reader: Reader<T>): Reader<readonly T[]> {
  return {
    read: (node, reading) => {
      if (node.kind !== "list") {
        return reading.report(mistake("wrong-kind", `${what} is a list, this is ${describeNode(node)}`, node.span));
      }
      const items = node.items.map((item) => reader.read(item, { ...reading, at: item.span }));
      return items.every((item) => item !== undefined) ? (items as readonly T[]) : undefined;
    },
    schema: (definitions) => ({ type: "array", description: what, items: reader.schema(definitions) }),
  };
}

/** One value, or a list of them. */
export function oneOrMore<T>(what: string, reader: Reader<T>): Reader<readonly T[]> {
  const list = listOf(what, reader);
  return {
    read: (node, reading) => {
      if (node.kind === "list") return list.read(node, reading);
      const value = reader.read(node, reading);
      return value === undefined ? undefined : [value];
    },
    schema: (definitions) => ({ anyOf: [reader.schema(definitions), list.schema(definitions)] }),
  };
}

/** The reader of another place, its result changed; the schema stays. */
export function mapped<T, U>(
  reader: Reader<T>,
  change: (value: T, node: Node, reading: Reading) => U | undefined,
): Reader<U> {
  return {
    read: (node, reading) => {
      const value = reader.read(node, reading);
      return value === undefined ? undefined : change(value, node, reading);
    },
    schema: (definitions) => reader.schema(definitions),
  };
}
