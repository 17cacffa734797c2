import type { Comparison } from "../../experiment/experiment.ts";
import { html } from "../escape.ts";
import { countInputs, type Findings, labelOf, labelsOf, measureLabels } from "../findings.ts";
import {
  countRuns,
  directionWords,
  runWordFor,
  sayDifference,
  sayEstimate,
  timeUnitFor,
  type UnitKind,
  writeDifference,
  writeEstimate,
  writeNumber,
} from "../numbers.ts";
import { cell, estimateNamed, how, settled, timesSpent, unitOfTimes, unstableArms, weeks } from "../text-parts.ts";
import { answerBlock, payers, said } from "./answer.ts";
import { censusChart, type DifferenceRow, differencesChart, payersChart, timeChart } from "./charts.ts";
import { type Cell, details, figure, num, table } from "./html-parts.ts";
import { pathwayDiagram, pathwayList } from "./pathway.ts";
import { STYLE } from "./style.ts";

const SECTIONS: readonly (readonly [string, string, (findings: Findings) => string])[] = [
  ["compared", "What we compared", compared],
  ["changes", "What changes", changes],
  ["beds", "Beds and queues through the week", census],
  ["time", "Where time goes", time],
  ["money", "Who pays, who gains", money],
  ["evidence", "Does it match the evidence?", targets],
  ["inputs", "What this rests on", inputs],
  ["checks", "Checks and warnings", checks],
  ["method", "Method, and how to get these numbers again", method],
  ["words", "Definitions", definitions],
];

/**
 * The page of a comparison: one file without scripts, fonts or connections, the same bytes for the same findings. Averages of
 * an arm that does not settle are nowhere in it.
 */
export function reportPage(findings: Findings): string {
  const { scenario } = findings;
  const sections = SECTIONS.map(([id, title, content]) => ({ id, title, content: content(findings) })).filter(
    ({ content }) => content !== "",
  );
  const contents = sections.map(({ id, title }) => `<li><a href="#${id}">${html(title)}</a></li>`).join("");
  const body = sections
    .map(({ id, title, content }) => `<section id="${id}"><h2>${html(title)}</h2>${content}</section>`)
    .join("");
  const price = scenario.money.priceYear === undefined ? "" : `Price year ${html(scenario.money.priceYear)}`;
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(scenario.title)}</title><style>${STYLE}</style></head><body><main>
${warnings(findings)}
<header><h1>${html(scenario.title)}</h1><p class="muted small">${price}</p>${scenario.question === undefined ? "" : `<p>${html(scenario.question)}</p>`}</header>
${answers(findings)}
<nav aria-label="Contents"><ul>${contents}</ul></nav>
${body}
<footer>Made by Careway ${html(findings.version)}. Not an NHS product. This page holds no scripts and opens no connection.</footer>
</main></body></html>
`;
}

function warnings({ warnings: list }: Findings): string {
  if (list.length === 0) return "";
  const items = list.map(({ message }) => `<li>${html(message)}.</li>`).join("");
  return `<div class="warn" role="note"><strong>${list.length === 1 ? "1 warning travels" : `${list.length} warnings travel`} with this report</strong><ul>${items}</ul></div>`;
}

function answers(findings: Findings): string {
  const many = findings.comparisons.length > 1;
  return findings.comparisons
    .map((comparison, i) => {
      const labels = labelsOf(findings, comparison);
      const block = `${many ? `<h3>${html(labels.scenario)}</h3>` : ""}${answerBlock(findings, comparison)}`;
      return i === 0 ? `${block}${setting(findings)}` : block;
    })
    .join("");
}

function setting({ scenario, result, arms }: Findings): string {
  const word = runWordFor(scenario.clock.run);
  const settling = scenario.clock.warmUp === 0 ? "starting empty" : `after ${weeks(scenario.clock.warmUp)} of settling`;
  return `<p class="muted small">Baseline: ${html(labelOf(arms, result.arms[0].name))}. Compared over ${weeks(scenario.clock.run)} ${settling}, ${countRuns(result.planned, word)}, the same patients in all.</p>`;
}

function compared(findings: Findings): string {
  const { arms, analyses } = findings;
  const pictures = arms.map((arm, i) => {
    const interventions = arm.interventions.map(({ label, lever, adoption }) => {
      const spread = adoption.full ? "in force for everybody throughout" : "taken up gradually";
      return `<li>${html(label)}${lever === undefined ? "" : ` (${html(lever)})`}: ${spread}</li>`;
    });
    const list = interventions.length === 0 ? "" : `<ul>${interventions.join("")}</ul>`;
    const diagram = `<figure><figcaption>${html(arm.label)}</figcaption><div class="scroll wide" tabindex="0" role="region" aria-label="Diagram">${pathwayDiagram(arm, arms[0], analyses[i])}</div><div class="foot">Boxes are stages with their mean time and patients a week; below them what they ask for. A + and a thick edge mark what is new or changed.</div>${details("The pathway in words", pathwayList(arm))}</figure>`;
    return `<h3>${html(arm.label)}</h3>${list}${i < 2 ? diagram : details("Show the pathway", diagram)}`;
  });
  return pictures.join("");
}

/** Comparisons in which both arms settle. */
function sound({ comparisons }: Findings): readonly Comparison[] {
  return comparisons.filter(({ instabilities }) => instabilities.length === 0);
}

function changes(findings: Findings): string {
  const list = sound(findings);
  if (list.length === 0) return "";
  const labels = labelsOf(findings, list[0]);
  const rows = findings.scenario.measures.map(({ name, better }): DifferenceRow => {
    const id = `measure.${name}`;
    const differences = list.map((comparison) => comparison.differences.find(({ metric }) => metric.id === id));
    const { label, kind } = labels.measures.get(id) ?? { label: name, kind: "number" as UnitKind };
    return {
      label,
      ends: directionWords(kind),
      better,
      differences,
      said: differences.map((one) => (one === undefined ? "none observed" : said(findings, one, labels))),
    };
  });
  if (rows.length === 0) return "";
  const names = list.map(({ arm }) => labelOf(findings.arms, arm));
  const key = names.map((name, i) => `${["●", "■", "▲", "◆"][i % 4]} ${name}`).join(" · ");
  const head: Cell[] = [{ text: "Measure" }, ...names.map(num)];
  const numbers = table(
    "Differences to the baseline with 95% ranges",
    head,
    rows.map(({ label, said: texts }) => [{ text: label }, ...texts.map(num)]),
  );
  return figure({
    title: "What changes, against the baseline",
    subtitle: key,
    picture: `<div class="scroll" tabindex="0" role="region" aria-label="Chart">${differencesChart(rows, names)}</div>`,
    foot: "A mark is the mean difference over all runs, the line its 95% range; each measure has its own scale, and the upright line is no difference.",
    numbers,
  });
}

function census(findings: Findings): string {
  const { result, scenario, arms } = settled(findings);
  if (result.arms.length === 0) return "";
  const hours = 168;
  const pictures = scenario.names.resources.flatMap((name, resource) => {
    const capacity = arms.map((arm) => arm.resources.find((one) => one.name === name)?.phases.at(-1)?.value.capacity);
    const constant = capacity.find((one) => one?.kind === "constant" && one.units > 0);
    if (constant?.kind !== "constant") return [];
    const label = labelOf(
      arms.flatMap((arm) => arm.resources),
      name,
    );
    const lines = result.arms.map(({ name: arm, runs }) => ({
      label: labelOf(arms, arm),
      values: Array.from(
        { length: hours },
        (_, h) => runs.reduce((sum, { censusByHour }) => sum + censusByHour[resource * hours + h], 0) / runs.length,
      ),
    }));
    const rows = lines.map(({ label: arm, values }) => {
      const p90 = estimateNamed(
        result,
        result.arms[lines.findIndex((one) => one.label === arm)],
        `resource.${name}.inUse.p90`,
      );
      return [{ text: arm }, num(plain(Math.min(...values))), num(plain(Math.max(...values))), num(plain(p90.mean))];
    });
    const numbers = table(
      `${label}: units in use`,
      [{ text: "Scenario" }, num("least hour"), num("greatest hour"), num("enough for 9 hours in 10")],
      rows,
    );
    return [
      figure({
        title: `${label}: in use through the week`,
        subtitle: "Mean units in use by hour of the week, over all runs",
        picture: `<div class="scroll" tabindex="0" role="region" aria-label="Chart">${censusChart(label, lines, constant.units)}</div>`,
        foot: "A mean hides bad weeks: the numbers say how many units are enough for 9 hours in 10.",
        numbers,
      }),
    ];
  });
  return pictures.join("");
}

function plain(value: number): string {
  return writeNumber(value, { kind: "number", style: "prose" });
}

function time(findings: Findings): string {
  const stable = settled(findings);
  if (stable.result.arms.length === 0) return "";
  const spent = timesSpent(stable);
  const unit = unitOfTimes(spent.flatMap(({ estimates }) => estimates));
  const howTo = how("min", "prose", findings.scenario.money.currency, unit);
  const names = stable.result.arms.map(({ name }) => labelOf(findings.arms, name));
  const bars = names.map((name, i) => {
    const parts = spent.map(({ row, estimates }) => ({
      label: row.label,
      kind: row.kind,
      minutes: estimates[i].mean || 0,
    }));
    const total = parts.reduce((sum, { minutes }) => sum + minutes, 0);
    return { label: name, parts, total: writeNumber(total, howTo) };
  });
  const rows = spent.map(({ row, estimates }) => [
    { text: row.label },
    ...estimates.map((estimate) => num(cell(estimate, howTo))),
  ]);
  return figure({
    title: "Where a patient's time goes",
    subtitle: "Mean of those who leave in the window, from coming to leaving",
    picture: `<div class="scroll" tabindex="0" role="region" aria-label="Chart">${timeChart(bars)}</div>`,
    foot: "Waiting is with no place yet or for staff; blocked is in a place, done, with nowhere to go.",
    numbers: table("Mean time a patient by cause", [{ text: "Time" }, ...names.map(num)], rows),
  });
}

function money(findings: Findings): string {
  if (findings.scenario.organisations.length === 0) return "";
  return sound(findings)
    .map((comparison) => {
      const labels = labelsOf(findings, comparison);
      const rows = payers(findings, comparison, labels);
      const currency = findings.scenario.money.currency;
      const numbers = table(
        "Cost in the window",
        [{ text: "Organisation" }, num(labels.baseline), num(labels.scenario), num("difference (95% range)")],
        rows.map(({ label, difference, said: text }) => [
          { text: label },
          num(cell(difference.baseline, how("money", "prose", currency))),
          num(cell(difference.scenario, how("money", "prose", currency))),
          num(text),
        ]),
        true,
      );
      return figure({
        title: `Who pays, who gains: ${labels.scenario}`,
        subtitle: `Cost over ${weeks(comparison.window)}${findings.scenario.money.priceYear === undefined ? "" : `, prices of ${findings.scenario.money.priceYear}`}`,
        picture: `<div class="scroll" tabindex="0" role="region" aria-label="Chart">${payersChart(rows)}</div>`,
        foot: "Only what the file prices. One-off costs count whole.",
        numbers,
      });
    })
    .join("");
}

function targets(findings: Findings): string {
  if (findings.targets.length === 0) return "";
  const measures = measureLabels(findings.scenario);
  const rows = findings.targets.map((target) => {
    const kind: UnitKind =
      target.kind === "ratio" ? "number" : (measures.get(`measure.${target.measure}`)?.kind ?? "number");
    const howTo = how(
      kind,
      "prose",
      findings.scenario.money.currency,
      kind === "min" ? timeUnitFor([target.low, target.high]) : undefined,
    );
    const exact = (value: number): string =>
      target.kind === "difference"
        ? sayDifference(writeDifference({ mean: value, halfWidth: 0, low: value, high: value }, howTo))
        : writeNumber(value, howTo);
    const found =
      target.kind === "difference"
        ? sayDifference(writeDifference(target.simulated, howTo))
        : sayEstimate(writeEstimate(target.simulated, howTo));
    const shown = unstableArms(findings).has(target.scenario) ? "not shown: unstable" : found;
    return [
      { text: target.label },
      num(target.published === undefined ? "not applicable" : exact(target.published)),
      num(`${exact(target.low)} to ${exact(target.high)}`),
      num(shown),
      { text: target.outcome },
    ];
  });
  const met = findings.targets.filter(({ outcome }) => outcome === "met").length;
  return table(
    `${met} of ${rows.length} published figures are met: the whole range lies inside the tolerance`,
    [{ text: "Figure" }, num("published"), num("tolerance"), num("simulated (95% range)"), { text: "outcome" }],
    rows,
  );
}

function inputs({ scenario }: Findings): string {
  const { sourced, assumed } = countInputs(scenario);
  const sources = new Map(scenario.evidence.map((source) => [source.name, source]));
  const rows = scenario.inputs.map(({ path, text, evidence }) => {
    const source = evidence === undefined ? undefined : sources.get(evidence);
    return [
      { text: path },
      { text },
      { text: source?.confidence ?? "assumption" },
      { text: source?.citation ?? "none given" },
      { text: source?.design ?? "" },
    ];
  });
  const sentence = `<p>${sourced} of ${sourced + assumed} numbers have a source, ${assumed} are assumptions. None has been varied yet, so the ranges above allow for chance only.</p>`;
  const all = table(
    "Every number of the file",
    [{ text: "Input" }, { text: "as written" }, { text: "grade" }, { text: "source" }, { text: "design" }],
    rows,
  );
  return sentence + (rows.length === 0 ? "" : details("Show every number", all));
}

function checks(findings: Findings): string {
  const { analyses, arms, instabilities } = findings;
  const tables = analyses.map((analysis) => {
    const arm = arms.find(({ name }) => name === analysis.arm);
    const rows = analysis.resources.map(({ resource, offered, capacity, utilisation, lowerBound, state }) => [
      { text: labelOf(arm?.resources ?? [], resource) },
      num(plain(offered)),
      num(capacity === Infinity ? "unlimited" : plain(capacity)),
      num(
        Number.isNaN(utilisation)
          ? "not applicable"
          : `${lowerBound ? "at least " : ""}${Math.round(utilisation * 100)}%`,
      ),
      { text: state === "fine" ? "copes" : state === "overtime" ? "busy beyond its hours" : "cannot cope" },
    ]);
    return table(
      `Known before the run: ${arm?.label ?? analysis.arm}`,
      [{ text: "Resource" }, num("units needed"), num("units there"), num("busy"), { text: "" }],
      rows,
    );
  });
  const growth =
    instabilities.length === 0
      ? "<p>No queue was found to grow without end.</p>"
      : `<p>${instabilities.length} queues grow without end: see the answer.</p>`;
  return growth + details("Show how busy each resource is by the file alone", tables.join(""));
}

function method(findings: Findings): string {
  const { scenario, result, command, version, comparisons } = findings;
  const reductions = comparisons
    .flatMap(({ verdicts }) => verdicts.map(({ difference }) => difference.varianceReduction))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const paired =
    reductions.length === 0
      ? ""
      : ` On the leading measures this made the variance of differences ${plain(reductions[0])} to ${plain(reductions[reductions.length - 1])} times smaller than independent runs would.`;
  return `<p>${countRuns(result.planned, runWordFor(scenario.clock.run))} of each scenario, a number fixed before the run; the first ${weeks(scenario.clock.warmUp)} are cut from each. Run k of every scenario meets the same patients with the same luck (common random numbers), so differences are paired.${paired} Ranges are Student's t intervals at ${Math.round(result.level * 100)}% over runs, each measure on its own.</p>
<p>Version ${html(version)}, seed “${html(result.seed)}”. To get exactly these numbers again:</p><p><code>${html(command)}</code></p>`;
}

function definitions(): string {
  return `<p>Ranges allow for chance: of ranges made this way, 19 in 20 hold the model's long-run average. They do not say the model is right.</p>
<dl><dt>In use</dt><dd>Units taken by patients, averaged over time.</dd><dt>Waiting, queued</dt><dd>Asking for something, holding no place.</dd><dt>Blocked</dt><dd>In a place, done there, and waiting for the next one.</dd><dt>Met, missed, cannot tell</dt><dd>The whole simulated range lies inside the tolerance; wholly outside; neither.</dd></dl>`;
}
