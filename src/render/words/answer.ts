import type { Comparison, PairedDifference } from "../../experiment/experiment.ts";
import { runWordFor, writeDifference } from "../numbers.ts";
import { effectOf, sayEffect, sayEffectAlone, sayHarm } from "./effects.ts";
import { type Labels, listed, payerLabel, type Sentence } from "./labels.ts";
import { foundIn, payersOf, type TradeOff, tradeOffOf } from "./trade-off.ts";
import { ifRight, sayVerdict } from "./verdicts.ts";

/** Of the largest clear change in cost: who changes by less is not told in a sentence; the tables hold everybody. */
const TRIVIAL = 0.01;

/** What opens a report: the finding, then who pays and who gains. */
export interface Answer {
  readonly headline: Sentence;
  /** The trade-off or who pays; empty where nothing may be said. */
  readonly second: string;
}

/**
 * The answer of one comparison, from its headline measures in the file's order: the first benefit; with the first harm, or else
 * the payer with the largest clear rise in cost, in the same sentence; without a benefit the first harm, else the first measure.
 * @param shared the trade-off was said for several scenarios together: here follow its numbers
 * @throws Error without a headline measure
 */
export function sayAnswer(comparison: Comparison, labels: Labels, shared = false): Answer {
  const { verdicts } = comparison;
  if (verdicts.length === 0) throw new Error(`the comparison of ${comparison.arm} has no headline measure`);
  const [first] = verdicts;
  const found = foundIn(comparison);
  if (found.length === 0) return { headline: sayVerdict(first, comparison, labels), second: "" };
  const tradeOff = tradeOffOf(comparison);
  if (tradeOff !== undefined) return sayTradeOff(tradeOff, comparison, labels, shared);
  const of = (kind: (typeof first)["kind"]) => found.find((verdict) => verdict.kind === kind);
  const lead = of("benefit") ?? of("harm") ?? found.find(({ kind }) => kind !== "identical") ?? found[0];
  // Where nothing changes but what it costs, that is the answer.
  const silent = lead.kind === "identical" && !payersOf(comparison).some(isClear);
  const second = silent ? "" : sayPayers(comparison, labels);
  return { headline: sayVerdict(lead, comparison, labels), second };
}

/** Benefit and harm in one sentence; in the second one, where the file's labels are too long for the first. */
function sayTradeOff(tradeOff: TradeOff, comparison: Comparison, labels: Labels, shared: boolean): Answer {
  const { benefit, harm, payer } = tradeOff;
  const effect = effectOf(benefit, labels);
  const cost = harm === undefined ? `costs ${sayCost(payer, comparison, labels)}` : sayHarm(effectOf(harm, labels));
  const marked = { mark: "⇄", word: "trade-off" } as const;
  const text = `${labels.scenario} ${sayEffect(effect, false)} but ${cost}${ifRight(labels)}.`;
  if (!shared && text.split(/\s+/).length <= 30) {
    return { headline: { text, more: "", ...marked }, second: sayPayers(comparison, labels, payer) };
  }
  const headline = { ...sayVerdict(benefit, comparison, labels), ...marked };
  const payers = sayPayers(comparison, labels);
  // Who pays may be the harm itself: it is then told once.
  if (harm === undefined && shared) return { headline, second: payers };
  const start = `It ${sayEffectAlone(effect)} but `;
  if (harm === undefined) return { headline, second: payers.replace(/^It /, start) };
  const said = shared ? `It ${cost}.` : `${start}${cost}.`;
  return { headline, second: [said, payers].filter((part) => part !== "").join(" ") };
}

/**
 * Who pays more and who pays less, each with its range, of the organisations whose cost clearly changes, the largest change
 * first: "It costs A £240,000 a year more (…); B pays £290,000 a year less (…)." Empty of a file without organisations.
 * @param told has been named already
 */
export function sayPayers(comparison: Comparison, labels: Labels, told?: PairedDifference): string {
  const all = payersOf(comparison);
  const clear = all.filter(isClear).sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  if (all.length === 0) return "";
  if (clear.length === 0) return "No organisation's cost clearly changes.";
  const shown = clear.filter((one) => one !== told && Math.abs(one.mean) >= TRIVIAL * Math.abs(clear[0].mean));
  const more = shown.filter(({ mean }) => mean > 0).map((one) => sayCost(one, comparison, labels));
  const less = shown
    .filter(({ mean }) => mean < 0)
    .map((one) => `${payerLabel(one, labels)} pays ${sayAmount(one, comparison, labels)}`);
  const costs = more.length === 0 ? [] : [`it ${told === undefined ? "" : "also "}costs ${listed(more)}`];
  const said = [...costs, ...(less.length === 0 ? [] : [listed(less)])].join("; ");
  return said === "" ? "" : `${said[0].toUpperCase()}${said.slice(1)}.`;
}

function isClear({ low, high }: PairedDifference): boolean {
  return low > 0 || high < 0;
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
