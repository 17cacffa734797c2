import { SimulationError } from "../kernel/simulation-error.ts";
import type { MeasureTable, ModelClock } from "../model/model.ts";
import { quantilesInPlace } from "../statistics/quantiles.ts";
import { DurationsOfValues } from "./durations-of-values.ts";
import { Observations } from "./observations.ts";

/** All records together, or in all of the window. */
export const ALL = -1;

/** How many periods a measure is told by; 0 for none. The last is shorter when they do not fill the window. */
export function periodsOf({ every }: MeasureTable, { run }: ModelClock): number {
  return every > 0 ? Math.ceil(run / every) : 0;
}

/** The numbers of one measure: of all its records, of each group, in each period, of each group in each period. */
export class MeasureCells {
  private readonly name: string;
  private readonly measure: MeasureTable;
  private readonly periods: number;
  /** Of each cell: records (or minutes), their sum or greatest, and where percentiles are asked for their values. */
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  private readonly values: readonly Observations[];
  private readonly durations: readonly DurationsOfValues[];

  constructor(name: string, measure: MeasureTable, clock: ModelClock) {
    this.name = name;
    this.measure = measure;
    this.periods = periodsOf(measure, clock);
    const cells = (1 + (measure.by?.names.length ?? 0)) * (1 + this.periods);
    const percentile = measure.statistic === "percentile";
    const overTime = measure.records === "time";
    this.count = new Float64Array(cells);
    this.sum = new Float64Array(cells);
    this.values = Array.from({ length: percentile && !overTime ? cells : 0 }, () => new Observations());
    this.durations = Array.from({ length: percentile && overTime ? cells : 0 }, () => new DurationsOfValues());
    this.clear();
  }

  clear(): void {
    this.count.fill(0);
    this.sum.fill(this.measure.statistic === "max" ? -Infinity : 0);
    for (const values of this.values) values.clear();
    for (const durations of this.durations) durations.clear();
  }

  /**
   * Adds a record to all cells that it belongs to; one without a value to none. An infinite one stops the replication.
   * @param weight 1 for a record, minutes for time
   * @param group ALL for a record of no group
   * @param since minutes from the start of the window to the record's moment
   */
  add(value: number, weight: number, group: number, since: number): void {
    if (Number.isNaN(value)) return;
    if (Math.abs(value) === Infinity) {
      throw new SimulationError(`the measure "${this.name}" came to ${value} for a record; say in "where" which count`);
    }
    this.addTo(0, value, weight);
    if (this.count.length === 1) return;
    const { periods } = this;
    const own = (group + 1) * (periods + 1);
    if (own > 0) this.addTo(own, value, weight);
    if (periods === 0) return;
    const period = 1 + Math.min(periods - 1, Math.max(0, Math.floor(since / this.measure.every)));
    this.addTo(period, value, weight);
    if (own > 0) this.addTo(own + period, value, weight);
  }

  /** @param window its length in minutes @param period from 0 on */
  value(window: number, group = ALL, period = ALL): number {
    const { statistic, at, per, every } = this.measure;
    const cell = (group + 1) * (this.periods + 1) + period + 1;
    const minutes = period === ALL ? window : Math.min(every, window - period * every);
    switch (statistic) {
      case "mean":
      case "share":
        return this.sum[cell] / this.count[cell];
      case "max":
        return this.count[cell] === 0 ? NaN : this.sum[cell];
      case "count":
      case "sum":
        return per === 0 ? this.sum[cell] : (this.sum[cell] / minutes) * per;
      case "rate":
        return (this.sum[cell] / minutes) * per;
      case "percentile":
        return this.percentile(cell, at);
      case "ratio":
        throw new Error("a ratio has no records of its own");
    }
  }

  private addTo(cell: number, value: number, weight: number): void {
    const { statistic, records } = this.measure;
    this.count[cell] += weight;
    if (statistic === "percentile") {
      if (records === "time") this.durations[cell].add(value, weight);
      else this.values[cell].add(value);
    } else if (statistic === "max") this.sum[cell] = Math.max(this.sum[cell], value);
    else if (statistic === "mean" || statistic === "sum") this.sum[cell] += weight * value;
    else if (value !== 0) this.sum[cell] += weight;
  }

  private percentile(cell: number, at: number): number {
    if (this.measure.records === "time") return this.durations[cell].quantile(at);
    return quantilesInPlace(this.values[cell].view(), [at])[0];
  }
}
