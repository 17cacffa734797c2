import type { Assignment, Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import type { Given } from "./arrivals.ts";
import type { AtOnce } from "./at-once.ts";
import { Children } from "./children.ts";
import type { LoopWatch } from "./loop-watch.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { Meetings } from "./meetings.ts";
import {
  ASKING,
  CLASS_OF,
  COUNTER,
  DOUBLES,
  DUE_AT,
  EXIT_OF,
  FROM_OUTSIDE,
  INTS,
  PLACES,
  SERVING,
  STAGE_OF,
  TIMER_OF,
  WORKING,
} from "./patient-row.ts";
import type { Program } from "./program.ts";
import type { Requests } from "./requests.ts";
import type { Routing } from "./routing.ts";
import { Services } from "./services.ts";
import type { Tables } from "./tables.ts";
import type { Timers } from "./timers.ts";
import { variesWork } from "./varies-work.ts";

/** Follows the instructions of stages (docs/semantics.md says what each means), patient by patient. */
export class Interpreter {
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly program: Program;
  private readonly instructions: Int32Array;
  private readonly requests: Requests;
  private readonly timers: Timers;
  private readonly routing: Routing;
  private readonly atOnce: AtOnce;
  private readonly services: Services;
  private readonly loops: LoopWatch;
  private readonly resourceCount: number;
  private readonly stageCount: number;
  private readonly attributeCount: number;

  private readonly meetings: Meetings;
  private readonly groups: boolean;
  /** Whether expressions read when stages begin and end. */
  private readonly timed: boolean;
  /** Whether services are broken off, or go at other speeds than 1. */
  private readonly varies: boolean;
  /** Of each stage: where its instructions begin, or NONE where that depends on the patient. */
  private readonly onlyVariant: Int32Array;
  private readonly children: Children | undefined;

  constructor(
    machine: Machine,
    requests: Requests,
    timers: Timers,
    routing: Routing,
    atOnce: AtOnce,
    loops: LoopWatch,
  ) {
    this.machine = machine;
    this.model = machine.model;
    this.tables = machine.tables;
    this.program = machine.program;
    this.instructions = machine.model.program;
    this.requests = requests;
    this.timers = timers;
    this.routing = routing;
    this.atOnce = atOnce;
    this.services = new Services(machine, requests, timers);
    this.loops = loops;
    const { names } = machine.model;
    this.resourceCount = names.resources.length;
    this.stageCount = names.stages.length;
    this.attributeCount = names.attributes.length;
    this.meetings = new Meetings(machine, requests);
    this.groups = machine.model.uses.groups;
    this.timed = machine.model.uses.stageTimes;
    this.varies = variesWork(machine.model);
    this.onlyVariant = Int32Array.from(machine.program.variants, ([first]) => {
      return first !== undefined && first.when === undefined ? first.use : NONE;
    });
    this.children = machine.model.uses.children ? new Children(machine, requests, this) : undefined;
  }

  reset(): void {
    this.meetings.reset();
    this.children?.reset();
  }

  /** Goes on until the patient has to wait, or has left. */
  follow(patient: number): void {
    const { tables, instructions } = this;
    let at = tables.ints[(patient << INTS) | COUNTER];
    for (;;) {
      switch (instructions[at]) {
        case op.ASK:
          if (this.atOnce.meets(patient, at) === true) break;
          tables.ints[(patient << INTS) | COUNTER] = at;
          if (this.requests.ask(patient, at) === true) return;
          break;
        case op.GIVE:
          // It happens once: not again when a service that was broken off goes on. The first request of a group is that of all of them.
          if (this.varies === false || tables.brokenOff[patient] === 0) this.releaseAll(patient, instructions[at + 1]);
          break;
        case op.GIVE_NEEDS:
          // Members of a group have none: their leader asked for all.
          if (tables.claimInts[(patient << INTS) | SERVING] !== NONE) this.requests.giveNeeds(patient);
          break;
        case op.WORK:
          tables.ints[(patient << INTS) | COUNTER] = at + WIDTH;
          this.services.begin(patient, instructions[at + 1], instructions[at + 2]);
          return;
        case op.GO: {
          tables.claimInts[(patient << INTS) | FROM_OUTSIDE] = 0;
          const only = this.routing.only[instructions[at + 1]];
          const target = only !== NONE ? only : this.routing.choose(patient, instructions[at + 1]);
          if (target < 0) {
            this.goTo(patient, target);
            return;
          }
          this.comeTo(patient, target);
          at = this.onlyVariant[target];
          if (at === NONE) at = this.variantOf(patient, target);
          continue;
        }
        default:
          tables.ints[(patient << INTS) | COUNTER] = at;
          if (this.followRare(patient, at) === false) return;
          at = tables.ints[(patient << INTS) | COUNTER];
          continue;
      }
      at += WIDTH;
    }
  }

  /** Instructions that few stages have. False when the patient has to wait, or has left; else the counter stands at the next. */
  private followRare(patient: number, at: number): boolean {
    const { tables, instructions } = this;
    const next = at + WIDTH;
    switch (instructions[at]) {
      case op.PAUSE: {
        const pauses = this.services.pause(patient, instructions[at + 1]);
        tables.ints[(patient << INTS) | COUNTER] = next;
        return !pauses;
      }
      case op.SET:
        this.set(patient, instructions[at + 1]);
        break;
      case op.WATCH:
        this.timers.start(patient, instructions[at + 1]);
        break;
      case op.START:
        this.family().start(patient, instructions[at + 1], instructions[at + 2]);
        break;
      case op.JOIN:
        if (this.family().join(patient)) return false;
        this.finish(patient);
        break;
      case op.MEET: {
        tables.ints[(patient << INTS) | COUNTER] = next;
        const leader = this.meetings.come(patient, instructions[at + 1]);
        if (leader !== NONE && leader !== patient) this.follow(leader);
        return leader === patient;
      }
      case op.BALK: {
        const target = this.routing.choose(patient, instructions[at + 1]);
        if (target === NONE) break;
        this.leaveStage(patient);
        this.machine.recorder.turnedAway(tables.now, patient, tables.ints[(patient << INTS) | STAGE_OF]);
        return this.goTo(patient, target);
      }
      default:
        throw new Error(`no instruction ${instructions[at]} at ${at}`);
    }
    tables.ints[(patient << INTS) | COUNTER] = next;
    return true;
  }

  /** The event that the patient was waiting for: the end of a service, a delay or a pause. */
  end(patient: number): void {
    const { tables, instructions } = this;
    // Void, if any is. Who asks may have an offer due at this time, and no end.
    if (
      tables.voidCount > 0 &&
      (tables.doubles[(patient << DOUBLES) | DUE_AT] !== tables.now ||
        tables.claimInts[(patient << INTS) | ASKING] !== NONE)
    ) {
      tables.voidCame(patient);
      return;
    }
    tables.doubles[(patient << DOUBLES) | DUE_AT] = Number.NaN;
    let member = NONE;
    if (tables.claimInts[(patient << INTS) | WORKING] === 1) {
      tables.claimInts[(patient << INTS) | WORKING] = 0;
      if (this.groups === true) member = this.memberBehind(patient);
      // With a JOIN to come the stage goes on until the children are done.
      if (instructions[tables.ints[(patient << INTS) | COUNTER]] !== op.JOIN) this.finish(patient);
    }
    if (member === NONE) {
      this.follow(patient);
      return;
    }
    tables.nextMember[patient] = NONE;
    this.follow(patient);
    while (member !== NONE) {
      const following = tables.nextMember[member];
      tables.nextMember[member] = NONE;
      tables.claimInts[(member << INTS) | WORKING] = 0;
      this.finish(member);
      // Who adopts what may have another variant of the stage: each goes on behind his own WORK.
      while (instructions[tables.ints[(member << INTS) | COUNTER]] !== op.WORK)
        tables.ints[(member << INTS) | COUNTER] += WIDTH;
      tables.ints[(member << INTS) | COUNTER] += WIDTH;
      this.follow(member);
      member = following;
    }
  }

  /** The children that a patient waited for are done. */
  joined(patient: number): void {
    this.finish(patient);
    this.tables.ints[(patient << INTS) | COUNTER] += WIDTH;
    this.follow(patient);
  }

  /** A group has waited long enough for more to come. */
  gather(meeting: number): void {
    const leader = this.meetings.timeIsUp(meeting);
    if (leader !== NONE) this.follow(leader);
  }

  isVoidMeeting(meeting: number, time: number): boolean {
    return this.meetings.isVoid(meeting, time);
  }

  voidMeetingCame(): void {
    this.meetings.voidCame();
  }

  /** A contact falls due. */
  contact(row: number): void {
    this.family().due(row);
  }

  isVoidContact(row: number): boolean {
    return this.family().isVoid(row);
  }

  contactBefore(a: number, b: number): boolean {
    return this.family().comesBefore(a, b);
  }

  /** Takes the patient out of the stage, whatever is going on there, and on to a target. Places go along. */
  pull(patient: number, target: number): void {
    this.breakOff(patient);
    if (this.goTo(patient, target)) this.follow(patient);
  }

  /** Ends what the patient is doing in the stage, with all that has begun with it. */
  breakOff(patient: number): void {
    const { tables } = this;
    const { recorder } = this.machine;
    if (this.children !== undefined) this.children.stopAll(patient);
    if (tables.claimInts[(patient << INTS) | ASKING] !== NONE) this.requests.withdraw(patient);
    else if (tables.claimInts[(patient << INTS) | SERVING] !== NONE) this.requests.giveNeeds(patient);
    tables.expectNothing(patient);
    tables.claimInts[(patient << INTS) | WORKING] = 0;
    if (tables.varies) tables.workLeft[patient] = Number.NaN;
    tables.claimInts[(patient << INTS) | FROM_OUTSIDE] = 0;
    this.leaveStage(patient);
    recorder.pulled(tables.now, patient, tables.ints[(patient << INTS) | STAGE_OF]);
  }

  /** Found the queue full, or does not start: on to where those go. Who has started once is never turned away. */
  turnAway(patient: number, target: number): void {
    const { tables } = this;
    const { recorder } = this.machine;
    this.requests.withdraw(patient);
    this.leaveStage(patient);
    recorder.turnedAway(tables.now, patient, tables.ints[(patient << INTS) | STAGE_OF]);
    if (this.goTo(patient, target)) this.follow(patient);
  }

  /** Goes to a stage, or out by an exit (−1 − exit). False when the patient has left. */
  goTo(patient: number, target: number): boolean {
    if (target >= 0) {
      this.comeTo(patient, target);
      this.settleVisit(patient, target);
      return true;
    }
    if (target === op.DONE) {
      this.family().done(patient);
      return false;
    }
    const { tables } = this;
    const { recorder } = this.machine;
    this.giveAll(patient);
    tables.ints[(patient << INTS) | EXIT_OF] = -1 - target;
    this.loops.left(patient);
    recorder.exited(tables.now, patient, -1 - target);
    tables.dismiss(patient);
    this.machine.left(tables.ints[(patient << INTS) | CLASS_OF]);
    return false;
  }

  /** Who leaves gives everything back. */
  giveAll(patient: number): void {
    const { tables } = this;
    if (tables.claimInts[(patient << INTS) | PLACES] > 0) {
      const row = patient * this.resourceCount;
      for (let resource = 0; resource < this.resourceCount; resource++) {
        this.requests.givePlaces(patient, resource, tables.held[row + resource]);
      }
    }
    if (tables.claimInts[(patient << INTS) | TIMER_OF] !== NONE) this.timers.moved(patient, NONE);
  }

  assign(patient: number, { attribute, value, word }: Assignment, visit: number): void {
    const name = this.machine.model.names.attributes[attribute];
    const drawn = draw(this.machine, patient, value, word, visit, name);
    if (Number.isNaN(drawn)) throw impossible(this.machine, patient, `attribute "${name}" is NaN`);
    this.machine.tables.attributes[patient * this.attributeCount + attribute] = drawn;
  }

  /** Attributes at arrival, in their order: those that are given, and the others as they are drawn. */
  setAtArrival(patient: number, cls: number, given: Given | undefined): void {
    const attributes = this.program.classAttributes[cls];
    const row = patient * this.attributeCount;
    for (let i = 0; i < attributes.length; i++) {
      const { attribute } = attributes[i];
      const known = given?.find(([name]) => name === attribute);
      if (known === undefined) this.assign(patient, attributes[i], 0);
      else this.tables.attributes[row + attribute] = known[1];
    }
  }

  set(patient: number, list: number): void {
    const visit = this.visit(patient);
    const assignments = this.machine.program.assignments[list];
    for (let i = 0; i < assignments.length; i++) this.assign(patient, assignments[i], visit);
  }

  comeTo(patient: number, stage: number): void {
    const { tables } = this;
    const { recorder } = this.machine;
    const row = Math.imul(patient, this.stageCount) + stage;
    tables.ints[(patient << INTS) | STAGE_OF] = stage;
    tables.visits[row]++;
    tables.inside[stage]++;
    if (this.varies === true) {
      tables.speed[patient] = 1;
      tables.speedOfPlaces[patient] = 1;
      tables.brokenOff[patient] = 0;
    }
    if (tables.claimInts[(patient << INTS) | TIMER_OF] !== NONE) this.timers.moved(patient, stage);
    if (this.timed === true) {
      tables.enteredAt[row] = tables.now;
      tables.startedAt[row] = Number.NaN;
      tables.endedAt[row] = Number.NaN;
    }
    this.loops.entered(patient);
    recorder.entered(tables.now, patient, stage);
  }

  /** Which instructions hold for this visit. */
  settleVisit(patient: number, stage: number): void {
    const only = this.onlyVariant[stage];
    this.tables.ints[(patient << INTS) | COUNTER] = only !== NONE ? only : this.variantOf(patient, stage);
  }

  variantOf(patient: number, stage: number): number {
    const variants = this.program.variants[stage];
    let chosen = 0;
    for (;;) {
      const { when } = variants[chosen];
      if (when === undefined || when(patient) > 0) break;
      chosen++;
    }
    return variants[chosen].use;
  }

  private finish(patient: number): void {
    const { tables } = this;
    const stage = tables.ints[(patient << INTS) | STAGE_OF];
    tables.cases[stage]++;
    tables.inside[stage]--;
    if (tables.claimInts[(patient << INTS) | TIMER_OF] !== NONE) this.timers.stageEnds(patient);
    if (this.timed === true) tables.endedAt[patient * this.stageCount + stage] = tables.now;
    this.machine.recorder.ended(tables.now, patient, stage);
  }

  private family(): Children {
    if (this.children === undefined) throw new Error("a child in a model without children");
    return this.children;
  }

  private leaveStage(patient: number): void {
    const { tables } = this;
    tables.inside[tables.ints[(patient << INTS) | STAGE_OF]]--;
    if (tables.claimInts[(patient << INTS) | TIMER_OF] !== NONE) this.timers.stageEnds(patient);
  }

  /** Earlier entries to the present stage; 0 before the first. */
  private visit(patient: number): number {
    const { tables } = this;
    const stage = tables.ints[(patient << INTS) | STAGE_OF];
    return stage === NONE ? 0 : tables.visits[patient * this.stageCount + stage] - 1;
  }

  private releaseAll(patient: number, list: number): void {
    this.release(patient, list);
    if (this.groups === false) return;
    for (let one = this.memberBehind(patient); one !== NONE; one = this.memberBehind(one)) this.release(one, list);
  }

  private release(patient: number, list: number): void {
    const { tables, model } = this;
    const row = patient * this.resourceCount;
    for (let i = model.releaseStart[list]; i < model.releaseStart[list + 1]; i++) {
      const resource = model.releaseResource[i];
      const most = model.releaseUnits[i];
      const held = tables.held[row + resource];
      this.requests.givePlaces(patient, resource, most < 0 || most > held ? held : most);
    }
  }

  /** The next of a group that is served together. */
  private memberBehind(patient: number): number {
    return this.groups ? this.tables.nextMember[patient] : NONE;
  }
}
