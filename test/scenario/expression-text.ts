import type { Span } from "../../src/diagnostics/diagnostic.ts";
import type { NamedThing, ParsedNode, Scope, TypedNode } from "../../src/scenario/expression.ts";
import { BOOLEAN, DURATION, MONEY, NUMBER, RATE, TEXT } from "../../src/scenario/units.ts";

/** The whole of a text as a source of its own. */
export function spanOf(text: string): Span {
  return { source: { name: "test.yaml", text }, start: 0, end: text.length };
}

/** A parsed tree as text: `(add 2880 age)`. */
export function showParsed(node: ParsedNode): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "text":
      return `"${node.value}"`;
    case "name":
      return node.name;
    case "call":
      return `${node.name}(${node.args.map(showParsed).join(" ")})`;
    case "operator":
      return `(${node.op} ${node.args.map(showParsed).join(" ")})`;
  }
}

/** A checked tree as text: `(add 2880 attribute:age)`. */
export function showTyped(node: TypedNode): string {
  if (node.op === "number") return String(node.value);
  if (node.op === "textValue") return `${node.of === "attribute" ? node.name : node.of}=${node.value}`;
  if ("args" in node) return `(${node.op} ${node.args.map(showTyped).join(" ")})`;
  return "name" in node ? `${node.op}:${node.name}` : node.op;
}

const things: readonly (readonly [string, NamedThing])[] = [
  ["age", { kind: "attribute", unit: NUMBER, values: [] }],
  ["support", { kind: "attribute", unit: BOOLEAN, values: [] }],
  ["delay", { kind: "attribute", unit: DURATION, values: [] }],
  ["triage", { kind: "attribute", unit: TEXT, values: ["green", "red"] }],
  ["admissions", { kind: "parameter", unit: RATE }],
  ["dose", { kind: "parameter", unit: NUMBER }],
  ["fee", { kind: "parameter", unit: MONEY }],
  ["bed", { kind: "resource" }],
  ["treatment", { kind: "stage" }],
  ["review", { kind: "stage" }],
  ["d2a", { kind: "intervention" }],
  ["acute", { kind: "organisation" }],
  ["frail", { kind: "class" }],
  ["fit", { kind: "class" }],
  ["home", { kind: "exit" }],
  ["wait", { kind: "measure" }],
];

/** A small scenario's names, seen from one context. */
export function scopeIn(context: Scope["context"]): Scope {
  return { context, currency: "GBP", things: new Map(things) };
}
