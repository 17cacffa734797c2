import { type Expression, SESSION_FIGURES, type SessionFigure } from "../model/expression.ts";
import type { TypedExpression, TypedNode } from "../scenario/expression.ts";
import type { Intervention } from "../scenario/scenario.ts";
import type { NameIndex } from "./names.ts";

/** What expressions need besides names: the values of the parameters, which are constants of a run. */
export interface ExpressionContext {
  readonly names: NameIndex;
  readonly parameters: ReadonlyMap<string, number>;
  /** Of the arm, by name. */
  readonly interventions: ReadonlyMap<string, Intervention>;
}

export function compileExpression(expression: TypedExpression, context: ExpressionContext): Expression {
  return fold(resolve(expression.tree, context));
}

function resolve(node: TypedNode, context: ExpressionContext): Expression {
  const { names } = context;
  if (node.op === "number") return node;
  if (node.op === "textValue") return { op: "number", value: textIndex(node, names) };
  if (node.op === "count") {
    const args = node.args.map((arg) => fold(resolve(arg, context)));
    return { op: node.op, index: names.contact(node.name), args };
  }
  if ("args" in node) return { op: node.op, args: node.args.map((arg) => fold(resolve(arg, context))) };
  if (!("name" in node)) return { op: node.op };
  switch (node.op) {
    case "parameter": {
      const value = context.parameters.get(node.name);
      if (value === undefined) throw new Error(`parameter "${node.name}" has no value`);
      return { op: "number", value };
    }
    case "attribute":
      return { op: node.op, index: names.attribute(node.name) };
    case "adopted":
      // Where adoption is full nobody is asked.
      return context.interventions.get(node.name)?.adoption.full === true
        ? { op: "number", value: 1 }
        : { op: node.op, index: names.intervention(node.name) };
    case "since":
      return { op: node.op, index: names.intervention(node.name) };
    case "left":
    case "taken":
    case "held":
    case "inUse":
    case "free":
    case "closes":
    case "midnightsHeld":
      return { op: node.op, index: names.resource(node.name) };
    case "cost":
      return { op: node.op, index: names.organisation(node.name) };
    case "session":
      return { op: node.op, index: SESSION_FIGURES.indexOf(node.name as SessionFigure) };
    case "visits":
    case "enter":
    case "start":
    case "end":
    case "stageTime":
    case "queue":
    case "cases":
    case "present":
    case "by":
    case "expected":
    case "midnightsIn":
      return { op: node.op, index: names.stage(node.name) };
  }
}

function textIndex(node: Extract<TypedNode, { op: "textValue" }>, names: NameIndex): number {
  if (node.of === "attribute") return names.attributeValue(node.name, node.value);
  if (node.of === "server") return names.server(node.value);
  return node.of === "class" ? names.class(node.value) : names.exit(node.value);
}

/** Arithmetic of constants is done once; only operations that are exact everywhere. */
function fold(expression: Expression): Expression {
  if (!("args" in expression)) return expression;
  const values = expression.args.map((arg) => (arg.op === "number" ? arg.value : Number.NaN));
  if (expression.args.some(({ op }) => op !== "number")) return expression;
  const [a, b] = values;
  switch (expression.op) {
    case "add":
      return { op: "number", value: a + b };
    case "subtract":
      return { op: "number", value: a - b };
    case "multiply":
      return { op: "number", value: a * b };
    case "divide":
      return { op: "number", value: a / b };
    case "negate":
      return { op: "number", value: -a };
    case "min":
      return { op: "number", value: Math.min(...values) };
    case "max":
      return { op: "number", value: Math.max(...values) };
    default:
      return expression;
  }
}
