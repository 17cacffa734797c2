import type { Expression } from "../model/expression.ts";
import type { Evaluate } from "./evaluate.ts";

/**
 * What an expression comes to for each class when it reads nothing else: settled once, not for every patient. One number where it does not
 * read the class either; undefined where it reads more.
 */
export function byClass(
  expression: Expression,
  classes: number,
  link: (expression: Expression) => Evaluate,
): Float64Array | undefined {
  if (!isSettled(expression)) return undefined;
  const count = readsClass(expression) ? classes : 1;
  return Float64Array.from({ length: count }, (_, cls) => link(ofClass(expression, cls))(0));
}

/** Of what is settled: what it is for one class. */
export function ofOne(settled: Float64Array, cls: number): number {
  return settled[settled.length === 1 ? 0 : cls];
}

function isSettled(expression: Expression): boolean {
  if (expression.op === "number" || expression.op === "class") return true;
  return isOperator(expression) && expression.args.every(isSettled);
}

function readsClass(expression: Expression): boolean {
  return expression.op === "class" || (isOperator(expression) && expression.args.some(readsClass));
}

/** The expression as a patient of this class sees it. */
function ofClass(expression: Expression, cls: number): Expression {
  if (expression.op === "class") return { op: "number", value: cls };
  return isOperator(expression) ? { ...expression, args: expression.args.map((arg) => ofClass(arg, cls)) } : expression;
}

type Operation = Exclude<Extract<Expression, { readonly args: readonly Expression[] }>, { readonly op: "count" }>;

function isOperator(expression: Expression): expression is Operation {
  return "args" in expression && expression.op !== "count";
}
