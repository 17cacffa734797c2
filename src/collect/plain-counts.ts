import {
  CAUSE_OF,
  CLASS_OF,
  DOING,
  DOUBLES,
  ENTERED_AT,
  EXIT_OF,
  INTS,
  SINCE,
  STAGE_OF,
} from "../kernel/patient-row.ts";
import type { Tables } from "../kernel/tables.ts";
import { whatIsHeld } from "../model/held.ts";
import type { Model } from "../model/model.ts";
import { ASK, AWAY, BLOCKED, NONE, QUEUED, SEIZE, SERVED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import type { Counted } from "./counted.ts";
import { GRAIN, type LevelHours } from "./level-hours.ts";
import type { Observations } from "./observations.ts";
import * as row from "./patient-row.ts";
import { LIST_BITS } from "./plain-widths.ts";
import * as use from "./resource-row.ts";
import { Room } from "./room.ts";
import * as figure from "./stage-figures.ts";

/**
 * What a plain run counts in: the tables of a collector's parts, moved into one, and where each begins in it. Whole numbers that can be told from
 * others at the end are not counted; what is here is told to the collector when the window opens and closes.
 */
export class PlainCounts {
  readonly numbers: Float64Array;
  // Where each begins in `numbers`: see the parts of the same names.
  readonly stageAt: number;
  readonly useAt: number;
  readonly levelAt: number;
  readonly useCellAt: number;
  readonly waitCellAt: number;
  readonly waitLevelAt: number;
  readonly windowAt: number;
  readonly leaverAt: number;
  readonly stageWaitAt: number;
  readonly leftAt: number;
  readonly presentAt: number;
  readonly inUseAt: number;
  readonly openAt: number;
  /** Observations that are not handed over yet: 1 << LIST_BITS of each list; and how many they are. */
  readonly listAt: number;
  readonly listed: Int32Array;
  /** Waits of services that have started, by stage; then lengths of stay and waits of those who have left, by class. */
  readonly lists: readonly Observations[];

  /** slot << shift | place: minutes of each patient by column. */
  minutes: Float64Array;
  readonly shift: number;
  readonly places: number;
  /** Of each state, and of each wait for a resource: the place of its column. */
  readonly placeOf: Int32Array;
  readonly firstCause: Int32Array;
  /** Of those that are waits. */
  readonly waitPlaces: Int32Array;

  /** When the present hour ends; where it begins in the cells of both tables by hour. */
  hourEnd = Number.NaN;
  firstUse = 0;
  firstWait = 0;
  /** When `passMark` is to be called next: a week, a part of the window or prices end. */
  mark = Number.NaN;

  readonly useHours: LevelHours;
  readonly waitHours: LevelHours;
  private readonly collector: Counted;
  private readonly tables: Tables;
  private readonly resources: number;
  private readonly inUse: Float64Array;
  private readonly opened: Float64Array;
  /** When the window opened: who was in each stage, and who was there of each class. */
  private readonly inStage: Int32Array;
  private readonly ofClass: Int32Array;

  constructor(model: Model, tables: Tables, collector: Counted) {
    const { stages, resources, states, flow } = collector;
    const columns = states.minutes;
    this.collector = collector;
    this.tables = tables;
    this.resources = model.names.resources.length;
    this.useHours = resources.byHour;
    this.waitHours = states.byHour.hours;
    this.lists = [...stages.waits, ...flow.stays, ...states.waits];
    this.listed = new Int32Array(this.lists.length);
    columns.reserve(columnsOf(model, states.firstCause));
    this.minutes = columns.minutes;
    this.shift = columns.shift;
    this.places = columns.places;
    this.placeOf = columns.placeOf;
    this.firstCause = states.firstCause;
    this.waitPlaces = columns.waitsAt;
    this.inStage = new Int32Array(model.names.stages.length);
    this.ofClass = new Int32Array(model.names.classes.length);
    const { useHours, waitHours } = this;
    const lists = new Float64Array(this.lists.length << LIST_BITS);
    const tablesOfAll = [
      stages.sums,
      resources.rows,
      resources.atLevel,
      useHours.cells,
      waitHours.cells,
      waitHours.level,
      columns.window,
      columns.leavers,
      states.waitedForStage,
      flow.left,
      flow.minutes,
      tables.inUse,
      tables.open,
      lists,
    ];
    const room = new Room(tablesOfAll.reduce((sum, { length }) => sum + length, 0));
    this.numbers = room.numbers;
    stages.sums = room.place(stages.sums);
    resources.rows = room.place(resources.rows);
    resources.atLevel = room.place(resources.atLevel);
    useHours.cells = room.place(useHours.cells);
    waitHours.cells = room.place(waitHours.cells);
    waitHours.level = room.place(waitHours.level);
    columns.window = room.place(columns.window);
    columns.leavers = room.place(columns.leavers);
    states.waitedForStage = room.place(states.waitedForStage);
    flow.left = room.place(flow.left);
    flow.minutes = room.place(flow.minutes);
    this.inUse = room.place(tables.inUse);
    this.opened = room.place(tables.open);
    this.stageAt = room.startOf(stages.sums);
    this.useAt = room.startOf(resources.rows);
    this.levelAt = room.startOf(resources.atLevel);
    this.useCellAt = room.startOf(useHours.cells);
    this.waitCellAt = room.startOf(waitHours.cells);
    this.waitLevelAt = room.startOf(waitHours.level);
    this.windowAt = room.startOf(columns.window);
    this.leaverAt = room.startOf(columns.leavers);
    this.stageWaitAt = room.startOf(states.waitedForStage);
    this.leftAt = room.startOf(flow.left);
    this.presentAt = room.startOf(flow.minutes);
    this.inUseAt = room.startOf(this.inUse);
    this.openAt = room.startOf(this.opened);
    this.listAt = room.startOf(room.place(lists));
  }

  /** Before the collector begins a replication; nobody is there. */
  begin(): void {
    const { tables, inUse, opened } = this;
    inUse.fill(0);
    opened.fill(0);
    tables.inUse = inUse;
    tables.open = opened;
    this.listed.fill(0);
  }

  /** Makes room for so many patients. */
  grow(patients: number): void {
    const { collector } = this;
    if (patients > collector.slots) collector.grow(patients);
    this.minutes = collector.states.minutes.minutes;
  }

  /** The window opens. */
  open(now: number): void {
    const { collector, tables } = this;
    this.tell();
    collector.windowOpened(now);
    this.listed.fill(0);
    this.inStage.fill(0);
    this.ofClass.fill(0);
    for (let patient = 0; patient < tables.slots; patient++) {
      if (tables.exitOf(patient) !== NONE) continue;
      this.inStage[tables.stageOf(patient)]++;
      this.ofClass[tables.classOf(patient)]++;
    }
    this.passMark();
  }

  /** The window closes, and with it the run. */
  close(now: number): void {
    const { collector } = this;
    this.tell();
    this.countWhole();
    collector.windowClosed(now);
    collector.end(now);
  }

  /** When a week, a part of the window, or prices end. */
  passMark(): void {
    const { tables, collector, useHours, waitHours, numbers } = this;
    const { resources, moments, flow } = collector;
    const { now } = tables;
    this.tellLevels();
    useHours.reach(now);
    waitHours.reach(now);
    flow.present = tables.present;
    if (now >= moments.next) collector.pass();
    let mark = Math.min(useHours.weekEnd, moments.next);
    for (let resource = 0; resource < this.resources; resource++) {
      const pricesEnd = this.useAt + (resource << use.ROW) + use.PHASE_TO;
      if (numbers[pricesEnd] <= now) resources.passPhases(now, resource);
      mark = Math.min(mark, numbers[pricesEnd]);
    }
    this.mark = mark;
    this.firstUse = useHours.first;
    this.firstWait = waitHours.first;
    this.hourEnd = useHours.end;
  }

  /** Before the collector is told of capacity, or settles what is in use. */
  tellLevels(): void {
    const { tables, numbers, useHours } = this;
    for (let resource = 0; resource < this.resources; resource++) {
      numbers[this.useAt + (resource << use.ROW) + use.LEVEL] = tables.inUse[resource];
      useHours.level[resource] = tables.inUse[resource];
    }
  }

  /** Hands a full list over. @returns how many observations it has then */
  flush(list: number): number {
    this.lists[list].addAll(this.numbers, this.listAt + (list << LIST_BITS), this.listed[list]);
    this.listed[list] = 0;
    return 0;
  }

  /** So many more, or less, wait for a resource; or are blocked, when it is the number of resources higher. */
  changeWaits(resource: number, more: number): void {
    const { numbers, tables } = this;
    const cell = this.waitCellAt + ((this.firstWait + resource) << 1);
    numbers[cell] += more * (this.hourEnd - tables.now + GRAIN - GRAIN);
    numbers[cell + 1] += more;
    numbers[this.waitLevelAt + resource] += more;
  }

  /** So many units of a resource are in use, many, and soon not so many. */
  lastedHigh(resource: number, level: number): void {
    const minutes = this.tables.now - this.numbers[this.useAt + (resource << use.ROW) + use.SINCE];
    if (minutes > 0) this.collector.resources.lasted(resource, level, minutes);
  }

  /** Adds all that a patient who leaves has waited to one of the numbers. @param own where his minutes begin */
  addWaits(own: number, at: number): void {
    const { minutes, numbers, waitPlaces } = this;
    for (let i = 0; i < waitPlaces.length; i++) numbers[at] += minutes[own + waitPlaces[i]];
  }

  /** Whole numbers that follow from others: who came and who entered a stage, and who of them is counted. */
  private countWhole(): void {
    const { collector, tables, inStage, ofClass, numbers } = this;
    const { flow, costs, counting } = collector;
    const stages = new Int32Array(inStage.length);
    for (let patient = 0; patient < tables.slots; patient++) {
      if (tables.exitOf(patient) === NONE) stages[tables.stageOf(patient)]++;
    }
    for (let stage = 0; stage < stages.length; stage++) {
      const figures = this.stageAt + (stage << figure.FIGURES);
      const completed = numbers[figures + figure.COMPLETED];
      numbers[figures + figure.VISITS] = completed + stages[stage] - inStage[stage];
      if (!counting.byBeginning) numbers[figures + figure.COUNTED] = completed;
    }
    for (let cls = 0; cls < ofClass.length; cls++) {
      let left = 0;
      for (let exit = 0; exit < flow.exitCount; exit++) left += flow.left[cls * flow.exitCount + exit];
      flow.came[cls] = left + flow.inside[cls] - ofClass[cls];
    }
    costs.payees = flow.stays.reduce((sum, stays) => sum + stays.count, 0);
  }

  /** What the collector needs to know of those inside, as often as it asks about them. */
  private tell(): void {
    const { collector, tables } = this;
    const { flow, rows } = collector;
    for (let list = 0; list < this.lists.length; list++) this.flush(list);
    this.tellLevels();
    flow.present = tables.present;
    flow.inside.fill(0);
    for (let patient = 0; patient < tables.slots; patient++) {
      if (tables.ints[(patient << INTS) | EXIT_OF] !== NONE) rows.leave(patient);
      else this.tellRow(patient);
    }
  }

  private tellRow(patient: number): void {
    const { collector, tables, firstCause } = this;
    const { ints, minutes } = collector.rows;
    const from = patient << INTS;
    const times = patient << DOUBLES;
    const to = patient << row.ROW;
    const state = tables.ints[from | DOING];
    const cause = tables.ints[from | CAUSE_OF];
    collector.flow.inside[tables.ints[from | CLASS_OF]]++;
    ints[to | row.CLASS] = tables.ints[from | CLASS_OF];
    ints[to | row.STATE] = state;
    ints[to | row.CAUSE] = cause === NONE ? NONE : firstCause[state] + cause;
    ints[to | row.STAGE] = tables.ints[from | STAGE_OF];
    minutes[to | row.SINCE] = tables.doubles[times | SINCE];
    minutes[to | row.ENTERED] = tables.doubles[times | ENTERED_AT];
    minutes[to | row.STARTED] = Number.NaN;
    minutes[to | row.WAITED] = 0;
  }
}

/** Columns that may come up: what somebody may be doing, and how he may wait for what. */
function columnsOf(model: Model, firstCause: Int32Array): ReadonlySet<number> {
  const { program, requests, bundleStart, bundleResource, stages } = model;
  const columns = new Set<number>([SERVED, QUEUED]);
  if (stages.some(({ serves }) => !serves)) columns.add(AWAY);
  for (const [at, held] of whatIsHeld(model)) {
    if (program[at] !== ASK) continue;
    const resource = bundleResource[bundleStart[requests[program[at + 1]].options[0].bundle]];
    const states = held.size === 0 ? [QUEUED] : [QUEUED, program[at + 2] === SEIZE ? BLOCKED : WAITING_FOR_STAFF];
    for (const state of states) columns.add(state).add(firstCause[state] + resource);
  }
  return columns;
}
