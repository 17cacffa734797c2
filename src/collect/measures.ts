import { type Evaluate, linkExpression, type MeasureReader } from "../kernel/evaluate.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Expression, Named } from "../model/expression.ts";
import type { GroupTable, MeasureTable, Model } from "../model/model.ts";
import type { Counting } from "./counting.ts";
import { ALL, MeasureCells } from "./measure-cells.ts";

const HOUR = 60;
const CLOCK: readonly Expression["op"][] = ["time", "hour", "weekday", "since"];

interface LinkedMeasure {
  /** What is told of a record; 1 when nothing is said. */
  readonly of: Evaluate | undefined;
  /** Which records count; all when nothing is said. */
  readonly where: Evaluate | undefined;
  readonly group: Evaluate | undefined;
  readonly cells: MeasureCells;
  /** Told again by what the file breaks the figures of patients down by. */
  readonly more: readonly GroupedCells[];
  /** Over time: what it has come to without a change, NaN for nothing that counts, and since when. */
  value: number;
  since: number;
}

interface GroupedCells {
  readonly group: Evaluate;
  readonly cells: MeasureCells;
}

/** Moments at which what a measure over time reads, or the period that it is told by, may change between events. */
interface Ticks {
  /** Every so many minutes; counted from `from`, or from the start of the window. */
  readonly step: number;
  readonly from: number | undefined;
}

/**
 * The measures of the scenario: over patients, visits or stays that end, or over the time in the window. Whoever calls has asked
 * whether a record is of those that are counted. A record whose `of` is NaN (it reads a time that never happened) is left out.
 */
export class Measures {
  /** Whether any measure is over time, so that the kernel has to say how time goes on. */
  readonly overTime: boolean;

  private readonly model: Model;
  private readonly counting: Counting;
  private readonly reader: MeasureReader;
  /** As measures over time see it: it stands in the middle of what has gone by. */
  private readonly clock = { now: 0 };
  private state!: KernelState;
  private readonly ticks: readonly Ticks[];
  /** The next tick; none is known before the first minute is told. */
  private tick = -Infinity;
  private readonly cells: readonly MeasureCells[];
  /** Of each measure that knows of patients: by each grouping of the file. */
  private readonly grouped: readonly (readonly MeasureCells[])[];
  /** The measures as they are linked, in their order. */
  private linked: readonly LinkedMeasure[] = [];
  /** Of patients, of visits to each stage, of stays on and of sessions of each resource, of time. */
  private ofPatients: readonly LinkedMeasure[] = [];
  private ofVisits: readonly (readonly LinkedMeasure[])[] = [];
  private ofStays: readonly (readonly LinkedMeasure[])[] = [];
  private ofSessions: readonly (readonly LinkedMeasure[])[] = [];
  private ofTime: readonly LinkedMeasure[] = [];

  /** Throws when a measure has nothing to work on, or is over time and no mean, share, percentile or max. */
  constructor(model: Model, counting: Counting, reader: MeasureReader) {
    const { measures, names } = model;
    this.model = model;
    this.counting = counting;
    this.reader = reader;
    this.overTime = measures.some(({ records, ratio }) => records === "time" && ratio === undefined);
    this.ticks = ticksOf(model);
    this.cells = measures.map((measure, m) => new MeasureCells(model.names.measures[m], measure, model.clock));
    this.grouped = measures.map((measure, m) =>
      isOfPatients(measure) && measure.ratio === undefined
        ? model.forWhom.groupings.map(
            (by) => new MeasureCells(names.measures[m], { ...measure, by, every: 0 }, model.clock),
          )
        : [],
    );
    measures.forEach((measure, m) => {
      checkMeasure(measure, names.measures[m]);
    });
  }

  begin(state: KernelState): void {
    const { model, reader, cells, grouped } = this;
    const { measures, names } = model;
    const groups = linkGroups(model, state);
    const link = ({ records, of, where, by }: MeasureTable, m: number): LinkedMeasure => {
      const linked = (expression: Expression): Evaluate =>
        linkExpression(expression, model, state, reader, undefined, records === "time" ? this.clock : state);
      return {
        of: of && linked(of),
        where: where && linked(where),
        group: by && groupReader(by, linked(by.of)),
        cells: cells[m],
        more: grouped[m].map((own, g) => ({ group: groups[g], cells: own })),
        value: Number.NaN,
        since: 0,
      };
    };
    const all = measures.map((measure, m) => ({ ...measure, linked: link(measure, m) }));
    this.linked = all.map(({ linked }) => linked);
    const which = (wanted: MeasureTable["records"], about?: number): LinkedMeasure[] =>
      all
        .filter(({ records, subject, ratio }) => {
          return records === wanted && ratio === undefined && (about === undefined || subject === about);
        })
        .map(({ linked }) => linked);
    this.state = state;
    this.ofPatients = which("patients");
    this.ofVisits = names.stages.map((_, stage) => which("visits", stage));
    this.ofStays = names.resources.map((_, resource) => which("stays", resource));
    this.ofSessions = names.resources.map((_, resource) => which("sessions", resource));
    this.ofTime = which("time");
    this.clear();
  }

  clear(): void {
    this.tick = -Infinity;
    for (const one of this.ofTime) one.value = Number.NaN;
    for (const cells of this.cells) cells.clear();
    for (const cells of this.grouped.flat()) cells.clear();
  }

  /** A patient leaves who is counted. */
  exited(now: number, patient: number): void {
    const moment = this.momentOf(this.state.arrivedAt(patient), now);
    for (const one of this.ofPatients) this.add(one, patient, moment);
  }

  /** A visit that is counted has ended. @param began when the stage was entered */
  visited(now: number, patient: number, stage: number, began: number): void {
    for (const one of this.ofVisits[stage]) this.add(one, patient, this.momentOf(began, now));
  }

  /** A spell of holding a resource that is counted has ended. @param began when its first unit was taken */
  stayed(now: number, patient: number, resource: number, began: number): void {
    for (const one of this.ofStays[resource]) this.add(one, patient, this.momentOf(began, now));
  }

  /** A session that is counted is complete. Of a session there is no patient. */
  held(now: number, resource: number, opened: number): void {
    for (const one of this.ofSessions[resource]) this.add(one, 0, this.momentOf(opened, now));
  }

  /** Minutes of the window go by; what the state holds has been true for so long, but for the clock. */
  elapsed(from: number, to: number): void {
    let at = from;
    // A period may end at the very moment of an event.
    if (this.tick === from) this.settle(from);
    if (this.tick < to) {
      for (this.tick = this.nextTick(at); this.tick < to; this.tick = this.nextTick(at)) {
        this.piece(at, this.tick);
        this.settle(this.tick);
        at = this.tick;
      }
    }
    this.piece(at, to);
  }

  /** Adds what measures over time have come to since it last changed: before they are read, and where a period ends. */
  settle(now: number): void {
    for (const one of this.ofTime) this.change(one, now, one.value);
  }

  /** @param window its length in minutes @param period from 0 on */
  value(m: number, window: number, group = ALL, period = ALL): number {
    const { ratio } = this.model.measures[m];
    if (ratio === undefined) return this.cells[m].value(window, group, period);
    const [above, below] = ratio.map((part) => (part < 0 ? NaN : this.cells[part].value(window, group, period)));
    return above / below;
  }

  /** Of one group of a grouping of the file; NaN where the measure knows of no patients. @param window its length in minutes */
  valueOf(m: number, window: number, grouping: number, group: number): number {
    const { ratio } = this.model.measures[m];
    const of = (part: number): number => {
      const cells = part < 0 ? undefined : this.grouped[part][grouping];
      return cells === undefined ? Number.NaN : cells.value(window, group);
    };
    return ratio === undefined ? of(m) : of(ratio[0]) / of(ratio[1]);
  }

  /**
   * What a measure tells of this patient, who leaves: 1 or 0 of what is true or false, and of what is counted; NaN of one of whom it
   * tells nothing.
   */
  told(m: number, patient: number): number {
    const { statistic } = this.model.measures[m];
    const { of, where } = this.linked[m];
    const counts = where === undefined || where(patient) > 0;
    if (statistic === "count" || statistic === "rate") return counts && (of === undefined || of(patient) > 0) ? 1 : 0;
    return counts && of !== undefined ? of(patient) : Number.NaN;
  }

  /** The moment by which a record belongs to a period: that which makes it count. */
  private momentOf(began: number, now: number): number {
    return this.model.clock.cohort === "arrivals" ? began : now;
  }

  private add({ of, where, group, cells, more }: LinkedMeasure, patient: number, moment: number): void {
    if (where !== undefined && !(where(patient) > 0)) return;
    const value = of === undefined ? 1 : of(patient);
    cells.add(value, 1, group === undefined ? ALL : group(patient), moment - this.counting.from);
    for (let i = 0; i < more.length; i++) more[i].cells.add(value, 1, more[i].group(patient), 0);
  }

  /** No tick lies within it: what is read in its middle is its mean. */
  private piece(from: number, to: number): void {
    this.clock.now = (from + to) / 2;
    // Over time there is no patient: such an expression reads the system alone.
    for (const one of this.ofTime) {
      const { of, where } = one;
      const counts = where === undefined || where(0) > 0;
      const value = counts ? (of === undefined ? 1 : of(0)) : Number.NaN;
      if (value !== one.value) this.change(one, from, value);
    }
  }

  private change(one: LinkedMeasure, at: number, value: number): void {
    if (at > one.since) one.cells.add(one.value, at - one.since, ALL, one.since - this.counting.from);
    one.value = value;
    one.since = at;
  }

  private nextTick(after: number): number {
    let first = Infinity;
    for (const { step, from = this.counting.from } of this.ticks) {
      const passed = Math.floor((after - from) / step);
      const next = from + (passed + 1) * step;
      // Rounding may have put the last tick a hair after its time.
      first = Math.min(first, next > after ? next : from + (passed + 2) * step);
    }
    return first;
  }
}

/** Whether any measure reads this, so that nobody pays for what nobody asks. */
export function measuresRead(model: Model, op: Named): boolean {
  return model.measures.some(({ of, where, by }) => reads(of, op) || reads(where, op) || reads(by?.of, op));
}

/** Whether any measure is of spells of holding a resource, or reads them. */
export function measureSpells(model: Model): boolean {
  const isOfThem = model.measures.some(({ records }) => records === "stays" || records === "sessions");
  return isOfThem || measuresRead(model, "taken") || measuresRead(model, "midnightsHeld");
}

function readsClock(expression: Expression | undefined): boolean {
  return CLOCK.some((op) => reads(expression, op));
}

function reads(expression: Expression | undefined, op: Expression["op"]): boolean {
  if (expression === undefined) return false;
  if (expression.op === op) return true;
  return "args" in expression && expression.args.some((inner) => reads(inner, op));
}

function ticksOf({ measures, clock }: Model): Ticks[] {
  const overTime = measures.filter(({ records }) => records === "time");
  const clockIsRead = overTime.some(({ of, where }) => readsClock(of) || readsClock(where));
  const periods = [...new Set(overTime.map(({ every }) => every))].filter((every) => every > 0);
  return [
    ...(clockIsRead ? [{ step: HOUR, from: -clock.startMinuteOfWeek }] : []),
    ...periods.map((step) => ({ step, from: undefined })),
  ];
}

/** Whether a measure can be told of groups of patients: over time, and of sessions, there is no patient. */
export function isOfPatients({ records }: MeasureTable): boolean {
  return records !== "time" && records !== "sessions";
}

/** The group of a patient by each grouping of the file, ALL for none. */
export function linkGroups(model: Model, state: KernelState): readonly Evaluate[] {
  return model.forWhom.groupings.map((by) => groupReader(by, linkExpression(by.of, model, state)));
}

/** The group of a patient, ALL for none. */
function groupReader({ names, cuts }: GroupTable, of: Evaluate): Evaluate {
  if (cuts.length === 0) {
    return (patient) => {
      const group = of(patient);
      return group >= 0 && group < names.length ? group : ALL;
    };
  }
  return (patient) => {
    const value = of(patient);
    if (Number.isNaN(value)) return ALL;
    let group = 0;
    while (group < cuts.length && value >= cuts[group]) group++;
    return group;
  };
}

function checkMeasure({ statistic, records, of }: MeasureTable, name: string): void {
  if (of === undefined && statistic !== "count" && statistic !== "rate" && statistic !== "ratio") {
    throw new Error(`measure "${name}": a ${statistic} of nothing`);
  }
  if (records === "time" && (statistic === "count" || statistic === "rate" || statistic === "sum")) {
    throw new Error(`measure "${name}": over time there is no ${statistic}`);
  }
}
