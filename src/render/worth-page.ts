import { countRuns, rangeAt, runWordFor } from "./numbers.ts";
import { panelDrawing } from "./page/difference-chart.ts";
import { type DifferenceRow, panelsOf } from "./page/difference-rows.ts";
import { figureOf } from "./page/figure.ts";
import { type Markup, markup, NOTHING } from "./page/markup.ts";
import { STYLE } from "./page/style.ts";
import { NUMBER, type Row, TEXT, tableOf } from "./page/table.ts";
import { settlingOf, weeks } from "./text-parts.ts";
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

/** The ranking as one self-contained page, made as the report of a comparison is: nothing is fetched, run or sent. */
export function worthPage(findings: WorthFindings): string {
  const { scenario, arm, result, version, command } = findings;
  const style: Markup = { source: STYLE };
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${scenario.title}: one more of what?</title>
<style>${style}</style>
</head>
<body>
<header class="first"><div class="masthead"><h1>${scenario.title}</h1></div>
<p class="question">What should we change first?</p><hr class="rule">
<div class="answer"><p class="headline">${worthAnswer(findings)}</p></div>
<p class="foot">${arm.label}. ${countRuns(result.planned, runWordFor(result.window))} of ${weeks(scenario.clock.run)}, ${settlingOf(scenario)}; the same patients with one more of each thing, one at a time.</p>
</header>
<main>
${chart(findings)}<section id="worth"><h2>One more of each</h2>
${table(findings)}${others(findings)}<p>The price is what a unit costs while it is there: by the hour rostered, and where its price is by use, as if it were in use all that time. Gains do not add up: two more of one thing, or one more of two, is another question. What one more needs besides, such as rooms or training, is not in it.</p></section>
<section id="method"><h2>How to get the same numbers</h2><pre>${command}</pre></section>
</main>
<footer><p>Made with Careway ${version}. Not an NHS product.</p></footer>
</body>
</html>
`.source;
}

function table(findings: WorthFindings): Markup {
  const { worths, ranking, result } = findings;
  const { label, kind } = measureOf(findings, ranking.metricId);
  const rows = worths.map((worth, i): Row => {
    const verdict = worth.verdicts.find(({ difference }) => difference.metric.id === ranking.metricId);
    return {
      head: `${i + 1} ${changeSaid(findings, worth.change)}`,
      cells: [
        verdict === undefined ? "" : differenceSaid(findings, verdict.difference, kind, "table"),
        priceSaid(findings, worth),
        perMoneySaid(findings, worth, "table"),
        worth.spending === undefined ? "" : differenceSaid(findings, worth.spending, "money", "table"),
        verdictSaid(worth),
      ],
    };
  });
  return tableOf({
    caption: `What one more is worth by “${label}” (${rangeAt(result.level)})`,
    first: "Rank",
    columns: [
      NUMBER(label),
      NUMBER("price in the window"),
      NUMBER(moneyPerSaid(findings)),
      NUMBER("everybody spends"),
      TEXT("verdict"),
    ],
    rows,
  });
}

function others(findings: WorthFindings): Markup {
  const { measures, ranking, worths, result } = findings;
  const told = measures.filter(({ metricId }) => metricId !== ranking.metricId);
  if (told.length === 0) return NOTHING;
  const rows = worths
    .filter(({ verdicts }) => verdicts.length > 0)
    .map(({ change, verdicts }): Row => {
      const cells = told.map(({ metricId }) => {
        const verdict = verdicts.find(({ difference }) => difference.metric.id === metricId);
        return verdict === undefined
          ? ""
          : differenceSaid(findings, verdict.difference, measureOf(findings, metricId).kind, "table");
      });
      return { head: changeSaid(findings, change), cells };
    });
  return tableOf({
    caption: `The other measures (${rangeAt(result.level)})`,
    first: "One more",
    columns: told.map(({ metricId }) => NUMBER(measureOf(findings, metricId).label)),
    rows,
  });
}

function chart(findings: WorthFindings): Markup {
  const { worths, ranking, result, scenario } = findings;
  const { label, kind } = measureOf(findings, ranking.metricId);
  const rows = worths.flatMap(({ change, verdicts }): DifferenceRow[] => {
    const found = verdicts.find(({ difference }) => difference.metric.id === ranking.metricId)?.difference;
    if (found === undefined || !Number.isFinite(found.mean)) return [];
    const differences = [{ arm: change.arm, difference: found }];
    return [{ label: changeSaid(findings, change), kind, better: ranking.better, differences }];
  });
  const [panel] = panelsOf(rows);
  if (panel === undefined) return NOTHING;
  const runs = countRuns(result.planned, runWordFor(result.window));
  const figure = figureOf({
    id: "figure-gains",
    title: `One more of each: ${label}`,
    subtitle: `Difference to the scenario as it is, mean and ${rangeAt(result.level)}, ${runs}`,
    description:
      "A dot with its range for each thing that there is one more of, in the order of the table, and a line at no difference.",
    foot: "A range that crosses the line of no difference cannot be told apart from nothing. The order is that of the table: for the same money, where there is a price.",
    draw: (width) => [panelDrawing(panel, () => 1, scenario.money.currency, width)],
    numbers: NOTHING,
  });
  return markup`<section id="gains"><h2>How much, and how sure</h2>\n${figure}</section>\n`;
}
