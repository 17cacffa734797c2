import type { Model } from "../model/model.ts";
import { compareArms } from "./compare.ts";
import type {
  Comparison,
  Estimate,
  ExperimentResult,
  HeadlineMeasure,
  Overload,
  PairedDifference,
  Verdict,
} from "./experiment.ts";
import type { ChangedModel, OneMore } from "./one-more.ts";
import { findInstabilities } from "./stability.ts";
import { estimate } from "./summarise.ts";

/**
 * What may be said of one more: it makes a pathway that grows without end settle · it is better for sure · it cannot be told apart from
 * nothing (or there are too few runs) · nothing changed in any run · it is worse · it does not settle.
 */
export type WorthGroup = "settles" | "better" | "cannot-tell" | "nothing" | "worse" | "unsettled";

/** What one more of something is worth. */
export interface Worth {
  readonly change: OneMore;
  readonly group: WorthGroup;
  /** On each measure that the answer names, the one that ranks among them; empty of what does not settle. */
  readonly verdicts: readonly Verdict[];
  /** Of the measure that ranks, so that more is better; undefined where there is none. */
  readonly gain: Estimate | undefined;
  /** Money for having it through the window; undefined when no price is stated for it. */
  readonly price: number | undefined;
  /** Gain for one unit of money of the price. */
  readonly perMoney: Estimate | undefined;
  /** What everybody spends, more or less: with the price what is done differently. */
  readonly spending: PairedDifference | undefined;
  /** The next of the same group may well be the better: the interval of their difference holds 0. */
  readonly asNext: boolean;
}

const ORDER: readonly WorthGroup[] = ["settles", "better", "cannot-tell", "nothing", "worse", "unsettled"];

/**
 * What one more of each thing is worth, the first to change first. Among what is better those with a price come first, by gain per unit of money; then those
 * without, by gain; of equals the first by name.
 * @param result the unchanged model first, then the changed in their order
 * @param ranking must have a better side
 * @param measures that are told besides
 * @param overloads of the unchanged model, known before the run
 */
export function worthOf(
  result: ExperimentResult,
  model: Model,
  changed: readonly ChangedModel[],
  ranking: HeadlineMeasure,
  measures: readonly HeadlineMeasure[],
  overloads: readonly Overload[] = [],
): readonly Worth[] {
  const told = measures.some(({ metricId }) => metricId === ranking.metricId) ? measures : [ranking, ...measures];
  const all = [...overloads, ...changed.flatMap(({ change }) => stillOverloaded(change, overloads))];
  const comparisons = compareArms(result, told, all);
  const growing = new Set(findInstabilities(result, all).map(({ arm }) => arm));
  const found = comparisons.map((comparison, i) =>
    worth(result, model, changed[i].change, comparison, ranking, growing),
  );
  found.sort((a, b) => compareWorth(a.worth, b.worth));
  return found.map((one, i) => ({ ...one.worth, asNext: cannotTellApart(one, found[i + 1], result.level) }));
}

/** Whether more or less is better, as a factor. */
function sign({ better }: HeadlineMeasure): number {
  return better === "lower" ? -1 : 1;
}

interface Found {
  readonly worth: Worth;
  /** What ranks, by replication. */
  readonly scores: Float64Array;
}

function worth(
  result: ExperimentResult,
  model: Model,
  change: OneMore,
  comparison: Comparison,
  ranking: HeadlineMeasure,
  growing: ReadonlySet<string>,
): Found {
  const of = (id: string): PairedDifference | undefined =>
    comparison.differences.find(({ metric }) => metric.id === id);
  const price = change.kind === "unit" ? priceOf(result, model, change, of) : undefined;
  const baseline = growing.has(comparison.baseline);
  const common = { change, price, asNext: false };
  if (baseline || growing.has(change.arm)) {
    const group = baseline && !growing.has(change.arm) ? "settles" : "unsettled";
    const none = { gain: undefined, perMoney: undefined, spending: undefined };
    return { worth: { ...common, ...none, group, verdicts: [] }, scores: new Float64Array(0) };
  }
  const verdict = comparison.verdicts.find(({ difference }) => difference.metric.id === ranking.metricId);
  const gains = (verdict?.difference.differences ?? new Float64Array(0)).map((one) => one * sign(ranking));
  const scores = price === undefined ? gains : gains.map((gain) => gain / price);
  return {
    worth: {
      ...common,
      group: groupOf(verdict),
      verdicts: comparison.verdicts,
      gain: gains.length === 0 ? undefined : estimate(gains, result.level),
      perMoney: price === undefined || gains.length === 0 ? undefined : estimate(scores, result.level),
      spending: of("overall.cost.total"),
    },
    scores,
  };
}

function groupOf(verdict: Verdict | undefined): WorthGroup {
  if (verdict === undefined || verdict.difference.n === 0) return "cannot-tell";
  const { difference, better, kind } = verdict;
  if (difference.unchanged === difference.n) return "nothing";
  if (kind === "too-few" || !(difference.low > 0 || difference.high < 0)) return "cannot-tell";
  return difference.low > 0 === (better === "higher") ? "better" : "worse";
}

/**
 * What a unit costs while it is there: the difference of what is paid for being rostered (and in steps), which hangs on the calendar alone;
 * and its price by use, as if it were in use all that time. Nothing where neither is stated, or the price by use changes on the way.
 */
function priceOf(
  result: ExperimentResult,
  model: Model,
  { resource }: OneMore,
  of: (id: string) => PairedDifference | undefined,
): number | undefined {
  const { phases, parts } = model.resources[model.names.resources.indexOf(resource)];
  const held = phases.map((phase) => phase.held);
  if (held.some((price) => price !== held[0])) return undefined;
  const rostered = ["rostered", "stepped"].reduce(
    (sum, kind) => sum + (of(`overall.cost.${kind}.total`)?.mean ?? 0),
    0,
  );
  const units = of(`resource.${resource}.capacity.mean`)?.mean ?? Number.NaN;
  const inUse = held[0] === 0 ? 0 : held[0] * parts * units * result.window;
  const price = rostered + inUse;
  return price > 0 ? price : undefined;
}

function compareWorth(a: Worth, b: Worth): number {
  const group = ORDER.indexOf(a.group) - ORDER.indexOf(b.group);
  if (group !== 0) return group;
  const priced = Number(b.perMoney !== undefined) - Number(a.perMoney !== undefined);
  if (priced !== 0) return priced;
  const score = ({ perMoney, gain }: Worth): number => perMoney?.mean ?? gain?.mean ?? 0;
  return score(b) - score(a) || (a.change.arm < b.change.arm ? -1 : 1);
}

function cannotTellApart(one: Found, next: Found | undefined, level: number): boolean {
  if (next === undefined || one.worth.group !== next.worth.group) return false;
  const alike = (one.worth.perMoney === undefined) === (next.worth.perMoney === undefined);
  if (!alike || one.scores.length !== next.scores.length || one.scores.length === 0) return false;
  const { low } = estimate(
    one.scores.map((score, i) => score - next.scores[i]),
    level,
  );
  return !(low > 0);
}

/** An overload stays one unless it is that resource of which there is one more, and that is enough or nobody knows. */
function stillOverloaded({ resource, arm, kind }: OneMore, overloads: readonly Overload[]): readonly Overload[] {
  return overloads
    .filter((one) => {
      if (one.resource !== resource) return true;
      return kind === "unit" && one.cure !== undefined && one.cure.has + 1 < one.cure.needed;
    })
    .map((one) => ({ ...one, arm, cure: undefined }));
}

/** The measure that ranks unless another is named: the first headline measure with a better side, else the mean wait. */
export function rankingMeasure(headline: readonly HeadlineMeasure[]): HeadlineMeasure {
  const found = headline.find(({ better }) => better !== undefined);
  return found ?? { metricId: "overall.wait.mean", matters: undefined, better: "lower" };
}
