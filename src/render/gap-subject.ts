import type { Freed } from "../economics/freed.ts";
import type { Gap, ScenarioGap } from "../experiment/gap.ts";
import { type Findings, labelOf, measureLabels, resourceLabels } from "./findings.ts";
import { type HowToWrite, timeUnitFor } from "./numbers.ts";
import { sayGap, sayLoss, sayUnsettled } from "./words/gap.ts";

/** What a gap is of, in words, how its numbers are written, and what is freed of it. */
export interface GapSubject {
  readonly label: string;
  readonly how: HowToWrite;
  readonly freed: Freed | undefined;
}

export function subjectOf(findings: Findings, likely: string, { metricId, published, steps }: Gap): GapSubject {
  const { scenario, arms } = findings;
  const { currency } = scenario.money;
  const freed = findings.freed
    .find(({ arm }) => arm === likely)
    ?.resources.find(({ release }) => metricId === `resource.${release.resource}.inUse.mean`);
  if (freed !== undefined) {
    const label = `${resourceLabels(arms)(freed.release.resource)} in use`;
    return { label, how: { kind: "units", style: "prose" }, freed };
  }
  const { label, kind } = measureLabels(scenario).get(metricId) ?? { label: metricId, kind: "number" as const };
  const sizes = [published, ...steps.map(({ change }) => change)].map(({ mean }) => mean);
  const how: HowToWrite =
    kind === "min" ? { kind, style: "prose", timeUnit: timeUnitFor(sizes) } : { kind, style: "prose", currency };
  return { label, how, freed: undefined };
}

/** What the first screen says of it, of the measure that leads. */
export function gapSentence(findings: Findings, { plan, measures, unsettled }: ScenarioGap): string {
  const [lead] = measures;
  if (lead === undefined) return unsettledSentence(findings, unsettled);
  const { label, how, freed } = subjectOf(findings, plan.likely, lead);
  return sayGap(label, lead, freed, how);
}

/** Why nothing can be told; nothing where all settles. */
export function unsettledSentence({ arms }: Findings, unsettled: ScenarioGap["unsettled"]): string {
  return sayUnsettled(
    unsettled.map(({ arm, cause }) => ({ cause, label: cause === undefined ? labelOf(arms, arm) : "" })),
  );
}

/** The same in one short sentence. */
export function lossSentence(findings: Findings, { plan, measures, unsettled }: ScenarioGap): string {
  const [lead] = measures;
  if (lead === undefined) return unsettledSentence(findings, unsettled);
  const { label, how, freed } = subjectOf(findings, plan.likely, lead);
  return sayLoss(label, lead, freed, how);
}
