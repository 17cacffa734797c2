import { bindingByHour, waitingByHour } from "../experiment/binding-hours.ts";
import type { Comparison, Estimate, ExperimentResult, GroupName } from "../experiment/experiment.ts";
import { summarise } from "../experiment/summarise.ts";
import { csvNumber, csvText } from "./escape.ts";
import type { Findings } from "./findings.ts";
import { costsOf } from "./payer-words.ts";

/**
 * Tidy files for R and Python: one row an observation, times in minutes, full precision, empty when nothing was observed. Of an
 * arm that does not settle averages and differences are empty too, and the note says why. See docs/files.md.
 */

export const METRIC_COLUMNS = "metric,scope,subject,quantity,statistic,unit,group,period";

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

/**
 * scenario, metric …, n, mean, sd, low, high, note: one row for each metric of each scenario.
 * @param unstable names of the arms that do not settle
 */
export function summaryCsv(result: ExperimentResult, unstable: ReadonlySet<string>): string {
  const columns = metricCells(result);
  const lines = [`scenario,${METRIC_COLUMNS},n,mean,sd,low,high,note`];
  for (const arm of result.arms) {
    for (const [i, cells] of columns.entries()) {
      const { n, mean, sd, low, high } = summarise(result, arm, i);
      lines.push([csvText(arm.name), cells, ...numbers(n, [mean, sd, low, high], unstable.has(arm.name))].join(","));
    }
  }
  return file(lines);
}

/** scenario, baseline, metric …, n, the two levels, their paired difference with its interval, and a note. */
export function differencesCsv(comparisons: readonly Comparison[]): string {
  const lines = [
    `scenario,baseline,${METRIC_COLUMNS},n,baseline_mean,scenario_mean,difference,sd,low,high,variance_reduction,unchanged,note`,
  ];
  for (const { arm, baseline, differences, instabilities } of comparisons) {
    for (const { metric, n, mean, sd, low, high, varianceReduction, unchanged, ...levels } of differences) {
      const means = [levels.baseline.mean, levels.scenario.mean];
      const cells = numbers(n, [...means, mean, sd, low, high, varianceReduction, unchanged], instabilities.length > 0);
      lines.push([csvText(arm), csvText(baseline), cellsOf(metric), ...cells].join(","));
    }
  }
  return file(lines);
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * scenario, resource, hour of the week (0 is Monday 00:00), day, hour of the day, mean numbers waiting and blocked, whether it is the
 * resource that most wait for then, and a note.
 */
export function waitingCsv(
  result: ExperimentResult,
  resources: readonly string[],
  unstable: ReadonlySet<string>,
): string {
  const lines = ["scenario,resource,hour_of_week,day,hour,waiting,blocked,binding,note"];
  for (const arm of result.arms) {
    const binding = bindingByHour(arm, resources);
    for (const [r, hours] of waitingByHour(arm, resources).entries()) {
      for (const [hour, { waiting, blocked }] of hours.entries()) {
        const isUnstable = unstable.has(arm.name);
        const known = isUnstable ? ["", ""] : [waiting, blocked].map(csvNumber);
        const binds = isUnstable || Number.isNaN(waiting) ? "" : binding[hour].resource === resources[r] ? 1 : 0;
        const place = [csvText(arm.name), csvText(resources[r]), hour, DAYS[Math.floor(hour / 24)], hour % 24];
        lines.push([...place, ...known, binds, isUnstable ? "unstable" : ""].join(","));
      }
    }
  }
  return file(lines);
}

/**
 * scenario, baseline, organisation, kind, what the line is of, n, the two levels, their paired difference with its interval, and a
 * note: one row for each line of cost.
 */
export function costsCsv(findings: Findings): string {
  const lines = [
    "scenario,baseline,organisation,kind,of,subject,basis,cost,n,baseline_mean,scenario_mean,difference,sd,low,high,note",
  ];
  for (const comparison of findings.comparisons) {
    const { arm, baseline, instabilities } = comparison;
    for (const { line, baseline: before, scenario, difference } of costsOf(findings, comparison).lines) {
      const { n, mean, sd, low, high } = difference;
      const names = [arm, baseline, line.organisation, line.kind, line.of, line.subject, line.basis, line.cost];
      const cells = numbers(n, [before, scenario, mean, sd, low, high], instabilities.length > 0);
      lines.push([...names.map(csvText), ...cells].join(","));
    }
  }
  return file(lines);
}

/**
 * Who is better and worse off: scenario, baseline, outcome, grouping, group, figure, n, mean, sd, low, high, note. A row without an
 * outcome tells how many are compared, and how many are not; without a group it is of everybody.
 */
export function patientsCsv(comparisons: readonly Comparison[]): string {
  const lines = ["scenario,baseline,outcome,better,grouping,group,figure,n,mean,sd,low,high,note"];
  for (const { arm, baseline, patients, instabilities } of comparisons) {
    if (patients === undefined) continue;
    const write = (outcome: string, better: string, { grouping, group }: GroupName, figures: object): void => {
      for (const [figure, estimate] of Object.entries(figures)) {
        const { n, mean, sd, low, high } = estimate as Estimate;
        const names = [arm, baseline, outcome, better, grouping, group, figure].map(csvText);
        lines.push([...names, ...numbers(n, [mean, sd, low, high], instabilities.length > 0)].join(","));
      }
    };
    for (const { grouping, group, ...counts } of patients.groups) write("", "", { grouping, group }, counts);
    for (const { kind, groups } of patients.outcomes) {
      groups.forEach(({ event, ...figures }, g) => {
        write(kind.metric, kind.better, patients.groups[g], { ...figures, ...event });
      });
    }
  }
  return file(lines);
}

/** How many observations, the numbers, and the note. */
export function numbers(n: number, values: readonly number[], unstable: boolean): string[] {
  const shown = unstable ? values.map(() => Number.NaN) : values;
  return [n, ...shown].map(csvNumber).concat(unstable ? "unstable" : "");
}

function metricCells({ metrics }: ExperimentResult): readonly string[] {
  return metrics.map(cellsOf);
}

export function cellsOf(metric: ExperimentResult["metrics"][number]): string {
  const { id, scope, subject, quantity, statistic, unit, group = "", period } = metric;
  return [...[id, scope, subject, quantity, statistic, unit, group].map(csvText), period ?? ""].join(",");
}

export function file(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
