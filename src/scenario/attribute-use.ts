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
      ...stages.flatMap((stage) => attributesSet(stage)),
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

function attributesSet({ setOnEntry, set, seize, needs }: Stage): readonly string[] {
  const choices = [seize, needs].flatMap((field) => alternatives(field).flatMap((request) => request ?? []));
  return [...setOnEntry, ...set, ...choices.flatMap((choice) => choice.set)].map(({ attribute }) => attribute);
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

function expressionsOf(stage: Stage): readonly TypedExpression[] {
  const { setOnEntry, priority, duration, set, next, balk, leave, seize, needs } = stage;
  const choices = [seize, needs].flatMap((field) => alternatives(field).flatMap((request) => request ?? []));
  const values = [
    ...[...setOnEntry, ...set, ...choices.flatMap((choice) => choice.set)].map(({ value }) => value),
    ...choices.flatMap(({ speed }) => speed ?? []),
    ...alternatives(leave).flatMap((timers) => timers.map(({ after }) => after)),
  ];
  const all = [...alternatives(next), ...alternatives(balk).flatMap((route) => route ?? [])];
  const routes = all.flatMap(({ when, chances }) => [
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
