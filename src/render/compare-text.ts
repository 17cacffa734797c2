import type { Comparison, Verdict } from "../experiment/experiment.ts";
import { KINDS_OF_COST } from "../model/cost-kinds.ts";
import { type Findings, labelOf, labelsOf, resourceLabels } from "./findings.ts";
import { gapSentence } from "./gap-subject.ts";
import { currencySign, rangeAt, runWordFor, sayDifference, writeDifference } from "./numbers.ts";
import { NO_ORGANISATION, payerLabel, payersOf, payerVerdict } from "./payer-words.ts";
import { productivityText } from "./productivity.ts";
import { type Labels, markOf, sayAll, sayAnswer, sharedTradeOffs } from "./sentences.ts";
import { statedChanges } from "./stated-changes.ts";
import { type Column, formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { targetsText } from "./targets-text.ts";
import {
  cell,
  closing,
  estimateNamed,
  heading,
  how,
  introduction,
  seriesNote,
  settled,
  timesSpent,
  unitOfTimes,
  writingOf,
} from "./text-parts.ts";
import { ValueWords, valueOfFindings } from "./value.ts";
import { whoText } from "./who-text.ts";
import { writeAt } from "./words/digits.ts";
import { freedLines, isByDay, sayUse, takenAway } from "./words/freed.ts";

/** A comparison for a terminal: the answer first, then what it rests on. */
export function compareText(findings: Findings): string {
  const stable = settled(findings);
  const show = stable.result.arms.length > 0;
  const shared = sharedTradeOffs(findings.comparisons, (one) => labelsOf(findings, one));
  const isShared = (arm: string): boolean => shared.some(({ arms }) => arms.includes(arm));
  return [
    introduction(findings),
    ...shared.map(({ text }) => heading(text)),
    ...findings.comparisons.map((comparison) => comparisonText(findings, comparison, isShared(comparison.arm))),
    changes(findings),
    show ? seriesNote(findings.scenario) : "",
    show ? armKey(stable) : "",
    show ? whereTimeGoes(stable) : "",
    show ? places(stable) : "",
    show ? money(stable) : "",
    ...findings.comparisons.map((comparison) => winnersAndLosers(findings, comparison)),
    whoText(findings),
    valueText(findings),
    productivityText(findings),
    targetsText(findings, "Does it match the evidence?"),
    closing(findings),
  ].join("");
}

function comparisonText(findings: Findings, comparison: Comparison, shared: boolean): string {
  const labels = labelsOf(findings, comparison);
  const title = heading(`${labels.scenario}, against ${labels.baseline}`);
  if (comparison.verdicts.length === 0) return `${title}${paragraph("The file has no measures to compare.", "  ")}`;
  const answer = sayAnswer(comparison, labels, shared);
  const second = answer.second === "" ? "" : paragraph(answer.second, "  ");
  const said = `${paragraph(`${answer.headline.mark} ${sayAll(answer.headline)}`, "  ")}${second}`;
  if (comparison.instabilities.length > 0) return title + said;
  const more = `${freedTables(findings, comparison)}${gapText(findings, comparison)}`;
  return `${title}${said}\n${verdictTable(findings, comparison, labels)}${more}`;
}

/** Gross, released and cashable of each resource that an intervention of the scenario states a release for. */
function freedTables({ freed, arms, result, scenario }: Findings, { arm, baseline }: Comparison): string {
  const label = resourceLabels(arms);
  const found = freed.find((one) => one.arm === arm)?.resources ?? [];
  return found
    .map((each) => {
      const { resource } = each.release;
      const lines = freedLines(each, isByDay(arms, resource), result.window, scenario.money.currency);
      const rows = lines.map(({ head, number, time, money }) => [head, number, time, money]);
      const columns = [
        LEFT(`${label(resource)}: not to be added`),
        RIGHT("mean number"),
        RIGHT("window"),
        LEFT("worth"),
      ];
      return `\n${formatTable(columns, rows)}${paragraph(sayUse(each, result.window, takenAway(arms, resource, arm, baseline)), "  ")}`;
    })
    .join("");
}

function gapText(findings: Findings, { arm }: Comparison): string {
  const said = findings.gaps.filter(({ plan }) => plan.likely === arm).map((gap) => gapSentence(findings, gap));
  return said.map((text) => `\n${paragraph(text, "  ")}`).join("");
}

/** Whether it is worth it, where there are utilities. */
function valueText(findings: Findings): string {
  const worth = valueOfFindings(findings);
  if (worth === undefined) return "";
  const words = new ValueWords(findings, worth);
  const rows = worth.arms.map((one) => [
    labelOf(findings.arms, one.arm),
    sayDifference(words.qalys(one, "prose")),
    sayDifference(words.costs(one, "prose")),
    words.ratio(one),
  ]);
  const columns = [LEFT("scenario"), LEFT("QALYs"), LEFT("cost"), LEFT("cost by QALY")];
  const said = worth.arms.map((one) => paragraph(words.sentence(one), "  "));
  const title = `Worth it? For a patient, against ${labelOf(findings.arms, worth.baseline)} (${rangeAt(findings.result.level)})`;
  return `${heading(title)}${said.join("")}\n${formatTable(columns, rows)}`;
}

/** All measures of the file, with the verdict of those that lead. */
function verdictTable({ scenario, result }: Findings, comparison: Comparison, labels: Labels): string {
  const verdicts = new Map(comparison.verdicts.map((verdict) => [verdict.difference.metric.id, verdict]));
  const rows = comparison.differences
    .filter(({ metric }) => metric.scope === "measure" && metric.period === undefined)
    .map((difference) => {
      const { label, kind } = labels.measures.get(difference.metric.id) ?? {
        label: difference.metric.id,
        kind: "number",
      };
      const { levels, change } = writingOf(difference, kind, "prose", scenario.money.currency);
      const verdict = verdicts.get(difference.metric.id);
      return [
        label,
        cell(difference.baseline, levels),
        cell(difference.scenario, levels),
        sayDifference(writeDifference(difference, change)),
        verdict === undefined ? "not judged" : mark(verdict),
      ];
    });
  return formatTable(
    [
      LEFT("What changes"),
      RIGHT("before"),
      RIGHT("after"),
      LEFT(`difference (${rangeAt(result.level)})`),
      LEFT("verdict"),
    ],
    rows,
  );
}

function mark(verdict: Verdict): string {
  const { mark: sign, word } = markOf(verdict);
  return `${sign} ${word}`;
}

/** What the file says of its interventions in words. */
function changes(findings: Findings): string {
  const stated = statedChanges(findings).map(({ label, target, mechanism, size, evidence }) =>
    paragraph(
      `${label}. Target: ${target}. Mechanism: ${mechanism}. Size: ${size}.${evidence === undefined ? "" : ` Evidence: ${evidence}.`}`,
      "  ",
    ),
  );
  return stated.length === 0 ? "" : `${heading("What is changed")}${stated.join("")}`;
}

/** Arms stand in columns under these letters. */
function armKey({ result, arms }: Findings): string {
  const lines = result.arms.map(({ name }, i) => paragraph(`${letter(i)}  ${labelOf(arms, name)}`, "  "));
  return `${heading("Scenarios")}${lines.join("")}`;
}

function letter(i: number): string {
  return String.fromCharCode(65 + i);
}

function armColumns({ result }: Findings): readonly Column[] {
  return result.arms.map((_, i) => RIGHT(letter(i)));
}

export function whereTimeGoes(findings: Findings): string {
  const columns = armColumns(findings);
  const spent = timesSpent(findings);
  const unit = unitOfTimes(spent.flatMap(({ estimates }) => estimates));
  const howTo = how("min", "prose", findings.scenario.money.currency, unit);
  const rows = spent.map(({ row, estimates }) => [row.label, ...estimates.map((estimate) => cell(estimate, howTo))]);
  return `${heading("Where a patient's time goes, mean of those who leave")}${formatTable([LEFT("state"), ...columns], rows)}`;
}

export function places(findings: Findings): string {
  const { scenario, result, arms } = findings;
  const columns = armColumns(findings);
  const resources = arms.flatMap((arm) => arm.resources);
  const share = how("share", "prose", scenario.money.currency);
  const units = how("units", "prose", scenario.money.currency);
  const there = scenario.names.resources.filter((name) => resources.some((one) => one.name === name));
  const rows = there.flatMap((name) => {
    const label = labelOf(resources, name);
    const row = (words: string, id: string, howTo: typeof share): string[] => [
      `${label}: ${words}`,
      ...result.arms.map((arm) => missing(estimateNamed(result, arm, `resource.${name}.${id}`), howTo)),
    ];
    return [row("in use", "inUse.mean", units), row("share busy", "utilisation.share", share)];
  });
  return `${heading("Beds, places and staff")}${formatTable([LEFT("resource"), ...columns], rows)}`;
}

function missing(estimate: Parameters<typeof cell>[0], howTo: Parameters<typeof cell>[1]): string {
  return estimate.n === 0 ? "–" : cell(estimate, howTo);
}

export function money(findings: Findings): string {
  const { scenario, result } = findings;
  const columns = armColumns(findings);
  if (scenario.organisations.length === 0) return "";
  const howTo = how("money", "table", scenario.money.currency);
  const row = (label: string, id: string): string[] => [
    label,
    ...result.arms.map((arm) => cell(estimateNamed(result, arm, id), howTo)),
  ];
  const ofNobody = "overall.cost.noOrganisation.total";
  const rows = [
    ...scenario.organisations.map(({ name, label }) => row(label, `organisation.${name}.cost.total`)),
    ...(result.arms.some((arm) => estimateNamed(result, arm, ofNobody).mean !== 0)
      ? [row(NO_ORGANISATION, ofNobody)]
      : []),
    row("Everyone", "overall.cost.total"),
  ];
  const year = scenario.money.priceYear === undefined ? "" : `, prices of ${scenario.money.priceYear}`;
  return `${heading(`Who pays, in one run's window${year}`)}${formatTable([LEFT("organisation"), ...columns], rows)}`;
}

/** What each organisation spends and avoids in a scenario, and of which kind, in one unit. */
export function winnersAndLosers(findings: Findings, comparison: Comparison): string {
  const payers = comparison.instabilities.length > 0 ? [] : payersOf(findings, comparison);
  if (payers.length === 0) return "";
  const { currency, priceYear } = findings.scenario.money;
  const amounts = payers.flatMap(({ all }) => [all.spent.mean, all.avoided.mean]);
  const { unit, write } = inOneUnit(amounts, currencySign(currency));
  const change = (mean: number): string => {
    const size = write(Math.abs(mean));
    return /[1-9]/.test(size) ? `${size} ${mean < 0 ? "less" : "more"}` : "0";
  };
  const rows = payers.map(({ payer, kinds, all }) => {
    const kindCells = KINDS_OF_COST.map((kind) => change(kinds[kind].net.mean));
    const { mean, low, high, halfWidth } = all.net;
    const across = low < 0 && high > 0;
    const ends = across ? [change(low), change(high)] : [low, high].map((end) => write(Math.abs(end)));
    if (mean < 0 && !across) ends.reverse();
    const range = halfWidth > 0 ? ` (${ends.join(" to ")})` : "";
    const net = `${payerVerdict(all.net).mark} ${change(mean)}${range}`;
    return [payerLabel(findings, payer), ...kindCells, write(all.spent.mean), write(all.avoided.mean), net];
  });
  const columns = [
    LEFT("who"),
    ...KINDS_OF_COST.map(RIGHT),
    ...["spent", "avoided"].map(RIGHT),
    LEFT(`net (${rangeAt(findings.result.level)})`),
  ];
  const year = priceYear === undefined ? "" : `, prices of ${priceYear}`;
  const period = runWordFor(comparison.window) === "year" ? "a year" : "a run";
  const title = `Who wins, who loses: ${labelsOf(findings, comparison).scenario}, change in cost ${period}, ${unit}${year}`;
  return `${heading(title)}${formatTable(columns, rows)}`;
}

/** Money in one unit for a whole table, with three digits of the largest. */
function inOneUnit(amounts: readonly number[], sign: string): { unit: string; write: (amount: number) => string } {
  const largest = Math.max(0, ...amounts.filter(Number.isFinite));
  const [factor, unit] =
    largest >= 1e8 ? [1e6, `${sign} million`] : largest >= 1e5 ? [1e3, `${sign} thousand`] : [1, sign.trim()];
  const places = largest / factor < 10 && factor > 1 ? 1 : 0;
  return { unit, write: (amount) => writeAt(amount / factor, -places, false) };
}
