import type { GroupTable, MeasureTable } from "../model/model.ts";
import type { Grouping, Measure } from "../scenario/scenario.ts";
import type { Unit } from "../scenario/units.ts";
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
    unit: unitName(measure),
    better: measure.better,
  }));
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

/** What the report prints values in: a share, minutes, money, a count, a rate, or a plain number. */
function unitName({ statistic, records, per, unit }: Measure): string {
  if (statistic === "share") return "share";
  if (statistic === "count" && per === undefined) return records === "patients" ? "patients" : "number";
  if (statistic === "rate") return "per day";
  return quantityName(unit);
}

function quantityName({ kind, time, money }: Unit): string {
  if (kind !== "quantity") return "number";
  if (time === 1 && money === 0) return "min";
  if (time === 0 && money === 1) return "money";
  return "number";
}
