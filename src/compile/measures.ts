import type { MeasureTable } from "../model/model.ts";
import type { Measure } from "../scenario/scenario.ts";
import type { Unit } from "../scenario/units.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";

export function compileMeasures(measures: readonly Measure[], context: ExpressionContext): readonly MeasureTable[] {
  return measures.map((measure) => ({
    statistic: measure.statistic,
    records: measure.records,
    of: measure.of === undefined ? undefined : compileExpression(measure.of, context),
    where: measure.where === undefined ? undefined : compileExpression(measure.where, context),
    at: measure.at ?? 0,
    per: measure.per ?? 0,
    unit: unitName(measure),
    better: measure.better,
  }));
}

/** What the report prints values in: a share, minutes, money, a count, a rate, or a plain number. */
function unitName({ statistic, unit }: Measure): string {
  if (statistic === "share") return "share";
  if (statistic === "count") return "patients";
  if (statistic === "rate") return "per day";
  return quantityName(unit);
}

function quantityName({ kind, time, money }: Unit): string {
  if (kind !== "quantity") return "number";
  if (time === 1 && money === 0) return "min";
  if (time === 0 && money === 1) return "money";
  return "number";
}
