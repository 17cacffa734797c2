import type { Comparison, PairedDifference } from "../../experiment/experiment.ts";
import { countInputs, type Findings, labelsOf, resourceLabels } from "../findings.ts";
import { lossSentence } from "../gap-subject.ts";
import {
  countRuns,
  directionWords,
  runWordFor,
  sayDifference,
  type UnitKind,
  writeDifference,
  writeEstimate,
} from "../numbers.ts";
import { type Labels, markOf, sayAnswer } from "../sentences.ts";
import { how, writingOf } from "../text-parts.ts";
import { freedNumbers } from "../words/freed.ts";
import { differenceDots } from "./dots.ts";
import { leadOf, nearlyFull, payerDifferences, payerOf, perRun, verdictMark } from "./facts.ts";
import { imageOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { payerBar, toneOfCost } from "./payer-bars.ts";

/** How many lines the box of risks has room for. */
const MOST_RISKS = 5;

/**
 * The finding, the trade-off, and the four boxes of one comparison.
 * @param size compact for all but the first @param shared as of `sayAnswer`
 */
export function answerBlock(
  findings: Findings,
  comparison: Comparison,
  size: "full" | "compact",
  shared = false,
): Markup {
  const labels = labelsOf(findings, comparison);
  const title = markup`<h3>${labels.scenario}, against ${labels.baseline}</h3>\n`;
  const open = markup`<article class="answer ${size}">${size === "full" ? NOTHING : title}`;
  if (comparison.verdicts.length === 0) {
    return markup`${open}<p class="headline">The file has no measures to compare.</p>\n</article>\n`;
  }
  const { headline, second } = sayAnswer(comparison, labels, shared);
  const said = markup`<p class="headline">${headline.mark} ${headline.text}</p>
${headline.more === "" ? NOTHING : markup`<p class="more">${headline.more}</p>\n`}${
  second === "" ? NOTHING : markup`<p class="second">${second}</p>\n`
}`;
  // Of an arm that does not settle no number may be given: the sentence stands alone.
  if (comparison.instabilities.length > 0) return markup`${open}${said}</article>\n`;
  const boxes = markup`<div class="boxes">
${[works, sure, pays, risks].map((part) => boxOf(part(findings, comparison, labels), size))}</div>\n`;
  if (size === "full") return markup`${open}${said}${boxes}</article>\n`;
  return markup`${open}${said}<details><summary>Does it work, how sure, who pays, what could go wrong</summary>\n${boxes}</details></article>\n`;
}

function works(findings: Findings, { verdicts, arm }: Comparison, labels: Labels): Box {
  const { scenario } = findings;
  const items = verdicts.map((verdict) => {
    const { difference } = verdict;
    const written = differenceOf(difference, labels, scenario.money.currency);
    const { value, direction, range } = written;
    const size = sayDifference({ ...written, range: "" });
    const told = direction === "" ? value : size;
    const number = verdict.kind === "too-few" ? NOTHING : markup`<span class="value">${told}</span> `;
    const interval = range === "" ? NOTHING : markup` <span class="muted">${range}</span>`;
    return markup`<dt>${labels.measures.get(difference.metric.id)?.label ?? difference.metric.id}</dt>
<dd>${number}${verdictMark(verdict)}${interval}</dd>\n`;
  });
  return { title: "Does it work?", content: markup`<dl>${items}${freedItems(findings, arm)}</dl>` };
}

/** Gross, released and cashable side by side, never added. */
function freedItems({ freed, arms }: Findings, arm: string): readonly Markup[] {
  const label = resourceLabels(arms);
  const found = freed.find((one) => one.arm === arm)?.resources ?? [];
  return found.map((each) => {
    const [gross, released, cashable] = freedNumbers(each);
    return markup`<dt>${label(each.release.resource)}: freed → released → cashable</dt>
<dd><span class="value">${gross} → ${released} → ${cashable}</span> <span class="muted">not to be added</span></dd>\n`;
  });
}

function sure(findings: Findings, comparison: Comparison, labels: Labels): Box {
  const { scenario } = findings;
  const lead = leadOf(comparison);
  const { difference } = lead;
  const { currency } = scenario.money;
  const chance = differenceOf(difference, labels, currency);
  const half = (difference.runHigh - difference.runLow) / 2;
  const ofRuns = { mean: difference.mean, halfWidth: half, low: difference.runLow, high: difference.runHigh };
  const one = writeDifference(ofRuns, howOf(difference, labels, currency));
  const word = runWordFor(comparison.window);
  const { assumed, sourced } = countInputs(scenario);
  const rows: readonly (readonly [string, string])[] = [
    ["chance", difference.n > 1 ? rangeWithWords(chance) : "no range yet"],
    [`one ${word}`, difference.n > 1 ? rangeWithWords(one) : "no range yet"],
    ["inputs", "not tested yet"],
    ["evidence", `${assumed} of ${assumed + sourced} numbers are assumptions`],
  ];
  const list = rows.map(([name, text]) => markup`<dt>${name}</dt><dd>${text}</dd>\n`);
  const label = labels.measures.get(difference.metric.id)?.label ?? difference.metric.id;
  return {
    title: "How sure are we?",
    content: markup`<p class="muted">${label}</p><dl class="side">${list}</dl>${dots(comparison, difference, labels, label)}`,
  };
}

/** "18 to 23 fewer", or all of it where it spans zero. */
function rangeWithWords({ value, range, direction, across, unit }: ReturnType<typeof writeDifference>): string {
  if (range === "") return direction === "" ? value : `${value} ${direction}`;
  if (across || range.startsWith("within")) return unit === "" || !across ? range : `${range} (${unit})`;
  return [range, unit, direction].filter((part) => part !== "").join(" ");
}

function dots(comparison: Comparison, difference: PairedDifference, labels: Labels, label: string): Markup {
  const values = [...difference.differences].filter(Number.isFinite);
  if (values.length < 2) return NOTHING;
  const kind = kindOf(difference, labels);
  const words = directionWords(kind);
  const fewer = values.filter((value) => value < 0).length;
  const more = values.filter((value) => value > 0).length;
  const [count, way] = fewer >= more ? [fewer, words.down] : [more, words.up];
  const same = fewer + more === 0;
  const runs = countRuns(values.length, runWordFor(comparison.window)).replace(" simulated", "");
  const said = same ? `The same in all ${runs}.` : `${count} of ${runs}: ${way}.`;
  const each = values.length > 60 ? "50 dots, each for the same share of the runs." : "One dot a run.";
  const title = `${label}: ${said}`;
  const drawing = differenceDots(values, 240, "c1");
  return markup`${imageOf(`dots-${comparison.arm}`, title, each, drawing)}\n<p class="foot">${said} ${each}</p>`;
}

function pays(findings: Findings, comparison: Comparison, labels: Labels): Box {
  const title = "Who pays, who gains";
  const differences = payerDifferences(findings, comparison);
  if (differences.length === 0)
    return { title, content: markup`<p>Not modelled: the file names no organisations.</p>` };
  const { priceYear, currency } = findings.scenario.money;
  const largest = Math.max(
    ...differences.map(({ low, high, mean }) => Math.max(...[low, high, mean].filter(Number.isFinite).map(Math.abs))),
  );
  const items = differences.map((difference) => {
    const written = writeDifference(difference, how("money", "prose", currency));
    const known = difference.n > 1;
    const told = !known
      ? "no range yet"
      : written.direction === ""
        ? "no change"
        : `${written.value} ${written.direction}`;
    const range = !known || written.range === "" ? NOTHING : markup` <span class="muted">${written.range}</span>`;
    const name = payerOf(difference.metric, labels.organisations);
    return markup`<dt>${name}</dt><dd>${known ? payerBar(difference, largest) : NOTHING}<span class="value">${told}</span>${range}</dd>\n`;
  });
  const year = priceYear === undefined ? "" : `, prices of ${priceYear}`;
  return {
    title,
    content: markup`<p class="muted">Cost ${perRun(comparison.window)}${year}</p><dl>${items}</dl>`,
  };
}

function risks(findings: Findings, comparison: Comparison, labels: Labels): Box {
  const named = (verdict: Comparison["verdicts"][number]): string =>
    labels.measures.get(verdict.difference.metric.id)?.label ?? verdict.difference.metric.id;
  const harms = comparison.verdicts.filter(({ kind }) => kind === "harm" || kind === "harm-perhaps-too-small");
  const unknown = comparison.verdicts.filter(({ kind }) => kind === "cannot-tell");
  const full = nearlyFull(comparison).map(({ name, share }) => {
    const busy = writeEstimate(share, how("share", "prose", findings.scenario.money.currency)).value;
    return `${labels.resources.get(name) ?? name}: nearly full, busy ${busy} of the time.`;
  });
  const payers = payerDifferences(findings, comparison)
    .filter((one) => one.metric.scope === "organisation" && toneOfCost(one) === "more-cost")
    .map(({ metric }) => `▲ ${labels.organisations.get(metric.subject) ?? metric.subject} has to find more money.`);
  const lost = findings.gaps.filter(({ plan: { published, likely } }) => [published, likely].includes(comparison.arm));
  const lines = [
    ...lost.map((gap) => lossSentence(findings, gap)).filter((said) => said !== ""),
    ...harms.map((verdict) => `${markOf(verdict).mark} ${named(verdict)}: ${markOf(verdict).word}.`),
    ...unknown.map((verdict) => `? ${named(verdict)}: can't tell, it could be better or worse.`),
    ...payers,
    ...full,
    ...findings.warnings.map(({ message }) => `! ${message}.`),
  ];
  const shown = lines.slice(0, MOST_RISKS).map((line) => markup`<li>${line}</li>\n`);
  const rest = lines.length - shown.length;
  const more = rest > 0 ? markup`<li><a href="#checks">${rest} more under Checks and warnings</a></li>\n` : NOTHING;
  const none = lines.length === 0 ? markup`<li>Nothing found by the checks.</li>\n` : NOTHING;
  const untested = markup`<li>Not tested: what happens if the inputs are wrong.</li>\n`;
  return { title: "What could go wrong?", content: markup`<ul>${joined(shown)}${more}${none}${untested}</ul>` };
}

interface Box {
  readonly title: string;
  readonly content: Markup;
}

/** Headed one level below what it belongs to: the page, or the title of a compact answer. */
function boxOf({ title, content }: Box, size: "full" | "compact"): Markup {
  const head = size === "full" ? markup`<h2>${title}</h2>` : markup`<h4>${title}</h4>`;
  return markup`<div class="box">${head}${content}</div>\n`;
}

function kindOf({ metric }: PairedDifference, labels: Labels): UnitKind {
  return labels.measures.get(metric.id)?.kind ?? "number";
}

function howOf(difference: PairedDifference, labels: Labels, currency: string) {
  return writingOf(difference, kindOf(difference, labels), "prose", currency).change;
}

function differenceOf(difference: PairedDifference, labels: Labels, currency: string) {
  return writeDifference(difference, howOf(difference, labels, currency));
}
