import type { Diagnostic, Source, Span } from "../diagnostics/diagnostic.ts";
import type { Context, NamedThing, TypedNode } from "./expression.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import type { Node } from "./node.ts";

/** What readers share while they read one arm of a scenario. */
export interface Reading {
  /** Notes a mistake; returns undefined, the outcome of the reader that found it. */
  report(diagnostic: Diagnostic): undefined;
  /** Where the expressions being read stand. */
  readonly context: Context;
  readonly currency: string | undefined;
  /** The year of the file's prices, and the index that brings those of other years to it; left out while the head is read. */
  readonly prices?: { readonly year: string | undefined; readonly index: ReadonlyMap<string, number> | undefined };
  /** What names mean here. */
  readonly things: ReadonlyMap<string, NamedThing>;
  /** Names whose declaration has a mistake: whatever reads them is not reported a second time. */
  readonly broken: ReadonlySet<string>;
  /** Parameters or attributes declared below the one that is read: it cannot use them. */
  readonly later: ReadonlySet<string>;
  /** The values of the parameters, and what this arm makes of them where it changes them. */
  readonly parameters: ReadonlyMap<string, number>;
  readonly changed: ReadonlyMap<string, TypedNode>;
  /** The stage whose fields are being read, for `mean(duration)`. */
  readonly ownStage?: string;
  /** The key that holds what is being read: where something missing is reported. */
  readonly at: Span;
  /** Files that a scenario names, by that name; undefined where there is none. Left out: no file can be read. */
  readonly files?: ((name: string) => Source | undefined) | undefined;
}

/** One row for each construct: how it is read, and the JSON Schema that describes it to editors. */
export interface Reader<T> {
  /** The value, or undefined when a mistake in it was reported. */
  read(node: Node, reading: Reading): T | undefined;
  /** Recursive parts put themselves among the definitions and return a reference. */
  schema(definitions: Definitions): Schema;
}

/** An error with its place. */
export function mistake(code: string, message: string, span: Span, hint?: string): Diagnostic {
  return { code, severity: "error", message, span, ...(hint === undefined ? {} : { hint }) };
}

/** A doubt with its place. */
export function doubt(code: string, message: string, span: Span, hint?: string): Diagnostic {
  return { ...mistake(code, message, span, hint), severity: "warning" };
}

/** `"a", "b" or "c"`. */
export function quotedList(names: readonly string[], word = "or"): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} ${word} ${quoted.at(-1)}`;
}
