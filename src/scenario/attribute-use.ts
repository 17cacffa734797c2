import { alternatives } from "./adopted-fields.ts";
import type { TypedExpression, TypedNode } from "./expression.ts";
import { type PathwayGraph, reachableFrom, waysOf } from "./pathway-graph.ts";
import { mistake, type Reading } from "./reading.ts";
import type { Arm, Stage, Value } from "./scenario.ts";

/** Patients need the attributes that the stages on their way read: drawn when they arrive, or set on some way. */
export function checkAttributes(arm: Arm, graph: PathwayGraph, reading: Reading): void {
  const read = new Map(arm.stages.map((stage) => [stage.name, attributesRead(stage)]));
  for (const { name, enter, attributes } of arm.classes) {
    const stages = [...reachableFrom(graph, waysOf(enter))].flatMap((each) => graph.stages.get(each) ?? []);
    const known = new Set([
      ...attributes.map((attribute) => attribute.name),
      ...stages.flatMap(({ setOnEntry, set }) => [...setOnEntry, ...set].map(({ attribute }) => attribute)),
    ]);
    for (const stage of stages) {
      for (const [attribute, { span }] of read.get(stage.name) ?? []) {
        if (known.has(attribute)) continue;
        const message = `stage "${stage.name}" reads "${attribute}", which patients of class "${name}" do not have`;
        reading.report(mistake("attribute-missing", message, span, "give that class the attribute too"));
      }
    }
  }
}

/** Each attribute that a stage reads, with the first expression that does. */
function attributesRead(stage: Stage): ReadonlyMap<string, TypedExpression> {
  const found = new Map<string, TypedExpression>();
  for (const expression of expressionsOf(stage)) {
    for (const name of attributesIn(expression.tree)) if (!found.has(name)) found.set(name, expression);
  }
  return found;
}

function attributesIn(tree: TypedNode): readonly string[] {
  if ("args" in tree) return tree.args.flatMap(attributesIn);
  return tree.op === "attribute" && "name" in tree ? [tree.name] : [];
}

function expressionsOf({ setOnEntry, priority, duration, set, next }: Stage): readonly TypedExpression[] {
  const values = [...setOnEntry, ...set].map(({ value }) => value);
  const routes = alternatives(next).flatMap(({ when, chances }) => [
    ...when.map(({ condition }) => condition),
    ...chances.map(({ probability }) => probability),
  ]);
  return [...[priority, duration, ...values].flatMap(expressionsIn), ...routes];
}

function expressionsIn(value: Value): readonly TypedExpression[] {
  switch (value.kind) {
    case "expression":
      return [value.expression];
    case "draw":
      return value.parameters;
    case "cases":
      return value.cases.flatMap(({ when, use }) => [...(when === undefined ? [] : [when]), ...expressionsIn(use)]);
    case "chance":
      return [value.probability];
    case "adopted":
      return [...expressionsIn(value.then), ...expressionsIn(value.otherwise)];
    case "times":
    case "plus":
      return [value.amount, ...expressionsIn(value.of)];
  }
}
