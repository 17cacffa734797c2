import { alternatives } from "./adopted-fields.ts";
import { evaluateConstant } from "./constants.ts";
import type { TypedExpression, TypedNode } from "./expression.ts";
import { constant, constantSchema, readExpression } from "./formula.ts";
import type { MapNode } from "./node.ts";
import { child } from "./node.ts";
import { graphOf, reachableFrom, waysOf } from "./pathway-graph.ts";
import { doubt, mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { optional, record, required } from "./records.ts";
import type { Arm, Clock, ValuePlan } from "./scenario.ts";
import { keyOf } from "./sections.ts";
import { DURATION, MONEY, NUMBER } from "./units.ts";

/** A year of 365.25 days, in minutes. */
const YEAR = 525960;
/** What the Treasury's Green Book and NICE discount by, a year. */
const USUAL_RATE = 0.035;
/** What NICE takes a QALY to be worth at least, in pounds. */
const USUAL_WORTH = 20_000;

const CLOCK_WORDS: ReadonlySet<string> = new Set(["time", "hour", "weekday", "since"]);

/** From −1 to 1: a number, or an expression of what the patient is. */
export const utility: Reader<TypedExpression> = {
  read: (node, { ownStage: _, ...reading }) => {
    const expression = readExpression(node, { ...reading, context: "attribute" }, NUMBER);
    if (expression === undefined) return undefined;
    const { tree, text, span } = expression;
    const word = clockWordIn(tree);
    if (word !== undefined) {
      const message = `a utility reads what the patient is, not the clock: this reads "${word}"`;
      return reading.report(mistake("clock-in-utility", message, span, "let a stage or an attribute stand for it"));
    }
    const value = evaluateConstant(tree, reading.parameters);
    if (value === undefined || (value >= -1 && value <= 1)) return expression;
    const shown = tree.op === "number" ? text : `${text} = ${Number(value.toPrecision(6))}`;
    const percent = value > 1 && value <= 100 && !text.includes("%");
    const message = `a utility is from −1 to 1, which is full health; this is ${shown}`;
    const hint = percent && tree.op === "number" ? `did you mean ${text}%?` : "0 is as bad as death";
    return reading.report(mistake("not-a-utility", message, span, hint));
  },
  schema: constantSchema,
};

function clockWordIn(tree: TypedNode): string | undefined {
  if (CLOCK_WORDS.has(tree.op)) return tree.op;
  return "args" in tree ? tree.args.map(clockWordIn).find((word) => word !== undefined) : undefined;
}

export const valueFields = record("the value of health", {
  horizon: required(
    constant({ what: "a horizon", unit: DURATION, least: 0, above: true }),
    "how long after arrival health counts, in the pathway and after it",
    "52 weeks",
  ),
  discount: optional(
    constant({ what: "a discount rate", unit: NUMBER, least: 0, most: 1 }),
    "a year, effective; 3.5% when the run or the horizon is longer than a year, else none",
    "3.5%",
  ),
  perQaly: optional(
    constant({ what: "the worth of a QALY", unit: MONEY, least: 0 }),
    "what a QALY is worth; £20,000 in pounds",
    "£20000",
  ),
  utility: optional(utility, "of stages and exits that state none of their own", 0.7),
});

/** What stands in `value`; undefined when there is no such section, or a mistake in it. */
export function readValuePlan(root: MapNode, reading: Reading, clock: Clock, currency: string): ValuePlan | undefined {
  const node = child(root, "value");
  if (node === undefined) return undefined;
  const at = keyOf(root, "value", reading);
  const read = valueFields.read(node, { ...reading, context: "parameter", at });
  if (read === undefined) return undefined;
  const long = clock.run > YEAR || read.horizon > YEAR;
  if (read.perQaly === undefined && currency !== "GBP") {
    const message = `what a QALY is worth in ${currency} is not known: "value" needs the key "perQaly"`;
    return reading.report(mistake("missing-key", message, at, "such as perQaly: €30000"));
  }
  return {
    horizon: read.horizon,
    discount: read.discount ?? (long ? USUAL_RATE : 0),
    perQaly: read.perQaly ?? USUAL_WORTH,
    utility: read.utility,
  };
}

/** Whether anything has a utility. */
export function hasUtilities(arms: readonly Arm[], plan: ValuePlan | undefined): boolean {
  const stated = arms.some(
    ({ stages, exits }) => stages.some(hasUtility) || exits.some(({ utility: own }) => own !== undefined),
  );
  return stated || plan?.utility !== undefined;
}

/**
 * Where one stage or exit has a utility every other needs one, or one that stands for all: what patients come to without one would
 * count as nothing known. Deaths are 0. Tells of what is missing, and of what is there in vain.
 */
export function checkUtilities(
  root: MapNode,
  arms: readonly Arm[],
  plan: ValuePlan | undefined,
  reading: Reading,
): void {
  const stated = hasUtilities(arms, plan);
  const hasPlan = root.entries.has("value");
  if (stated && !hasPlan) {
    const message = 'utilities are stated, and "value" does not say how long they count';
    reading.report(mistake("missing-key", message, keyOf(root, "stages", reading), "add value: { horizon: 52 weeks }"));
    return;
  }
  if (!hasPlan) return;
  const at = keyOf(root, "value", reading);
  if (!stated) {
    const message = 'nothing has a utility, so that "value" has nothing to work on';
    reading.report(doubt("no-utilities", message, at, "state utility for stages and exits"));
    return;
  }
  for (const arm of arms) {
    for (const { name, death, utility: own } of arm.exits) {
      if (!death || own === undefined) continue;
      const message = `the exit "${name}" is a death, whose utility is 0`;
      reading.report(mistake("unused-key", message, own.span, "leave it out"));
    }
  }
  if (plan === undefined || plan.utility !== undefined) return;
  const missing = new Set(arms.flatMap(withoutUtility));
  if (missing.size === 0) return;
  const message = `no utility is stated for ${quotedList([...missing].sort(), "and")}, where patients come`;
  reading.report(mistake("utility-missing", message, at, "state it there, or value.utility for all that have none"));
}

/** Stages that patients can come to, and exits that are no deaths; tasks and contacts have no health of their own. */
function withoutUtility(arm: Arm): readonly string[] {
  const graph = graphOf(arm);
  const starts = [...arm.classes.flatMap(({ enter }) => waysOf(enter)), ...arm.today.map(({ stage }) => stage)];
  const reached = reachableFrom(graph, starts);
  const exits = arm.exits.filter(
    ({ name, death, utility: own }) =>
      own === undefined && !death && graph.sources.get(name)?.some((from) => reached.has(from)) === true,
  );
  const stages = arm.stages.filter((one) => reached.has(one.name) && alternatives(one.utility).includes(undefined));
  return [...stages, ...exits].map(({ name }) => name);
}

function hasUtility({ utility: own }: Arm["stages"][number]): boolean {
  return alternatives(own).some((one) => one !== undefined);
}
