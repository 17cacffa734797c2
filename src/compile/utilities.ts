import type { Expression } from "../model/expression.ts";
import type { Guarded, UtilityTable } from "../model/model.ts";
import type { TypedExpression } from "../scenario/expression.ts";
import type { Adopted, Arm, Scenario } from "../scenario/scenario.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";
import { shareOf } from "./partial-effect.ts";
import { asks } from "./values.ts";

const NOTHING: Expression = { op: "number", value: 0 };

/** Health by stage and exit; nothing where the scenario has no utilities. */
export function compileUtilities(
  { value }: Scenario,
  arm: Arm,
  context: ExpressionContext,
): { readonly utilities?: UtilityTable } {
  if (value === undefined) return {};
  const { names } = context.names;
  const stages = new Map(arm.stages.map((stage) => [stage.name, stage.utility]));
  const exits = new Map(arm.exits.map((exit) => [exit.name, exit]));
  // Where nobody comes there need be none.
  const plain = (own: TypedExpression | undefined): Expression => {
    const stated = own ?? value.utility;
    return stated === undefined ? NOTHING : compileExpression(stated, context);
  };
  const guarded = (own: Adopted<TypedExpression | undefined>): readonly Guarded<Expression>[] => {
    if (own.kind === "plain") return [{ when: undefined, use: plain(own.value) }];
    const when = asks(own.intervention, context);
    const stated = context.interventions.get(own.intervention);
    const share = stated && shareOf(stated, context);
    const [then, otherwise] = [guarded(own.then), guarded(own.otherwise)];
    const whole = share === undefined ? then : [partWay(chosen(otherwise), chosen(then), share)];
    if (stated?.adoption.full === true) return whole; // nobody is asked
    const ofAdopters = whole.map((one) => ({
      ...one,
      when: one.when === undefined ? when : ({ op: "and", args: [when, one.when] } as const),
    }));
    return [...ofAdopters, ...otherwise];
  };
  return {
    utilities: {
      horizon: value.horizon,
      discount: value.discount,
      stages: names.stages.map((name) => {
        const own = stages.get(name);
        return own === undefined ? [] : guarded(own);
      }),
      exits: names.exits.map((name) => {
        const exit = exits.get(name);
        return exit === undefined || exit.death ? NOTHING : plain(exit.utility);
      }),
    },
  };
}

/** The first that holds, as one expression. */
function chosen(list: readonly Guarded<Expression>[]): Expression {
  return list.reduceRight<Expression>(
    (others, { when, use }) => (when === undefined ? use : { op: "if", args: [when, use, others] }),
    { op: "number", value: Number.NaN },
  );
}

function partWay(from: Expression, to: Expression, share: Expression): Guarded<Expression> {
  const change: Expression = { op: "multiply", args: [share, { op: "subtract", args: [to, from] }] };
  return { when: undefined, use: { op: "add", args: [from, change] } };
}
