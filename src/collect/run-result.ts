/** What is measured about what: one column of every result table, the same for all arms of a scenario. */
export interface Metric {
  /** Unique and stable: `stage.treatment.wait.p90`, `resource.bed.inUse.mean`, `measure.fitToHome`. */
  readonly id: string;
  readonly scope:
    | "overall"
    | "class"
    | "stage"
    | "exit"
    | "resource"
    | "organisation"
    | "intervention"
    | "contact"
    | "measure"
    | "group";
  /** Name of the class, stage …, of a group what it is a group by; empty for `overall`. */
  readonly subject: string;
  /** What is measured: `lengthOfStay`, `wait`, `blockedBy.bed` … defined in docs/measures.md. */
  readonly quantity: string;
  readonly statistic: "count" | "mean" | "sd" | "p50" | "p90" | "p95" | "max" | "share" | "total" | "rate" | "value";
  /** min, patients, units, share, number, per day, QALYs, or money in the scenario's currency (`money`). */
  readonly unit: "min" | "patients" | "units" | "share" | "number" | "per day" | "QALYs" | "money" | "perMeasure";
  readonly better: "higher" | "lower" | undefined;
  /** Of a measure that is told by groups, and of the figures of a group: which one. */
  readonly group?: string;
  /** Of a measure that is told as a series: which period of the window, from 1 on. */
  readonly period?: number;
  /** Over replications this is the ratio of the means of these two metrics, not the mean of the ratios. */
  readonly ratio?: readonly [string, string];
}

/** One replication of one arm: plain data, sent from a worker as it is. */
export interface RunResult {
  readonly arm: string;
  readonly replication: number;
  /** One number for each metric; NaN where nothing was observed (no patient reached the stage). */
  readonly values: Float64Array;
  /** resource × 168: mean units in use in each hour of the week (hour 0 begins Monday 00:00). */
  readonly censusByHour: Float64Array;
  /**
   * resource × 168: mean number of patients and children who wait for it in each hour of the week, and of them the blocked; the second
   * is empty when nobody was. NaN for hours that the window does not reach.
   */
  readonly waitingByHour: Float64Array;
  readonly blockedByHour: Float64Array;
  /** For each resource: minutes of the window with n units in use, n from 0; trailing zeros cut. */
  readonly minutesAtLevel: readonly Float64Array[];
  /** Number present (all classes) at the start of each of 8 equal parts of the window, and at its end: what growth is tested on. */
  readonly presentAt: Float64Array;
  /** For each resource, patients waiting for it at the same moments: resource × 9. */
  readonly waitingAt: Float64Array;
  /** Money by line, in the order of `costLinesOf` of the arm's model. */
  readonly costLines: Float64Array;
  /** Arrivals + ends of service or delay: what "events per second" counts. */
  readonly events: number;
}
