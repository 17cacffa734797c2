import { MOST as MOST_TOGETHER } from "../kernel/arrival-block.ts";
import { impossible } from "../kernel/machine.ts";
import { DOUBLES, ENTERED_AT, EXIT_OF, INTS, KEY0, KEY1, SINCE, VOIDS } from "../kernel/patient-row.ts";
import type { PlainKernel } from "../kernel/plain.ts";
import { type PlainCode, placeOf, plainCode } from "../kernel/plain-code.ts";
import type { LeaverRecorder } from "../kernel/recorder.ts";
import type { Tables } from "../kernel/tables.ts";
import { ago } from "../kernel/today.ts";
import { exp } from "../maths/exp.ts";
import { NORMAL_ROWS, normalOfUniform } from "../maths/normal-table.ts";
import type { Model, TodayTable } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counted } from "./counted.ts";
import { PlainCounts } from "./plain-counts.ts";
import * as at from "./plain-layout.ts";
import { PlainMemory } from "./plain-memory.ts";
import { placeTables } from "./plain-tables.ts";
import { FOUR } from "./plain-widths.ts";
import { assembled, type PlainHost, type PlainLoop } from "./web-assembly.ts";

/** What `goOn` says. */
const IS_FULL = 1;
const IS_OVER = 2;
/** Any exit, of somebody who is not there. */
const GONE = 0;

/**
 * Runs plain pathways (kernel/plain.ts): what happens, by the rules of docs/semantics.md, and what the collector counts of it, in one loop over
 * tables in one memory, which is in `assembly`. It gives the same bits as the kernel and the collector that is told of facts; test/plain holds
 * them against each other. Here is what few patients or models need, which the loop asks for; plain-tables.ts tells it the model.
 */
export class PlainRun {
  readonly kernel: PlainKernel;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly collector: Counted;
  private readonly memory = new PlainMemory();
  private readonly counts: PlainCounts;
  private readonly code: PlainCode;
  private readonly loop: PlainLoop;
  private readonly resourceCount: number;
  private beside: LeaverRecorder | undefined;
  /** Of who is there at time 0: 1 when it is not known what he did all the time. */
  private readonly partlyKnown: Uint8Array;

  constructor(kernel: PlainKernel, collector: Counted) {
    const { machine, routing } = kernel;
    const { model, tables } = machine;
    this.kernel = kernel;
    this.model = model;
    this.tables = tables;
    this.collector = collector;
    this.resourceCount = model.names.resources.length;
    this.code = plainCode(model, routing.only);
    this.partlyKnown = new Uint8Array(model.today.reduce((sum, { count }) => sum + count, 0));
    this.counts = new PlainCounts(model, tables, collector, this.memory);
    placeTables(this.memory, kernel, collector, this.counts, this.code);
    this.grow(Math.max(tables.capacity, collector.slots));
    this.loop = assembled().link(this.memory.memory, this.host());
  }

  /** The replication that the kernel stands at the beginning of. @param beside is told of the window and of who leaves */
  run(beside: LeaverRecorder | undefined): void {
    const { tables, collector, counts, memory } = this;
    const { arrivals } = this.kernel;
    const { warmUp, run } = this.model.clock;
    this.beside = beside;
    // Somebody else may have had the tables, or the collector, and made them longer.
    this.grow(Math.max(tables.capacity, collector.slots));
    const { ints, doubles } = memory;
    tables.hasClaims = this.code.lines.length > 0;
    // The kernel has cleared the tables that it had.
    for (const table of [tables.held, tables.queue, tables.cases, tables.inside]) table.fill(0);
    ints[at.BESIDE >> 2] = Number(beside !== undefined);
    ints[at.SLOTS >> 2] = 0;
    ints[at.FIRST_FREE >> 2] = NONE;
    ints[at.PRESENT >> 2] = 0;
    ints[at.WATCHED >> 2] = 0;
    doubles[at.FROM >> 3] = 0;
    doubles[at.EVENTS >> 3] = 0;
    this.loop.begin(this.code.lines.length);
    counts.begin();
    collector.begin(tables);
    beside?.begin(tables);
    for (let resource = 0; resource < this.resourceCount; resource++) this.beginCapacity(resource);
    for (let cls = 0; cls < arrivals.length; cls++) {
      arrivals[cls].reset();
      this.tellBlock(cls);
    }
    this.admitToday();
    counts.passMark();
    if (warmUp > 0) this.runUntil(warmUp);
    counts.open(warmUp);
    this.memory.doubles[at.FROM >> 3] = warmUp;
    beside?.windowOpened(warmUp);
    this.runUntil(warmUp + run);
    if (collector.roots !== undefined) this.loop.settleRoots(warmUp + run);
    this.loop.setClock();
    counts.close(warmUp + run, (patient) => this.loop.remains(patient));
    beside?.windowClosed(warmUp + run);
    beside?.end(warmUp + run);
  }

  /** Events at `stop` are not executed. */
  private runUntil(stop: number): void {
    const { tables, collector, loop } = this;
    for (;;) {
      const said = loop.goOn(stop);
      if (said === IS_OVER) break;
      this.reach();
      if (said === IS_FULL) this.grow(tables.capacity * 2);
    }
    this.reach();
    collector.events = this.memory.doubles[at.EVENTS >> 3];
    if (stop <= tables.now) return;
    if (collector.wantsElapsed) collector.elapsed(tables.now, stop);
    this.memory.doubles[at.NOW >> 3] = stop;
    this.reach();
  }

  /** The kernel and the collector come to where the loop is. */
  private reach(): void {
    const { tables, memory } = this;
    const now = memory.doubles[at.NOW >> 3];
    tables.now = now;
    tables.slots = memory.ints[at.SLOTS >> 2];
    tables.present = memory.ints[at.PRESENT >> 2];
    this.collector.counting.now = now;
  }

  /** Makes room for so many patients, and sees to it that whoever else reads or writes these tables does so in this memory. */
  private grow(patients: number): void {
    const { tables, memory, counts, resourceCount } = this;
    const { stages } = this.model;
    if (patients > tables.capacity) tables.grow(patients);
    counts.growCollector(patients);
    if (patients > memory.patients) {
      memory.grow(patients);
      memory.ints[at.EVENT_ROOM >> 2] = patients + FOUR + 1;
      memory.ints[at.CAPACITY >> 2] = patients;
    }
    const room = memory.patients;
    tables.ints = memory.viewInts(at.PATIENTS, room << INTS);
    tables.doubles = memory.viewDoubles(at.PATIENTS, room << DOUBLES);
    if (this.code.lines.length > 0) {
      tables.claimInts = memory.viewInts(at.CLAIMS, room << INTS);
      tables.claimDoubles = memory.viewDoubles(at.CLAIMS, room << DOUBLES);
    }
    tables.visits = memory.viewInts(at.VISITS, room * stages.length);
    tables.held = memory.viewInts(at.HELD, room * resourceCount);
    tables.queue = memory.viewInts(at.QUEUE, stages.length);
    tables.cases = memory.viewDoubles(at.CASES, stages.length);
    tables.inside = memory.viewInts(at.INSIDE, stages.length);
    counts.view();
    this.kernel.arrivals.forEach(({ block }, cls) => {
      if (block === undefined) return;
      const from = memory.ints[at.CLASSES >> 2] + (cls << at.CLASS_ROW);
      block.times = memory.viewDoubles(from + at.CLASS_TIMES, MOST_TOGETHER);
      block.key0 = memory.viewInts(from + at.CLASS_KEY0, MOST_TOGETHER);
      block.key1 = memory.viewInts(from + at.CLASS_KEY1, MOST_TOGETHER);
    });
  }

  /** Where the block of arrivals of a class stands. */
  private tellBlock(cls: number): void {
    const { memory, kernel } = this;
    const { block, nextAt } = kernel.arrivals[cls];
    memory.doubles[(memory.ints[at.NEXT_AT >> 2] >> 3) + cls] = nextAt;
    if (block === undefined) return;
    const from = memory.ints[at.CLASSES >> 2] + (cls << at.CLASS_ROW);
    memory.ints[(from + at.CLASS_AT) >> 2] = block.at;
    memory.ints[(from + at.CLASS_MADE) >> 2] = block.made;
    memory.doubles[(from + at.CLASS_BEFORE) >> 3] = block.before;
  }

  /** What the loop asks for (assembly/host.ts). Each of its own length, for a list of numbers is made anew at each call. */
  private host(): PlainHost {
    const { tables, memory, collector, counts, kernel } = this;
    const { interpreter, routing, loops, machine, requests } = kernel;
    const { values } = machine.program;
    const { qalys, measures, costs, counting } = collector;
    const wordsAt = memory.ints[at.WORDS >> 2];
    return {
      take: (cls) => {
        this.reach();
        const stream = kernel.arrivals[cls];
        const comes = stream.take();
        memory.doubles[(memory.ints[at.NEXT_AT >> 2] >> 3) + cls] = stream.nextAt;
        memory.doubles[at.NUMBER >> 3] = stream.number;
        memory.ints[at.KEY0 >> 2] = stream.key0;
        memory.ints[at.KEY1 >> 2] = stream.key1;
        return Number(comes);
      },
      refill: (cls) => {
        this.reach();
        kernel.arrivals[cls].block?.refill();
        this.tellBlock(cls);
      },
      arrive: (patient, cls) => {
        this.reach();
        return Number(this.arrive(patient, cls));
      },
      arrivedBefore: (a, b) => Number(tables.arrivedBefore(a, b)),
      clearRows: (patient) => tables.clearRows(patient),
      choose: (patient, routes) => {
        this.reach();
        return routing.choose(patient, routes);
      },
      variant: (patient, stage) => {
        this.reach();
        return wordsAt + (placeOf(interpreter.variantOf(patient, stage)) << 2);
      },
      capacity: (resource) => {
        this.reach();
        const calendar = kernel.calendars[resource];
        calendar.advance();
        this.openCapacity(resource);
        return calendar.nextAt;
      },
      passMark: () => {
        this.reach();
        counts.passMark();
      },
      elapsed: (from, to) => collector.elapsed(from, to),
      ended: (patient, stage, entered) => {
        this.reach();
        if (collector.ofVisits && counting.includes(entered, tables.now)) {
          measures.visited(tables.now, patient, stage, entered);
        }
      },
      entered: (patient, stage) => {
        this.reach();
        qalys?.entered(tables.now, patient, stage);
      },
      enteredBeyond: (patient, entries) => {
        this.reach();
        memory.ints[at.WATCHED >> 2] = 1;
        loops.enteredBeyond(patient, entries);
      },
      leftWatch: (patient) => loops.left(patient),
      more: (patient, resource, units) => {
        this.reach();
        collector.more(tables.now, patient, resource, units);
      },
      less: (patient, resource, units) => {
        this.reach();
        collector.less(tables.now, patient, resource, units);
      },
      doing: (patient) => {
        this.reach();
        qalys?.doing(tables.now, patient);
      },
      leave: (patient, cls, exit, stay) => {
        this.reach();
        this.tellLeaver(patient, stay, false);
        costs.exited(patient);
        qalys?.exited(tables.now, patient, cls, exit);
      },
      leaveOfToday: (patient, cls) => {
        this.reach();
        counts.leftOfToday(patient, cls);
        this.tellLeaver(patient, tables.now - tables.arrivedAt(patient), true);
        return 1 - this.partlyKnown[patient];
      },
      exited: (patient, exit) => {
        this.reach();
        this.beside?.exited(tables.now, patient, exit);
      },
      assign: (patient, list) => {
        this.reach();
        interpreter.set(patient, list);
      },
      release: (patient, list) => this.release(patient, list),
      lastedHigh: (resource, level) => {
        this.reach();
        counts.lastedHigh(resource, level);
      },
      flush: (list) => counts.flush(list),
      priority: (patient) => {
        this.reach();
        return requests.priorityOf(patient);
      },
      draw: (value, patient, purpose, visit) => {
        this.reach();
        const cell = patient << INTS;
        values.draw(value, patient, tables.ints[cell | KEY0], tables.ints[cell | KEY1], purpose, visit, "a duration");
        return values.drawn[0];
      },
      exp,
      normalRow: (u) => {
        normalOfUniform(u);
        memory.doubles.set(NORMAL_ROWS, memory.ints[at.NORMAL_ROWS >> 2] >> 3);
      },
      impossible: (patient, length) => {
        this.reach();
        throw impossible(machine, patient, `a duration of ${length} min`);
      },
    };
  }

  private admitToday(): void {
    const { tables, memory, kernel } = this;
    kernel.today?.admitPlain(kernel.arrivals, (patient, row, work, ends) => this.isThere(patient, row, work, ends));
    memory.ints[at.SLOTS >> 2] = tables.slots;
    memory.ints[at.PRESENT >> 2] = tables.present;
  }

  /** @param work his instruction @param ends when his service does */
  private isThere(patient: number, { since, arrived }: TodayTable, work: number, ends: number): void {
    const { tables, memory } = this;
    const began = ago(since);
    // A visit that began 0 minutes ago began before the window all the same.
    tables.doubles[(patient << DOUBLES) | ENTERED_AT] = began - Number.MIN_VALUE;
    tables.doubles[(patient << DOUBLES) | SINCE] = began;
    this.partlyKnown[patient] = Number(since !== arrived);
    this.beginSpells(patient);
    this.loop.isThere(patient, memory.ints[at.WORDS >> 2] + (placeOf(work) << 2), ends);
  }

  private beginSpells(patient: number): void {
    const { ofSpells, spells, costs } = this.collector;
    if (!ofSpells) return;
    spells.arrived(patient);
    costs.arrived(patient);
  }

  /** What is told of somebody who leaves and is counted, while his minutes are still known. */
  private tellLeaver(patient: number, stay: number, ofToday: boolean): void {
    const { tables, collector } = this;
    const { forWhom, states, reads, measures, adoption } = collector;
    if (forWhom.any) {
      const isKnown = !ofToday || this.partlyKnown[patient] === 0;
      forWhom.leaves(stay, isKnown ? states.minutes.waited(patient) : Number.NaN, patient, ofToday);
    }
    if (!reads) return;
    measures.exited(tables.now, patient);
    adoption.exited(patient, tables);
  }

  /** @returns whether he comes */
  private arrive(patient: number, cls: number): boolean {
    const { tables, collector, kernel } = this;
    const { given, hasAttributes, noShow } = kernel.arrivals[cls];
    if (hasAttributes === true) kernel.interpreter.setAtArrival(patient, cls, given);
    if (noShow !== NONE) {
      const cell = patient << INTS;
      tables.ints[cell | VOIDS] = 0;
      // Whoever stays away is not inside, when those are counted.
      tables.ints[cell | EXIT_OF] = GONE;
      if (kernel.misses(patient, cls, noShow)) return false;
      tables.ints[cell | EXIT_OF] = NONE;
    }
    collector.qalys?.arrived(tables.now, patient);
    this.beginSpells(patient);
    return true;
  }

  private release(patient: number, list: number): void {
    const { model, tables, resourceCount, loop } = this;
    const first = Math.imul(patient, resourceCount);
    for (let i = model.releaseStart[list]; i < model.releaseStart[list + 1]; i++) {
      const resource = model.releaseResource[i];
      const most = model.releaseUnits[i];
      const held = tables.held[first + resource];
      if (held > 0) loop.givePlaces(patient, resource, most < 0 || most > held ? held : most);
    }
  }

  private beginCapacity(resource: number): void {
    const calendar = this.kernel.calendars[resource];
    calendar.reset();
    this.openCapacity(resource);
    this.memory.viewDoubles(at.CAPACITY_AT, this.resourceCount)[resource] = calendar.nextAt;
  }

  private openCapacity(resource: number): void {
    const { tables, collector, counts } = this;
    const { scheduled, open, rostered, rosterChanged } = this.kernel.calendars[resource];
    const more = open > tables.open[resource];
    if (scheduled !== tables.scheduled[resource] || open !== tables.open[resource] || rosterChanged) {
      tables.scheduled[resource] = scheduled;
      tables.open[resource] = open;
      counts.tellLevels();
      collector.capacity(tables.now, resource, scheduled, open, rostered);
    }
    if (more) this.loop.freed(resource);
  }
}
