import type { Expression } from "../model/expression.ts";
import type { Value as ModelValue } from "../model/model.ts";
import type { Value } from "../scenario/scenario.ts";
import { kindOf } from "../scenario/value-kind.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";
import { partOfTheWay, shareOf } from "./partial-effect.ts";

/** @param isStructure a change of it holds for a patient, or does not: it is no number that goes a part of the way */
export function compileValue(value: Value, context: ExpressionContext, isStructure = false): ModelValue {
  switch (value.kind) {
    case "expression": {
      const expression = compileExpression(value.expression, context);
      return expression.op === "number"
        ? { kind: "constant", value: expression.value }
        : { kind: "expression", expression };
    }
    case "draw": {
      const parameters = value.parameters.map((parameter) => compileExpression(parameter, context));
      return { kind: "draw", distribution: value.distribution, form: value.form, parameters };
    }
    case "chance":
      return { kind: "chance", probability: compileExpression(value.probability, context) };
    case "cases": {
      const cases = value.cases.map(({ when, use }) => ({
        when: when === undefined ? undefined : compileExpression(when, context),
        use: compileValue(use, context, isStructure),
      }));
      return { kind: "cases", cases };
    }
    case "adopted":
      return compileAdopted(value, context, isStructure);
    case "times":
    case "plus":
      return {
        kind: value.kind,
        amount: compileExpression(value.amount, context),
        of: compileValue(value.of, context, isStructure),
      };
  }
}

function compileAdopted(
  { intervention, then, otherwise }: Extract<Value, { kind: "adopted" }>,
  context: ExpressionContext,
  isStructure: boolean,
): ModelValue {
  const [to, from] = [compileValue(then, context, isStructure), compileValue(otherwise, context, isStructure)];
  const kind = isStructure ? "text" : kindOf(then);
  const ways = (when: Expression, use: ModelValue): ModelValue => {
    return {
      kind: "cases",
      cases: [
        { when, use },
        { when: undefined, use: from },
      ],
    };
  };
  if (kind === "text") return ways(holdsFor(intervention, context), to);
  const stated = context.interventions.get(intervention);
  const share = stated && shareOf(stated, context);
  const part = share === undefined ? to : partOfTheWay(from, to, share, kind);
  return stated?.adoption.full === true ? part : ways(asks(intervention, context), part);
}

/** Holds for the patients who adopt the intervention. */
export function asks(intervention: string, { names }: ExpressionContext): Expression {
  return { op: "adopted", index: names.intervention(intervention) };
}

/**
 * Holds for the patients for whom the intervention changes the structure: those who adopt it, as far as its fidelity goes. Where
 * adoption is full, nobody is asked, and those who were there before time 0 have met the stage as it was.
 */
export function holdsFor(intervention: string, context: ExpressionContext): Expression {
  const { names, interventions } = context;
  const index = names.intervention(intervention);
  const stated = interventions.get(intervention);
  const adopts: Expression =
    stated?.adoption.full === true
      ? {
          op: "greaterEqual",
          args: [
            { op: "since", index },
            { op: "number", value: 0 },
          ],
        }
      : asks(intervention, context);
  if (stated === undefined || stated.implementation.fidelity === 1) return adopts;
  return { op: "and", args: [adopts, { op: "faithful", index }] };
}
