import type { MeasureTable, Model } from "../model/model.ts";
import { exitRows, groupRows, interventionRows, moneyRows, type Row, resourceRows, stageRows } from "./metric-rows.ts";
import type { Parts } from "./parts.ts";
import type { Metric } from "./run-result.ts";

/** A metric and where its number is read at the end of a run. */
export interface ReadMetric {
  readonly metric: Metric;
  readonly read: (parts: Parts) => number;
}

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
    ...expand("overall", moneyRows, [""], 0),
    ...expand("class", groups, names.classes, 1),
    ...expand("stage", stageRows, names.stages, 0),
    ...expand("exit", exitRows, names.exits, 0),
    ...expand("resource", resourceRows, names.resources, 0),
    ...expand("organisation", moneyRows, names.organisations, 1),
    ...expand("intervention", interventionRows, names.interventions, 0),
    ...names.measures.map((name, m) => readMeasure(name, m, model.measures[m])),
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

function readMeasure(name: string, m: number, { statistic, better }: MeasureTable): ReadMetric {
  const metric: Metric = {
    id: `measure.${name}`,
    scope: "measure",
    subject: name,
    quantity: "value",
    statistic: statistic === "sum" ? "total" : statistic === "percentile" ? "value" : statistic,
    unit: "perMeasure",
    better,
  };
  return { metric, read: ({ measures, window }) => measures.value(m, window) };
}
