import type { ArmResult, Estimate, ExperimentResult } from "../../experiment/experiment.ts";
import { estimate, metricIndex } from "../../experiment/summarise.ts";
import { type Findings, labelOf, resourceLabels } from "../findings.ts";
import { rangeAt, sayEstimate, writeEstimate } from "../numbers.ts";
import { estimateNamed, unitOfTimes } from "../text-parts.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { NUMBER, type Row, TEXT, tableOf } from "./table.ts";

/** Less than this share of all waits at another root than what is waited for is not worth a table. */
const WORTH_TELLING = 0.01;
const WAYS = ["queuedFor", "blockedBy", "waitingForStaff"] as const;

/**
 * Waits by what is waited for and by what is at the root, side by side: empty where they are the same in every arm.
 * @param findings of the arms that settle
 */
export function rootTable(findings: Findings): Markup {
  const { result, scenario } = findings;
  const label = resourceLabels(findings.arms);
  const all = scenario.names.resources.flatMap((resource) =>
    result.arms.map((arm) => ({
      resource,
      arm,
      direct: directWait(result, arm, resource),
      root: estimateNamed(result, arm, `overall.rootWaitPerDay.${resource}.rate`),
      blocked: estimateNamed(result, arm, `overall.rootBlockedPerDay.${resource}.rate`),
    })),
  );
  const moved = all.reduce((sum, { direct, root }) => sum + Math.abs(root.mean - direct.mean), 0) / 2;
  const total = all.reduce((sum, { direct }) => sum + direct.mean, 0);
  if (!(moved > WORTH_TELLING * total)) return NOTHING;
  const shown = all.filter(({ direct, root }) => direct.mean > 0 || root.mean > 0);
  const timeUnit = unitOfTimes(shown.flatMap(({ direct, root }) => [direct, root]));
  const write = (one: Estimate): string => sayEstimate(writeEstimate(one, { kind: "min", style: "table", timeUnit }));
  const rows = shown.map(
    ({ resource, arm, direct, root, blocked }): Row => ({
      head: label(resource),
      cells: [labelOf(findings.arms, arm.name), write(direct), write(root), write(blocked)],
    }),
  );
  return tableOf({
    caption: `What patients wait for, and what is at the root of it: who holds what they wait for may wait himself. All patients together, a day (${rangeAt(result.level)})`,
    first: "Resource",
    columns: [
      TEXT("scenario"),
      NUMBER("waited for"),
      NUMBER("at the root of waits"),
      NUMBER("of these, of patients who are blocked"),
    ],
    rows,
  });
}

/** Minutes a day that patients wait for a resource in any way, charged directly. */
function directWait(result: ExperimentResult, arm: ArmResult, resource: string): Estimate {
  const columns = WAYS.map((way) => metricIndex(result, `overall.${way}PerDay.${resource}.rate`));
  const sums = arm.runs.map(({ values }) => columns.reduce((sum, column) => sum + values[column], 0));
  return estimate(sums, result.level);
}
