import type { Tables } from "../kernel/tables.ts";
import { whatIsHeld } from "../model/held.ts";
import type { Model } from "../model/model.ts";
import { ASK, AWAY, BLOCKED, NONE, QUEUED, SEIZE, SERVED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import type { Counted } from "./counted.ts";
import type { LevelHours } from "./level-hours.ts";
import type { Observations } from "./observations.ts";
import * as at from "./plain-layout.ts";
import type { PlainMemory } from "./plain-memory.ts";
import { LIST_BITS } from "./plain-widths.ts";
import * as use from "./resource-row.ts";
import { visitInOrder } from "./rows-in-order.ts";
import * as figure from "./stage-figures.ts";

/** A table of a part of the collector, and how the part is given the view that it goes on with. */
interface Part {
  readonly name: number;
  readonly length: number;
  readonly give: (view: Float64Array<ArrayBuffer>) => void;
}

/**
 * What a plain run counts in: the tables of a collector's parts, moved into its memory. Whole numbers that can be told from others at the end are
 * not counted; what is here is told to the collector when the window opens and closes.
 */
export class PlainCounts {
  /** Waits of services that have started, by stage; lengths of stay and waits of those who have left, by class; how long places are kept. */
  private readonly lists: readonly Observations[];
  /** slot << shift | place: minutes of each patient by column. */
  readonly shift: number;
  readonly places: number;
  /** Of each state, and of each wait for a resource: the place of its column. */
  readonly placeOf: Int32Array;
  readonly firstCause: Int32Array;
  /** Of those that are waits. */
  readonly waitPlaces: Int32Array;
  readonly useHours: LevelHours;
  readonly waitHours: LevelHours;

  private readonly memory: PlainMemory;
  private readonly parts: readonly Part[];
  private readonly collector: Counted;
  private readonly tables: Tables;
  private readonly resources: number;
  private readonly columns: Counted["states"]["minutes"];
  /** When the window opened: who was in each stage, and who was there of each class. */
  private readonly inStage: Int32Array;
  private readonly ofClass: Int32Array;
  /** Who left in the window, was there at time 0, and is in the lengths of stay. */
  private ofToday = 0;

  constructor(model: Model, tables: Tables, collector: Counted, memory: PlainMemory) {
    const { stages, resources, states, flow, holdings } = collector;
    const columns = states.minutes;
    this.memory = memory;
    this.collector = collector;
    this.tables = tables;
    this.resources = model.names.resources.length;
    this.columns = columns;
    this.useHours = resources.byHour;
    this.waitHours = states.byHour.hours;
    this.lists = [...stages.waits, ...flow.stays, ...states.waits, ...holdings.holds];
    columns.reserve(columnsOf(model, states.firstCause));
    this.shift = columns.shift;
    this.places = columns.places;
    this.placeOf = columns.placeOf;
    this.firstCause = states.firstCause;
    this.waitPlaces = columns.waitsAt;
    this.inStage = new Int32Array(model.names.stages.length);
    this.ofClass = new Int32Array(model.names.classes.length);
    const { useHours, waitHours } = this;
    const parts: Part[] = [];
    const move = (name: number, table: Float64Array, give: Part["give"]): void => {
      memory.place(name, table);
      parts.push({ name, length: table.length, give });
    };
    move(at.STAGE_SUMS, stages.sums, (view) => {
      stages.sums = view;
    });
    move(at.USE, resources.rows, (view) => {
      resources.rows = view;
    });
    move(at.LEVELS, resources.atLevel, (view) => {
      resources.atLevel = view;
    });
    move(at.USE_CELLS, useHours.cells, (view) => {
      useHours.cells = view;
    });
    move(at.WAIT_CELLS, waitHours.cells, (view) => {
      waitHours.cells = view;
    });
    move(at.WAIT_LEVELS, waitHours.level, (view) => {
      waitHours.level = view;
    });
    move(at.WINDOW, columns.window, (view) => {
      columns.window = view;
    });
    move(at.LEAVERS, columns.leavers, (view) => {
      columns.leavers = view;
    });
    move(at.STAGE_WAITS, states.waitedForStage, (view) => {
      states.waitedForStage = view;
    });
    const { roots } = collector;
    if (roots !== undefined) {
      move(at.ROOT_WAITED, roots.waited, (view) => {
        roots.waited = view;
      });
      move(at.ROOT_BLOCKED, roots.blocked, (view) => {
        roots.blocked = view;
      });
    }
    move(at.LEFT, flow.left, (view) => {
      flow.left = view;
    });
    move(at.PRESENT_MINUTES, flow.minutes, (view) => {
      flow.minutes = view;
    });
    move(at.IN_USE, tables.inUse, (view) => {
      tables.inUse = view;
    });
    move(at.OPEN, tables.open, (view) => {
      tables.open = view;
    });
    this.parts = parts;
    memory.place(at.LISTS, new Float64Array(this.lists.length << LIST_BITS));
    memory.place(at.LISTED, new Int32Array(this.lists.length));
  }

  /** Before the collector begins a replication; nobody is there. */
  begin(): void {
    const { tables } = this;
    tables.inUse.fill(0);
    tables.open.fill(0);
    this.emptyLists();
  }

  /** Makes room for so many patients in what else the collector keeps of them. */
  growCollector(patients: number): void {
    if (patients > this.collector.slots) this.collector.grow(patients);
  }

  /** Every part goes on with what is in the memory now. */
  view(): void {
    const { memory, parts, columns, shift } = this;
    for (const { name, length, give } of parts) give(memory.viewDoubles(name, length));
    columns.minutes = memory.viewDoubles(at.MINUTES, memory.patients << shift);
  }

  /** The window opens. */
  open(now: number): void {
    const { collector, tables } = this;
    this.tell();
    collector.windowOpened(now);
    this.emptyLists();
    this.inStage.fill(0);
    this.ofClass.fill(0);
    this.ofToday = 0;
    for (let patient = 0; patient < tables.slots; patient++) {
      if (tables.exitOf(patient) !== NONE) continue;
      this.inStage[tables.stageOf(patient)]++;
      this.ofClass[tables.classOf(patient)]++;
    }
    this.passMark();
  }

  /** The window closes, and with it the run. @param remains tells the loop of somebody who is still inside */
  close(now: number, remains: (patient: number) => void): void {
    const { collector, tables } = this;
    this.tell();
    this.countWhole();
    collector.windowClosed(now);
    const isInside = (patient: number): boolean => tables.exitOf(patient) === NONE;
    visitInOrder(tables, tables.slots, isInside, (patient) => {
      collector.flow.remains(patient);
      remains(patient);
    });
    collector.finish();
  }

  /** When a week, a part of the window, or prices end. */
  passMark(): void {
    const { tables, collector, useHours, waitHours, memory } = this;
    const { resources, moments, flow } = collector;
    const { now } = tables;
    this.tellLevels();
    useHours.reach(now);
    waitHours.reach(now);
    flow.present = tables.present;
    if (now >= moments.next) collector.pass();
    let mark = Math.min(useHours.weekEnd, moments.next);
    for (let resource = 0; resource < this.resources; resource++) {
      const pricesEnd = (resource << use.ROW) + use.PHASE_TO;
      if (resources.rows[pricesEnd] <= now) resources.passPhases(now, resource);
      mark = Math.min(mark, resources.rows[pricesEnd]);
    }
    memory.doubles[at.MARK >> 3] = mark;
    memory.doubles[at.HOUR_END >> 3] = useHours.end;
    memory.ints[at.FIRST_USE >> 2] = useHours.first;
    memory.ints[at.FIRST_WAIT >> 2] = waitHours.first;
  }

  /** Before the collector is told of capacity, or settles what is in use. */
  tellLevels(): void {
    const { tables, useHours, collector } = this;
    const { rows } = collector.resources;
    for (let resource = 0; resource < this.resources; resource++) {
      rows[(resource << use.ROW) + use.LEVEL] = tables.inUse[resource];
      useHours.level[resource] = tables.inUse[resource];
    }
  }

  /** Hands a list over. */
  flush(list: number): void {
    const { memory } = this;
    const listed = (memory.ints[at.LISTED >> 2] >> 2) + list;
    const first = (memory.ints[at.LISTS >> 2] >> 3) + (list << LIST_BITS);
    this.lists[list].addAll(memory.doubles, first, memory.ints[listed]);
    memory.ints[listed] = 0;
  }

  /** So many units of a resource are in use, many, and soon not so many. */
  lastedHigh(resource: number, level: number): void {
    const { resources } = this.collector;
    const minutes = this.tables.now - resources.rows[(resource << use.ROW) + use.SINCE];
    if (minutes > 0) resources.lasted(resource, level, minutes);
  }

  /** Somebody leaves who was there at time 0, and is counted. */
  leftOfToday(patient: number, cls: number): void {
    if (this.tables.arrivedAt(patient) > -Infinity) this.ofToday++;
    else this.collector.flow.cameUnknown(cls);
  }

  private emptyLists(): void {
    this.memory.viewInts(at.LISTED, this.lists.length).fill(0);
  }

  /** Whole numbers that follow from others: who came and who entered a stage, and who of them is counted. */
  private countWhole(): void {
    const { collector, tables, inStage, ofClass } = this;
    const { flow, costs, counting } = collector;
    const { sums } = collector.stages;
    const stages = new Int32Array(inStage.length);
    for (let patient = 0; patient < tables.slots; patient++) {
      if (tables.exitOf(patient) === NONE) stages[tables.stageOf(patient)]++;
    }
    for (let stage = 0; stage < stages.length; stage++) {
      const figures = stage << figure.FIGURES;
      const completed = sums[figures + figure.COMPLETED];
      sums[figures + figure.VISITS] = completed + stages[stage] - inStage[stage];
      // But for those of which nobody knows when they began, which the loop takes off.
      if (!counting.byBeginning) sums[figures + figure.COUNTED] += completed;
    }
    for (let cls = 0; cls < ofClass.length; cls++) {
      let left = 0;
      for (let exit = 0; exit < flow.exitCount; exit++) left += flow.left[cls * flow.exitCount + exit];
      flow.came[cls] = left + flow.inside[cls] - ofClass[cls];
    }
    costs.payees = flow.stays.reduce((sum, stays) => sum + stays.count, 0) - this.ofToday;
  }

  /** What the collector needs to know of those inside, as often as it asks about them. */
  private tell(): void {
    const { collector, tables } = this;
    const { flow } = collector;
    for (let list = 0; list < this.lists.length; list++) this.flush(list);
    this.tellLevels();
    flow.present = tables.present;
    flow.inside.fill(0);
    for (let patient = 0; patient < tables.slots; patient++) {
      if (tables.exitOf(patient) === NONE) flow.inside[tables.classOf(patient)]++;
    }
  }
}

/** Columns that may come up: what somebody may be doing, and how he may wait for what. */
function columnsOf(model: Model, firstCause: Int32Array): ReadonlySet<number> {
  const { program, requests, bundleStart, bundleResource, stages } = model;
  const columns = new Set<number>(stages.map(({ serves }) => (serves ? SERVED : AWAY)));
  for (const [at, held] of whatIsHeld(model)) {
    if (program[at] !== ASK) continue;
    const resource = bundleResource[bundleStart[requests[program[at + 1]].options[0].bundle]];
    const states = held.size === 0 ? [QUEUED] : [QUEUED, program[at + 2] === SEIZE ? BLOCKED : WAITING_FOR_STAFF];
    for (const state of states) columns.add(state).add(firstCause[state] + resource);
  }
  return columns;
}
