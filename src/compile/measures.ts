import type { ForWhomTable, GroupTable, MeasureTable } from "../model/model.ts";
import { judgedMeasures } from "../scenario/for-whom.ts";
import type { Grouping, Measure, Scenario } from "../scenario/scenario.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";

export function compileMeasures(measures: readonly Measure[], context: ExpressionContext): readonly MeasureTable[] {
  return measures.map((measure) => ({
    statistic: measure.statistic,
    records: measure.records,
    subject: subjectOf(measure, context),
    of: measure.of === undefined ? undefined : compileExpression(measure.of, context),
    where: measure.where === undefined ? undefined : compileExpression(measure.where, context),
    at: measure.at ?? 0,
    per: measure.per ?? 0,
    by: measure.by === undefined ? undefined : compileGroups(measure.by, context),
    every: measure.every ?? 0,
    ratio: measure.ratio && [numberOf(measure.ratio[0], measures), numberOf(measure.ratio[1], measures)],
    better: measure.better,
  }));
}

export function compileForWhom({ forWhom, measures }: Scenario, context: ExpressionContext): ForWhomTable {
  const judged = forWhom.length === 0 ? [] : judgedMeasures(measures);
  return {
    groupings: forWhom.map((grouping) => ({
      ...compileGroups(grouping, context),
      name: grouping.attribute ?? "class",
    })),
    judged: judged.map(({ name }) => numberOf(name, measures)),
  };
}

function subjectOf({ records, subject }: Measure, { names }: ExpressionContext): number {
  if (subject === undefined) return -1;
  return records === "visits" ? names.stage(subject) : names.resource(subject);
}

function compileGroups({ attribute, cuts, groups }: Grouping, { names }: ExpressionContext): GroupTable {
  return {
    names: groups.map(({ name }) => name),
    of: attribute === undefined ? { op: "class" } : { op: "attribute", index: names.attribute(attribute) },
    cuts,
  };
}

/** −1 for a measure that only an intervention adds which no scenario has. */
function numberOf(name: string, measures: readonly Measure[]): number {
  return measures.findIndex((measure) => measure.name === name);
}
