import type { Model } from "../model/model.ts";
import { groupMetrics } from "./group-metrics.ts";
import { ALL, periodsOf } from "./measure-cells.ts";
import {
  contactRows,
  exitRows,
  groupRows,
  interventionRows,
  MEASURE_STATISTICS,
  moneyRows,
  type ReadMetric,
  type Row,
  resourceRows,
  rootRows,
  stageRows,
  unpaidRows,
} from "./metric-rows.ts";
import type { Parts } from "./parts.ts";
import type { Metric } from "./run-result.ts";

/**
 * All that is measured in a run, in the order of `RunResult.values`. It depends on the names and the measures alone, so it is
 * the same list for every arm of a scenario. What each metric means: docs/measures.md.
 */
export function metricsOf(model: Model): readonly Metric[] {
  return readMetrics(model).map(({ metric }) => metric);
}

/** As `metricsOf`, each with its reader. */
export function readMetrics(model: Model): readonly ReadMetric[] {
  const { names } = model;
  const groups = groupRows(model);
  return [
    ...expand("overall", groups, [""], 0),
    ...expand("overall", rootRows(model), [""], 0),
    ...expand("overall", moneyRows, [""], 0),
    ...expand("overall", unpaidRows(model), [""], 0),
    ...expand("class", groups, names.classes, 1),
    ...expand("stage", stageRows(model), names.stages, 0),
    ...expand("exit", exitRows, names.exits, 0),
    ...expand("resource", resourceRows(model), names.resources, 0),
    ...expand("organisation", moneyRows, names.organisations, 1),
    ...expand("intervention", interventionRows, names.interventions, 0),
    ...expand("contact", contactRows, names.contacts, 0),
    ...names.measures.flatMap((_, m) => readMeasure(model, m)),
    ...groupMetrics(model),
  ];
}

/** Each row of each subject; `first` is the number by which rows know the first subject. */
function expand(
  scope: Metric["scope"],
  rows: readonly Row[],
  subjects: readonly string[],
  first: number,
): readonly ReadMetric[] {
  return subjects.flatMap((subject, index) =>
    rows.map(({ quantity, statistic, unit, better, value }) => {
      const start = subject === "" ? scope : `${scope}.${subject}`;
      const metric = { id: `${start}.${quantity}.${statistic}`, scope, subject, quantity, statistic, unit, better };
      return { metric, read: (parts: Parts) => value(parts, first + index) };
    }),
  );
}

/** The measure itself; then of each group; then of each period, and of each group in each period. */
function readMeasure(model: Model, m: number): readonly ReadMetric[] {
  const measure = model.measures[m];
  const groups = [ALL, ...(measure.by?.names.keys() ?? [])];
  const periods = Array.from({ length: periodsOf(measure, model.clock) }, (_, period) => period);
  return [
    ...groups.map((group) => readCell(model, m, group, ALL)),
    ...groups.flatMap((group) => periods.map((period) => readCell(model, m, group, period))),
  ];
}

function readCell({ names, measures }: Model, m: number, group: number, period: number): ReadMetric {
  const { statistic, better, by, ratio } = measures[m];
  const name = names.measures[m];
  const own = group === ALL ? undefined : by?.names[group];
  const cell = `${own === undefined ? "" : `.by.${own}`}${period === ALL ? "" : `.every.${period + 1}`}`;
  const metric: Metric = {
    id: `measure.${name}${cell}`,
    scope: "measure",
    subject: name,
    quantity: "value",
    statistic: MEASURE_STATISTICS[statistic],
    unit: "perMeasure",
    better,
    ...(own === undefined ? {} : { group: own }),
    ...(period === ALL ? {} : { period: period + 1 }),
    ...(ratio === undefined || ratio.includes(-1) ? {} : { ratio: [part(ratio[0]), part(ratio[1])] as const }),
  };
  return { metric, read: ({ measures: read, window }) => read.value(m, window, group, period) };

  function part(of: number): string {
    return `measure.${names.measures[of]}${cell}`;
  }
}
