import type { Comparison, PairedDifference } from "../../experiment/experiment.ts";
import { html } from "../escape.ts";
import { countInputs, type Findings, labelsOf } from "../findings.ts";
import { directionWords, runWordFor, sayDifference, writeDifference } from "../numbers.ts";
import { type Labels, markOf, sayAnswer } from "../sentences.ts";
import { how, unitOfTimes } from "../text-parts.ts";
import { dotsChart } from "./charts.ts";

/** The first screen: answer, trade-off, and the four questions of a board. */
export function answerBlock(findings: Findings, comparison: Comparison): string {
  const labels = labelsOf(findings, comparison);
  if (comparison.verdicts.length === 0) return `<p class="answer">The file has no measures to compare.</p>`;
  const { headline, second } = sayAnswer(comparison, labels);
  const more = [headline.more, second].filter((text) => text !== "").join(" ");
  const said = `<p class="answer">${html(headline.text)}</p>${more === "" ? "" : `<p class="second">${html(more)}</p>`}`;
  if (comparison.instabilities.length > 0) return said;
  const boxes = [
    works(findings, comparison, labels),
    sure(findings, comparison, labels),
    pays(findings, comparison, labels),
    wrong(findings, comparison, labels),
  ];
  return `${said}<div class="boxes">${boxes.join("")}</div>`;
}

function box(title: string, content: string): string {
  return `<section class="box"><h3>${html(title)}</h3>${content}</section>`;
}

function works(findings: Findings, comparison: Comparison, labels: Labels): string {
  const rows = comparison.verdicts.map((verdict) => {
    const { mark, word } = markOf(verdict);
    const { label } = labels.measures.get(verdict.difference.metric.id) ?? { label: verdict.difference.metric.id };
    const cls = word.startsWith("better") ? "better" : word.startsWith("worse") ? "worse" : "muted";
    return `<dt>${html(label)}</dt><dd>${html(said(findings, verdict.difference, labels))} <span class="${cls}">${mark} ${html(word)}</span></dd>`;
  });
  return box("Does it work?", `<dl>${rows.join("")}</dl>`);
}

/** A paired difference in words, in the unit of its measure. */
export function said({ scenario }: Findings, difference: PairedDifference, labels: Labels): string {
  const kind = labels.measures.get(difference.metric.id)?.kind ?? "number";
  const times = kind === "min" ? unitOfTimes([difference.baseline, difference.scenario]) : undefined;
  return sayDifference(writeDifference(difference, how(kind, "prose", scenario.money.currency, times)));
}

function sure(findings: Findings, comparison: Comparison, labels: Labels): string {
  const [{ difference }] = comparison.verdicts;
  const { label, kind } = labels.measures.get(difference.metric.id) ?? { label: "", kind: "number" as const };
  const word = runWordFor(comparison.window);
  const times = kind === "min" ? unitOfTimes([difference.baseline, difference.scenario]) : undefined;
  const howTo = how(kind, "prose", findings.scenario.money.currency, times);
  const one = {
    mean: difference.mean,
    low: difference.runLow,
    high: difference.runHigh,
    halfWidth: (difference.runHigh - difference.runLow) / 2,
  };
  const same =
    difference.mean < 0
      ? [...difference.differences].filter((d) => d < 0).length
      : [...difference.differences].filter((d) => d > 0).length;
  const words = directionWords(kind);
  const { sourced, assumed } = countInputs(findings.scenario);
  const rows = [
    ["chance", writeDifference(difference, howTo).range || "no range"],
    [`one ${word}`, writeDifference(one, howTo).range || "the same"],
    ["inputs", "not tested yet"],
    ["evidence", `${sourced} of ${sourced + assumed} numbers have a source, ${assumed} are assumptions`],
  ];
  const list = rows.map(([name, text]) => `<dt>${html(name)}</dt><dd>${html(text)}</dd>`).join("");
  const dots = dotsChart(difference, `${label}: one dot a simulated ${word}`, { down: words.down, up: words.up });
  return box(
    "How sure are we?",
    `<p class="small muted">${html(label)}</p><dl>${list}</dl>${dots}<p class="small">${same} of ${difference.n} simulated ${word}s go this way.</p>`,
  );
}

/** Organisations whose cost is compared, in the file's order, then everyone. */
export function payers({ scenario }: Findings, comparison: Comparison, labels: Labels) {
  const find = (id: string) => comparison.differences.find(({ metric }) => metric.id === id);
  const named = scenario.organisations.map(({ name, label }) => ({
    label,
    difference: find(`organisation.${name}.cost.total`),
  }));
  const all = [...named, { label: "Everyone", difference: find("overall.cost.total") }];
  return all.flatMap(({ label, difference }) =>
    difference === undefined ? [] : [{ label, difference, said: sayCost(difference, labels, scenario.money.currency) }],
  );
}

function sayCost(difference: PairedDifference, _labels: Labels, currency: string): string {
  return sayDifference(writeDifference(difference, how("money", "prose", currency)));
}

function pays(findings: Findings, comparison: Comparison, labels: Labels): string {
  const year = runWordFor(comparison.window) === "year" ? "a year" : "a run";
  const { priceYear } = findings.scenario.money;
  if (findings.scenario.organisations.length === 0)
    return box("Who pays, who gains?", "<p>The file names no organisations.</p>");
  const rows = payers(findings, comparison, labels).map(
    ({ label, said: text }) => `<dt>${html(label)}</dt><dd>${html(text)}</dd>`,
  );
  return box(
    `Who pays, who gains (${year})`,
    `<dl>${rows.join("")}</dl><p class="small muted">Cost of what the file prices${priceYear === undefined ? "" : `, prices of ${html(priceYear)}`}. A freed bed is cash only when its staff go.</p>`,
  );
}

function wrong(findings: Findings, comparison: Comparison, labels: Labels): string {
  const full = comparison.differences
    .filter(
      ({ metric, scenario }) =>
        metric.scope === "resource" && metric.quantity === "utilisation" && scenario.mean >= 0.85,
    )
    .map(
      ({ metric, scenario }) =>
        `${labels.resources.get(metric.subject) ?? metric.subject} is busy ${Math.round(scenario.mean * 100)}% of its hours: a little more work makes long queues`,
    );
  const harms = comparison.verdicts
    .filter(({ kind }) => kind.startsWith("harm") || kind === "cannot-tell")
    .map((verdict) => `${labels.measures.get(verdict.difference.metric.id)?.label ?? ""}: ${markOf(verdict).word}`);
  const { assumed } = countInputs(findings.scenario);
  const items = [
    ...harms,
    ...full,
    `${assumed} numbers are assumptions: none has been varied yet`,
    ...findings.warnings.slice(0, 3).map(({ message }) => message),
  ];
  return box(
    "What could go wrong?",
    `<ul class="small">${items.map((item) => `<li>${html(item)}</li>`).join("")}</ul>`,
  );
}
