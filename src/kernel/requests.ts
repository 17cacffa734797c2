import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { isWait, NONE } from "../model/opcodes.ts";
import type { Bundles } from "./bundles.ts";
import type { EventList } from "./event-list.ts";
import { OFFER } from "./event-list.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { PatientList } from "./patient-list.ts";
import {
  ASKED_AT,
  ASKING,
  CAUSE_OF,
  COUNTER,
  DOING,
  DOUBLES,
  DUE_AT,
  FRESH,
  INTS,
  PLACES,
  PRIORITY,
  SERVING,
  SINCE,
  STAGE_OF,
  WAITED,
  WORKING,
} from "./patient-row.ts";
import type { PausedServices } from "./paused-services.ts";
import type { QueuePlaces } from "./queue-places.ts";
import type { Tables } from "./tables.ts";
import type { Turnovers } from "./turnovers.ts";
import type { WaitingLines } from "./waiting-lines.ts";

/** Requests from asking to being met or withdrawn, and what a patient is doing meanwhile. */
export class Requests {
  /** Patients who have asked in this instant and not been looked at since. */
  readonly asked = new PatientList();
  /** Patients who hold something and have begun to wait in this instant. */
  readonly waitingHolders = new PatientList();
  /** Whose wait is charged to something that is not short any more. */
  readonly chargedWrongly = new PatientList();
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly instructions: Int32Array;
  private readonly tables: Tables;
  private readonly bundles: Bundles;
  private readonly lines: WaitingLines;
  private readonly queues: QueuePlaces;
  private readonly events: EventList;
  private readonly resourceCount: number;
  private readonly stageCount: number;
  private readonly families: boolean;
  /** Whether expressions read when resources are given back. */
  private readonly leaves: boolean;
  private readonly groups: boolean;
  /** Whether queues have a limited length. */
  private readonly limited: boolean;
  /** Of each request: whether options are offered later. */
  private readonly offersMore: readonly boolean[];
  /** Of each stage: its priority when it is the same for everybody, else NaN. */
  private readonly fixedPriority: Float64Array;
  /** Undefined in models that have none. */
  private readonly turnovers: Turnovers | undefined;
  private readonly paused: PausedServices | undefined;

  constructor(machine: Machine, turnovers: Turnovers | undefined, paused: PausedServices | undefined) {
    this.machine = machine;
    this.turnovers = turnovers;
    this.paused = paused;
    this.model = machine.model;
    this.instructions = machine.model.program;
    this.tables = machine.tables;
    this.bundles = machine.bundles;
    this.lines = machine.lines;
    this.queues = machine.queues;
    this.events = machine.events;
    this.resourceCount = machine.model.names.resources.length;
    this.stageCount = machine.model.names.stages.length;
    const { stages, values, requests } = machine.model;
    this.families = machine.model.uses.children;
    this.leaves = machine.model.uses.left;
    this.groups = machine.model.uses.groups;
    this.limited = machine.model.queues.length > 0;
    this.offersMore = requests.map(({ after }) => after.length > 1);
    this.fixedPriority = Float64Array.from(stages, ({ priority }) => {
      const value = values[priority];
      return value?.kind === "constant" ? value.value : Number.NaN;
    });
  }

  reset(): void {
    this.asked.clear();
    this.waitingHolders.clear();
    this.chargedWrongly.clear();
  }

  /** The request of the instruction at `at`; false when nothing is lacking, so that nothing is asked. */
  ask(patient: number, at: number): boolean {
    const { tables, instructions } = this;
    const request = instructions[at + 1];
    const line = this.lines.lineFor(request, 1, patient, instructions[at + 2] === op.SEIZE);
    if (line === NONE) return false;
    const priority = this.priorityOf(patient);
    const { claimDoubles } = tables;
    const times = patient << DOUBLES;
    claimDoubles[times | PRIORITY] = priority;
    claimDoubles[times | ASKED_AT] = tables.now;
    this.stand(patient, line, request);
    this.isFresh(patient);
    return true;
  }

  /** The request of the instruction at `at`, made before time 0. False when nothing is lacking. */
  askBefore(patient: number, at: number, askedAt: number): boolean {
    const { tables, lines, model } = this;
    const request = model.program[at + 1];
    const line = lines.lineFor(request, 1, patient, model.program[at + 2] === op.SEIZE);
    if (line === NONE) return false;
    tables.claimDoubles[(patient << DOUBLES) | ASKED_AT] = askedAt;
    this.stand(patient, line, request);
    return true;
  }

  /** Asks anew for the staff of a service that was broken off, in the place of the request that it lost. */
  askAgain(patient: number): void {
    const { tables, lines, model } = this;
    const at = tables.needsAt[patient];
    tables.ints[(patient << INTS) | COUNTER] = at;
    const request = model.program[at + 1];
    this.stand(patient, lines.lineFor(request, 1, patient, false), request);
    this.isFresh(patient);
  }

  /** More options are offered: the patient changes the line, and keeps the time of asking. */
  offer(patient: number): void {
    const { tables, lines, model } = this;
    if (
      tables.claimInts[(patient << INTS) | ASKING] === NONE ||
      tables.doubles[(patient << DOUBLES) | DUE_AT] !== tables.now
    ) {
      tables.voidCame(patient);
      return;
    }
    tables.doubles[(patient << DOUBLES) | DUE_AT] = Number.NaN;
    const at = tables.ints[(patient << INTS) | COUNTER];
    const request = model.program[at + 1];
    lines.remove(tables.claimInts[(patient << INTS) | ASKING], patient);
    const offered = ++tables.offered[patient];
    const line = lines.lineFor(request, offered, patient, model.program[at + 2] === op.SEIZE);
    tables.claimInts[(patient << INTS) | ASKING] = line;
    lines.add(line, patient);
    this.expectOffer(patient, request);
    // Until now there was a choice to come: whoever has all may wait for ever.
    if (Number.isNaN(tables.doubles[(patient << DOUBLES) | DUE_AT]) && this.keepsOthers(patient))
      this.waitingHolders.add(patient);
  }

  /** Takes a request out of its line, and its place out of the stage's queue. */
  withdraw(patient: number): void {
    const { tables } = this;
    const { ints, claimInts } = tables;
    const row = patient << INTS;
    this.lines.remove(claimInts[row | ASKING], patient);
    claimInts[row | ASKING] = NONE;
    tables.expectNothing(patient);
    tables.queue[ints[row | STAGE_OF]]--;
    if (this.limited === true) this.queues.leave(patient);
  }

  /** Whether the stage gives everybody the same priority, so that nothing is asked or drawn for it. */
  hasFixedPriority(patient: number): boolean {
    return !Number.isNaN(this.fixedPriority[this.tables.ints[(patient << INTS) | STAGE_OF]]);
  }

  /** Of the request that the patient is making: stated for the stage, drawn for this visit. */
  priorityOf(patient: number): number {
    const { tables, model } = this;
    const stage = tables.ints[(patient << INTS) | STAGE_OF];
    const fixed = this.fixedPriority[stage];
    if (!Number.isNaN(fixed)) return fixed;
    const { priority: value, priorityWord } = model.stages[stage];
    const visit = tables.visits[patient * this.stageCount + stage] - 1;
    const priority = draw(this.machine, patient, value, priorityWord, visit, "a priority");
    if (!(priority >= -Infinity)) throw impossible(this.machine, patient, `priority ${priority}`);
    return priority;
  }

  /** The patient waits from now on: for what, and held up by which resource. */
  charge(patient: number): void {
    const outside = this.isOutside(patient);
    this.chargeTo(patient, outside ? -1 - this.tables.ints[(patient << INTS) | STAGE_OF] : this.heldUpBy(patient));
  }

  /** What was short is not so any more: the wait is charged to something else, if there is something. */
  chargeAnew(patient: number): void {
    const cause = this.heldUpBy(patient);
    if (cause !== this.tables.claimInts[(patient << INTS) | CAUSE_OF]) this.chargeTo(patient, cause);
  }

  private isOutside(patient: number): boolean {
    if (this.limited === false) return false;
    const place = this.tables.queuePlace[patient];
    return place < 0 && place !== NONE;
  }

  private heldUpBy(patient: number): number {
    return this.lines.heldUpBy(this.tables.claimInts[(patient << INTS) | ASKING], patient);
  }

  private chargeTo(patient: number, cause: number): void {
    const { ints, claimInts } = this.tables;
    const row = patient << INTS;
    const holdsPlace = claimInts[row | PLACES] > 0;
    let state: number = op.QUEUED;
    if (holdsPlace) {
      const seizes = this.instructions[ints[row | COUNTER] + 2] === op.SEIZE;
      state = seizes || this.isOutside(patient) ? op.BLOCKED : op.WAITING_FOR_STAFF;
    }
    if (this.keepsOthers(patient)) this.waitingHolders.add(patient);
    this.nowDoing(patient, state, cause);
  }

  /** Whether others may wait for what the patient, or a parent who waits for him, keeps meanwhile. */
  private keepsOthers(patient: number): boolean {
    const { tables } = this;
    return (
      tables.claimInts[(patient << INTS) | PLACES] > 0 || (this.families === true && tables.parentOf[patient] !== NONE)
    );
  }

  /** A resource that this patient waits for has become freer: if it is not short any more, something else holds him up. */
  readonly recheck = (patient: number): void => {
    const { tables, lines, bundles } = this;
    const cause = tables.claimInts[(patient << INTS) | CAUSE_OF];
    if (cause >= 0 && !bundles.isShort(lines.preferred(tables.claimInts[(patient << INTS) | ASKING]), cause)) {
      this.chargedWrongly.add(patient);
    }
  };

  nowDoing(patient: number, state: number, cause: number): void {
    const { tables } = this;
    const { ints, doubles, claimInts, claimDoubles } = tables;
    const row = patient << INTS;
    const times = patient << DOUBLES;
    if (isWait(ints[row | DOING])) claimDoubles[times | WAITED] += tables.now - doubles[times | SINCE];
    ints[row | DOING] = state;
    claimInts[row | CAUSE_OF] = cause;
    doubles[times | SINCE] = tables.now;
    this.machine.recorder.doing(tables.now, patient, state, cause);
    if (this.groups === true && tables.nextMember[patient] !== NONE)
      this.tellMember(tables.nextMember[patient], state, cause);
  }

  /** Who stands behind a leader does what the leader does, as far as what he holds himself allows. */
  private tellMember(member: number, state: number, cause: number): void {
    const { tables, model } = this;
    const holds = tables.claimInts[(member << INTS) | PLACES] > 0;
    if (isWait(state)) this.nowDoing(member, holds ? op.WAITING_FOR_STAFF : op.QUEUED, cause);
    else if (tables.claimInts[(member << INTS) | WORKING] === 0)
      this.nowDoing(member, holds ? op.PAUSING : op.AWAY, cause);
    else {
      const serves = model.stages[tables.ints[(member << INTS) | STAGE_OF]].serves || holds;
      this.nowDoing(member, serves ? op.SERVED : op.AWAY, cause);
    }
  }

  /** @param turnover whether the units are turned over before anybody else has them */
  givePlaces(patient: number, resource: number, units: number, turnover = true): void {
    if (units === 0) return;
    const { tables } = this;
    const row = Math.imul(patient, this.resourceCount) + resource;
    tables.held[row] -= units;
    tables.claimInts[(patient << INTS) | PLACES] -= units;
    if (this.leaves === true && tables.held[row] === 0) tables.leftAt[row] = tables.now;
    this.giveBack(patient, resource, units, true, turnover);
  }

  /** @param turnover as for places */
  giveNeeds(patient: number, turnover = true): void {
    const { tables, bundles } = this;
    const { claimInts } = tables;
    const cell = (patient << INTS) | SERVING;
    const bundle = claimInts[cell];
    if (this.paused !== undefined) this.paused.forget(patient, this.machine.recorder);
    claimInts[cell] = NONE;
    for (let i = bundles.first(bundle), last = bundles.last(bundle); i < last; i++) {
      const resource = bundles.resourceAt(i);
      if (this.leaves === true) {
        const row = Math.imul(patient, this.resourceCount) + resource;
        if (tables.held[row] === 0) tables.leftAt[row] = tables.now;
      }
      this.giveBack(patient, resource, bundles.unitsAt(i), false, turnover);
    }
  }

  private giveBack(patient: number, resource: number, units: number, place: boolean, turnover: boolean): void {
    const { tables, turnovers } = this;
    const { recorder } = this.machine;
    const occupied = turnovers !== undefined && turnover && turnovers.begin(patient, resource, units);
    if (occupied === false) tables.inUse[resource] -= units;
    recorder.given(tables.now, patient, resource, units, place);
    if (occupied === true) recorder.turnover(tables.now, resource, units);
    else this.lines.freed(resource);
    if (this.paused !== undefined) this.paused.freed();
  }

  private stand(patient: number, line: number, request: number): void {
    const { tables } = this;
    const { ints, claimInts } = tables;
    const row = patient << INTS;
    claimInts[row | ASKING] = line;
    tables.offered[patient] = 1;
    tables.queue[ints[row | STAGE_OF]]++;
    this.lines.add(line, patient);
    if (this.offersMore[request] === true) this.expectOffer(patient, request);
  }

  /** Has asked in this instant: to be looked at at its end. */
  private isFresh(patient: number): void {
    const { claimInts } = this.tables;
    const cell = (patient << INTS) | FRESH;
    if (claimInts[cell] === 1) return;
    claimInts[cell] = 1;
    this.asked.add(patient);
  }

  private expectOffer(patient: number, request: number): void {
    const { tables, events, model } = this;
    const { after } = model.requests[request];
    const offered = tables.offered[patient];
    if (offered >= after.length) return;
    tables.doubles[(patient << DOUBLES) | DUE_AT] = Math.max(
      tables.now,
      tables.claimDoubles[(patient << DOUBLES) | ASKED_AT] + after[offered],
    );
    events.push(tables.doubles[(patient << DOUBLES) | DUE_AT], OFFER, patient);
  }
}
