import { didYouMean } from "../diagnostics/nearest.ts";
import { distributions } from "../random/distributions.ts";
import { evaluateConstant } from "./constants.ts";
import { distributionSchema, readDistribution } from "./distribution-value.ts";
import type { TypedExpression } from "./expression.ts";
import { bareValue, readAmount, readExpression, takes } from "./formula.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import { describeNode, type ListNode, type MapNode, type Node } from "./node.ts";
import type { Allowed, ReadValue } from "./read-value.ts";
import { mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, commaHint, noUnknownKeys } from "./records.ts";
import type { Value } from "./scenario.ts";
import { BOOLEAN, describeUnit, equalUnits, NUMBER, TEXT } from "./units.ts";

/**
 * A quantity, an expression, a distribution, a chance, a list of cases, or one of these changed by an intervention.
 * The first match decides by the kind of node, so that a mistake gets one message.
 */
export function readValue(node: Node, reading: Reading, allowed: Allowed): ReadValue | undefined {
  const bare = bareValue(node);
  switch (bare.kind) {
    case "scalar": {
      const expression = readExpression(bare, reading, allowed.wanted);
      if (expression?.unit.kind === "text" && !keeps(expression, allowed)) {
        const hint = "use cases: [{ when: …, use: { text: … } }, { use: { text: … } }]";
        return reading.report(mistake("misplaced-text", "a text cannot be taken over from elsewhere", bare.span, hint));
      }
      return expression === undefined || isNegative(expression, reading, allowed) ? undefined : plain(expression);
    }
    case "list":
      return readCases(bare, reading, allowed);
    case "times":
    case "plus":
      return readChange(bare, reading, allowed);
    case "adopted": {
      const { intervention, then, otherwise } = bare;
      if (then === undefined || otherwise === undefined) {
        return reading.report(
          mistake("nothing-to-change", `"${intervention}" changes a value that is not there`, bare.span),
        );
      }
      const a = readValue(then, reading, allowed);
      const b = readValue(otherwise, reading, allowed);
      if (a === undefined || b === undefined) return undefined;
      const joined = join([a, b], bare, reading);
      // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
      return joined && { ...joined, value: { kind: "adopted", intervention, then: a.value, otherwise: b.value } };
    }
    case "phases":
      return reading.report(mistake("wrong-kind", `a value is needed here, this is ${describeNode(bare)}`, bare.span));
    case "map":
      return readDrawn(bare, reading, allowed);
  }
}

/** An attribute may stay what it is; other texts have other words. */
function keeps({ tree }: TypedExpression, { of }: Allowed): boolean {
  return tree.op === "attribute" && "name" in tree && tree.name === of?.attribute;
}

/** Reports a constant below 0 where none can be; what depends on the patient is held to it in the run. */
function isNegative(expression: TypedExpression, reading: Reading, { notNegative = false }: Allowed): boolean {
  const value = notNegative ? evaluateConstant(expression.tree, reading.parameters) : undefined;
  if (value === undefined || value >= 0) return false;
  reading.report(
    mistake("negative-duration", `a duration cannot be negative, this is ${expression.text}`, expression.span),
  );
  return true;
}

function plain(expression: TypedExpression): ReadValue {
  return { value: { kind: "expression", expression }, unit: expression.unit, words: [] };
}

function readChange(
  node: Extract<Node, { kind: "times" | "plus" }>,
  reading: Reading,
  allowed: Allowed,
): ReadValue | undefined {
  const of = readValue(node.of, reading, allowed);
  const amount = readAmount(node, of?.unit, reading);
  if (of === undefined || amount === undefined) return undefined;
  return { ...of, value: { kind: node.kind, amount, of: of.value } };
}

const CASE_KEYS = ["when", "use"];

/** `[{ when: condition, use: value }, …, { use: value }]`: the last stands for all others. */
function readCases(list: ListNode, reading: Reading, allowed: Allowed): ReadValue | undefined {
  if (list.items.length === 0) {
    return reading.report(mistake("empty-list", "a list of cases needs at least one", list.span));
  }
  const read: (ReadValue & { readonly when: TypedExpression | undefined })[] = [];
  let whole = true;
  for (const [i, item] of list.items.entries()) {
    const map = asMap(item, "a case", reading);
    if (map === undefined || !noUnknownKeys(map, "a case", CASE_KEYS, reading)) {
      whole = false;
      continue;
    }
    const inner = { ...reading, at: item.span };
    const use = map.entries.get("use");
    const condition = map.entries.get("when");
    const last = i === list.items.length - 1;
    if (use === undefined) reading.report(mistake("missing-key", 'a case needs the key "use"', item.span));
    if (last && condition !== undefined) {
      reading.report(mistake("no-else", "no case is left for the others", item.span, "end the list with { use: … }"));
    }
    if (!last && condition === undefined) {
      reading.report(
        mistake(
          "unreachable-case",
          "this case always holds, so those below are never used",
          item.span,
          "give it a `when`, or put it last",
        ),
      );
    }
    const when =
      condition === undefined
        ? undefined
        : readExpression(condition.value, { ...inner, at: condition.keySpan }, BOOLEAN);
    const value = use === undefined ? undefined : readValue(use.value, { ...inner, at: use.keySpan }, allowed);
    if (value === undefined || (condition === undefined) !== last || (condition !== undefined && when === undefined))
      whole = false;
    else read.push({ ...value, when });
  }
  if (!whole) return undefined;
  const joined = join(read, list, reading);
  return (
    joined && { ...joined, value: { kind: "cases", cases: read.map(({ when, value }) => ({ when, use: value })) } }
  );
}

/** Cases must agree in unit; their words come together. */
function join(values: readonly ReadValue[], node: Node, reading: Reading): ReadValue | undefined {
  const [first] = values;
  const other = values.find(({ unit }) => !equalUnits(unit, first.unit));
  if (other === undefined) return { ...first, words: values.flatMap(({ words }) => words) };
  const message = `the cases differ: ${describeUnit(first.unit)} and ${describeUnit(other.unit)}`;
  return reading.report(mistake("wrong-unit", message, node.span));
}

const OTHER_KINDS = ["chance", "text"];

/** A map with one key, which says how the value is drawn. */
function readDrawn(map: MapNode, reading: Reading, allowed: Allowed): ReadValue | undefined {
  const entries = [...map.entries.values()].filter(({ key }) => key !== "evidence" && key !== "note");
  const known = [...distributions.keys(), ...OTHER_KINDS];
  if (entries.length !== 1) {
    const message = `a drawn value has one key that says how, this has ${entries.length}`;
    const comma = entries.map(({ key, value }) => commaHint(key, value)).find((hint) => hint !== undefined);
    return reading.report(
      mistake("wrong-kind", message, map.span, comma ?? "such as { exponential: { mean: 3 days } }"),
    );
  }
  const [{ key, keySpan, value }] = entries;
  const inner = { ...reading, at: keySpan };
  if (key === "chance") return readChance(value, inner, allowed, map);
  if (key === "text") return readFixedText(value, inner, allowed);
  if (!distributions.has(key)) {
    const hint = didYouMean(key, known) ?? `known are ${quotedList(known, "and")}`;
    return reading.report(mistake("unknown-distribution", `"${key}" is not a distribution`, keySpan, hint));
  }
  return readDistribution(key, keySpan, value, inner, allowed);
}

function readChance(node: Node, reading: Reading, { wanted }: Allowed, map: MapNode): ReadValue | undefined {
  if (!takes(wanted, BOOLEAN)) {
    return reading.report(mistake("wrong-unit", "a chance is true or false; something else is needed here", map.span));
  }
  const probability = readProbability(node, reading);
  return probability && { value: { kind: "chance", probability }, unit: BOOLEAN, words: [] };
}

/** A number from 0 to 1; one that depends on the patient is held to it in the run. */
export function readProbability(node: Node, reading: Reading): TypedExpression | undefined {
  const expression = readExpression(node, reading, NUMBER);
  if (expression === undefined) return undefined;
  const { tree, text, span } = expression;
  const value = evaluateConstant(tree, reading.parameters);
  if (value === undefined || (value >= 0 && value <= 1)) return expression;
  const percent = tree.op === "number" && value > 1 && value <= 100 && !text.includes("%");
  const hint = percent ? `did you mean ${text}%?` : undefined;
  const shown = tree.op === "number" ? text : `${text} = ${Number((value * 100).toPrecision(6))}%`;
  return reading.report(mistake("not-a-probability", `a probability must be 0% to 100%, this is ${shown}`, span, hint));
}

function readFixedText(node: Node, reading: Reading, { wanted, of }: Allowed): ReadValue | undefined {
  if (node.kind !== "scalar" || of === undefined || !takes(wanted, TEXT)) {
    return reading.report(mistake("wrong-kind", `a text cannot stand here: ${describeNode(node)}`, node.span));
  }
  const { text, span } = node;
  const tree = { op: "textValue", of: "attribute", name: of.attribute, value: text } as const;
  return { value: { kind: "expression", expression: { text, span, unit: TEXT, tree } }, unit: TEXT, words: [node] };
}

/** A value of a stated unit. */
export function valueIn(allowed: Allowed): Reader<Value> {
  return {
    read: (node, reading) => readValue(node, reading, allowed)?.value,
    schema: valueSchema,
  };
}

/** The schema of any value: described once, referred to everywhere. */
export function valueSchema(definitions: Definitions): Schema {
  if (!definitions.has("value")) {
    definitions.set("value", {});
    const value: Schema = { $ref: "#/$defs/value" };
    definitions.set("value", {
      description: "a quantity, an expression, a distribution, a chance, or a list of cases",
      anyOf: [
        { type: ["number", "string", "boolean"] },
        {
          type: "array",
          description: "the first case that holds; the last has no `when`",
          items: {
            type: "object",
            properties: { when: { type: ["string", "boolean"], description: "a condition" }, use: value },
            required: ["use"],
          },
        },
        {
          type: "object",
          properties: { value, evidence: { type: "string" }, note: { type: "string" } },
          required: ["value"],
          additionalProperties: false,
        },
        { type: "object", properties: { chance: value }, required: ["chance"] },
        { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
        ...[...distributions.values()].map((distribution) => distributionSchema(distribution, value)),
      ],
    });
  }
  return { $ref: "#/$defs/value" };
}
