import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Operator } from "../model/expression.ts";
import type { ParsedNode, TypedNode } from "./expression.ts";
import { type Checked, type Checker, combine, problemAt } from "./expression-checker.ts";
import { article, namesOf, outOfPlace } from "./expression-names.ts";
import { checkIf, needUnit, sameUnits } from "./expression-operators.ts";
import {
  COUNTS,
  foreignWords,
  functionNames,
  namedFunctions,
  nullaryWords,
  valueFunctions,
} from "./expression-words.ts";
import { DURATION, NUMBER } from "./units.ts";

type CallNode = Extract<ParsedNode, { kind: "call" }>;

/** A function of a name (`visits(triage)`) or of values (`max(a, b)`). */
export function checkCall(node: CallNode, checker: Checker): Checked | null {
  const { name, args } = node;
  if (name === "if")
    return args.length === 3
      ? checkIf(node.args, checker)
      : checker.report(wrongCount(node, "3 arguments: if(condition, then, else)"));
  if (name === "count") return checkCount(node, checker);
  if (name === "mean") return checkMean(node, checker);
  if (name === "midnights" && args.length === 2) return checkMidnightsBetween(node, checker);
  if (namedFunctions.has(name)) return checkNamed(node, checker);
  if (valueFunctions.has(name)) return checkValueFunction(node, checker);
  const foreign = foreignWords.get(name);
  if (foreign !== undefined)
    return checker.report(
      problemAt(node.nameSpan, "unknown-function", `"${name}" cannot be used in an expression`, foreign),
    );
  const variable = nullaryWords.has(name) || checker.scope.things.has(name);
  const message = variable ? `"${name}" is not a function` : `there is no function "${name}"`;
  const hint =
    didYouMean(name, functionNames) ?? (variable ? "write * to multiply" : `functions are ${functionNames.join(", ")}`);
  return checker.report(problemAt(node.nameSpan, "unknown-function", message, hint));
}

function checkNamed(node: CallNode, checker: Checker): Checked | null {
  const { scope } = checker;
  const word = namedFunctions.get(node.name);
  if (word === undefined) return null;
  if (!word.contexts.includes(scope.context))
    return checker.report(outOfPlace({ span: node.nameSpan }, node.name, word.contexts, scope.context));
  const wanted = word.reads.map(({ kind }) => kind);
  const needs = wanted.map(article).join(" or ");
  if (node.args.length !== 1) return checker.report(wrongCount(node, `the name of ${needs}`));
  const [arg] = node.args;
  const candidates = namesOf(scope, wanted);
  if (arg.kind !== "name") {
    const hint = arg.kind === "text" ? "leave out the quotes" : `as in ${node.name}(${candidates[0] ?? wanted[0]})`;
    return checker.report(
      problemAt(arg.span, "name-needed", `"${node.name}" takes the name of ${needs}, not a value`, hint),
    );
  }
  const thing = scope.things.get(arg.name);
  const read = word.reads.find(({ kind }) => kind === thing?.kind);
  if (read !== undefined) return { tree: { op: read.op, name: arg.name }, unit: word.unit, size: 1 };
  const found = thing === undefined ? `"${arg.name}" is not one` : `"${arg.name}" is ${article(thing.kind)}`;
  const code = thing === undefined ? `unknown-${wanted[0]}` : "wrong-kind";
  return checker.report(
    problemAt(arg.span, code, `"${node.name}" takes the name of ${needs}; ${found}`, didYouMean(arg.name, candidates)),
  );
}

/** `count(relapse)`, or `count(relapse, from, to)` between two times: how often a contact of the patient has fallen due. */
function checkCount(node: CallNode, checker: Checker): Checked | null {
  const { scope } = checker;
  const [event, ...bounds] = node.args;
  if (!COUNTS.includes(scope.context))
    return checker.report(outOfPlace({ span: node.nameSpan }, node.name, COUNTS, scope.context));
  if (event === undefined || (bounds.length !== 0 && bounds.length !== 2))
    return checker.report(wrongCount(node, "a contact, or a contact and two times: count(relapse, from, to)"));
  const known = namesOf(scope, ["contact"]);
  if (event.kind !== "name" || scope.things.get(event.name)?.kind !== "contact") {
    const message = `"count" takes the name of a contact`;
    const hint = event.kind === "name" ? didYouMean(event.name, known) : `as in count(${known[0] ?? "relapse"})`;
    return checker.report(problemAt(event.span, "unknown-contact", message, hint));
  }
  const args = checkAll(bounds, checker);
  if (args === null || !args.every((arg, i) => needUnit(arg, DURATION, bounds[i].span, checker))) return null;
  const tree = { op: "count", name: event.name, args: args.map((arg) => arg.tree) } as const;
  return { tree, unit: NUMBER, size: 1 };
}

/** `mean(duration)`: how long the stage takes such a patient on average, whoever serves. */
function checkMean(node: CallNode, checker: Checker): Checked | null {
  const { context, ownStage } = checker.scope;
  const [arg] = node.args;
  if (context !== "patient" || ownStage === undefined) {
    const message = `"mean" can be used in the stage whose duration it is of, and not in the duration itself`;
    return checker.report(problemAt(node.nameSpan, "not-allowed-here", message, "of two values write (a + b) / 2"));
  }
  if (node.args.length !== 1 || arg.kind !== "name" || arg.name !== "duration") {
    const message = `"mean" takes the duration of the stage: mean(duration)`;
    const near = node.args.length === 1 && arg.kind === "name" ? didYouMean(arg.name, ["duration"]) : undefined;
    return checker.report(problemAt(node.span, "wrong-arguments", message, near ?? "of two values write (a + b) / 2"));
  }
  return { tree: { op: "expected", name: ownStage }, unit: DURATION, size: 1 };
}

/** `midnights(from, to)`: midnights m with from < m ≤ to, of two times. */
function checkMidnightsBetween(node: CallNode, checker: Checker): Checked | null {
  const contexts = namedFunctions.get(node.name)?.contexts ?? [];
  const { context } = checker.scope;
  if (!contexts.includes(context))
    return checker.report(outOfPlace({ span: node.nameSpan }, node.name, contexts, context));
  const args = checkAll(node.args, checker);
  if (args === null || !args.every((arg, i) => needUnit(arg, DURATION, node.args[i].span, checker))) return null;
  return combine("midnightsBetween", args, NUMBER);
}

function checkValueFunction(node: CallNode, checker: Checker): Checked | null {
  const { name } = node;
  const word = valueFunctions.get(name);
  if (word === undefined) return null;
  const { op, least, most, units } = word;
  if (node.args.length < least || node.args.length > most) {
    const needs =
      least === most ? `${least} ${least === 1 ? "argument" : "arguments"}` : `${least} to ${most} arguments`;
    return checker.report(wrongCount(node, name === "clamp" ? "3 arguments: clamp(x, low, high)" : needs));
  }
  const args = checkAll(node.args, checker);
  if (args === null) return null;
  if (units === "number") {
    if (!needUnit(args[0], NUMBER, node.args[0].span, checker)) return null;
    if (isImpossible(op, args[0].tree)) {
      const domain = op === "sqrt" ? "0 or more" : "more than 0";
      return checker.report(problemAt(node.span, "impossible-value", `the argument of ${name} must be ${domain}`));
    }
    return combine(op, args, NUMBER);
  }
  const unit = sameUnits(args, node.args, node.nameSpan, name, checker);
  if (unit === null) return null;
  if (name !== "clamp") return combine(op, args, unit);
  const [x, low, high] = args;
  return combine("min", [combine("max", [x, low], unit), high], unit);
}

/** A root or logarithm that no patient could have. */
function isImpossible(op: Operator, argument: TypedNode): boolean {
  if (argument.op !== "number") return false;
  return (op === "sqrt" && argument.value < 0) || (op === "log" && argument.value <= 0);
}

/** Checks every argument, so that each reports its own mistakes; null when any has one. */
function checkAll(nodes: readonly ParsedNode[], checker: Checker): readonly Checked[] | null {
  const checked = nodes.map((node) => checker.check(node));
  return checked.every((each) => each !== null) ? checked : null;
}

function wrongCount(node: CallNode, needs: string): Diagnostic {
  return problemAt(node.span, "wrong-arguments", `"${node.name}" takes ${needs}; ${node.args.length} given`);
}
