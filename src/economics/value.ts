import type { ArmResult, ExperimentResult } from "../experiment/experiment.ts";
import { presentValueOfTime, YEAR } from "./discount.ts";
import { type FiellerInterval, fiellerInterval } from "./fieller.ts";
import { frontier, type Standing } from "./frontier.ts";
import { netBenefit } from "./net-benefit.ts";
import { type MeanInterval, meanInterval } from "./paired.ts";

/** What a comparison is valued by. */
export interface ValueSettings {
  /** Money for a QALY. */
  readonly perQaly: number;
  /** Other values of a QALY at which net benefit is told too, such as 20,000 and 30,000. */
  readonly beside: readonly number[];
  /** Effective rate, a year, by which costs are discounted over the window; QALYs come discounted. */
  readonly discount: number;
}

/**
 * What the differences say, each at the level of the intervals.
 * - `dominates`: health gained and money saved, or one of them and the other the same in every run; `is dominated`: the reverse
 * - `costs a gain`: health gained, and the cost is more or cannot be told; the ratio is what a QALY gained costs
 * - `saves a loss`: health lost, and the cost is less or cannot be told; the ratio is what a QALY lost saves
 * - `no bounded interval`: whether health is gained cannot be told, so that no ratio has an interval with two ends
 * - `the same`: no run differs in either · `too few`: fewer than two runs
 */
export type ValueFinding =
  | "dominates"
  | "is dominated"
  | "costs a gain"
  | "saves a loss"
  | "no bounded interval"
  | "the same"
  | "too few";

/** One scenario against the baseline: differences for each patient, by replication. */
export interface ArmValue {
  readonly arm: string;
  /** One for each replication that both arms have: what is gained, and what is spent more. */
  readonly qalys: Float64Array;
  readonly costs: Float64Array;
  readonly qaly: MeanInterval;
  readonly cost: MeanInterval;
  /** Cost by QALY, as the ratio of the means. */
  readonly ratio: FiellerInterval;
  readonly finding: ValueFinding;
  /** By value of a QALY, rising. */
  readonly netBenefits: readonly { readonly perQaly: number; readonly benefit: MeanInterval }[];
}

export interface ValueOfArms {
  readonly baseline: string;
  /** Patients who arrive in a window of the baseline, mean: those by whom costs are told. */
  readonly patients: number;
  /** Some scenario has others, or more, or fewer of them. */
  readonly otherPatients: boolean;
  readonly arms: readonly ArmValue[];
  /** Of all arms, the baseline first, by their means. */
  readonly frontier: readonly Standing[];
  /** At each value of a QALY the arm with the most net benefit, by its mean; the first of several. */
  readonly best: readonly { readonly perQaly: number; readonly arm: string }[];
}

/**
 * Values every scenario against the baseline, the first arm. For each patient: of QALYs the mean of those who are counted
 * (`overall.qalys.mean`); of cost what everybody spends in the window (`overall.cost.total`), over the mean number of patients who arrive
 * in a window of the baseline. With a rate costs are discounted as if they were spent evenly through the window, but for one-off
 * costs, which count whole.
 * @returns undefined where the result has no QALYs, no replication that both have, or no patients
 */
export function valueOfArms(result: ExperimentResult, settings: ValueSettings): ValueOfArms | undefined {
  const [baseline, ...others] = result.arms;
  const at = (id: string): number => result.metrics.findIndex((metric) => metric.id === id);
  const columns = {
    qalys: at("overall.qalys.mean"),
    cost: at("overall.cost.total"),
    once: at("overall.cost.once.total"),
    arrivals: at("overall.arrivals.count"),
  };
  if (baseline === undefined || columns.qalys < 0) return undefined;
  const arrivals = baseline.runs.map(({ values }) => values[columns.arrivals]);
  const patients = arrivals.length === 0 ? 0 : meanInterval(arrivals, result.level).mean;
  if (!(patients > 0)) return undefined;
  const years = result.window / YEAR;
  const factor = presentValueOfTime(0, years, settings.discount) / years;
  const costOf = (values: ArrayLike<number>): number => {
    const once = values[columns.once];
    return (once + factor * (values[columns.cost] - once)) / patients;
  };
  const levels = [...new Set([settings.perQaly, ...settings.beside])].sort((a, b) => a - b);
  const pairs = others.map((arm) => pairsOf(arm, baseline, columns, costOf));
  const arms = others.flatMap(({ name }, i) => {
    const { qalys, costs } = pairs[i];
    return qalys.length === 0 ? [] : [armValue(name, qalys, costs, levels, result.level)];
  });
  const ofBaseline = pointOf(baseline, columns.qalys, costOf);
  if (ofBaseline === undefined) return undefined;
  const points = [{ name: baseline.name, ...ofBaseline }].concat(
    arms.map(({ arm, qaly, cost }) => ({
      name: arm,
      // From the pairs, so that the frontier and the differences say the same.
      cost: ofBaseline.cost + cost.mean,
      qalys: ofBaseline.qalys + qaly.mean,
    })),
  );
  return {
    baseline: baseline.name,
    patients,
    otherPatients: pairs.some(({ others: differ }) => differ),
    arms,
    frontier: frontier(points),
    best: levels.map((perQaly) => {
      const benefit = ({ qalys, cost }: { qalys: number; cost: number }): number => perQaly * qalys - cost;
      return { perQaly, arm: points.reduce((a, b) => (benefit(b) > benefit(a) ? b : a)).name };
    }),
  };
}

interface Columns {
  readonly qalys: number;
  readonly arrivals: number;
}

/** In the order of replications. */
function pairsOf(arm: ArmResult, baseline: ArmResult, columns: Columns, costOf: (values: ArrayLike<number>) => number) {
  const before = new Map(baseline.runs.map(({ replication, values }) => [replication, values]));
  const qalys: number[] = [];
  const costs: number[] = [];
  let others = false;
  for (const { replication, values } of [...arm.runs].sort((a, b) => a.replication - b.replication)) {
    const old = before.get(replication);
    if (old === undefined || Number.isNaN(values[columns.qalys]) || Number.isNaN(old[columns.qalys])) continue;
    qalys.push(values[columns.qalys] - old[columns.qalys]);
    costs.push(costOf(values) - costOf(old));
    if (values[columns.arrivals] !== old[columns.arrivals]) others = true;
  }
  return { qalys: Float64Array.from(qalys), costs: Float64Array.from(costs), others };
}

function armValue(
  arm: string,
  qalys: Float64Array,
  costs: Float64Array,
  levels: readonly number[],
  level: number,
): ArmValue {
  const qaly = meanInterval(qalys, level);
  const cost = meanInterval(costs, level);
  const ratio = fiellerInterval(costs, qalys, level);
  const netBenefits = levels.map((perQaly) => ({ perQaly, benefit: netBenefit(qalys, costs, perQaly, level) }));
  return { arm, qalys, costs, qaly, cost, ratio, finding: findingOf(qaly, cost), netBenefits };
}

function findingOf(qaly: MeanInterval, cost: MeanInterval): ValueFinding {
  if (qaly.n < 2) return "too few";
  const [health, money] = [signOf(qaly), signOf(cost)];
  if (health === "same" && money === "same") return "the same";
  const [gains, saves] = [health === "more", money === "less"];
  if ((gains && (saves || money === "same")) || (health === "same" && saves)) return "dominates";
  const [loses, spends] = [health === "less", money === "more"];
  if ((loses && (spends || money === "same")) || (health === "same" && spends)) return "is dominated";
  if (gains) return "costs a gain";
  return loses ? "saves a loss" : "no bounded interval";
}

function signOf({ low, high, mean, halfWidth }: MeanInterval): "more" | "less" | "same" | "unclear" {
  if (mean === 0 && halfWidth === 0) return "same";
  if (low > 0) return "more";
  return high < 0 ? "less" : "unclear";
}

/** Means over the replications in which it was observed. */
function pointOf(arm: ArmResult, qalys: number, costOf: (values: ArrayLike<number>) => number) {
  const runs = arm.runs.filter(({ values }) => !Number.isNaN(values[qalys]));
  if (runs.length === 0) return undefined;
  const mean = (of: (values: ArrayLike<number>) => number): number => {
    return meanInterval(
      runs.map(({ values }) => of(values)),
      0.95,
    ).mean;
  };
  return { cost: mean(costOf), qalys: mean((values) => values[qalys]) };
}
