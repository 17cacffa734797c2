import type { CostLine } from "../collect/cost-lines.ts";
import type { Metric, RunResult } from "../collect/run-result.ts";
import type { Model } from "../model/model.ts";
import type { OutcomeKind, PatientChanges } from "./better-worse.ts";
import type { ArmsTogether } from "./run-together.ts";

/** Runs replications of a model somewhere: in this thread, on all cores, in a browser's worker. */
export interface Runner {
  /** Results come back in the order of `replications`, whoever finished first. `onRun` is told of each as it ends. */
  run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]>;
  /**
   * Runs all arms of a replication in one place, the baseline first, and holds its patients against those of the others: see
   * `togetherOf`. In the order of `replications`; `onRun` is told of each arm as the replication ends. A runner without it cannot.
   */
  runTogether?(
    models: readonly Model[],
    replications: readonly number[],
    onRun?: (result: RunResult) => void,
  ): Promise<ArmsTogether[]>;
  /** True when `run` may be called again before it has ended, so that no thread is idle at the end of a model. */
  readonly takesNext?: boolean;
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
  /** Minutes of the window of a run. */
  readonly window: number;
  /** Where patients of the arms have been held against each other: what their `changes` are of. */
  readonly forWhom?: ForWhomPlan;
}

export interface ArmResult {
  readonly name: string;
  /** By replication. */
  readonly runs: readonly RunResult[];
  /** What the columns of `RunResult.costLines` are; left out where nothing is said of them. */
  readonly costLines?: readonly CostLine[];
  /** By replication: its patients against those of the baseline. Left out of the baseline, and where nobody asked. */
  readonly changes?: readonly PatientChanges[];
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
  readonly better: "higher" | "lower" | undefined;
  /** For `cannot-tell`: how many more replications would probably settle a difference of `settles`; see verdict.ts. */
  readonly moreRuns: number | undefined;
  readonly settles: number | undefined;
}

/** Growth in one arm: the reason why its averages mean nothing. */
export interface Instability {
  readonly arm: string;
  /** A resource whose line grows, or undefined when only the number present does. */
  readonly resource: string | undefined;
  /** overload: more work arrives than there is capacity for, known before the run. growth: found in the runs. */
  readonly cause: "overload" | "growth";
  /** Patients a week, with its interval. */
  readonly growthPerWeek: Estimate;
  /** Units with which it would settle, and units there are; undefined when not known. */
  readonly cure: Cure | undefined;
  /** Left out unless the lists of its sessions are too short. */
  readonly lists?: Lists | undefined;
}

export interface Cure {
  readonly needed: number;
  readonly has: number;
}

/** Patients a week who are to be called, and fewer whom the lists of sessions hold. */
export interface Lists {
  readonly asked: number;
  readonly called: number;
}

/** A resource whose offered load is its capacity or more, or whose lists are too short, found before the run. */
export interface Overload {
  readonly arm: string;
  readonly resource: string;
  readonly cure: Cure | undefined;
  readonly lists?: Lists | undefined;
}

/** A measure that the answer leads with. */
export interface HeadlineMeasure {
  readonly metricId: string;
  /** Smallest difference that matters, in the metric's unit. */
  readonly matters: number | undefined;
  readonly better: "higher" | "lower" | undefined;
}

export interface Plan {
  /** From 1 on. */
  readonly replications: number;
  readonly seed: string;
  /** Of the intervals, such as 0.95. */
  readonly level: number;
}

/** How far an experiment has come. */
export interface Progress {
  readonly arm: string;
  /** Replications of all arms together. */
  readonly done: number;
  readonly total: number;
}

/** One scenario held against the baseline. */
export interface Comparison {
  readonly arm: string;
  readonly baseline: string;
  /** Of this arm and of the baseline. While there are any, no average, difference or cost is to be shown. */
  readonly instabilities: readonly Instability[];
  /** Replications planned, and those that both arms have. */
  readonly planned: number;
  readonly done: number;
  /** Minutes of the window of a run. */
  readonly window: number;
  /** In the order of `ExperimentResult.metrics`; metrics that no replication observed in both arms are left out. */
  readonly differences: readonly PairedDifference[];
  /** Of the headline measures, in the order of the file. */
  readonly verdicts: readonly Verdict[];
  /** Who is better and worse off, where patients have been held against each other. */
  readonly patients?: WhoChanges;
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
  /** NaN, but for `n`, where an arm does not settle. */
  readonly simulated: Estimate;
  readonly settled: boolean;
  /** met: the whole interval inside the tolerance; missed: wholly outside. */
  readonly outcome: "met" | "missed" | "cannot tell";
}

/** A group of patients; both empty for everybody. */
export interface GroupName {
  /** The attribute, or "class". */
  readonly grouping: string;
  readonly group: string;
}

/** What is told patient by patient, and of whom. */
export interface ForWhomPlan {
  /** Everybody first, then the groups of each grouping. */
  readonly groups: readonly GroupName[];
  readonly outcomes: readonly OutcomeKind[];
}

/** Who is better and worse off in a scenario than in the baseline. */
export interface WhoChanges {
  readonly groups: readonly GroupCount[];
  readonly outcomes: readonly {
    readonly kind: OutcomeKind;
    /** In the order of the groups. */
    readonly groups: readonly GroupChange[];
  }[];
}

/** Patients a run. */
export interface GroupCount extends GroupName {
  /** Counted in both arms: those who are compared. */
  readonly matched: Estimate;
  readonly baselineOnly: Estimate;
  readonly scenarioOnly: Estimate;
}

/** One outcome in one group. Shares are of those compared, and means over them: ratios of the means over replications. */
export interface GroupChange {
  /** Patients a run of whom both arms tell something. */
  readonly compared: Estimate;
  readonly better: Estimate;
  readonly same: Estimate;
  readonly worse: Estimate;
  /** Scenario minus baseline: over all, over those better off, over those worse off. */
  readonly change: Estimate;
  readonly betterBy: Estimate;
  readonly worseBy: Estimate;
  /** Of an event: it happens in the baseline alone, in the scenario alone, in both, in neither. */
  readonly event: Record<"avoided" | "new" | "still" | "never", Estimate> | undefined;
}
