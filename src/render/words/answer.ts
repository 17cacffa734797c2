import type { Comparison, PairedDifference, Verdict } from "../../experiment/experiment.ts";
import { runWordFor, writeDifference } from "../numbers.ts";
import { effectOf, sayEffect, sayHarm } from "./effects.ts";
import type { Labels, Sentence } from "./labels.ts";
import { ifRight, sayVerdict } from "./verdicts.ts";

/** What opens a report: the finding, then who pays and who gains. */
export interface Answer {
  readonly headline: Sentence;
  /** The trade-off or who pays; empty where nothing may be said. */
  readonly second: string;
}

/**
 * The answer of one comparison, from its headline measures in the file's order: the first benefit; with the first harm, or else
 * the payer with the largest clear rise in cost, in the same sentence; without a benefit the first harm, else the first measure.
 * @throws Error without a headline measure
 */
export function sayAnswer(comparison: Comparison, labels: Labels): Answer {
  const { verdicts } = comparison;
  if (verdicts.length === 0) throw new Error(`the comparison of ${comparison.arm} has no headline measure`);
  const [first] = verdicts;
  const found = comparison.instabilities.length > 0 ? [] : verdicts.filter(({ kind }) => kind !== "too-few");
  if (found.length === 0) return { headline: sayVerdict(first, comparison, labels), second: "" };
  const benefit = found.find(({ kind }) => kind === "benefit");
  const harm = found.find(({ kind }) => kind === "harm");
  if (benefit === undefined) {
    const lead = harm ?? found.find(({ kind }) => kind !== "identical") ?? found[0];
    const second = lead.kind === "identical" ? "" : sayPayers(comparison, labels);
    return { headline: sayVerdict(lead, comparison, labels), second };
  }
  const tradeOff = harm === undefined ? sayPayerHarm(comparison, labels) : sayHarm(effectOf(harm, labels));
  if (tradeOff === undefined) {
    return { headline: sayVerdict(benefit, comparison, labels), second: sayPayers(comparison, labels) };
  }
  return sayTradeOff(benefit, tradeOff, comparison, labels);
}

/** Benefit and harm in one sentence; in the second one, where the file's labels are too long for the first. */
function sayTradeOff(benefit: Verdict, harm: string, comparison: Comparison, labels: Labels): Answer {
  const effect = sayEffect(effectOf(benefit, labels), false);
  const payers = sayPayers(comparison, labels);
  const marked = { mark: "⇄", word: "trade-off" } as const;
  const text = `${labels.scenario} ${effect} but ${harm}${ifRight(labels)}.`;
  if (text.split(/\s+/).length <= 30) return { headline: { text, more: "", ...marked }, second: payers };
  const headline = { ...sayVerdict(benefit, comparison, labels), ...marked };
  // Who pays may be the harm itself: it is then told once.
  if (payers.startsWith("It costs") && harm.startsWith("costs")) {
    return { headline, second: payers.replace("It costs", `It ${effect} but costs`) };
  }
  return { headline, second: [`It ${effect} but ${harm}.`, payers].filter((part) => part !== "").join(" ") };
}

/**
 * Who pays more and who pays less, each with its range, of the organisations whose cost clearly changes:
 * "It costs A £240,000 a year more (…); B pays £290,000 a year less (…)." Empty of a file without organisations.
 */
export function sayPayers(comparison: Comparison, labels: Labels): string {
  const all = payers(comparison);
  if (all.length === 0) return "";
  const more = all.filter(({ low }) => low > 0).map((one) => sayCost(one, comparison, labels));
  const less = all
    .filter(({ high }) => high < 0)
    .map((one) => {
      return `${payerLabel(one, labels)} pays ${sayAmount(one, comparison, labels)}`;
    });
  if (more.length === 0 && less.length === 0) return "No organisation's cost clearly changes.";
  const costs = more.length === 0 ? [] : [`it costs ${listed(more)}`];
  const said = [...costs, ...(less.length === 0 ? [] : [listed(less)])].join("; ");
  return `${said[0].toUpperCase()}${said.slice(1)}.`;
}

function sayPayerHarm(comparison: Comparison, labels: Labels): string | undefined {
  const [worst] = payers(comparison)
    .filter(({ low }) => low > 0)
    .sort((a, b) => b.mean - a.mean);
  return worst === undefined ? undefined : `costs ${sayCost(worst, comparison, labels)}`;
}

function payers({ differences }: Comparison): readonly PairedDifference[] {
  return differences.filter(({ metric }) => {
    return metric.scope === "organisation" && metric.quantity === "cost" && metric.statistic === "total";
  });
}

function sayCost(payer: PairedDifference, comparison: Comparison, labels: Labels): string {
  return `${payerLabel(payer, labels)} ${sayAmount(payer, comparison, labels)}`;
}

/** "£370,000 a year more (£330,000 to £410,000)" */
function sayAmount(payer: PairedDifference, { window }: Comparison, { currency }: Labels): string {
  const style = { kind: "money", style: "prose", ...(currency === undefined ? {} : { currency }) } as const;
  const { value, direction, range } = writeDifference(payer, style);
  const said = `${value} ${runWordFor(window) === "year" ? "a year" : "a run"} ${direction}`;
  return range === "" ? said : `${said} (${range})`;
}

function payerLabel({ metric }: PairedDifference, { organisations }: Labels): string {
  return organisations.get(metric.subject) ?? metric.subject;
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
