import type { Comparison, ExperimentResult } from "../experiment/experiment.ts";
import { summarise } from "../experiment/summarise.ts";
import { csvNumber, csvText } from "./escape.ts";

/** Tidy files for R and Python: one row an observation, times in minutes, full precision, empty when nothing was observed. */

const METRIC_COLUMNS = "metric,scope,subject,quantity,statistic,unit";

/** scenario, replication, metric …, value: one row for each metric of each replication. */
export function metricsCsv(result: ExperimentResult): string {
  const columns = metricCells(result);
  const lines = [`scenario,replication,${METRIC_COLUMNS},value`];
  for (const { name, runs } of result.arms) {
    const arm = csvText(name);
    for (const { replication, values } of runs) {
      for (const [i, cells] of columns.entries()) lines.push(`${arm},${replication},${cells},${csvNumber(values[i])}`);
    }
  }
  return file(lines);
}

/** scenario, metric …, n, mean, sd, low, high: one row for each metric of each scenario. */
export function summaryCsv(result: ExperimentResult): string {
  const columns = metricCells(result);
  const lines = [`scenario,${METRIC_COLUMNS},n,mean,sd,low,high`];
  for (const arm of result.arms) {
    for (const [i, cells] of columns.entries()) {
      const { n, mean, sd, low, high } = summarise(result, arm, i);
      lines.push(`${csvText(arm.name)},${cells},${[n, mean, sd, low, high].map(csvNumber).join(",")}`);
    }
  }
  return file(lines);
}

/** scenario, baseline, metric …, n, and the paired difference with its interval. */
export function differencesCsv(comparisons: readonly Comparison[]): string {
  const lines = [
    `scenario,baseline,${METRIC_COLUMNS},n,baseline_mean,scenario_mean,difference,sd,low,high,variance_reduction,unchanged`,
  ];
  for (const { arm, baseline, differences } of comparisons) {
    for (const difference of differences) {
      const { metric, n, mean, sd, low, high, varianceReduction, unchanged } = difference;
      const numbers = [
        n,
        difference.baseline.mean,
        difference.scenario.mean,
        mean,
        sd,
        low,
        high,
        varianceReduction,
        unchanged,
      ];
      lines.push([csvText(arm), csvText(baseline), cellsOf(metric), ...numbers.map(csvNumber)].join(","));
    }
  }
  return file(lines);
}

function metricCells({ metrics }: ExperimentResult): readonly string[] {
  return metrics.map(cellsOf);
}

function cellsOf({ id, scope, subject, quantity, statistic, unit }: ExperimentResult["metrics"][number]): string {
  return [id, scope, subject, quantity, statistic, unit].map(csvText).join(",");
}

function file(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
