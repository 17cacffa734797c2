import type { Expression } from "../model/expression.ts";
import type { Value as ModelValue } from "../model/model.ts";
import type { Value } from "../scenario/scenario.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";

export function compileValue(value: Value, context: ExpressionContext): ModelValue {
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
        use: compileValue(use, context),
      }));
      return { kind: "cases", cases };
    }
    case "adopted": {
      const cases = [
        { when: adopted(value.intervention, context), use: compileValue(value.then, context) },
        { when: undefined, use: compileValue(value.otherwise, context) },
      ];
      return { kind: "cases", cases };
    }
    case "times":
    case "plus":
      return {
        kind: value.kind,
        amount: compileExpression(value.amount, context),
        of: compileValue(value.of, context),
      };
  }
}

/** Holds for the patients who adopt the intervention. */
export function adopted(intervention: string, { names }: ExpressionContext): Expression {
  return { op: "adopted", index: names.intervention(intervention) };
}
