import { exp } from "../maths/exp.ts";
import { log } from "../maths/log.ts";
import { power } from "../maths/power.ts";
import { cos, sin } from "../maths/sin.ts";
import type { Operator } from "../model/expression.ts";
import type { TypedNode } from "./expression.ts";

type Arithmetic = (args: readonly number[]) => number;

/** What the operators make of numbers; true is 1 and false is 0. The same arithmetic as in a run. */
const arithmetic = {
  add: ([a, b]) => a + b,
  subtract: ([a, b]) => a - b,
  multiply: ([a, b]) => a * b,
  divide: ([a, b]) => a / b,
  negate: ([a]) => -a,
  power: ([a, b]) => power(a, b),
  equal: ([a, b]) => Number(a === b),
  unequal: ([a, b]) => Number(a !== b),
  less: ([a, b]) => Number(a < b),
  lessEqual: ([a, b]) => Number(a <= b),
  greater: ([a, b]) => Number(a > b),
  greaterEqual: ([a, b]) => Number(a >= b),
  and: (args) => Number(args.every((each) => each !== 0)),
  or: (args) => Number(args.some((each) => each !== 0)),
  not: ([a]) => Number(a === 0),
  if: ([condition, a, b]) => (condition !== 0 ? a : b),
  min: (args) => Math.min(...args),
  max: (args) => Math.max(...args),
  abs: ([a]) => Math.abs(a),
  floor: ([a]) => Math.floor(a),
  ceil: ([a]) => Math.ceil(a),
  round: ([a]) => Math.round(a),
  sqrt: ([a]) => Math.sqrt(a),
  log: ([a]) => log(a),
  exp: ([a]) => exp(a),
  sin: ([a]) => sin(a),
  cos: ([a]) => cos(a),
  midnightsBetween: () => Number.NaN,
} satisfies Record<Operator, Arithmetic>;

/**
 * The value of a tree of numbers and parameters, in minutes and money; undefined when it reads a patient, the clock or the
 * system. NaN and infinities are for the caller to refuse.
 */
export function evaluateConstant(tree: TypedNode, parameters: ReadonlyMap<string, number>): number | undefined {
  if (tree.op === "number") return tree.value;
  if (tree.op === "parameter") return "name" in tree ? parameters.get(tree.name) : undefined;
  if (!("args" in tree) || tree.op === "midnightsBetween" || tree.op === "count") return undefined;
  const args: number[] = [];
  for (const arg of tree.args) {
    const value = evaluateConstant(arg, parameters);
    if (value === undefined) return undefined;
    args.push(value);
  }
  return arithmetic[tree.op](args);
}
