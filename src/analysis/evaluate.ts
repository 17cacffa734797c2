import { exp } from "../maths/exp.ts";
import { log } from "../maths/log.ts";
import { power } from "../maths/power.ts";
import { cos, sin } from "../maths/sin.ts";
import type { TypedNode } from "../scenario/expression.ts";
import type { Scenario } from "../scenario/scenario.ts";

const DAY = 1440;
const WEEK = 10080;

/** What is known of one patient before the run. */
export interface Known {
  readonly scenario: Scenario;
  readonly className: string;
  /** Undefined: not known, or set somewhere along the pathway. */
  readonly attributes: ReadonlyMap<string, number | undefined>;
  /** Reads what only the run knows as if nobody waited: all times equal, all lines empty, the first visit. */
  readonly asIfNobodyWaits: boolean;
  /** Of the clock, minutes; left out: not known. */
  readonly time?: number;
}

/** Value of an expression, booleans as 0 or 1; undefined when it depends on what only the run knows. */
export function evaluate(node: TypedNode, known: Known): number | undefined {
  if (node.op === "number") return node.value;
  if (node.op === "textValue") return textIndex(node, known.scenario);
  if (node.op === "count") return undefined;
  if ("args" in node) return operator(node.op, node.args, known);
  if ("name" in node) return named(node.op, node.name, known);
  switch (node.op) {
    case "class":
      return known.scenario.names.classes.indexOf(known.className);
    case "time":
      return known.time ?? (known.asIfNobodyWaits ? 0 : undefined);
    case "hour":
      return known.time === undefined ? undefined : Math.floor((sinceMonday(known.time, known) % DAY) / 60);
    case "weekday":
      return known.time === undefined ? undefined : Math.floor((sinceMonday(known.time, known) % WEEK) / DAY);
    case "arrived":
    case "waited":
      return known.asIfNobodyWaits ? 0 : undefined;
    default:
      return undefined;
  }
}

/** Minutes from a Monday 00:00. */
function sinceMonday(time: number, { scenario }: Known): number {
  return time + scenario.clock.startMinuteOfWeek;
}

function dayZero({ arms }: Scenario, name: string): number {
  const all = arms.flatMap(({ interventions }) => interventions);
  return all.find((intervention) => intervention.name === name)?.adoption.dayZero ?? Number.NaN;
}

function textIndex(node: Extract<TypedNode, { op: "textValue" }>, scenario: Scenario): number | undefined {
  const { names } = scenario;
  if (node.of !== "attribute") return names[node.of === "class" ? "classes" : "exits"].indexOf(node.value);
  const { name, value } = node;
  return names.attributes.find((attribute) => attribute.name === name)?.values.indexOf(value);
}

function named(
  op: Extract<TypedNode, { readonly name: string; readonly op: string }>["op"],
  name: string,
  known: Known,
): number | undefined {
  switch (op) {
    case "parameter":
      return known.scenario.parameters.find((parameter) => parameter.name === name)?.value;
    case "attribute":
      return known.attributes.get(name);
    case "since":
      return known.time === undefined ? undefined : known.time - dayZero(known.scenario, name);
    case "enter":
    case "start":
    case "end":
    case "stageTime":
    case "left":
    case "queue":
    case "cases":
    case "present":
    case "inUse":
      return known.asIfNobodyWaits ? 0 : undefined;
    case "visits":
      return known.asIfNobodyWaits ? 1 : undefined;
    default:
      return undefined;
  }
}

type Operator = Exclude<Extract<TypedNode, { readonly args: readonly TypedNode[] }>["op"], "count">;

function operator(op: Operator, args: readonly TypedNode[], known: Known): number | undefined {
  if (op === "and" || op === "or") return logical(op, args, known);
  if (op === "if") {
    const condition = evaluate(args[0], known);
    if (condition !== undefined) return evaluate(args[condition !== 0 ? 1 : 2], known);
    const [then, otherwise] = [evaluate(args[1], known), evaluate(args[2], known)];
    return then === otherwise ? then : undefined;
  }
  const values: number[] = [];
  for (const arg of args) {
    const value = evaluate(arg, known);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return arithmetic(op, values);
}

function logical(op: "and" | "or", args: readonly TypedNode[], known: Known): number | undefined {
  const settles = op === "or";
  let unknown = false;
  for (const arg of args) {
    const value = evaluate(arg, known);
    if (value === undefined) unknown = true;
    else if ((value !== 0) === settles) return settles ? 1 : 0;
  }
  return unknown ? undefined : settles ? 0 : 1;
}

function arithmetic(op: Exclude<Operator, "and" | "or" | "if">, values: readonly number[]): number | undefined {
  const [a, b] = values;
  switch (op) {
    case "add":
      return a + b;
    case "subtract":
      return a - b;
    case "multiply":
      return a * b;
    case "divide":
      return a / b;
    case "negate":
      return -a;
    case "power":
      return power(a, b);
    case "equal":
      return a === b ? 1 : 0;
    case "unequal":
      return a !== b ? 1 : 0;
    case "less":
      return a < b ? 1 : 0;
    case "lessEqual":
      return a <= b ? 1 : 0;
    case "greater":
      return a > b ? 1 : 0;
    case "greaterEqual":
      return a >= b ? 1 : 0;
    case "not":
      return a === 0 ? 1 : 0;
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "abs":
      return Math.abs(a);
    case "floor":
      return Math.floor(a);
    case "ceil":
      return Math.ceil(a);
    case "round":
      return Math.floor(a + 0.5);
    case "sqrt":
      return Math.sqrt(a);
    case "log":
      return log(a);
    case "exp":
      return exp(a);
    case "sin":
      return sin(a);
    case "cos":
      return cos(a);
    case "midnightsBetween":
      return undefined;
  }
}
