import type { Expression } from "../model/expression.ts";
import type { Value as ModelValue } from "../model/model.ts";
import type { Intervention } from "../scenario/scenario.ts";
import type { ValueKind } from "../scenario/value-kind.ts";
import type { ExpressionContext } from "./expressions.ts";

/** Share of the effect on numbers that has come by now; undefined for all of it. */
export function shareOf(
  { name, implementation: { fidelity, lag } }: Intervention,
  { names }: ExpressionContext,
): Expression | undefined {
  const whole: Expression = { op: "number", value: fidelity };
  if (lag === 0 || fidelity === 0) return fidelity === 1 ? undefined : whole;
  const since: Expression = { op: "since", index: names.intervention(name) };
  const passed: Expression = { op: "max", args: [{ op: "number", value: 0 }, since] };
  const left: Expression = { op: "exp", args: [{ op: "divide", args: [passed, { op: "number", value: -lag }] }] };
  const grown: Expression = { op: "subtract", args: [{ op: "number", value: 1 }, left] };
  return fidelity === 1 ? grown : { op: "multiply", args: [whole, grown] };
}

/** A share of the way from one value to another; a yes or no by its chance, which is 0 or 1 where it is certain. */
export function partOfTheWay(from: ModelValue, to: ModelValue, share: Expression, kind: ValueKind): ModelValue {
  if (share.op === "number" && share.value === 0) return from;
  if (kind === "number") return { kind: "toward", share, from, to };
  const [before, after] = [chanceOf(from), chanceOf(to)];
  const change: Expression = { op: "subtract", args: [after, before] };
  return { kind: "chance", probability: { op: "add", args: [before, { op: "multiply", args: [share, change] }] } };
}

/** The chance with which a yes or no holds. */
function chanceOf(value: ModelValue): Expression {
  switch (value.kind) {
    case "constant":
      return { op: "number", value: value.value };
    case "expression":
      return value.expression;
    case "chance":
      return value.probability;
    case "cases":
      return value.cases.reduceRight<Expression>(
        (others, { when, use }) =>
          when === undefined ? chanceOf(use) : { op: "if", args: [when, chanceOf(use), others] },
        { op: "number", value: Number.NaN },
      );
    default:
      throw new Error(`a ${value.kind} is no chance`);
  }
}
