import type { RunResult } from "../collect/run-result.ts";
import { sum } from "../statistics/summation.ts";
import type { ArmResult } from "./experiment.ts";

const HOURS = 168;

/** Who waits for a resource in one hour of the week: means over replications; NaN for an hour that no window reaches. */
export interface WaitingInHour {
  readonly waiting: number;
  /** Of these, in a place. */
  readonly blocked: number;
}

/** The resource that holds up most in one hour of the week. */
export interface BindingHour extends WaitingInHour {
  /** Undefined when nobody waits for any. */
  readonly resource: string | undefined;
  /** Of all who wait for a resource then; NaN when nobody does. */
  readonly share: number;
}

/** resource × hour of the week, Monday 00:00 first. @param resources in the order of the results */
export function waitingByHour(
  { runs }: ArmResult,
  resources: readonly string[],
): readonly (readonly WaitingInHour[])[] {
  return resources.map((_, r) =>
    Array.from({ length: HOURS }, (_, hour) => {
      const cell = r * HOURS + hour;
      const of = (table: (run: RunResult) => Float64Array): number => {
        // A run in which nobody was blocked has no table.
        const seen = runs.map((run) => (table(run).length === 0 ? run.waitingByHour[cell] * 0 : table(run)[cell]));
        const known = seen.filter((one) => !Number.isNaN(one));
        return sum(known) / known.length;
      };
      return { waiting: of((run) => run.waitingByHour), blocked: of((run) => run.blockedByHour) };
    }),
  );
}

/** For each hour of the week the resource that most patients wait for then; of equals the first by name. */
export function bindingByHour(arm: ArmResult, resources: readonly string[]): readonly BindingHour[] {
  const all = waitingByHour(arm, resources);
  return Array.from({ length: HOURS }, (_, hour) => {
    const here = all.map((hours) => hours[hour]);
    const most = Math.max(0, ...here.map(({ waiting }) => (Number.isNaN(waiting) ? 0 : waiting)));
    const total = sum(here.map(({ waiting }) => waiting));
    if (!(most > 0)) return { resource: undefined, waiting: total * 0, blocked: total * 0, share: Number.NaN };
    const found = here.findIndex(({ waiting }) => waiting === most);
    return { resource: resources[found], ...here[found], share: most / total };
  });
}
