import { RESOURCE_COSTS } from "../model/cost-kinds.ts";
import type { Model, ResourceTable } from "../model/model.ts";
import type { Counting } from "./counting.ts";
import { HOURS, LevelHours } from "./level-hours.ts";
import { LevelTime } from "./level-time.ts";
import { Levels } from "./levels.ts";
import {
  FULL,
  LEVEL,
  LEVEL_BITS,
  LOW_LEVELS,
  OVERTIME,
  PHASE_TO,
  ROW,
  SCHEDULED,
  SINCE,
  TAKEN,
  USED,
} from "./resource-row.ts";

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
  /** Units in turnover, and units that services keep while they pause. */
  readonly turning: LevelTime;
  readonly aside: LevelTime;
  /** resource × RESOURCE_COSTS */
  readonly money: Float64Array;
  /** Units of a whole. */
  readonly parts: readonly number[];
  /** resource × 168: mean wholes in use by hour of the week; NaN for hours that the window does not reach. */
  censusByHour = new Float64Array(0);

  private readonly counting: Counting;
  private readonly tables: readonly ResourceTable[];
  rows: Float64Array;
  /** resource × levels: minutes at each of the low levels, of which nothing has been made yet. */
  atLevel: Float64Array;
  private readonly rostered: Float64Array;
  /** When what is on duty was last counted. */
  private readonly dutySince: Float64Array;
  readonly byHour: LevelHours;
  /** Prices in force, from when; what has been on duty, and on the roster, at them. */
  private readonly phase: Int32Array;
  private readonly phaseFrom: Float64Array;
  private readonly phaseOnDuty: Float64Array;
  private readonly phaseOnRoster: Float64Array;
  /** Begun blocks of units on duty × minutes. */
  private readonly phaseBlocks: Float64Array;

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    const count = model.resources.length;
    const table = (): Float64Array => new Float64Array(count);
    this.tables = model.resources;
    this.parts = model.resources.map(({ parts }) => parts);
    this.used = table();
    this.overtime = table();
    this.onDuty = table();
    this.onRoster = table();
    this.dutyMinutes = table();
    this.fullMinutes = table();
    this.taken = table();
    this.turning = new LevelTime(count);
    this.aside = new LevelTime(count);
    this.levels = model.resources.map(() => new Levels());
    this.money = new Float64Array(count * RESOURCE_COSTS.length);
    this.rows = new Float64Array(count << ROW);
    this.atLevel = new Float64Array(count << LEVEL_BITS);
    this.rostered = table();
    this.dutySince = table();
    this.byHour = new LevelHours(count, model.clock, counting);
    this.phase = new Int32Array(count);
    this.phaseFrom = table();
    this.phaseOnDuty = table();
    this.phaseOnRoster = table();
    this.phaseBlocks = table();
  }

  begin(): void {
    this.rows.fill(0);
    this.atLevel.fill(0);
    this.rostered.fill(0);
    this.dutySince.fill(0);
    this.phaseFrom.fill(0);
    for (let resource = 0; resource < this.tables.length; resource++) this.enterPhase(resource, 0);
    this.turning.begin();
    this.aside.begin();
    this.byHour.begin();
    this.clear();
  }

  open(now: number): void {
    for (let resource = 0; resource < this.tables.length; resource++) {
      this.settle(now, resource);
      this.countDuty(now, resource);
    }
    this.turning.open(now);
    this.aside.open(now);
    this.byHour.open(now);
    this.clear();
    this.phaseFrom.fill(now);
  }

  capacity(now: number, resource: number, scheduled: number, rostered: number): void {
    this.settle(now, resource);
    this.fold(resource);
    this.countDuty(now, resource);
    this.rows[(resource << ROW) | SCHEDULED] = scheduled;
    this.rostered[resource] = rostered;
  }

  take(resource: number, units: number): void {
    this.change(resource, units);
    this.rows[(resource << ROW) | TAKEN] += units;
  }

  give(resource: number, units: number): void {
    this.change(resource, -units);
  }

  turnOver(resource: number, units: number): void {
    this.change(resource, units);
    this.turning.change(this.counting.now, resource, units);
  }

  ready(resource: number, units: number): void {
    this.give(resource, units);
    this.turning.change(this.counting.now, resource, -units);
  }

  /** Units that a service keeps while it pauses are not in use; then they are again. */
  setAside(resource: number, units: number): void {
    this.give(resource, units);
    this.aside.change(this.counting.now, resource, units);
  }

  takeUp(resource: number, units: number): void {
    this.change(resource, units);
    this.aside.change(this.counting.now, resource, -units);
  }

  finish(now: number): void {
    this.turning.finish(now);
    this.aside.finish(now);
    const { rows, fullMinutes } = this;
    for (let resource = 0; resource < this.tables.length; resource++) {
      this.settle(now, resource);
      this.bill(now, resource);
      fullMinutes[resource] = rows[(resource << ROW) | FULL];
    }
    this.censusByHour = this.byHour.means(now).map((units, i) => units / this.parts[Math.floor(i / HOURS)]);
  }

  /** So many units more are in use, or less. */
  private change(resource: number, units: number): void {
    this.settle(this.counting.now, resource);
    this.rows[(resource << ROW) | LEVEL] += units;
    this.byHour.change(resource, units);
  }

  /** Counts the time since the last change; prices that change on the way split it. */
  private settle(now: number, resource: number): void {
    if (this.phaseTo(resource) <= now) this.passPhases(now, resource);
    this.countTo(now, resource);
  }

  private countTo(to: number, resource: number): void {
    const { rows } = this;
    const row = resource << ROW;
    const minutes = to - rows[row | SINCE];
    if (!(minutes > 0)) return;
    rows[row | SINCE] = to;
    const level = rows[row | LEVEL] | 0;
    if (level < LOW_LEVELS) this.atLevel[(resource << LEVEL_BITS) | level] += minutes;
    else this.lasted(resource, level, minutes);
  }

  /** What is made of the minutes at each level while as many as now were on duty, at one price. */
  private fold(resource: number): void {
    const { atLevel } = this;
    const first = resource << LEVEL_BITS;
    for (let level = 0; level < LOW_LEVELS; level++) {
      const minutes = atLevel[first | level];
      if (minutes === 0) continue;
      atLevel[first | level] = 0;
      this.lasted(resource, level, minutes);
    }
  }

  /** Minutes at a level. */
  lasted(resource: number, level: number, minutes: number): void {
    const { rows } = this;
    const row = resource << ROW;
    const scheduled = rows[row | SCHEDULED];
    if (level >= scheduled && scheduled > 0) rows[row | FULL] += minutes;
    if (level > scheduled) rows[row | OVERTIME] += (level - scheduled) * minutes;
    rows[row | USED] += level * minutes;
    this.levels[resource].add(level, minutes);
  }

  /** Comes to the prices in force now. */
  passPhases(now: number, resource: number): void {
    for (let to = this.phaseTo(resource); to <= now; to = this.phaseTo(resource)) {
      this.countTo(to, resource);
      this.bill(to, resource);
      this.enterPhase(resource, this.phase[resource] + 1);
    }
  }

  private phaseTo(resource: number): number {
    return this.rows[(resource << ROW) | PHASE_TO];
  }

  private countDuty(to: number, resource: number): void {
    const minutes = to - this.dutySince[resource];
    if (!(minutes > 0)) return;
    this.dutySince[resource] = to;
    const scheduled = this.rows[(resource << ROW) | SCHEDULED];
    this.phaseOnRoster[resource] += this.rostered[resource] * minutes;
    this.phaseOnDuty[resource] += scheduled * minutes;
    const { stepped, every } = this.tables[resource].phases[this.phase[resource]];
    if (stepped !== 0) this.phaseBlocks[resource] += Math.ceil(scheduled / every) * minutes;
    if (scheduled > 0) this.dutyMinutes[resource] += minutes;
  }

  /** Turns what has been used at the prices in force into totals and money. */
  private bill(now: number, resource: number): void {
    this.fold(resource);
    this.countDuty(now, resource);
    const { rows, money } = this;
    const row = resource << ROW;
    const taken = rows[row | TAKEN];
    const used = rows[row | USED];
    const overtime = rows[row | OVERTIME];
    const price = this.tables[resource].phases[this.phase[resource]];
    // Not 0 × Infinity, for those who are not rostered may be unlimited.
    const rostered = price.rostered === 0 ? 0 : price.rostered * this.phaseOnRoster[resource];
    // In the order of RESOURCE_COSTS.
    let cell = resource * RESOURCE_COSTS.length;
    money[cell++] += price.held * used;
    money[cell++] += rostered;
    money[cell++] += price.overtime * overtime;
    money[cell++] += price.use * taken;
    money[cell++] += price.fixed * (now - this.phaseFrom[resource]);
    money[cell++] += price.stepped * this.phaseBlocks[resource];
    this.taken[resource] += taken;
    this.used[resource] += used;
    this.overtime[resource] += overtime;
    this.onDuty[resource] += this.phaseOnDuty[resource];
    this.onRoster[resource] += this.phaseOnRoster[resource];
    rows[row | TAKEN] = 0;
    rows[row | USED] = 0;
    rows[row | OVERTIME] = 0;
    this.phaseOnDuty[resource] = 0;
    this.phaseOnRoster[resource] = 0;
    this.phaseBlocks[resource] = 0;
    this.phaseFrom[resource] = now;
  }

  private enterPhase(resource: number, phase: number): void {
    const { phases } = this.tables[resource];
    this.phase[resource] = phase;
    this.rows[(resource << ROW) | PHASE_TO] = phase + 1 < phases.length ? phases[phase + 1].from : Infinity;
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
    for (let row = 0; row < this.rows.length; row += 1 << ROW) this.rows.fill(0, row | TAKEN, (row | FULL) + 1);
    this.phaseOnDuty.fill(0);
    this.phaseOnRoster.fill(0);
    this.phaseBlocks.fill(0);
    this.atLevel.fill(0);
    for (const level of this.levels) level.clear();
  }
}
