import { type Evaluate, linkExpression, type MeasureReader } from "../kernel/evaluate.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Expression, Named } from "../model/expression.ts";
import type { MeasureTable, Model } from "../model/model.ts";
import { quantileOfSorted, sortRange } from "../statistics/quantiles.ts";
import { Observations } from "./observations.ts";

const HOUR = 60;
const CLOCK: readonly Expression["op"][] = ["time", "hour", "weekday", "since"];

/**
 * The measures of the scenario: over the patients who leave in the window, or over the time in it.
 * A record whose `of` is NaN (it reads a time that never happened) is left out.
 */
export class Measures {
  /** Whether any measure is over time, so that the kernel has to say how time goes on. */
  readonly overTime: boolean;

  private readonly model: Model;
  private readonly reader: MeasureReader;
  /** The state as measures over time see it: the clock stands in the middle of what has gone by. */
  private clock!: KernelState & { now: number };
  private readonly readsClock: boolean;
  private of: readonly Evaluate[] = [];
  private where: readonly Evaluate[] = [];
  /** Of each measure: records (patients or minutes), their sum, and their values where percentiles are asked for. */
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  private readonly values: readonly Observations[];

  /** Throws when a measure has nothing to work on, or is over time and neither a mean nor a share. */
  constructor(model: Model, reader: MeasureReader) {
    this.model = model;
    this.reader = reader;
    this.overTime = model.measures.some((measure) => measure.records === "time");
    this.readsClock = model.measures.some(
      ({ records, of, where }) => records === "time" && CLOCK.some((op) => reads(of, op) || reads(where, op)),
    );
    this.count = new Float64Array(model.measures.length);
    this.sum = new Float64Array(model.measures.length);
    this.values = model.measures.map(() => new Observations());
    model.measures.forEach((measure, m) => {
      checkMeasure(measure, model.names.measures[m]);
    });
  }

  begin(state: KernelState): void {
    this.clock = Object.create(state, { now: { value: 0, writable: true } });
    const link = ({ records }: MeasureTable, expression: Expression | undefined): Evaluate =>
      expression === undefined
        ? () => 1
        : linkExpression(expression, this.model, records === "time" ? this.clock : state, this.reader);
    this.of = this.model.measures.map((measure) => link(measure, measure.of));
    this.where = this.model.measures.map((measure) => link(measure, measure.where));
    this.clear();
  }

  clear(): void {
    this.count.fill(0);
    this.sum.fill(0);
    for (const values of this.values) values.clear();
  }

  /** A patient leaves in the window. */
  exited(patient: number): void {
    const { measures } = this.model;
    for (let m = 0; m < measures.length; m++) {
      if (measures[m].records === "patients" && this.where[m](patient) !== 0) this.add(m, this.of[m](patient), 1);
    }
  }

  /** Minutes of the window go by; what the state holds has been true for so long, but for the clock. */
  elapsed(from: number, to: number): void {
    let at = from;
    if (this.readsClock) {
      const offset = this.model.clock.startMinuteOfWeek;
      for (let hour = Math.floor((from + offset) / HOUR) + 1; hour * HOUR - offset < to; hour++) {
        this.piece(at, hour * HOUR - offset);
        at = hour * HOUR - offset;
      }
    }
    this.piece(at, to);
  }

  /** No hour begins within it: what is read in its middle is its mean. */
  private piece(from: number, to: number): void {
    const { measures } = this.model;
    this.clock.now = (from + to) / 2;
    // Over time there is no patient: such an expression reads the system alone.
    for (let m = 0; m < measures.length; m++) {
      if (measures[m].records === "time" && this.where[m](0) !== 0) this.add(m, this.of[m](0), to - from);
    }
  }

  /** @param windowMinutes length of the window, for rates */
  value(m: number, windowMinutes: number): number {
    const { statistic, at, per } = this.model.measures[m];
    switch (statistic) {
      case "mean":
      case "share":
        return this.sum[m] / this.count[m];
      case "count":
      case "sum":
        return this.sum[m];
      case "rate":
        return (this.sum[m] / windowMinutes) * per;
      case "percentile": {
        const values = this.values[m].view();
        sortRange(values, values.length);
        return quantileOfSorted(values, values.length, at);
      }
    }
  }

  private add(m: number, value: number, weight: number): void {
    if (Number.isNaN(value)) return;
    const { statistic } = this.model.measures[m];
    this.count[m] += weight;
    if (statistic === "percentile") this.values[m].add(value);
    else if (statistic === "mean" || statistic === "sum") this.sum[m] += weight * value;
    else if (value !== 0) this.sum[m] += weight;
  }
}

/** Whether any measure reads this, so that nobody pays for what nobody asks. */
export function measuresRead(model: Model, op: Named): boolean {
  return model.measures.some(({ of, where }) => reads(of, op) || reads(where, op));
}

function reads(expression: Expression | undefined, op: Expression["op"]): boolean {
  if (expression === undefined) return false;
  if (expression.op === op) return true;
  return "args" in expression && expression.args.some((inner) => reads(inner, op));
}

function checkMeasure({ statistic, records, of }: MeasureTable, name: string): void {
  if (of === undefined && statistic !== "count" && statistic !== "rate") {
    throw new Error(`measure "${name}": a ${statistic} of nothing`);
  }
  if (records === "time" && statistic !== "mean" && statistic !== "share") {
    throw new Error(`measure "${name}": over time there is no ${statistic}`);
  }
}
