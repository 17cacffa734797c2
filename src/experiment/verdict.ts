import type { HeadlineMeasure, PairedDifference, Verdict, VerdictKind } from "./experiment.ts";

/** Fewer replications than this give no verdict. */
export const FEWEST = 10;

/** Of a standard normal variate, exceeded once in five: a difference is "probably" settled with a chance of 80 %. */
const Z80 = 0.8416212335729143;

/** What is known of the two arms apart from the difference. */
export interface Standing {
  /** How many of the two arms do not settle. */
  readonly unstable: 0 | 1 | 2;
  /** False while replications that were planned are missing in either arm. */
  readonly finished: boolean;
}

/**
 * What may be said of a difference. With [low, high] its interval and δ the smallest difference that matters, the first that
 * holds:
 *
 * 1. *unstable*: both arms grow without end; *unstable against stable*: one does.
 * 2. *too few*: fewer than 10 replications, or not all that were planned.
 * 3. *identical*: 0 in every replication.
 * 4. *about the same*: within [−δ, δ].
 * 5. *benefit*, *harm*: wholly on the better, the worse side of 0, and of ±δ; *perhaps too small* if it crosses ±δ.
 *    *changed*: wholly on one side, but neither is better.
 * 6. *cannot tell*: anything else. An interval that ends at 0 is not wholly on one side.
 */
export function judge(difference: PairedDifference, measure: HeadlineMeasure, standing: Standing): Verdict {
  const { matters, better } = measure;
  const kind = kindOf(difference, measure, standing);
  const settling = kind === "cannot-tell" ? toSettle(difference, matters) : undefined;
  return { kind, difference, matters, better, moreRuns: settling?.moreRuns, settles: settling?.settles };
}

function kindOf(difference: PairedDifference, { matters, better }: HeadlineMeasure, standing: Standing): VerdictKind {
  const { n, low, high, unchanged } = difference;
  if (standing.unstable > 0) return standing.unstable === 1 ? "unstable-against-stable" : "unstable";
  if (n < FEWEST || !standing.finished) return "too-few";
  if (unchanged === n) return "identical";
  const enough = matters ?? 0;
  if (matters !== undefined && low >= -matters && high <= matters) return "about-the-same";
  if (!(low > 0 || high < 0)) return "cannot-tell";
  if (better === undefined) return "changed";
  const small = low > 0 ? low < enough : high > -enough;
  if (low > 0 === (better === "higher")) return small ? "benefit-perhaps-too-small" : "benefit";
  return small ? "harm-perhaps-too-small" : "harm";
}

/**
 * Replications after which the interval would exclude 0 with a chance of 80 %, if the arms truly differed by δ, or by half of
 * the present half-width when no δ was given: N = ((t + z) s / d)², with t Student's quantile of the present interval and z
 * the normal quantile at 0.8. undefined when so many have been run already.
 */
function toSettle(
  { n, sd, halfWidth }: PairedDifference,
  matters: number | undefined,
): { readonly moreRuns: number; readonly settles: number } | undefined {
  const settles = matters !== undefined && matters > 0 ? matters : halfWidth / 2;
  const t = (halfWidth * Math.sqrt(n)) / sd;
  const root = ((t + Z80) * sd) / settles;
  const moreRuns = Math.ceil(root * root) - n;
  return moreRuns > 0 ? { moreRuns, settles } : undefined;
}
