import type { Result } from "../diagnostics/diagnostic.ts";
import { DAY } from "../time/duration.ts";
import { evaluateConstant } from "./constants.ts";
import type { Context, ParsedExpression, TypedExpression, TypedNode } from "./expression.ts";
import { checkExpression } from "./expression-check.ts";
import { namesIn, parseExpression } from "./expression-parse.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import { child, describeNode, isNothing, type Node, type ScalarNode } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { asTruth } from "./scalars.ts";
import { BOOLEAN, DURATION, describeUnit, equalUnits, multiplyUnits, NUMBER, type Unit, wrongUnit } from "./units.ts";

/** What a place wants; undefined: whatever it is. */
export type Wanted = Unit | readonly Unit[] | undefined;

/** The number inside `{ value: 3 days, evidence: trial, note: … }`; any other node is itself. */
export function bareValue(node: Node): Node {
  const value = child(node, "value");
  if (value === undefined || node.kind !== "map") return node;
  return [...node.entries.keys()].every((key) => key === "value" || key === "evidence" || key === "note")
    ? value
    : node;
}

/** How YAML and others write what is no number or has no end. */
const NOT_FINITE = /^[-+]?(\.?inf|\.?nan|infinity)$/i;

/** An expression or a quantity of a wanted unit, in the context of `reading`. */
export function readExpression(node: Node, reading: Reading, wanted: Wanted): TypedExpression | undefined {
  const bare = bareValue(node);
  if (bare.kind === "times" || bare.kind === "plus") return readChanged(bare, reading, wanted);
  if (bare.kind !== "scalar" || isNothing(bare)) {
    const message = `${describeWanted(wanted)} is needed here, this is ${describeNode(bare)}`;
    return reading.report(mistake("wrong-kind", message, bare.span));
  }
  if (NOT_FINITE.test(bare.text)) {
    const hint = "write a finite number; a capacity without limit is `unlimited`";
    return reading.report(mistake("not-finite", `"${bare.text}" is not a finite number`, bare.span, hint));
  }
  if (wanted === BOOLEAN && bare.text !== "true" && bare.text !== "false") {
    const cure = asTruth(bare.text);
    if (cure !== undefined) {
      const message = `"${bare.text}" is neither true nor false`;
      return reading.report(mistake("not-true-or-false", message, bare.span, `write ${cure}`));
    }
  }
  const parsed = parse(bare);
  if (!parsed.ok) return reportAll(parsed, reading);
  const names = namesIn(parsed.value);
  if (names.some(({ name }) => reading.broken.has(name))) return undefined;
  const early = names.find(({ name }) => reading.later.has(name));
  if (early !== undefined) {
    const message = `"${early.name}" has no value yet: it is not above this`;
    return reading.report(mistake("not-yet-known", message, early.span, "move it up, unless it needs this one"));
  }
  const { context, currency, things, ownStage } = reading;
  const checked = checkExpression(parsed.value, { context, currency, things, ownStage });
  if (!checked.ok) return reportAll(checked, reading);
  const expression = checked.value;
  const wrong = wanted === undefined ? null : wrongUnit(expression.unit, wanted, bare.span);
  if (wrong !== null) return reading.report(wrong);
  return { ...expression, tree: withChanged(expression.tree, reading.changed) };
}

/** `times` and `plus` of an intervention, around a value that is computed. */
function readChanged(
  node: Extract<Node, { kind: "times" | "plus" }>,
  reading: Reading,
  wanted: Wanted,
): TypedExpression | undefined {
  const of = readExpression(node.of, reading, wanted);
  const amount = readAmount(node, of?.unit, reading);
  if (of === undefined || amount === undefined) return undefined;
  const op = node.kind === "times" ? "multiply" : "add";
  const sign = node.kind === "times" ? "*" : "+";
  const unit = node.kind === "times" ? multiplyUnits(of.unit, amount.unit) : of.unit;
  return {
    text: `(${of.text}) ${sign} (${amount.text})`,
    span: amount.span,
    unit,
    tree: { op, args: [of.tree, amount.tree] },
  };
}

/** By how much a change multiplies, or what it adds: then of the unit of the value changed. */
export function readAmount(
  node: Extract<Node, { kind: "times" | "plus" }>,
  unit: Unit | undefined,
  reading: Reading,
): TypedExpression | undefined {
  const inner: Reading = { ...reading, at: node.span };
  if (unit !== undefined && unit.kind !== "quantity") {
    const message = `"${node.kind}" can change numbers only, this is ${describeUnit(unit)}`;
    return reading.report(mistake("wrong-unit", message, node.span, "state the new value instead"));
  }
  return readExpression(node.amount, inner, node.kind === "times" ? NUMBER : unit);
}

/** A number known before the run: parameters and arithmetic only. */
export interface Constant {
  readonly value: number;
  readonly unit: Unit;
  readonly expression: TypedExpression;
}

export function readConstant(node: Node, reading: Reading, wanted: Wanted): Constant | undefined {
  const expression = readExpression(node, { ...reading, context: "parameter" }, wanted);
  if (expression === undefined) return undefined;
  const value = evaluateConstant(expression.tree, reading.parameters);
  if (value === undefined) throw new Error(`"${expression.text}" is not constant, though it reads parameters only`);
  if (Number.isFinite(value)) return { value, unit: expression.unit, expression };
  const message = `"${expression.text}" gives ${value}, which is not a finite number`;
  return reading.report(mistake("not-finite", message, node.span, "look for a division by 0"));
}

export interface Range {
  /** What it is, with its article, for messages: "a capacity". */
  readonly what: string;
  readonly unit: Unit;
  readonly least?: number;
  /** The least value is itself too little. */
  readonly above?: boolean;
  readonly most?: number;
  readonly whole?: boolean;
}

/** A constant within a range. */
export function constant(range: Range): Reader<number> {
  return {
    read: (node, reading) => {
      const read = readConstant(node, reading, range.unit);
      return read === undefined ? undefined : inRange(read, range, node, reading);
    },
    schema: constantSchema,
  };
}

/** A number, a quantity or an expression of parameters, with or without where it comes from. */
export function constantSchema(definitions: Definitions): Schema {
  const plain: Schema = { type: ["number", "string"] };
  const noted: Schema = {
    type: "object",
    properties: { value: plain, evidence: { type: "string" }, note: { type: "string" } },
    required: ["value"],
    additionalProperties: false,
  };
  definitions.set("constant", { anyOf: [plain, noted] });
  return { $ref: "#/$defs/constant" };
}

function inRange({ value, expression }: Constant, range: Range, node: Node, reading: Reading): number | undefined {
  const { what, least, above = false, most, whole = false } = range;
  const refuse = (allowed: string, hint?: string): undefined => {
    const shown = /^[-+\d.£€$%\s\w/]+$/.test(expression.text) ? expression.text : `${expression.text} = ${value}`;
    return reading.report(mistake("out-of-range", `${what} must be ${allowed}, this is ${shown}`, node.span, hint));
  };
  if (least !== undefined && (above ? value <= least : value < least)) {
    return refuse(above ? `more than ${written(least, range.unit)}` : `${written(least, range.unit)} or more`);
  }
  if (most !== undefined && value > most) {
    const percent = most <= 1 && value <= 100 && !expression.text.includes("%");
    return refuse(
      `at most ${most === 1 ? "100%" : written(most, range.unit)}`,
      percent ? `did you mean ${expression.text}%?` : undefined,
    );
  }
  if (whole && !Number.isInteger(value)) {
    return refuse("a whole number", `in whole units: ${Math.floor(value)} or ${Math.ceil(value)}`);
  }
  return value;
}

/** A bound, in words: minutes as days where they are some. */
function written(bound: number, unit: Unit): string {
  if (bound === 0 || !equalUnits(unit, DURATION)) return String(bound);
  return bound % DAY === 0 ? `${bound / DAY} days` : `${bound} min`;
}

/** Parsing knows nothing of names, so that one text is parsed once for all arms. */
const parsedBefore = new WeakMap<ScalarNode, Result<ParsedExpression>>();

export function parse(node: ScalarNode): Result<ParsedExpression> {
  const before = parsedBefore.get(node);
  if (before !== undefined) return before;
  const parsed = parseExpression(node.text, node.span);
  parsedBefore.set(node, parsed);
  return parsed;
}

/** The same text as an expression of another context. */
export function inContext(reading: Reading, context: Context): Reading {
  return reading.context === context ? reading : { ...reading, context };
}

function reportAll(result: Result<unknown>, reading: Reading): undefined {
  for (const diagnostic of result.diagnostics) reading.report(diagnostic);
}

/** The tree with the parameters that this arm changes replaced by what they have become. */
function withChanged(tree: TypedNode, changed: ReadonlyMap<string, TypedNode>): TypedNode {
  if (changed.size === 0) return tree;
  if (tree.op === "parameter" && "name" in tree) return changed.get(tree.name) ?? tree;
  return "args" in tree ? { ...tree, args: tree.args.map((arg) => withChanged(arg, changed)) } : tree;
}

function describeWanted(wanted: Wanted): string {
  if (wanted === undefined) return "a value";
  const list: readonly Unit[] = "kind" in wanted ? [wanted] : wanted;
  return list.map(describeUnit).join(" or ");
}

/** Whether a place that wants `wanted` takes `unit`. */
export function takes(wanted: Wanted, unit: Unit): boolean {
  if (wanted === undefined) return true;
  const list: readonly Unit[] = "kind" in wanted ? [wanted] : wanted;
  return list.some((each) => equalUnits(each, unit));
}
