import type { Comparison, Estimate, PairedDifference } from "../experiment/experiment.ts";
import type { FreedRelease } from "../scenario/scenario.ts";

/**
 * What a scenario frees of one resource, on three lines that are never added. All amounts are mean numbers of units in use in the
 * window; times the minutes of the window they are unit-minutes (bed-days, hours of staff).
 */
export interface Freed {
  readonly release: FreedRelease;
  /** Fewer in use than at baseline, paired; below 0 where more are. */
  readonly gross: Estimate;
  /** The share of it that is released for another use; nothing where nothing is freed. */
  readonly released: Estimate;
  /** Of what is released, whole posts, bays or wards: of the mean, and of the ends of its interval. */
  readonly cashable: Range;
  /** Money in the window; undefined where the file states no price. */
  readonly money: FreedMoney;
  /** Patients for whom what is released would do, at this scenario's use for each who leaves. Arithmetic, not simulated. */
  readonly morePatients: number;
}

export interface Range {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface FreedMoney {
  /** What the gross figure would be worth at the price of what is given up: not to be had. */
  readonly onPaper: Range | undefined;
  readonly released: Range | undefined;
  readonly cashable: Range | undefined;
}

/** What one scenario frees, a row for each resource. */
export interface ScenarioFreed {
  readonly arm: string;
  readonly resources: readonly Freed[];
}

/**
 * Gross, released and cashable, of each resource that an intervention of the scenario states a release for; where several do,
 * the last.
 * @throws Error where the resource has no figures in the comparison
 */
export function freedOf(comparison: Comparison, releases: readonly FreedRelease[]): readonly Freed[] {
  const last = new Map(releases.map((release) => [release.resource, release]));
  return [...last.values()].map((release) => {
    const inUse = differenceOf(comparison, `resource.${release.resource}.inUse.mean`);
    const gross = negated(inUse);
    const released = partOf(gross, release.share);
    const cashable = {
      mean: wholes(released.mean, release.whole),
      low: wholes(Number.isNaN(released.low) ? released.mean : released.low, release.whole),
      high: wholes(Number.isNaN(released.high) ? released.mean : released.high, release.whole),
    };
    const exits = comparison.differences.find(({ metric }) => metric.id === "overall.exits.count");
    return {
      release,
      gross,
      released,
      cashable,
      money: {
        onPaper: worth(gross, release.cash, comparison.window),
        released: worth(released, release.value, comparison.window),
        cashable: worth(cashable, release.cash, comparison.window),
      },
      morePatients: (released.mean / inUse.scenario.mean) * (exits?.scenario.mean ?? Number.NaN),
    };
  });
}

function differenceOf({ differences, arm }: Comparison, id: string): PairedDifference {
  const found = differences.find(({ metric }) => metric.id === id);
  if (found === undefined) throw new Error(`the comparison of ${arm} has no ${id}`);
  return found;
}

function negated({ n, mean, sd, halfWidth, low, high }: Estimate): Estimate {
  return { n, mean: 0 - mean, sd, halfWidth, low: 0 - high, high: 0 - low };
}

/** Nothing is released of what is not freed. */
function partOf({ n, mean, sd, halfWidth, low, high }: Estimate, share: number): Estimate {
  const part = (value: number): number => share * Math.max(0, value);
  return { n, mean: part(mean), sd: share * sd, halfWidth: share * halfWidth, low: part(low), high: part(high) };
}

/** As many as fill whole posts, bays or wards. */
function wholes(units: number, whole: number): number {
  return whole * Math.floor(Math.max(0, units) / whole);
}

function worth({ mean, low, high }: Range, price: number | undefined, window: number): Range | undefined {
  if (price === undefined) return undefined;
  return { mean: mean * price * window, low: low * price * window, high: high * price * window };
}
