import type { Freed } from "../../economics/freed.ts";
import type { Gap } from "../../experiment/gap.ts";
import type { GapCause } from "../../scenario/scenario.ts";
import { type HowToWrite, type Ranged, sayDifference, writeDifference, writeSize } from "../numbers.ts";

/** What each cause is called. */
export const CAUSE_WORDS: Readonly<Record<GapCause | "release", string>> = {
  uptake: "uptake",
  fidelity: "fidelity",
  lag: "time lag",
  training: "training",
  release: "not released",
};

/** One bar of the fall from as published to as likely here. */
export interface GapStep {
  readonly cause: GapCause | "release";
  readonly change: Ranged;
}

/** The steps of the simulation, and of a resource that is freed what is not released, which is reckoned. */
export function stepsOf({ steps, likely }: Gap, freed: Freed | undefined): readonly GapStep[] {
  if (freed === undefined) return steps;
  const kept = 1 - freed.release.share;
  const held = (value: number): number => kept * Math.max(0, 0 - value);
  const change = {
    mean: held(likely.mean),
    halfWidth: kept * likely.halfWidth,
    low: held(likely.high),
    high: held(likely.low),
  };
  return [...steps, { cause: "release", change }];
}

/** What is left at the end: as likely here, less what is not released. */
export function leftOf({ likely }: Gap, freed: Freed | undefined): Ranged {
  if (freed === undefined) return likely;
  const { mean, halfWidth, low, high } = freed.released;
  return { mean: 0 - mean, halfWidth, low: 0 - high, high: 0 - low };
}

/**
 * "bed, as published: 31 fewer (29 to 33). As likely here: 20 fewer (18 to 23). Most of the gap: uptake (7), not released (3)."
 */
export function sayGap(label: string, gap: Gap, freed: Freed | undefined, how: HowToWrite): string {
  const { published } = gap;
  const left = leftOf(gap, freed);
  const start = `${label}, as published: ${sayDifference(writeDifference(published, how))}. `;
  const end = `As likely here${freed === undefined ? "" : " and released"}: ${sayDifference(writeDifference(left, how))}.`;
  return [`${start}${end}`, sayLost(gap, freed), sayCauses(gap, freed, how, "Most of the gap:")]
    .filter((part) => part !== "")
    .join(" ");
}

/** "bed in use, against as published: 35% of the effect is lost on the way. Most of it: uptake (7), not released (3)." Empty where nothing is. */
export function sayLoss(label: string, gap: Gap, freed: Freed | undefined, how: HowToWrite): string {
  const lost = sayLost(gap, freed);
  if (lost === "") return "";
  return `${label}, against as published: ${lost} ${sayCauses(gap, freed, how, "Most of it:")}`.trim();
}

/** The two causes that take most away. */
function sayCauses(gap: Gap, freed: Freed | undefined, how: HowToWrite, start: string): string {
  const { published } = gap;
  const lost = stepsOf(gap, freed)
    .filter(({ change }) => change.mean !== 0 && Math.sign(change.mean) !== Math.sign(published.mean))
    .sort((a, b) => Math.abs(b.change.mean) - Math.abs(a.change.mean))
    .slice(0, 2)
    .map(({ cause, change }) => `${CAUSE_WORDS[cause]} (${writeSize(change.mean, how)})`);
  return lost.length === 0 ? "" : `${start} ${lost.join(", ")}.`;
}

/** "35% of the effect is lost on the way." Nothing where none is, or where it is not clear that there was an effect. */
function sayLost({ published, ...rest }: Gap, freed: Freed | undefined): string {
  if (published.mean === 0 || (published.low <= 0 && published.high >= 0)) return "";
  const share = 1 - leftOf({ published, ...rest }, freed).mean / published.mean;
  if (!(share > 0)) return "";
  return `${Math.min(100, Math.round(100 * share))}% of the effect is lost on the way.`;
}

/** The step in words: "7 more" of what was to be fewer. */
export function sayStep({ change }: GapStep, how: HowToWrite): string {
  if (change.mean === 0 && !(change.halfWidth > 0)) return "no change";
  return sayDifference(writeDifference(change, how));
}

/** "…cannot be told, because “As published” does not settle." Nothing where all settles. */
export function sayUnsettled(
  unsettled: readonly { readonly cause: GapCause | undefined; readonly label: string }[],
): string {
  const [first] = unsettled;
  if (first === undefined) return "";
  const what = first.cause === undefined ? `“${first.label}”` : `the step that switches on ${CAUSE_WORDS[first.cause]}`;
  return `How much of the effect as published is lost on the way cannot be told, because ${what} does not settle.`;
}
