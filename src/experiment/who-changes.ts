import { CHANGE_FIELDS, type PatientChanges } from "./better-worse.ts";
import type { Estimate, ForWhomPlan, GroupChange, WhoChanges } from "./experiment.ts";
import { linearised } from "./ratios.ts";
import { estimate } from "./summarise.ts";

/** Means over replications, with their intervals. @param level of the intervals, such as 0.95 */
export function summariseChanges(
  changes: readonly PatientChanges[],
  { groups, outcomes }: ForWhomPlan,
  level: number,
): WhoChanges {
  const mean = (of: (one: PatientChanges) => number): Estimate => estimate(changes.map(of), level);
  return {
    groups: groups.map((name, g) => ({
      ...name,
      matched: mean(({ matched }) => matched[g]),
      baselineOnly: mean(({ baselineOnly }) => baselineOnly[g]),
      scenarioOnly: mean(({ scenarioOnly }) => scenarioOnly[g]),
    })),
    outcomes: outcomes.map((kind, k) => ({
      kind,
      groups: groups.map((_, g) => groupChange(changes, k * groups.length + g, kind.event, level)),
    })),
  };
}

function groupChange(changes: readonly PatientChanges[], cell: number, event: boolean, level: number): GroupChange {
  const column = (field: (typeof CHANGE_FIELDS)[number]): number[] => {
    const at = cell * CHANGE_FIELDS.length + CHANGE_FIELDS.indexOf(field);
    return changes.map((one) => one.changes[at]);
  };
  const compared = column("compared");
  const per = (above: readonly number[], below: readonly number[] = compared): Estimate =>
    estimate(linearised(above, below), level);
  const less = (from: readonly number[], ...parts: readonly (readonly number[])[]): number[] =>
    from.map((value, i) => parts.reduce((rest, part) => rest - part[i], value));
  const [better, worse, before, after, both] = (["better", "worse", "before", "after", "both"] as const).map(column);
  const [avoided, fresh] = [less(before, both), less(after, both)];
  return {
    compared: estimate(compared, level),
    better: per(better),
    same: per(less(compared, better, worse)),
    worse: per(worse),
    change: per(column("change")),
    betterBy: per(column("betterBy"), better),
    worseBy: per(column("worseBy"), worse),
    event: event
      ? {
          avoided: per(avoided),
          new: per(fresh),
          still: per(both),
          never: per(less(compared, avoided, fresh, both)),
        }
      : undefined,
  };
}
