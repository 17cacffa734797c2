import type { Metric, RunResult } from "../collect/run-result.ts";
import type { Model } from "../model/model.ts";

/** Runs replications of a model somewhere: in this thread, on all cores, in a browser's worker. */
export interface Runner {
  /** Results come back in the order of `replications`, whoever finished first. `onRun` is told of each as it ends. */
  run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]>;
  close(): Promise<void>;
}

/** All replications of all arms, under common random numbers: replication k of each arm meets the same patients. */
export interface ExperimentResult {
  readonly metrics: readonly Metric[];
  /** The first arm is the baseline. */
  readonly arms: readonly ArmResult[];
  readonly seed: string;
  readonly level: number;
  readonly planned: number;
}

export interface ArmResult {
  readonly name: string;
  /** By replication. */
  readonly runs: readonly RunResult[];
}

/** Mean over replications with its interval; `n` counts those in which it was observed. */
export interface Estimate {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  /** Of the two-sided interval at the experiment's level; NaN below two replications. */
  readonly halfWidth: number;
  readonly low: number;
  readonly high: number;
}

/** Scenario minus baseline, replication by replication. */
export interface PairedDifference extends Estimate {
  readonly metric: Metric;
  readonly baseline: Estimate;
  readonly scenario: Estimate;
  /** Variance of the difference of independent runs ÷ that of the paired ones; 1 means that pairing gave nothing, Infinity that no path changed. */
  readonly varianceReduction: number;
  /** Replications in which the difference was exactly 0. */
  readonly unchanged: number;
  /** One number a replication, for the dots. */
  readonly differences: Float64Array;
  /** 5 % and 95 % quantiles of the differences: what one run may show. */
  readonly runLow: number;
  readonly runHigh: number;
}

export type VerdictKind =
  | "unstable"
  | "unstable-against-stable"
  | "too-few"
  | "identical"
  | "about-the-same"
  | "benefit"
  | "benefit-perhaps-too-small"
  | "harm"
  | "harm-perhaps-too-small"
  | "changed" // the interval excludes 0 and neither direction is better
  | "cannot-tell";

export interface Verdict {
  readonly kind: VerdictKind;
  readonly difference: PairedDifference;
  /** Smallest difference that matters, in the metric's unit; undefined when none was given. */
  readonly matters: number | undefined;
  /** For `cannot-tell`: replications after which a difference of `settles` would probably be settled. */
  readonly moreRuns: number | undefined;
  readonly settles: number | undefined;
}

/** Growth in one arm: the reason why its averages mean nothing. */
export interface Instability {
  readonly arm: string;
  /** A resource whose line grows, or undefined when only the number present does. */
  readonly resource: string | undefined;
  /** Patients a week, with its interval. */
  readonly growthPerWeek: Estimate;
}

/** One scenario held against the baseline. */
export interface Comparison {
  readonly arm: string;
  readonly baseline: string;
  /** In the order of `ExperimentResult.metrics`. */
  readonly differences: readonly PairedDifference[];
  /** Of the headline measures, in the order of the file. */
  readonly verdicts: readonly Verdict[];
}

export interface TargetOutcome {
  readonly scenario: string;
  readonly versus: string | undefined;
  readonly measure: string;
  readonly kind: "value" | "ratio" | "difference";
  readonly label: string;
  readonly published: number | undefined;
  readonly low: number;
  readonly high: number;
  readonly simulated: Estimate;
  /** met: the whole interval inside the tolerance; missed: wholly outside. */
  readonly outcome: "met" | "missed" | "cannot tell";
}
