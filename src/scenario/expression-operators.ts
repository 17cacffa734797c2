import type { Span } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Operator } from "../model/expression.ts";
import type { ParsedNode, ParsedOperator } from "./expression.ts";
import { type Checked, type Checker, combine, problemAt } from "./expression-checker.ts";
import { type TextDomain, textsOf, textTree } from "./expression-names.ts";
import {
  BOOLEAN,
  describeUnit,
  divideUnits,
  equalUnits,
  multiplyUnits,
  NUMBER,
  type Unit,
  wrongUnit,
} from "./units.ts";

type OperatorNode = Extract<ParsedNode, { kind: "operator" }>;

/** The unit rules of the operators, one function a group. */
const rules: Readonly<Record<ParsedOperator, (node: OperatorNode, checker: Checker) => Checked | null>> = {
  add: checkSum,
  subtract: checkSum,
  multiply: checkProduct,
  divide: checkQuotient,
  negate: checkSign,
  plus: checkSign,
  power: checkPower,
  equal: checkEqual,
  unequal: checkEqual,
  less: checkOrder,
  lessEqual: checkOrder,
  greater: checkOrder,
  greaterEqual: checkOrder,
  and: checkLogic,
  or: checkLogic,
  not: checkLogic,
  if: (node, checker) => checkIf(node.args, checker),
};

const SIGNS: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  less: "<",
  lessEqual: "<=",
  greater: ">",
  greaterEqual: ">=",
};

export function checkOperator(node: OperatorNode, checker: Checker): Checked | null {
  return rules[node.op](node, checker);
}

/** `if(condition, then, else)` and `condition ? then : else`: branches of one unit, none of them text. */
export function checkIf(args: readonly ParsedNode[], checker: Checker): Checked | null {
  const [condition, then, otherwise] = args.map((arg) => checker.check(arg));
  const conditionFits = condition !== null && needBoolean(condition, args[0].span, "a condition", checker);
  if (!conditionFits || then === null || otherwise === null) return null;
  if (then.unit.kind === "text" || otherwise.unit.kind === "text") {
    const span = then.unit.kind === "text" ? args[1].span : args[2].span;
    return checker.report(
      problemAt(span, "misplaced-text", "text cannot be the outcome of a condition", "set an attribute by cases"),
    );
  }
  if (!equalUnits(then.unit, otherwise.unit)) {
    const message = `both outcomes need the same unit: ${describeUnit(then.unit)} and ${describeUnit(otherwise.unit)}`;
    return checker.report(problemAt(args[2].span, "unit-clash", message, zeroHint(then, otherwise)));
  }
  return combine("if", [condition, then, otherwise], then.unit);
}

/** Whether a checked value has the unit that is needed here; reports it when not. */
export function needUnit(checked: Checked, wanted: Unit, span: Span, checker: Checker): boolean {
  const mistake = wrongUnit(checked.unit, wanted, span);
  if (mistake === null) return true;
  const divide =
    equalUnits(wanted, NUMBER) &&
    checked.unit.kind === "quantity" &&
    checked.unit.money === 0 &&
    checked.unit.time === 1;
  checker.report(divide ? { ...mistake, hint: "divide by a duration first, such as / 1 day" } : mistake);
  return false;
}

/** The one unit of all these quantities; null when one is none or they differ, with both units named. */
export function sameUnits(
  checked: readonly Checked[],
  nodes: readonly ParsedNode[],
  signSpan: Span,
  sign: string,
  checker: Checker,
): Unit | null {
  const odd = checked.findIndex(({ unit }) => unit.kind !== "quantity");
  if (odd >= 0) {
    const found = describeUnit(checked[odd].unit);
    const hint =
      checked[odd].unit.kind === "boolean"
        ? "write if(condition, 1, 0) to count it"
        : "text can only be compared, by == and !=";
    checker.report(problemAt(nodes[odd].span, "wrong-unit", `\`${sign}\` needs a quantity, this is ${found}`, hint));
    return null;
  }
  const [first] = checked;
  const other = checked.find(({ unit }) => !equalUnits(unit, first.unit));
  if (other === undefined) return first.unit;
  const where = /^[a-z]/.test(sign) ? "for all its values" : "on both sides";
  const message = `\`${sign}\` needs the same unit ${where}: ${describeUnit(first.unit)} and ${describeUnit(other.unit)}`;
  checker.report(problemAt(signSpan, "unit-clash", message, zeroHint(first, other)));
  return null;
}

function checkBoth(node: OperatorNode, checker: Checker): readonly [Checked, Checked] | null {
  const [left, right] = node.args.map((arg) => checker.check(arg));
  return left === null || right === null ? null : [left, right];
}

function checkSum(node: OperatorNode, checker: Checker): Checked | null {
  const both = checkBoth(node, checker);
  if (both === null) return null;
  const unit = sameUnits(both, node.args, node.opSpan, SIGNS[node.op], checker);
  return unit === null ? null : combine(typed(node.op), both, unit);
}

function checkOrder(node: OperatorNode, checker: Checker): Checked | null {
  const both = checkBoth(node, checker);
  if (both === null) return null;
  const unit = sameUnits(both, node.args, node.opSpan, SIGNS[node.op], checker);
  return unit === null ? null : combine(typed(node.op), both, BOOLEAN);
}

/** A boolean may be a factor, as 0 or 1: `support * 2 days`. */
function checkProduct(node: OperatorNode, checker: Checker): Checked | null {
  const both = checkBoth(node, checker);
  if (both === null || !both.every((each, i) => isFactor(each, node.args[i].span, "*", checker))) return null;
  return combine("multiply", both, multiplyUnits(both[0].unit, both[1].unit));
}

function checkQuotient(node: OperatorNode, checker: Checker): Checked | null {
  const both = checkBoth(node, checker);
  if (both === null) return null;
  const [above, below] = both;
  if (!isFactor(above, node.args[0].span, "/", checker)) return null;
  if (below.unit.kind !== "quantity") {
    return checker.report(
      problemAt(node.args[1].span, "wrong-unit", `\`/\` needs a quantity below, this is ${describeUnit(below.unit)}`),
    );
  }
  if (below.tree.op === "number" && below.tree.value === 0) {
    return checker.report(problemAt(node.opSpan, "division-by-zero", "this divides by zero"));
  }
  return combine("divide", both, divideUnits(above.unit, below.unit));
}

function isFactor(checked: Checked, span: Span, sign: string, checker: Checker): boolean {
  if (checked.unit.kind === "quantity" || (checked.unit.kind === "boolean" && sign === "*")) return true;
  const hint =
    checked.unit.kind === "boolean"
      ? "write if(condition, 1, 0) to count it"
      : "text can only be compared, by == and !=";
  checker.report(
    problemAt(span, "wrong-unit", `\`${sign}\` needs a quantity, this is ${describeUnit(checked.unit)}`, hint),
  );
  return false;
}

function checkSign(node: OperatorNode, checker: Checker): Checked | null {
  const checked = checker.check(node.args[0]);
  if (checked === null || !isFactor(checked, node.args[0].span, "-", checker)) return null;
  return node.op === "plus" ? checked : combine("negate", [checked], checked.unit);
}

/** A number to any number; a quantity with a unit to a whole number that is written out. */
function checkPower(node: OperatorNode, checker: Checker): Checked | null {
  const both = checkBoth(node, checker);
  if (both === null) return null;
  const [base, exponent] = both;
  if (!isFactor(base, node.args[0].span, "^", checker) || !needUnit(exponent, NUMBER, node.args[1].span, checker))
    return null;
  const power = exponent.tree.op === "number" ? exponent.tree.value : undefined;
  if (base.tree.op === "number" && power !== undefined) {
    if (base.tree.value === 0 && power < 0)
      return checker.report(problemAt(node.opSpan, "division-by-zero", "this divides by zero"));
    if (base.tree.value < 0 && !Number.isInteger(power)) {
      return checker.report(
        problemAt(node.span, "impossible-value", "a negative number has no such power", "the exponent must be whole"),
      );
    }
  }
  if (equalUnits(base.unit, NUMBER)) return combine("power", both, NUMBER);
  if (power === undefined || !Number.isInteger(power) || Math.abs(power) > 9) {
    const message = `${describeUnit(base.unit)} can only be raised to a whole number that is written out`;
    return checker.report(
      problemAt(node.args[1].span, "wrong-exponent", message, "divide by a unit first, such as / 1 day"),
    );
  }
  return combine("power", both, { kind: "quantity", time: base.unit.time * power, money: base.unit.money * power });
}

function checkLogic(node: OperatorNode, checker: Checker): Checked | null {
  const checked = node.args.map((arg) => checker.check(arg));
  const fits = checked.map(
    (each, i) => each !== null && needBoolean(each, node.args[i].span, `\`${node.op}\``, checker),
  );
  if (!fits.every(Boolean) || !checked.every((each) => each !== null)) return null;
  return combine(typed(node.op), checked, BOOLEAN);
}

function needBoolean(checked: Checked, span: Span, who: string, checker: Checker): boolean {
  if (checked.unit.kind === "boolean") return true;
  const hint = who === "`not`" ? "not binds tightly: write not (a == b)" : "compare it, as in x > 0";
  checker.report(
    problemAt(span, "wrong-unit", `${who} needs true or false, this is ${describeUnit(checked.unit)}`, hint),
  );
  return false;
}

/** Text with a quoted text, or two values of one unit, booleans included. */
function checkEqual(node: OperatorNode, checker: Checker): Checked | null {
  const domains = node.args.map((arg) => textsOf(arg, checker.scope));
  const side = domains.findIndex((domain) => domain !== null);
  const domain = side < 0 ? null : domains[side];
  if (domain !== null) return checkText(node, domain, side, checker);
  const both = checkBoth(node, checker);
  if (both === null) return null;
  if (!both.every(({ unit }) => unit.kind === "boolean")) {
    const unit = sameUnits(both, node.args, node.opSpan, node.op === "equal" ? "==" : "!=", checker);
    if (unit === null) return null;
  }
  return combine(typed(node.op), both, BOOLEAN);
}

function checkText(node: OperatorNode, domain: TextDomain, side: number, checker: Checker): Checked | null {
  const text = checker.check(node.args[side]);
  const other = node.args[1 - side];
  if (other.kind !== "text") {
    const bare = other.kind === "name" && textsOf(other, checker.scope) === null;
    const quoted = bare ? `write "${other.name}" in quotes` : valuesHint(domain);
    return checker.report(
      problemAt(
        other.span,
        "text-needed",
        `"${domain.name}" is text: it can only be compared with a quoted text`,
        quoted,
      ),
    );
  }
  if (!domain.values.includes(other.value)) {
    const message = `"${other.value}" is not ${VALUE_OF[domain.of]}${domain.of === "attribute" ? ` of "${domain.name}"` : ""}`;
    return checker.report(
      problemAt(
        other.span,
        domain.of === "attribute" ? "unknown-category" : `unknown-${domain.of}`,
        message,
        didYouMean(other.value, domain.values) ?? valuesHint(domain),
      ),
    );
  }
  if (text === null) return null;
  const compared = { tree: textTree(domain, other.value), unit: text.unit, size: 1 };
  return combine(typed(node.op), side === 0 ? [text, compared] : [compared, text], BOOLEAN);
}

const VALUE_OF = {
  class: "a class",
  exit: "an exit",
  server: "one who serves",
  weekday: "a day of the week",
  attribute: "a value",
} as const;

function valuesHint(domain: TextDomain): string | undefined {
  if (domain.values.length === 0) return undefined;
  const shown = domain.values.slice(0, 8).join(", ");
  return `it can be ${shown}${domain.values.length > 8 ? " …" : ""}`;
}

/** A bare number beside a duration or money most often lacks its unit. */
function zeroHint(a: Checked, b: Checked): string | undefined {
  const [bare, other] = equalUnits(a.unit, NUMBER) ? [a, b] : [b, a];
  if (!equalUnits(bare.unit, NUMBER) || bare.tree.op !== "number") return undefined;
  const { time, money } = other.unit;
  if (time === 1 && money === 0) return `write ${bare.tree.value} min, or the unit that is meant`;
  if (time === 0 && money === 1) return `write £${bare.tree.value}, in the scenario's currency`;
  if (time === -1 && money === 0) return `write ${bare.tree.value} per day, or the unit that is meant`;
  return undefined;
}

/** Every operator but the unary plus, which leaves nothing to do, keeps its name. */
function typed(op: ParsedOperator): Operator {
  if (op === "plus") throw new Error("a unary plus has no operator of its own");
  return op;
}
