import type { Comparison, Verdict } from "../../experiment/experiment.ts";
import { countRuns, runWordFor, writeEstimate, writeRough, writeSize } from "../numbers.ts";
import { type Effect, effectOf, nounFor, sayEffect, sayHarm, sayLevels, sayMatters, sayRange } from "./effects.ts";
import { type Labels, type Mark, quoted, type Sentence, withinThirtyWords } from "./labels.ts";
import { sayUnstable } from "./unstable.ts";

/** Share of its hours from which the busiest resource is named beside a harm. */
const BUSY = 0.9;

/**
 * The sentence for one verdict. Words, mark and word come from the verdict alone, so that what is said is what was found.
 * A finding is never called more certain than its interval, and an arm that does not settle gets no number at all.
 */
export function sayVerdict(verdict: Verdict, comparison: Comparison, labels: Labels): Sentence {
  const { mark, word } = markOf(verdict);
  const { text, more } = wordsFor(verdict, comparison, labels);
  return { text, more, mark, word };
}

/** The mark and its word, for a table row or a picture. */
export function markOf({ kind, difference, better }: Verdict): { readonly mark: Mark; readonly word: string } {
  const mark = difference.mean < 0 ? "▼" : "▲";
  switch (kind) {
    case "unstable":
    case "unstable-against-stable":
      return { mark: "⚠", word: "unstable" };
    case "too-few":
      return { mark: "◔", word: "not yet a finding" };
    case "identical":
      return { mark: "=", word: "identical" };
    case "about-the-same":
      return { mark: "=", word: "about the same" };
    case "benefit":
      return { mark, word: "better" };
    case "benefit-perhaps-too-small":
      return { mark, word: "better, perhaps too small to matter" };
    case "harm":
      return { mark, word: "worse" };
    case "harm-perhaps-too-small":
      return { mark, word: "worse, perhaps too small to matter" };
    case "changed":
      return { mark, word: better ?? (difference.mean < 0 ? "lower" : "higher") };
    case "cannot-tell":
      return { mark: "?", word: "can't tell" };
  }
}

interface Words {
  readonly text: string;
  readonly more: string;
}

function wordsFor(verdict: Verdict, comparison: Comparison, labels: Labels): Words {
  const effect = effectOf(verdict, labels);
  const { scenario, baseline } = labels;
  const label = quoted(effect.measure.label);
  switch (verdict.kind) {
    case "unstable":
    case "unstable-against-stable":
      return sayUnstable(comparison, labels);
    case "too-few":
      return sayTooFew(verdict, effect, comparison);
    case "identical":
      return saySame(effect, comparison, labels);
    case "about-the-same": {
      const within = sayMatters(verdict.matters ?? 0, effect);
      return {
        text: `${scenario} and ${baseline} give the same ${label}, to within ${within} that you said matters.`,
        more: "",
      };
    }
    case "benefit":
    case "changed":
      return { text: sayFinding(verdict, effect, labels), more: "" };
    case "benefit-perhaps-too-small":
      return { text: `${scenario} ${sayEffect(effect, false)}${ifRight(labels)}.`, more: saySmall(verdict, effect) };
    case "harm":
      return { text: `${scenario} ${sayHarm(effect)}${ifRight(labels)}.`, more: sayBusiest(comparison, labels) };
    case "harm-perhaps-too-small":
      return { text: `${scenario} ${sayHarm(effect)}${ifRight(labels)}.`, more: saySmall(verdict, effect) };
    case "cannot-tell":
      return sayCannotTell(verdict, effect, comparison, labels);
  }
}

/** The ending of a finding while only one value of each input has been run. */
export function ifRight({ inputsTested }: Labels): string {
  return inputsTested ? "" : ", if the inputs are right";
}

function sayFinding(verdict: Verdict, effect: Effect, labels: Labels): string {
  const levels = sayLevels(verdict, effect);
  const end = `${ifRight(labels)}.`;
  const full = `${labels.scenario} ${sayEffect(effect, true)}`;
  const short = `${labels.scenario} ${sayEffect(effect, false)}${end}`;
  return withinThirtyWords([...(levels === "" ? [] : [`${full}: ${levels}${end}`]), `${full}${end}`, short]);
}

function saySmall({ matters }: Verdict, { how, noun }: Effect): string {
  const size = writeSize(matters ?? 0, how);
  return `You said that less than ${noun === undefined ? size : `${size} ${nounFor(size, noun)}`} would not matter.`;
}

function sayTooFew({ difference }: Verdict, effect: Effect, { done, planned, window }: Comparison): Words {
  const word = runWordFor(window);
  const label = quoted(effect.measure.label);
  const { n } = difference;
  const range = sayRange(effect);
  const found = range === "" ? `${label} has no range yet` : rangeOf(effect, label, range);
  if (done < planned) {
    const text = `So far, after ${done} of ${countRuns(planned, word)}: ${found}.`;
    if (n > 0) return { text, more: "Not yet a finding." };
    return {
      text: `So far, after ${done} of ${countRuns(planned, word)}: nothing to compare on ${label}.`,
      more: "Not yet a finding.",
    };
  }
  if (n === 0) {
    return {
      text: `There is nothing to compare on ${label}: no ${word} observed it both with and without the change.`,
      more: "",
    };
  }
  const text = `After ${n < done ? `${n} of ${countRuns(done, word)} that observed it` : countRuns(n, word)}: ${found}.`;
  return { text, more: "Not yet a finding: that takes 10." };
}

function rangeOf({ noun, measure }: Effect, label: string, range: string): string {
  if (noun === undefined || !(measure.kind === "number" || measure.kind === "units")) return `${label} ${range}`;
  return `${range} ${noun} in use`;
}

function saySame(effect: Effect, { differences, window }: Comparison, { scenario, baseline }: Labels): Words {
  if (differences.every(({ unchanged, n }) => unchanged === n)) {
    return { text: `${scenario} and ${baseline} are identical: no patient's path changed.`, more: "" };
  }
  const label = quoted(effect.measure.label);
  return {
    text: `${scenario} and ${baseline} give exactly the same ${label} in every simulated ${runWordFor(window)}.`,
    more: "",
  };
}

function sayCannotTell(verdict: Verdict, effect: Effect, { window }: Comparison, labels: Labels): Words {
  const { scenario, baseline } = labels;
  const label = quoted(effect.measure.label);
  const apart = `We cannot tell ${scenario} and ${baseline} apart on ${label}`;
  const either = `${scenario} could be ${sayEitherWay(verdict, effect)}.`;
  const long = `${apart}: ${either}`;
  const text = withinThirtyWords([long, `${apart}.`]);
  const more = [saySettling(verdict, effect, window), "If you must choose now, choose on cost, staff or risk."];
  return { text, more: [text === long ? "" : either, ...more].filter((part) => part !== "").join(" ") };
}

function saySettling({ moreRuns, settles, matters }: Verdict, { how, noun }: Effect, window: number): string {
  if (moreRuns === undefined || settles === undefined) return "";
  const size = settles === matters ? writeSize(settles, how) : writeRough(settles, how);
  const things = noun === undefined ? size : `${size} ${nounFor(size, noun)}`;
  const runs = countRuns(twoDigitsUp(moreRuns), runWordFor(window)).replace(" simulated", " more simulated");
  return `About ${runs} would probably settle a difference of ${things}.`;
}

/** "3 days better or 2 days worse"; "the same or 5 days worse" where the interval ends at 0. */
function sayEitherWay({ better }: Verdict, { written, noun, how }: Effect): string {
  const { below, above } = written;
  if (below === "" && above === "") return "the same to the last digit shown";
  const thing = (size: string): string => (noun === undefined ? size : `${size} ${nounFor(size, noun)}`);
  const words = { lower: ["better", "worse"], higher: ["worse", "better"] };
  const plain = how.kind === "min" ? ["shorter", "longer"] : ["lower", "higher"];
  const [down, up] = better === undefined ? plain : words[better];
  if (below === "") return `the same or ${thing(above)} ${up}`;
  if (above === "") return `${thing(below)} ${down} or the same`;
  const [first, second] =
    better === "higher"
      ? [`${thing(above)} ${up}`, `${thing(below)} ${down}`]
      : [`${thing(below)} ${down}`, `${thing(above)} ${up}`];
  return `${first} or ${second}`;
}

/** Rounded up to two digits: 579 → 580. */
function twoDigitsUp(n: number): number {
  let unit = 1;
  while (n / unit > 100) unit *= 10;
  return Math.ceil(n / unit) * unit;
}

/** The busiest resource of the scenario, if it is nearly always in use: what a harm may come from. */
function sayBusiest({ differences }: Comparison, labels: Labels): string {
  let busiest: { readonly name: string; readonly share: Comparison["differences"][number]["scenario"] } | undefined;
  for (const { metric, scenario } of differences) {
    if (metric.scope !== "resource" || metric.quantity !== "utilisation" || !(scenario.mean >= BUSY)) continue;
    if (busiest === undefined || scenario.mean > busiest.share.mean)
      busiest = { name: metric.subject, share: scenario };
  }
  if (busiest === undefined) return "";
  const share = writeEstimate(busiest.share, { kind: "share", style: "prose" }).value;
  return `The busiest resource is ${quoted(labels.resources.get(busiest.name) ?? busiest.name)}: it is busy ${share} of its hours.`;
}
