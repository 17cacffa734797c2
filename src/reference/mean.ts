import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { distributions } from "../random/distributions.ts";

/** The mean of a value for one patient at one moment, truncation counted; NaN where there is none. */
export function meanOf(value: Value, evaluate: (expression: Expression) => number): number {
  switch (value.kind) {
    case "constant":
      return value.value;
    case "expression":
      return evaluate(value.expression);
    case "chance":
      return evaluate(value.probability);
    case "cases": {
      const found = value.cases.find(({ when }) => when === undefined || evaluate(when) > 0);
      return found === undefined ? Number.NaN : meanOf(found.use, evaluate);
    }
    case "times":
      return meanOf(value.of, evaluate) * evaluate(value.amount);
    case "plus":
      return meanOf(value.of, evaluate) + evaluate(value.amount);
    case "toward": {
      const share = evaluate(value.share);
      if (share === 0 || share === 1) return meanOf(share === 0 ? value.from : value.to, evaluate);
      const from = meanOf(value.from, evaluate);
      return from + share * (meanOf(value.to, evaluate) - from);
    }
    case "draw": {
      const distribution = distributions.get(value.distribution);
      if (distribution === undefined) throw new Error(`no distribution "${value.distribution}"`);
      return distribution.mean(distribution.prepare(value.form, value.parameters.map(evaluate)));
    }
  }
}
