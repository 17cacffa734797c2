import { countRuns, rangeAt, runWordFor } from "./numbers.ts";
import { formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { heading, settlingOf, weeks } from "./text-parts.ts";
import {
  changeSaid,
  differenceSaid,
  measureOf,
  moneyPerSaid,
  perMoneySaid,
  priceSaid,
  verdictSaid,
  type WorthFindings,
  worthAnswer,
} from "./worth-findings.ts";

/** What one more of each thing is worth, for a terminal: the answer first. */
export function worthText(findings: WorthFindings): string {
  const { scenario, arm, result, ranking } = findings;
  const measure = measureOf(findings, ranking.metricId);
  const runs = `${countRuns(result.planned, runWordFor(scenario.clock.run))} of ${weeks(scenario.clock.run)}, ${settlingOf(scenario)}, the same patients each time.`;
  const rows = findings.worths.map((worth, i) => {
    const verdict = worth.verdicts.find(({ difference }) => difference.metric.id === ranking.metricId);
    return [
      `${i + 1} ${changeSaid(findings, worth.change)}`,
      verdict === undefined ? "–" : differenceSaid(findings, verdict.difference, measure.kind, "prose"),
      priceSaid(findings, worth),
      perMoneySaid(findings, worth, "prose") || "–",
      verdictSaid(worth),
    ];
  });
  const columns = [
    LEFT("one more"),
    LEFT(`${measure.label} (${rangeAt(result.level)})`),
    RIGHT("price"),
    LEFT(moneyPerSaid(findings)),
    LEFT("verdict"),
  ];
  return [
    paragraph(scenario.title),
    paragraph(`${arm.label}: ${runs}`),
    heading("What should we change first?"),
    paragraph(worthAnswer(findings), "  "),
    "\n",
    rows.length === 0 ? "" : formatTable(columns, rows),
    others(findings),
    findings.warnings.length === 0 ? "" : heading("Warnings"),
    ...findings.warnings.map(({ message }) => paragraph(`! ${message}.`)),
  ].join("");
}

/** The other headline measures, a table each. */
function others(findings: WorthFindings): string {
  const { measures, ranking, worths } = findings;
  return measures
    .filter(({ metricId }) => metricId !== ranking.metricId)
    .map(({ metricId }) => {
      const { label, kind } = measureOf(findings, metricId);
      const rows = worths.flatMap(({ change, verdicts }) => {
        const verdict = verdicts.find(({ difference }) => difference.metric.id === metricId);
        return verdict === undefined
          ? []
          : [[changeSaid(findings, change), differenceSaid(findings, verdict.difference, kind, "prose")]];
      });
      return rows.length === 0 ? "" : `${heading(label)}${formatTable([LEFT("one more"), LEFT("difference")], rows)}`;
    })
    .join("");
}
