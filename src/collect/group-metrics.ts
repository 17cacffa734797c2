import type { MeasureTable, Model } from "../model/model.ts";
import type { GroupFigure } from "./group-figures.ts";
import { isOfPatients } from "./measures.ts";
import { MEASURE_STATISTICS, type ReadMetric } from "./metric-rows.ts";
import type { Metric } from "./run-result.ts";

type Figure = Pick<Metric, "quantity" | "statistic" | "unit" | "better"> & {
  readonly value: (group: GroupFigure) => number;
};

/** Of each group by which the file breaks figures down: who they are, stay, wait and cost, then every measure that knows of patients. */
export function groupMetrics(model: Model): readonly ReadMetric[] {
  const { forWhom, names } = model;
  return forWhom.groupings.flatMap(({ name, names: groups }, grouping) =>
    groups.flatMap((group, g): ReadMetric[] => {
      const start = `group.${name}.${group}`;
      const place = { scope: "group", subject: name, group } as const;
      return [
        ...FIGURES.map(({ value, ...figure }): ReadMetric => {
          const metric = { id: `${start}.${figure.quantity}.${figure.statistic}`, ...place, ...figure };
          return { metric, read: ({ groups: all }) => value(all.figures[grouping][g]) };
        }),
        ...names.measures.flatMap((measure, m): ReadMetric[] => {
          const table = model.measures[m];
          if (!canBeGrouped(table, model.measures)) return [];
          const { statistic, better, ratio } = table;
          const id = (of: number): string => `${start}.measure.${names.measures[of]}`;
          const metric: Metric = {
            id: id(m),
            ...place,
            quantity: `measure.${measure}`,
            statistic: MEASURE_STATISTICS[statistic],
            unit: "perMeasure",
            better,
            ...(ratio === undefined ? {} : { ratio: [id(ratio[0]), id(ratio[1])] as const }),
          };
          return [{ metric, read: ({ measures, window }) => measures.valueOf(m, window, grouping, g) }];
        }),
      ];
    }),
  );
}

/** A ratio where both of its parts can be. */
function canBeGrouped(measure: MeasureTable, measures: readonly MeasureTable[]): boolean {
  const parts = measure.ratio?.map((part): MeasureTable | undefined => measures[part]) ?? [measure];
  return parts.every((part) => part !== undefined && isOfPatients(part));
}

const FIGURES: readonly Figure[] = [
  { quantity: "patients", statistic: "count", unit: "patients", better: undefined, value: ({ patients }) => patients },
  ...spread("lengthOfStay", ({ lengthOfStay }) => lengthOfStay),
  ...spread("wait", ({ wait }) => wait),
  { quantity: "wait", statistic: "share", unit: "share", better: "lower", value: ({ wait }) => wait.share },
  { quantity: "attributedCost", statistic: "mean", unit: "money", better: "lower", value: ({ cost }) => cost },
];

/** As everybody's: more spread is neither better nor worse. */
function spread(quantity: string, of: (group: GroupFigure) => GroupFigure["wait"]): readonly Figure[] {
  return (["mean", "sd", "p50", "p90", "p95"] as const).map((statistic) => ({
    quantity,
    statistic,
    unit: "min",
    better: statistic === "sd" ? undefined : "lower",
    value: (group) => of(group)[statistic],
  }));
}
