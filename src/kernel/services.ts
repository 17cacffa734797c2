import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE } from "../model/opcodes.ts";
import { nextOpening } from "./calendars.ts";
import { END } from "./event-list.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { BEGUN_AT, DOUBLES, DUE_AT, INTS, KEY0, KEY1, PLACES, STAGE_OF, TIMER_OF, WORKING } from "./patient-row.ts";
import type { Requests } from "./requests.ts";
import type { Tables } from "./tables.ts";
import type { Timers } from "./timers.ts";
import type { Values } from "./values.ts";
import { variesWork } from "./varies-work.ts";

/** Draws of one visit that is broken off and drawn anew have numbers of their own below this. */
const REDRAWS = 1024;

/** Services, delays and pauses: how they begin, how long they last, and that their end is expected. */
export class Services {
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly values: Values;
  private readonly requests: Requests;
  private readonly timers: Timers;
  private readonly stageCount: number;
  private readonly groups: boolean;
  /** Whether expressions read when stages begin and end. */
  private readonly timed: boolean;
  /** Of each stage: 1 where who is there is served, 0 where that is so of those alone who hold a place. */
  private readonly serves: Uint8Array;
  /** Whether services are broken off, or go at other speeds than 1. */
  private readonly varies: boolean;

  constructor(machine: Machine, requests: Requests, timers: Timers) {
    const { model } = machine;
    this.machine = machine;
    this.model = model;
    this.tables = machine.tables;
    this.values = machine.program.values;
    this.requests = requests;
    this.timers = timers;
    this.stageCount = model.names.stages.length;
    this.groups = model.uses.groups;
    this.timed = model.uses.stageTimes;
    this.serves = Uint8Array.from(model.stages, ({ serves }) => (serves ? 1 : 0));
    this.varies = variesWork(model);
  }

  /** True when the patient pauses. */
  pause(patient: number, hours: number): boolean {
    const { tables, model } = this;
    const { from, to } = model.hours[hours];
    const at = nextOpening(from, to, tables.now);
    if (at === tables.now) return false;
    this.requests.nowDoing(patient, tables.claimInts[(patient << INTS) | PLACES] > 0 ? op.PAUSING : op.AWAY, NONE);
    this.expectEnd(patient, at);
    return true;
  }

  /** A service or delay begins, and goes on for a value. */
  begin(patient: number, value: number, word: number): void {
    const { tables } = this;
    const { recorder } = this.machine;
    const stage = tables.ints[(patient << INTS) | STAGE_OF];
    const minutes = this.minutesOfWork(patient, stage, value, word);
    if (!(minutes >= 0 && minutes < Infinity)) {
      throw impossible(this.machine, patient, `a duration of ${minutes} min`);
    }
    if (tables.claimInts[(patient << INTS) | TIMER_OF] !== NONE) this.timers.serviceStarts(patient);
    if (this.timed === true) tables.startedAt[patient * this.stageCount + stage] = tables.now;
    tables.claimInts[(patient << INTS) | WORKING] = 1;
    if (this.groups === true) {
      for (let one = this.memberBehind(patient); one !== NONE; one = this.memberBehind(one))
        tables.claimInts[(one << INTS) | WORKING] = 1;
    }
    tables.claimDoubles[(patient << DOUBLES) | BEGUN_AT] = tables.now;
    const serves = this.serves[stage] === 1 || tables.claimInts[(patient << INTS) | PLACES] > 0;
    this.requests.nowDoing(patient, serves ? op.SERVED : op.AWAY, NONE);
    recorder.started(tables.now, patient, stage, minutes);
    if (this.groups === true) this.startMembers(patient, stage, minutes);
    this.expectEnd(patient, tables.now + minutes);
  }

  /** Those behind a leader are served together with him. */
  private startMembers(leader: number, stage: number, minutes: number): void {
    const { tables } = this;
    for (let member = this.memberBehind(leader); member !== NONE; member = this.memberBehind(member)) {
      if (this.timed) tables.startedAt[member * this.stageCount + stage] = tables.now;
      this.machine.recorder.started(tables.now, member, stage, minutes);
    }
  }

  /** The next of a group that is served together. */
  private memberBehind(patient: number): number {
    return this.groups ? this.tables.nextMember[patient] : NONE;
  }

  /** Minutes from now to the end of the service, at the speed of who serves. */
  private minutesOfWork(patient: number, stage: number, value: number, word: number): number {
    const { tables, values } = this;
    if (this.varies === true) {
      const again = tables.brokenOff[patient] > 0;
      const work = again ? this.workAgain(patient, value, word) : this.freshWork(patient, value, word);
      return work / tables.speed[patient];
    }
    const visit = tables.visits[Math.imul(patient, this.stageCount) + stage] - 1;
    values.draw(
      value,
      patient,
      tables.ints[(patient << INTS) | KEY0],
      tables.ints[(patient << INTS) | KEY1],
      word,
      visit,
      "a duration",
    );
    return values.drawn[0];
  }

  private freshWork(patient: number, value: number, word: number): number {
    return draw(this.machine, patient, value, word, this.visit(patient), "a duration");
  }

  /** Of a service that was broken off: what is left of it, or the same draw, or another. */
  private workAgain(patient: number, value: number, word: number): number {
    const { tables, model } = this;
    const left = tables.workLeft[patient];
    if (left >= 0) {
      tables.workLeft[patient] = Number.NaN;
      return left;
    }
    const visit = this.visit(patient);
    const { whenPreempted, redrawWord } = model.stages[tables.ints[(patient << INTS) | STAGE_OF]];
    if (whenPreempted !== "redraw") return this.freshWork(patient, value, word);
    const again = visit * REDRAWS + tables.brokenOff[patient];
    return draw(this.machine, patient, value, redrawWord, again, "a duration");
  }

  private expectEnd(patient: number, at: number): void {
    const { tables, events } = this.machine;
    tables.doubles[(patient << DOUBLES) | DUE_AT] = at;
    if (events.holdsEnds === true && at === tables.now) events.hold(patient);
    else events.push(at, END, patient);
  }

  /** Earlier entries to the present stage. */
  private visit(patient: number): number {
    const { tables } = this;
    return tables.visits[patient * this.stageCount + tables.ints[(patient << INTS) | STAGE_OF]] - 1;
  }
}
