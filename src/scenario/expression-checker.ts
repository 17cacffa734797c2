import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import type { Operator } from "../model/expression.ts";
import type { ParsedNode, Scope, TypedNode } from "./expression.ts";
import type { Unit } from "./units.ts";

/** A node that has passed; `size` counts its parts, each as often as it is evaluated. */
export interface Checked {
  readonly tree: TypedNode;
  readonly unit: Unit;
  readonly size: number;
}

/** What the checks of the kinds of node share. */
export interface Checker {
  readonly scope: Scope;
  /** null when a mistake was reported in it: whoever asked stays silent then. */
  check(node: ParsedNode): Checked | null;
  /** Notes a mistake; returns null, the outcome of the node that has it. */
  report(diagnostic: Diagnostic): null;
}

export function problemAt(span: Span, code: string, message: string, hint?: string): Diagnostic {
  return { code, severity: "error", message, span, ...(hint === undefined ? {} : { hint }) };
}

/** The operator over its arguments, computed now when plain arithmetic does: the kernel would get the same bits. */
export function combine(op: Operator, args: readonly Checked[], unit: Unit): Checked {
  const trees = args.map(({ tree }) => tree);
  const folded = fold(op, trees);
  if (folded !== undefined) return { tree: { op: "number", value: folded }, unit, size: 1 };
  return { tree: { op, args: trees }, unit, size: args.reduce((sum, { size }) => sum + size, 1) };
}

function fold(op: Operator, trees: readonly TypedNode[]): number | undefined {
  const values = trees.map((tree) => (tree.op === "number" ? tree.value : Number.NaN));
  if (values.some(Number.isNaN)) return undefined;
  const [a, b] = values;
  const value =
    op === "add"
      ? a + b
      : op === "subtract"
        ? a - b
        : op === "multiply"
          ? a * b
          : op === "divide"
            ? a / b
            : op === "negate"
              ? -a
              : undefined;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
