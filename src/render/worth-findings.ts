import type { Warning } from "../analysis/analyse.ts";
import type { ExperimentResult, HeadlineMeasure, Instability, PairedDifference } from "../experiment/experiment.ts";
import type { Worth, WorthGroup } from "../experiment/worth.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { labelOf, measureLabels } from "./findings.ts";
import { countRuns, runWordFor, sayDifference, type UnitKind, writeDifference, writeNumber } from "./numbers.ts";
import type { MeasureLabel } from "./sentences.ts";
import { writingOf } from "./text-parts.ts";

/** All that is known after one more of each thing has been tried: what text, CSV, JSON and page are made of. */
export interface WorthFindings {
  readonly scenario: Scenario;
  /** The scenario that one more is had in. */
  readonly arm: Arm;
  /** The unchanged scenario first. */
  readonly result: ExperimentResult;
  /** The first to change first. */
  readonly worths: readonly Worth[];
  readonly ranking: HeadlineMeasure;
  /** Told too. */
  readonly measures: readonly HeadlineMeasure[];
  /** Of the unchanged scenario. */
  readonly instabilities: readonly Instability[];
  readonly warnings: readonly Warning[];
  /** The command that gives the same numbers again. */
  readonly command: string;
  readonly version: string;
}

/** Gains are told for so much money: the power of ten that the least price reaches. */
export function moneyPer({ worths }: Pick<WorthFindings, "worths">): number {
  const least = Math.min(...worths.map(({ price }) => price ?? Infinity));
  let per = 1;
  while (per * 10 <= least && least < Infinity) per *= 10;
  return per;
}

/** "for £100,000" */
export function moneyPerSaid(findings: WorthFindings): string {
  const { currency } = findings.scenario.money;
  return `for ${writeNumber(moneyPer(findings), { kind: "money", style: "prose", currency })}`;
}

/** "One more nurse", "one more slot in each session of theatre" */
export function changeSaid({ arm }: Pick<WorthFindings, "arm">, { kind, resource }: Worth["change"]): string {
  const label = labelOf(arm.resources, resource);
  return kind === "unit" ? `One more: ${label}` : `One more slot a session: ${label}`;
}

export function measureOf({ scenario, result }: WorthFindings, id: string): MeasureLabel {
  const known = measureLabels(scenario).get(id);
  if (known !== undefined) return known;
  const unit = result.metrics.find((metric) => metric.id === id)?.unit ?? "number";
  return { label: LABELS.get(id) ?? id, kind: unit === "perMeasure" || unit === "QALYs" ? "number" : unit };
}

const LABELS: ReadonlyMap<string, string> = new Map([["overall.wait.mean", "Waited in all, mean of those who leave"]]);

/** "2 days less (1.5 to 2.5)" */
export function differenceSaid(
  { scenario }: WorthFindings,
  difference: PairedDifference,
  kind: UnitKind,
  style: "prose" | "table",
): string {
  const { change } = writingOf(difference, kind, style, scenario.money.currency);
  return sayDifference(writeDifference(difference, change));
}

/** The difference of the measure that ranks, for so much money; empty without a price. */
export function perMoneySaid(findings: WorthFindings, { perMoney }: Worth, style: "prose" | "table"): string {
  if (perMoney === undefined) return "";
  const per = moneyPer(findings);
  const factor = per * (findings.ranking.better === "lower" ? -1 : 1);
  const [a, b] = [perMoney.low * factor, perMoney.high * factor];
  const scaled = {
    mean: perMoney.mean * factor,
    halfWidth: perMoney.halfWidth * per,
    low: Math.min(a, b),
    high: Math.max(a, b),
  };
  const { kind } = measureOf(findings, findings.ranking.metricId);
  return sayDifference(writeDifference(scaled, { kind, style, currency: findings.scenario.money.currency }));
}

export function priceSaid({ scenario }: WorthFindings, { price }: Worth): string {
  return price === undefined
    ? "not stated"
    : writeNumber(price, { kind: "money", style: "table", currency: scenario.money.currency });
}

const VERDICTS: Readonly<Record<WorthGroup, string>> = {
  settles: "with it the pathway settles",
  better: "better",
  "cannot-tell": "cannot tell apart from nothing",
  nothing: "changes nothing",
  worse: "worse",
  unsettled: "does not settle",
};

/** Runs of which something may be found. */
const FINDING = 10;

/** "better; cannot tell apart from the next" */
export function verdictSaid({ group, asNext, gain }: Worth): string {
  if (group === "cannot-tell" && gain !== undefined && gain.n < FINDING) return "not yet a finding";
  return asNext && group === "better" ? `${VERDICTS[group]}; cannot tell apart from the next` : VERDICTS[group];
}

/** What should we change first? */
export function worthAnswer(findings: WorthFindings): string {
  const { worths, ranking, instabilities, result } = findings;
  const measure = measureOf(findings, ranking.metricId);
  const settling = worths.filter(({ group }) => group === "settles");
  if (instabilities.length > 0) {
    const cures = settling.map(({ change }) => changeSaid(findings, change));
    return cures.length === 0
      ? "This pathway cannot cope as described, and one more of no single thing makes it settle."
      : `This pathway cannot cope as described. It settles with any of these: ${cures.join("; ")}.`;
  }
  const [first, second] = worths;
  if (first === undefined) return "Nothing here is limited, so there is nothing to have one more of.";
  if (first.group !== "better") {
    if (result.planned < FINDING)
      return `After ${countRuns(result.planned, runWordFor(result.window))} nothing is found by “${measure.label}” yet: that takes ${FINDING}.`;
    return first.group === "cannot-tell"
      ? `No single one more can be told apart from nothing by “${measure.label}”.`
      : `No single one more makes “${measure.label}” better.`;
  }
  const verdict = first.verdicts.find(({ difference }) => difference.metric.id === ranking.metricId);
  const size = verdict === undefined ? "" : `: ${differenceSaid(findings, verdict.difference, measure.kind, "prose")}`;
  const money = perMoneySaid(findings, first, "prose");
  const per = money === "" ? "" : `, or ${moneyPerSaid(findings)}: ${money}`;
  const tie =
    first.asNext && second !== undefined
      ? ` It cannot be told apart from “${changeSaid(findings, second.change)}”.`
      : "";
  return `${changeSaid(findings, first.change)}. ${measure.label}${size}${per}.${tie}`;
}
