import type { Span } from "../diagnostics/diagnostic.ts";
import type { NamedThing, TypedNode } from "./expression.ts";
import { bareValue, readConstant, readExpression } from "./formula.ts";
import type { MapNode, Node } from "./node.ts";
import { child } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf, noUnknownKeys } from "./records.ts";
import { asText } from "./scalars.ts";
import type { Parameter, RangeLimit } from "./scenario.ts";
import { describeUnit, equalUnits } from "./units.ts";
import { readValue, valueSchema } from "./values.ts";

const KEYS = ["value", "low", "high", "label", "uncertainty"];

/**
 * Named numbers: each may use those before it. What they are is added to `things` and `values`.
 * @param file without the values that options tried out
 */
export function readParameters(
  root: MapNode,
  file: MapNode,
  reading: Reading,
  things: Map<string, NamedThing>,
  values: Map<string, number>,
  broken: Set<string>,
): readonly Parameter[] {
  const node = child(root, "parameters");
  const map = node && asMap(node, "parameters", reading);
  const parameters: Parameter[] = [];
  const entries = map === undefined ? [] : entriesOf(map);
  const later = new Set(entries.map(({ key }) => key));
  for (const { key, keySpan, value } of entries) {
    const inner = { ...reading, later, at: keySpan };
    const was = child(child(file, "parameters"), key);
    const read =
      was === undefined || was === value || fitsWhatWas(key, value, was, inner)
        ? readParameter(key, keySpan, value, inner)
        : undefined;
    later.delete(key);
    if (read === undefined) {
      broken.add(key);
      continue;
    }
    parameters.push(read);
    things.set(key, { kind: "parameter", unit: read.unit });
    values.set(key, read.value);
  }
  return parameters;
}

/** Reports a value tried out that is of another unit than the file's: where it is used it would look like the file's mistake. */
function fitsWhatWas(name: string, node: Node, was: Node, reading: Reading): boolean {
  const [tried, written] = [partsOf(node).value, partsOf(was).value];
  if (tried === undefined || written === undefined) return true;
  const silent: Reading = { ...reading, report: () => undefined };
  const [value, before] = [readConstant(tried, silent, undefined), readConstant(written, silent, undefined)];
  if (value === undefined || before === undefined) return true;
  const text = bareValue(written);
  const as = text.kind === "scalar" ? text.text : name;
  const path = `parameters.${name}`;
  if (!equalUnits(value.unit, before.unit)) {
    const message = `${path} is ${describeUnit(before.unit)}, ${as} in the file; this is ${describeUnit(value.unit)}`;
    reading.report(mistake("wrong-unit", message, tried.span, cureLike(as, tried)));
    return false;
  }
  const share = as.endsWith("%") && tried.kind === "scalar" && /^[\d.]+$/.test(tried.text) && value.value > 1;
  if (share)
    reading.report(
      doubt("percent-left-out", `${path} is ${as} in the file`, tried.span, `did you mean ${tried.text}%?`),
    );
  return true;
}

/** The number tried out with what stands around the number in the file: for 2, `2 per day` where the file has `9.5 per day`. */
function cureLike(text: string, tried: Node): string {
  const like = /^([^\d.-]*)-?[\d.,]+(\D*)$/.exec(text);
  const plain = tried.kind === "scalar" && /^-?[\d.]+$/.test(tried.text);
  return like === null || !plain ? `write it like ${text}` : `write ${like[1]}${tried.text}${like[2]}`;
}

function readParameter(name: string, span: Span, node: Node, reading: Reading): Parameter | undefined {
  const written = partsOf(node);
  if (node.kind === "map" && !noUnknownKeys(node, "a parameter", KEYS, reading)) return undefined;
  if (written.value === undefined) {
    return reading.report(mistake("missing-key", 'a parameter needs the key "value"', span));
  }
  const value = readConstant(written.value, reading, undefined);
  if (value === undefined) return undefined;
  const end = (part: Node | undefined): RangeLimit | undefined => {
    const read = part && readConstant(part, { ...reading, at: part.span }, value.unit);
    const bare = part && bareValue(part);
    return read && { value: read.value, text: bare?.kind === "scalar" ? bare.text : String(read.value) };
  };
  const [low, high] = [end(written.low), end(written.high)];
  if (written.uncertainty !== undefined)
    readValue(
      written.uncertainty,
      { ...reading, at: written.uncertainty.span, context: "parameter" },
      { wanted: value.unit },
    );
  const label = written.label && asText(written.label, "a label", reading)?.text;
  if ((low !== undefined && low.value > value.value) || (high !== undefined && high.value < value.value)) {
    const message = "low must not be above the value, nor high below it";
    // A value that an option tries out may leave the range: the range is of the value in the file.
    const tried = written.value.span.source !== span.source;
    reading.report(
      tried
        ? doubt("outside-range", `${name} leaves its range`, written.value.span)
        : mistake("outside-range", message, span),
    );
    if (!tried) return undefined;
  }
  return { name, label: label ?? name, value: value.value, unit: value.unit, low, high, span };
}

function partsOf(node: Node): Record<"value" | "low" | "high" | "label" | "uncertainty", Node | undefined> {
  if (node.kind !== "map")
    return { value: node, low: undefined, high: undefined, label: undefined, uncertainty: undefined };
  const part = (key: string): Node | undefined => child(node, key);
  return {
    value: part("value"),
    low: part("low"),
    high: part("high"),
    label: part("label"),
    uncertainty: part("uncertainty"),
  };
}

/** What this arm makes of the parameters that it changes. */
export function changedParameters(root: MapNode, tree: MapNode, reading: Reading): ReadonlyMap<string, TypedNode> {
  const changed = new Map<string, TypedNode>();
  const [before, after] = [child(root, "parameters"), child(tree, "parameters")];
  if (before === after || after?.kind !== "map") return changed;
  for (const { key, keySpan, value } of entriesOf(after)) {
    if (child(before, key) === value) continue;
    const written = changedValue(value);
    const thing = reading.things.get(key);
    if (written === undefined || thing?.kind !== "parameter") continue;
    const read = readExpression(written, { ...reading, context: "parameter", at: keySpan }, thing.unit);
    if (read !== undefined) changed.set(key, read.tree);
  }
  return changed;
}

/** The value of a parameter, times or plus what one intervention or several say. */
function changedValue(node: Node): Node | undefined {
  if (node.kind !== "times" && node.kind !== "plus") return partsOf(node).value;
  return { ...node, of: changedValue(node.of) ?? node.of };
}

export const parameterSchema: Reader<never>["schema"] = (definitions) => {
  const value = valueSchema(definitions);
  return {
    anyOf: [
      { type: ["number", "string"] },
      {
        type: "object",
        properties: {
          value,
          low: { ...value, description: "low end of the range with evidence" },
          high: { ...value, description: "high end of the range with evidence" },
          label: { type: "string" },
          uncertainty: { ...value, description: "a distribution, for probabilistic analysis" },
          evidence: { type: "string" },
          note: { type: "string" },
        },
        required: ["value"],
        additionalProperties: false,
      },
    ],
  };
};
