import type { Model, ModelClock, ResourceTable } from "../model/model.ts";
import type { Counting } from "./counting.ts";
import { HOURS, HoursOfWeek } from "./hours-of-week.ts";
import { Levels } from "./levels.ts";

/** Columns of `money`: what is paid for a resource. */
export const RESOURCE_COSTS = ["held", "rostered", "overtime", "use", "fixed"] as const;
const HELD = 0;
const ROSTERED = 1;
const OVERTIME = 2;
const USE = 3;
const FIXED = 4;

/** Units in use and on duty over time, and what they cost, in the window. */
export class ResourceUse {
  /** Of each resource: unit-minutes in use, of them beyond what is on duty; on duty, and on the roster (Infinity for unlimited). */
  readonly used: Float64Array;
  readonly overtime: Float64Array;
  readonly onDuty: Float64Array;
  readonly onRoster: Float64Array;
  /** Minutes with anything on duty, and of them those with all of it in use. */
  readonly dutyMinutes: Float64Array;
  readonly fullMinutes: Float64Array;
  /** Units taken. */
  readonly taken: Float64Array;
  readonly levels: readonly Levels[];
  /** resource × RESOURCE_COSTS */
  readonly money: Float64Array;
  /** Units of a whole. */
  readonly parts: readonly number[];
  /** resource × 168: mean wholes in use by hour of the week; NaN for hours that the window does not reach. */
  censusByHour = new Float64Array(0);

  private readonly counting: Counting;
  private readonly clock: ModelClock;
  private readonly tables: readonly ResourceTable[];
  private readonly level: Float64Array;
  private readonly scheduled: Float64Array;
  private readonly rostered: Float64Array;
  /** When what is in use, and what is on duty, was last counted. */
  private readonly since: Float64Array;
  private readonly dutySince: Float64Array;
  private readonly byHour: HoursOfWeek;
  /** Prices in force, from when, until when; what has been used at them. */
  private readonly phase: Int32Array;
  private readonly phaseFrom: Float64Array;
  private readonly phaseTo: Float64Array;
  private readonly phaseTaken: Float64Array;
  private readonly phaseUsed: Float64Array;
  private readonly phaseOvertime: Float64Array;
  private readonly phaseOnDuty: Float64Array;
  private readonly phaseOnRoster: Float64Array;
  private from = 0;

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    const count = model.resources.length;
    const table = (): Float64Array => new Float64Array(count);
    this.clock = model.clock;
    this.tables = model.resources;
    this.parts = model.resources.map(({ parts }) => parts);
    this.used = table();
    this.overtime = table();
    this.onDuty = table();
    this.onRoster = table();
    this.dutyMinutes = table();
    this.fullMinutes = table();
    this.taken = table();
    this.levels = model.resources.map(() => new Levels());
    this.money = new Float64Array(count * RESOURCE_COSTS.length);
    this.level = table();
    this.scheduled = table();
    this.rostered = table();
    this.since = table();
    this.dutySince = table();
    this.byHour = new HoursOfWeek(count, model.clock);
    this.phase = new Int32Array(count);
    this.phaseFrom = table();
    this.phaseTo = table();
    this.phaseTaken = table();
    this.phaseUsed = table();
    this.phaseOvertime = table();
    this.phaseOnDuty = table();
    this.phaseOnRoster = table();
  }

  begin(): void {
    this.level.fill(0);
    this.scheduled.fill(0);
    this.rostered.fill(0);
    this.since.fill(0);
    this.dutySince.fill(0);
    this.phaseFrom.fill(0);
    for (let resource = 0; resource < this.tables.length; resource++) this.enterPhase(resource, 0);
    this.clear();
    this.from = 0;
  }

  open(now: number): void {
    for (let resource = 0; resource < this.tables.length; resource++) {
      this.settle(now, resource);
      this.countDuty(now, resource);
    }
    this.clear();
    this.phaseFrom.fill(now);
    this.from = now;
  }

  capacity(now: number, resource: number, scheduled: number, rostered: number): void {
    this.settle(now, resource);
    this.countDuty(now, resource);
    this.scheduled[resource] = scheduled;
    this.rostered[resource] = rostered;
  }

  take(resource: number, units: number): void {
    this.occupy(resource, units);
    this.phaseTaken[resource] += units;
  }

  /** Units that are in use without being taken: in turnover, or again after a pause. */
  occupy(resource: number, units: number): void {
    this.settle(this.counting.now, resource);
    this.level[resource] += units;
  }

  give(resource: number, units: number): void {
    this.settle(this.counting.now, resource);
    this.level[resource] -= units;
  }

  finish(now: number): void {
    const coverage = new HoursOfWeek(1, this.clock);
    coverage.add(0, this.from, now, 1);
    for (let resource = 0; resource < this.tables.length; resource++) {
      this.settle(now, resource);
      this.bill(now, resource);
    }
    this.censusByHour = this.byHour.minutes.map((minutes, i) => {
      return minutes / coverage.minutes[i % HOURS] / this.parts[Math.floor(i / HOURS)];
    });
  }

  private price(resource: number): ResourceTable["phases"][number] {
    return this.tables[resource].phases[this.phase[resource]];
  }

  /** Counts the time since the last change; prices that change on the way split it. */
  private settle(now: number, resource: number): void {
    while (this.phaseTo[resource] <= now) {
      const boundary = this.phaseTo[resource];
      this.count(boundary, resource);
      this.bill(boundary, resource);
      this.enterPhase(resource, this.phase[resource] + 1);
    }
    this.count(now, resource);
  }

  private count(to: number, resource: number): void {
    const from = this.since[resource];
    const minutes = to - from;
    if (!(minutes > 0)) return;
    this.since[resource] = to;
    const level = this.level[resource];
    const scheduled = this.scheduled[resource];
    this.levels[resource].add(level, minutes);
    if (level > 0) {
      this.phaseUsed[resource] += level * minutes;
      if (level > scheduled) this.phaseOvertime[resource] += (level - scheduled) * minutes;
      this.byHour.add(resource, from, to, level);
    }
    if (level >= scheduled && scheduled > 0) this.fullMinutes[resource] += minutes;
  }

  private countDuty(to: number, resource: number): void {
    const minutes = to - this.dutySince[resource];
    if (!(minutes > 0)) return;
    this.dutySince[resource] = to;
    const scheduled = this.scheduled[resource];
    this.phaseOnRoster[resource] += this.rostered[resource] * minutes;
    this.phaseOnDuty[resource] += scheduled * minutes;
    if (scheduled > 0) this.dutyMinutes[resource] += minutes;
  }

  /** Turns what has been used at the prices in force into totals and money. */
  private bill(now: number, resource: number): void {
    this.countDuty(now, resource);
    const price = this.price(resource);
    const row = resource * RESOURCE_COSTS.length;
    this.money[row + HELD] += price.held * this.phaseUsed[resource];
    // Not 0 × Infinity, for those who are not rostered may be unlimited.
    if (price.rostered !== 0) this.money[row + ROSTERED] += price.rostered * this.phaseOnRoster[resource];
    this.money[row + OVERTIME] += price.overtime * this.phaseOvertime[resource];
    this.money[row + USE] += price.use * this.phaseTaken[resource];
    this.money[row + FIXED] += price.fixed * (now - this.phaseFrom[resource]);
    this.taken[resource] += this.phaseTaken[resource];
    this.used[resource] += this.phaseUsed[resource];
    this.overtime[resource] += this.phaseOvertime[resource];
    this.onDuty[resource] += this.phaseOnDuty[resource];
    this.onRoster[resource] += this.phaseOnRoster[resource];
    this.phaseTaken[resource] = 0;
    this.phaseUsed[resource] = 0;
    this.phaseOvertime[resource] = 0;
    this.phaseOnDuty[resource] = 0;
    this.phaseOnRoster[resource] = 0;
    this.phaseFrom[resource] = now;
  }

  private enterPhase(resource: number, phase: number): void {
    const { phases } = this.tables[resource];
    this.phase[resource] = phase;
    this.phaseTo[resource] = phase + 1 < phases.length ? phases[phase + 1].from : Infinity;
  }

  private clear(): void {
    this.used.fill(0);
    this.overtime.fill(0);
    this.onDuty.fill(0);
    this.onRoster.fill(0);
    this.dutyMinutes.fill(0);
    this.fullMinutes.fill(0);
    this.taken.fill(0);
    this.money.fill(0);
    this.byHour.clear();
    this.phaseTaken.fill(0);
    this.phaseUsed.fill(0);
    this.phaseOvertime.fill(0);
    this.phaseOnDuty.fill(0);
    this.phaseOnRoster.fill(0);
    for (const level of this.levels) level.clear();
  }
}
