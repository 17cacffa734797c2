import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { ParsedExpression, ParsedNode, Scope, TypedExpression, TypedNode } from "./expression.ts";
import { checkCall } from "./expression-calls.ts";
import { type Checked, type Checker, problemAt } from "./expression-checker.ts";
import { MOST_NODES } from "./expression-lexer.ts";
import { checkName } from "./expression-names.ts";
import { checkOperator } from "./expression-operators.ts";
import { currencyFits } from "./quantity.ts";

/**
 * Resolves every name, checks that each may be used where the expression stands, and every unit; all mistakes are
 * reported, one for each place. The unit of the whole is for the caller to compare (`wrongUnit`): a duration wants DURATION.
 */
export function checkExpression(parsed: ParsedExpression, scope: Scope): Result<TypedExpression> {
  const diagnostics: Diagnostic[] = [];
  // The middle of a < b < c stands in the tree twice: once is enough to check it, and to report what is wrong in it.
  const known = new Map<ParsedNode, Checked | null>();
  const checker: Checker = {
    scope,
    check: (node) => {
      const before = known.get(node);
      if (before !== undefined) return before;
      const checked = checkNode(node, checker);
      known.set(node, checked);
      return checked;
    },
    report: (diagnostic) => {
      diagnostics.push(diagnostic);
      return null;
    },
  };
  const checked = checker.check(parsed.root);
  if (checked === null || diagnostics.length > 0) return { ok: false, diagnostics };
  if (checked.size > MOST_NODES) {
    const message = `with its chains written out the expression has more than ${MOST_NODES} parts`;
    return {
      ok: false,
      diagnostics: [problemAt(parsed.span, "expression-too-big", message, "name its parts as attributes")],
    };
  }
  return {
    ok: true,
    value: { text: parsed.text, span: parsed.span, unit: checked.unit, tree: checked.tree },
    diagnostics: [],
  };
}

/** Names of the scenario that a tree reads, sorted by code unit, without repeats; the texts it compares with are not among them. */
export function referencedNames(tree: TypedNode): readonly string[] {
  const found = new Set<string>();
  const visit = (node: TypedNode): void => {
    if ("name" in node) found.add(node.name);
    if ("args" in node) node.args.forEach(visit);
  };
  visit(tree);
  return [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The value of a tree that reads nothing, as far as plain arithmetic goes; undefined for all others. */
export function constantValue(tree: TypedNode): number | undefined {
  return tree.op === "number" ? tree.value : undefined;
}

function checkNode(node: ParsedNode, checker: Checker): Checked | null {
  switch (node.kind) {
    case "number":
      return checkNumber(node, checker);
    case "text": {
      const hint = didYouMean(node.value, checker.scope.things.keys()) ?? 'as in class == "frail"';
      return checker.report(
        problemAt(node.span, "misplaced-text", "a quoted text can stand only beside == and !=", hint),
      );
    }
    case "name":
      return checkName(node, checker);
    case "call":
      return checkCall(node, checker);
    case "operator":
      return checkOperator(node, checker);
  }
}

function checkNumber(node: Extract<ParsedNode, { kind: "number" }>, checker: Checker): Checked | null {
  const { currency } = checker.scope;
  if (!currencyFits(node.currency, currency)) {
    const message = `the money of this scenario is ${currency}, this is ${node.currency}`;
    return checker.report(problemAt(node.span, "wrong-currency", message, `convert it to ${currency}`));
  }
  return { tree: { op: "number", value: node.value }, unit: node.unit, size: 1 };
}
