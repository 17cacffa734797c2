import type { TodayTable } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import { PurposeStream, patientKeyInto } from "../random/streams.ts";
import type { ArrivalStream } from "./arrivals.ts";
import { nextOpening } from "./calendars.ts";
import { END } from "./event-list.ts";
import type { Grants } from "./grants.ts";
import type { Interpreter } from "./interpreter.ts";
import { impossible, type Machine } from "./machine.ts";
import {
  ARRIVED_AT,
  ASKED_AT,
  BEGUN_AT,
  COUNTER,
  DOUBLES,
  DUE_AT,
  INTS,
  KEY0,
  KEY1,
  PLACES,
  PRIORITY,
  SERVING,
  SINCE,
  STAGE_OF,
  WORKING,
} from "./patient-row.ts";
import { type Lasting, linkLasting } from "./remaining.ts";
import type { Requests } from "./requests.ts";
import type { Timers } from "./timers.ts";

/** Before time 0, by the least that a number can say: whoever adopts from time 0 on does not yet. */
const JUST_BEFORE = -Number.MIN_VALUE;

/**
 * The patients who are in the pathway at time 0. Their facts are stated before anything else happens, each with its own time, −Infinity
 * where it is not known: first all that is held and served, then the waits, because what a wait is for depends on what is in use.
 */
export class TodaysPatients {
  private readonly machine: Machine;
  private readonly stream = new PurposeStream();
  private readonly requests: Requests;
  private readonly interpreter: Interpreter;
  private readonly grants: Grants;
  private readonly timers: Timers;
  private readonly key = new Int32Array(2);
  /** By value of the model, linked when first asked for. */
  private readonly lasting = new Map<number, Lasting>();
  private readonly counts: number[] = [];
  private readonly waiting: { readonly patient: number; readonly row: TodayTable }[] = [];

  constructor(machine: Machine, requests: Requests, interpreter: Interpreter, grants: Grants, timers: Timers) {
    this.machine = machine;
    this.requests = requests;
    this.interpreter = interpreter;
    this.grants = grants;
    this.timers = timers;
  }

  admit(arrivals: readonly ArrivalStream[]): void {
    const { tables } = this.machine;
    this.waiting.length = 0;
    this.each(arrivals, (row, number) => this.admitOne(row, number));
    for (const { patient, row } of this.waiting) this.stand(patient, row);
    for (const { patient, row } of this.waiting) {
      if (!tables.asks(patient)) continue;
      tables.now = ago(row.since);
      this.requests.charge(patient);
      // A wait of unknown length counts from time 0 on.
      if (tables.now === -Infinity) tables.doubles[(patient << DOUBLES) | SINCE] = 0;
    }
    tables.now = 0;
  }

  /** Of a plain pathway: all are in services or stays that ask for nothing. @param tell of each, his instruction, and when his service ends */
  admitPlain(
    arrivals: readonly ArrivalStream[],
    tell: (patient: number, row: TodayTable, work: number, ends: number) => void,
  ): void {
    const { tables, model } = this.machine;
    this.each(arrivals, (row, number) => {
      const patient = this.bring(row, number);
      tables.ints[(patient << INTS) | STAGE_OF] = row.stage;
      tables.visits[patient * model.names.stages.length + row.stage]++;
      tables.inside[row.stage]++;
      this.interpreter.settleVisit(patient, row.stage);
      const work = this.walk(patient, row);
      tell(patient, row, work, this.endOf(patient, row, work));
      tables.now = 0;
    });
  }

  private each(arrivals: readonly ArrivalStream[], admit: (row: TodayTable, number: number) => void): void {
    this.counts.length = 0;
    for (const row of this.machine.model.today) {
      const before = this.counts[row.cls] ?? 0;
      this.counts[row.cls] = before + row.count;
      for (let i = 1; i <= row.count; i++) admit(row, before + i);
      arrivals[row.cls].startWith(row.count);
    }
  }

  /** A patient who has come, but is nowhere as yet. */
  private bring(row: TodayTable, number: number): number {
    const { machine, interpreter, key } = this;
    const { tables } = machine;
    patientKeyInto(key, machine.replicationKey, row.word, number);
    tables.now = JUST_BEFORE;
    const patient = tables.admit(row.cls, -number, key[0], key[1]);
    tables.doubles[(patient << DOUBLES) | ARRIVED_AT] = ago(row.arrived);
    interpreter.setAtArrival(patient, row.cls, row.given);
    this.give(patient, row);
    return patient;
  }

  private admitOne(row: TodayTable, number: number): void {
    const { tables, recorder } = this.machine;
    const patient = this.bring(row, number);
    recorder.arrived(ago(row.arrived), patient);
    this.hold(patient, row);
    this.enter(patient, row);
    if (row.served) this.serve(patient, row);
    else this.waiting.push({ patient, row });
    tables.now = 0;
  }

  /** Attributes that are known count, whatever was drawn or set. */
  private give(patient: number, { given }: TodayTable): void {
    const { tables, model } = this.machine;
    const cells = patient * model.names.attributes.length;
    for (const [attribute, value] of given) tables.attributes[cells + attribute] = value;
  }

  private hold(patient: number, { held }: TodayTable): void {
    const { tables, model } = this.machine;
    for (const [resource, units] of held) {
      tables.held[patient * model.names.resources.length + resource] += units;
      tables.claimInts[(patient << INTS) | PLACES] += units;
      this.take(patient, resource, units, true);
    }
  }

  private take(patient: number, resource: number, units: number, place: boolean): void {
    const { tables, recorder } = this.machine;
    tables.inUse[resource] += units;
    recorder.taken(-Infinity, patient, resource, units, place);
  }

  /** The time of entering is known where the first thing that is asked, or the service itself, begins it. */
  private enter(patient: number, row: TodayTable): void {
    const { tables, model } = this.machine;
    tables.now = this.knowsEntry(patient, row) ? ago(row.since) : -Infinity;
    this.interpreter.comeTo(patient, row.stage);
    if (tables.now === -Infinity && model.uses.stageTimes) {
      tables.enteredAt[patient * model.names.stages.length + row.stage] = Number.NaN;
    }
    tables.now = JUST_BEFORE;
    this.interpreter.settleVisit(patient, row.stage);
  }

  private serve(patient: number, row: TodayTable): void {
    const { tables, model, recorder, events } = this.machine;
    const work = this.walk(patient, row);
    const left = this.endOf(patient, row, work);
    if (this.hasAsked(patient, work))
      tables.claimDoubles[(patient << DOUBLES) | PRIORITY] = this.requests.priorityOf(patient);
    const serves = model.stages[row.stage].serves || tables.claimInts[(patient << INTS) | PLACES] > 0;
    const began = ago(row.since);
    tables.now = began;
    if (model.uses.stageTimes) {
      const known = began === -Infinity ? Number.NaN : began;
      tables.startedAt[patient * model.names.stages.length + row.stage] = known;
    }
    tables.claimInts[(patient << INTS) | WORKING] = 1;
    tables.claimDoubles[(patient << DOUBLES) | BEGUN_AT] = began;
    tables.claimDoubles[(patient << DOUBLES) | ASKED_AT] = began;
    this.requests.nowDoing(patient, serves ? op.SERVED : op.AWAY, NONE);
    recorder.started(began, patient, row.stage, began === -Infinity ? left : left - began);
    tables.ints[(patient << INTS) | COUNTER] = work + WIDTH;
    tables.doubles[(patient << DOUBLES) | DUE_AT] = left;
    events.push(left, END, patient);
  }

  private endOf(patient: number, row: TodayTable, work: number): number {
    const { tables, model } = this.machine;
    const speed = tables.varies ? tables.speed[patient] : 1;
    return this.left(patient, model.program[work + 1], row.leftWord, row.since * speed, "a service") / speed;
  }

  /** Asks, at the time at which that was done; or pauses, where the hours are not open. */
  private stand(patient: number, row: TodayTable): void {
    const { tables, model, queues } = this.machine;
    tables.now = JUST_BEFORE;
    const at = this.walk(patient, row);
    tables.ints[(patient << INTS) | COUNTER] = at;
    if (model.program[at] !== op.ASK) {
      tables.now = 0;
      this.interpreter.follow(patient);
      return;
    }
    tables.claimDoubles[(patient << DOUBLES) | PRIORITY] = this.requests.priorityOf(patient);
    tables.now = 0;
    this.requests.askBefore(patient, at, Number.isNaN(row.since) ? 0 : -row.since);
    const queue = model.program[at + 3];
    if (queue !== NONE) queues.occupy(queue, patient);
  }

  /**
   * Along the instructions of the stage to where the patient is: at the service, or at the first request that is not met. What is on
   * the way has been done, and is done again where it leaves a trace on the patient.
   */
  private walk(patient: number, row: TodayTable): number {
    const { tables, model } = this.machine;
    const { program } = model;
    for (let at = tables.ints[(patient << INTS) | COUNTER]; ; at += WIDTH) {
      switch (program[at]) {
        case op.SET:
          this.interpreter.set(patient, program[at + 1]);
          this.give(patient, row);
          break;
        case op.WATCH:
          this.watch(patient, row, program[at + 1]);
          break;
        case op.ASK:
          if (!row.served && this.lacks(patient, at)) return at;
          this.isMet(patient, row, at);
          break;
        case op.PAUSE:
          if (!row.served && !this.isOpen(program[at + 1])) return at;
          break;
        case op.WORK:
          return at;
      }
    }
  }

  /** For a place or for staff: then the priority of that has been read, before day 0 of whatever spreads. */
  private hasAsked(patient: number, work: number): boolean {
    const { tables, model } = this.machine;
    for (let at = tables.ints[(patient << INTS) | COUNTER]; at < work; at += WIDTH)
      if (model.program[at] === op.ASK) return true;
    return false;
  }

  private knowsEntry(patient: number, row: TodayTable): boolean {
    // At the first thing that is asked, hours or a request, asking is entering.
    const { variants } = this.machine.program;
    const { program } = this.machine.model;
    const list = variants[row.stage];
    let at = list[list.length - 1].use;
    while (program[at] !== op.ASK && program[at] !== op.PAUSE && program[at] !== op.WORK) at += WIDTH;
    if (program[at] === op.WORK) return true;
    if (row.served) return false;
    return program[at] === op.ASK ? this.lacks(patient, at) : !this.isOpen(program[at + 1]);
  }

  private lacks(patient: number, at: number): boolean {
    const { model, lines } = this.machine;
    return lines.lineFor(model.program[at + 1], 1, patient, model.program[at + 2] === op.SEIZE) !== NONE;
  }

  private isOpen(hours: number): boolean {
    const { from, to } = this.machine.model.hours[hours];
    return nextOpening(from, to, 0) === 0;
  }

  /** A request that was met before: places are held already, and what is needed is taken. */
  private isMet(patient: number, row: TodayTable, at: number): void {
    const { tables, model, bundles } = this.machine;
    const seizes = model.program[at + 2] === op.SEIZE;
    const option = model.requests[model.program[at + 1]].options[seizes ? row.seizeOption : row.needsOption];
    if (!seizes) {
      tables.claimInts[(patient << INTS) | SERVING] = option.bundle;
      if (tables.varies) tables.needsAt[patient] = at;
      for (let i = bundles.first(option.bundle); i < bundles.last(option.bundle); i++) {
        this.take(patient, bundles.resourceAt(i), bundles.unitsAt(i), false);
      }
    }
    this.grants.servedBy(patient, option);
    this.give(patient, row);
  }

  /** Timers go on with what is left of them, counted from entering the stage. */
  private watch(patient: number, row: TodayTable, list: number): void {
    const { model, tables } = this.machine;
    const elapsed = this.knowsEntry(patient, row) ? row.since : Number.NaN;
    for (const timer of model.timerLists[list]) {
      const { after, word, scope } = model.timers[timer];
      if (row.served && scope === "waiting") continue;
      const minutes = this.left(patient, after, word, elapsed, "a timer");
      tables.now = 0;
      this.timers.begin(patient, timer, minutes);
      tables.now = JUST_BEFORE;
    }
  }

  private left(patient: number, value: number, word: number, elapsed: number, what: string): number {
    const { tables, model, program } = this.machine;
    const lasting = this.lasting.get(value) ?? linkLasting(model.values[value], program.link);
    this.lasting.set(value, lasting);
    this.stream.at(tables.ints[(patient << INTS) | KEY0], tables.ints[(patient << INTS) | KEY1], word, 0);
    let minutes: number;
    try {
      minutes = lasting.left(patient, this.stream, elapsed);
    } catch (error) {
      throw impossible(this.machine, patient, `${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (minutes >= 0) return minutes;
    const problem = Number.isNaN(elapsed)
      ? `${what} of which no one knows since when, and whose mean is not known either`
      : `${what} that has lasted ${elapsed} min, which is longer than it can`;
    throw impossible(this.machine, patient, problem);
  }
}

/** The time of what was so many minutes ago; −Infinity when that is not known. */
export function ago(minutes: number): number {
  return Number.isNaN(minutes) ? -Infinity : -minutes;
}
