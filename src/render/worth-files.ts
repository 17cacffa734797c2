import type { Estimate } from "../experiment/experiment.ts";
import { csvNumber, csvText } from "./escape.ts";
import type { WorthFindings } from "./worth-findings.ts";

const NONE = { n: 0, mean: Number.NaN, sd: Number.NaN, low: Number.NaN, high: Number.NaN };

/** One row for each change and measure, the first to change first. See docs/files.md. */
export function worthCsv({ worths, measures, ranking }: WorthFindings): string {
  const told = measures.some(({ metricId }) => metricId === ranking.metricId) ? measures : [ranking, ...measures];
  const lines = [
    "rank,change,resource,group,cannot_tell_from_next,metric,ranks,n,difference,sd,low,high,price,per_money,per_money_low,per_money_high,spending",
  ];
  for (const [i, { change, group, asNext, verdicts, price, perMoney, spending }] of worths.entries()) {
    for (const { metricId } of told) {
      const found = verdicts.find(({ difference }) => difference.metric.id === metricId)?.difference ?? NONE;
      const ranks = metricId === ranking.metricId;
      const money = ranks ? (perMoney ?? NONE) : NONE;
      lines.push(
        [
          i + 1,
          change.kind,
          csvText(change.resource),
          group,
          asNext ? 1 : 0,
          csvText(metricId),
          ranks ? 1 : 0,
          found.n,
          ...[found.mean, found.sd, found.low, found.high, price ?? Number.NaN].map(csvNumber),
          ...[money.mean, money.low, money.high, spending?.mean ?? Number.NaN].map(csvNumber),
        ].join(","),
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Plan, warnings, and what each change is worth; null where there is no number. */
export function worthJson(findings: WorthFindings): object {
  const { scenario, arm, result, ranking, worths, instabilities, warnings, command, version } = findings;
  return {
    version,
    title: scenario.title,
    scenario: arm.name,
    seed: result.seed,
    replications: result.planned,
    level: result.level,
    command,
    warnings,
    instabilities,
    ranking: { metric: ranking.metricId, better: ranking.better },
    worth: worths.map(({ change, group, asNext, verdicts, gain, price, perMoney, spending }, i) => ({
      rank: i + 1,
      change: change.kind,
      resource: change.resource,
      group,
      cannotTellFromNext: asNext,
      price: price ?? null,
      gain: estimateJson(gain),
      perMoney: estimateJson(perMoney),
      spending: estimateJson(spending),
      differences: Object.fromEntries(
        verdicts.map(({ kind, difference }) => [difference.metric.id, { ...estimateJson(difference), verdict: kind }]),
      ),
    })),
  };
}

function estimateJson(estimate: Estimate | undefined): object | null {
  if (estimate === undefined) return null;
  const { n, mean, sd, halfWidth, low, high } = estimate;
  return { n, mean, sd, halfWidth, low, high };
}
