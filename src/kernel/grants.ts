import type { Model, OptionTable } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import type { Bundles } from "./bundles.ts";
import type { Interpreter } from "./interpreter.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { ASKING, COUNTER, FRESH, FROM_OUTSIDE, INTS, PLACES, SERVING } from "./patient-row.ts";
import type { Preemption } from "./preemption.ts";
import type { QueuePlaces } from "./queue-places.ts";
import type { Requests } from "./requests.ts";
import type { Routing } from "./routing.ts";
import type { Sessions } from "./sessions.ts";
import type { ShiftEnds } from "./shift-ends.ts";
import type { Move, Swaps } from "./swaps.ts";
import type { Tables } from "./tables.ts";
import type { WaitingLines } from "./waiting-lines.ts";

/** The grant rule: who is next, what is taken, and who has to wait. */
export class Grants {
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly instructions: Int32Array;
  private readonly tables: Tables;
  private readonly bundles: Bundles;
  private readonly lines: WaitingLines;
  private readonly queues: QueuePlaces;
  private readonly requests: Requests;
  private readonly interpreter: Interpreter;
  private readonly routing: Routing;
  private readonly preemption: Preemption;
  private readonly shiftEnds: ShiftEnds | undefined;
  private readonly sessions: Sessions | undefined;
  /** Whether some request sends patients elsewhere when their turn comes. */
  private readonly choosy: boolean;
  /** Whether some request takes staff from services of worse priority. */
  private readonly preempts: boolean;
  /** Whether queues have a limited length. */
  private readonly limited: boolean;
  private readonly resourceCount: number;
  private readonly stageCount: number;
  /** Of each request: whether it does not matter which of its options is met. */
  private readonly plain: readonly boolean[];
  private readonly arrivedBefore: (a: number, b: number) => boolean;

  constructor(
    machine: Machine,
    requests: Requests,
    interpreter: Interpreter,
    routing: Routing,
    preemption: Preemption,
    shiftEnds: ShiftEnds | undefined,
    sessions: Sessions | undefined,
  ) {
    this.machine = machine;
    this.model = machine.model;
    this.instructions = machine.model.program;
    this.tables = machine.tables;
    this.bundles = machine.bundles;
    this.lines = machine.lines;
    this.queues = machine.queues;
    this.requests = requests;
    this.interpreter = interpreter;
    this.routing = routing;
    this.preemption = preemption;
    this.shiftEnds = shiftEnds;
    this.sessions = sessions;
    this.resourceCount = machine.model.names.resources.length;
    this.stageCount = machine.model.names.stages.length;
    const { requests: asked, uses } = machine.model;
    this.preempts = asked.some(({ preempts }) => preempts);
    this.limited = machine.model.queues.length > 0;
    this.choosy = asked.some(({ unless }) => unless !== NONE);
    this.plain = asked.map(({ options }) => {
      return !uses.servedBy && options.every(({ speed, set }) => speed === NONE && set === NONE);
    });
    this.arrivedBefore = (a, b) => machine.tables.arrivedBefore(a, b);
  }

  /** Whether a place in a queue may be given, or a service that pauses go on. */
  get mayGrant(): boolean {
    return this.queues.mayAdmit === true || this.shiftEnds?.mayGoOn === true;
  }

  /** Grants, in order, until none can be met; then those who have asked and must wait begin to. */
  grant(): void {
    const { lines, requests } = this;
    for (;;) {
      for (let patient = this.next(); patient !== NONE; patient = this.next()) this.meet(patient);
      for (let patient = this.admit(); patient !== NONE; patient = this.admit()) requests.charge(patient);
      if (requests.asked.count === 0) break;
      const turnedAway = this.settleAsked();
      if (turnedAway === NONE) break;
      this.turnAway(turnedAway);
    }
    lines.settle(requests.recheck);
    if (requests.chargedWrongly.count > 0) this.chargeAnew();
  }

  /** Who moves up to a place in a queue. */
  private admit(): number {
    return this.queues.mayAdmit === true ? this.queues.admit() : NONE;
  }

  /** In the order of (a), whatever the order in which they stand in their lines. */
  private chargeAnew(): void {
    const { chargedWrongly } = this.requests;
    if (chargedWrongly.count > 1) chargedWrongly.sort(this.arrivedBefore);
    for (let i = 0; i < chargedWrongly.count; i++) this.requests.chargeAnew(chargedWrongly.at(i));
    chargedWrongly.clear();
  }

  /** Services that pause go on before any request is met. */
  private next(): number {
    if (this.shiftEnds !== undefined && this.shiftEnds.mayGoOn === true) this.shiftEnds.goOn();
    return this.lines.next();
  }

  /** The patient that `next` has found takes what it asked for, whole, and goes on; or does not start, and goes elsewhere. */
  private meet(patient: number): void {
    const { lines, bundles } = this;
    const { foundBundle: bundle, foundOption: option } = lines;
    const elsewhere = this.choosy === true ? this.elsewhere(patient) : NONE;
    if (elsewhere !== NONE) {
      this.sessions?.call(bundle);
      this.interpreter.turnAway(patient, elsewhere);
      return;
    }
    if (this.preempts === true && !bundles.canBeMet(bundle)) this.preemption.makeRoom(patient, bundle);
    this.requests.withdraw(patient);
    this.take(patient, bundle, option);
    this.interpreter.follow(patient);
  }

  /** A shift or session of the resource is over: those who wait for it, and would not start now, need not wait for the next. */
  shiftOver(resource: number): void {
    if (!this.choosy) return;
    const { tables, lines, bundles } = this;
    const waiting: number[] = [];
    for (let patient = 0; patient < tables.slots; patient++) {
      const line = tables.claimInts[(patient << INTS) | ASKING];
      if (line !== NONE && lines.bundlesOf(line).some((bundle) => bundles.names(bundle, resource)))
        waiting.push(patient);
    }
    waiting.sort((a, b) => (lines.standsBefore(a, b) ? -1 : 1));
    for (const patient of waiting) {
      const target = tables.asks(patient) ? this.elsewhere(patient) : NONE;
      if (target !== NONE) this.interpreter.turnAway(patient, target);
    }
  }

  /** Where a patient goes who asks and does not start; NONE for one who does, or has started before. */
  private elsewhere(patient: number): number {
    const { tables, model } = this;
    const { unless } = model.requests[model.program[tables.ints[(patient << INTS) | COUNTER] + 1]];
    return unless === NONE || tables.hasBrokenOff(patient) ? NONE : this.routing.choose(patient, unless);
  }

  /** Patients who wait for each other change places at once: all give back, then all take, then each goes on. */
  changePlaces(circle: readonly Move[], swaps: Swaps): void {
    const { tables, lines } = this;
    const moves = circle
      .map(({ patient, choice }) => {
        const line = tables.claimInts[(patient << INTS) | ASKING];
        return { patient, bundle: lines.bundlesOf(line)[choice], option: lines.optionOf(line, choice) };
      })
      .sort((a, b) => (tables.arrivedBefore(a.patient, b.patient) ? -1 : 1));
    for (const { patient } of moves) {
      this.requests.withdraw(patient);
      for (let resource = 0; resource < this.resourceCount; resource++) {
        // As in a preemption, what passes on is not turned over.
        this.requests.givePlaces(patient, resource, swaps.givenBack(patient, resource), false);
      }
    }
    for (const { patient, bundle, option } of moves) this.take(patient, bundle, option);
    for (const { patient } of moves) this.interpreter.follow(patient);
  }

  /** Takes a bundle for the request that the patient has made, which is met now. */
  private take(patient: number, bundle: number, choice: number): void {
    const { tables, bundles, instructions } = this;
    const { recorder } = this.machine;
    const row = patient << INTS;
    const counter = tables.ints[row | COUNTER];
    const request = instructions[counter + 1];
    const seizes = instructions[counter + 2] === op.SEIZE;
    for (let i = bundles.first(bundle), last = bundles.last(bundle); i < last; i++) {
      const resource = bundles.resourceAt(i);
      const units = bundles.unitsAt(i);
      tables.inUse[resource] += units;
      if (seizes) {
        tables.held[Math.imul(patient, this.resourceCount) + resource] += units;
        tables.claimInts[row | PLACES] += units;
      }
      recorder.taken(tables.now, patient, resource, units, seizes);
    }
    if (!seizes) {
      tables.claimInts[row | SERVING] = bundle;
      if (tables.varies === true) tables.needsAt[patient] = counter;
    }
    if (this.sessions !== undefined) this.sessions.call(bundle);
    if (this.plain[request] === false) this.servedBy(patient, this.model.requests[request].options[choice]);
    tables.ints[row | COUNTER] = counter + WIDTH;
  }

  /** What the option that was taken says of this patient, and of the group behind him. */
  servedBy(patient: number, { server, speed, speedWord, set }: OptionTable): void {
    const { tables, model } = this;
    const { servedBy, groups } = model.uses;
    if (servedBy) tables.servedBy[patient * this.stageCount + tables.stageOf(patient)] = server;
    if (speed !== NONE) this.setSpeed(patient, speed, speedWord);
    if (set !== NONE) this.interpreter.set(patient, set);
    if (!groups) return;
    for (let member = tables.nextMember[patient]; member !== NONE; member = tables.nextMember[member]) {
      if (servedBy) tables.servedBy[member * this.stageCount + tables.stageOf(member)] = server;
      if (set !== NONE) this.interpreter.set(member, set);
    }
  }

  private setSpeed(patient: number, value: number, word: number): void {
    const { tables } = this;
    const visit = tables.visits[patient * this.stageCount + tables.stageOf(patient)] - 1;
    const speed = draw(this.machine, patient, value, word, visit, "a speed");
    if (!(speed > 0 && speed < Infinity)) throw impossible(this.machine, patient, `a speed of ${speed}`);
    tables.speed[patient] *= speed;
    if (tables.claimInts[(patient << INTS) | SERVING] === NONE) tables.speedOfPlaces[patient] = tables.speed[patient];
  }

  /** Those who asked in this instant and were not met begin to wait, patient by patient. NONE, or who found a queue full. */
  private settleAsked(): number {
    const { requests } = this;
    const { asked } = requests;
    if (asked.count > 1) asked.sort(this.arrivedBefore);
    for (let i = 0; i < asked.count; i++) {
      const patient = asked.at(i);
      const { claimInts } = this.tables;
      const row = patient << INTS;
      // Who stopped in the instant of asking, and whose slot somebody took who asked as well, stands here twice.
      if (claimInts[row | FRESH] === 0) continue;
      claimInts[row | FRESH] = 0;
      if (claimInts[row | ASKING] === NONE) continue;
      if (this.limited === true && this.findsPlace(patient) === false) {
        asked.drop(i + 1);
        return patient;
      }
      requests.charge(patient);
    }
    asked.clear();
    return NONE;
  }

  /** Whether there is a place in the queue. Who was broken off has had one already. */
  private findsPlace(patient: number): boolean {
    const { tables } = this;
    if (tables.hasBrokenOff(patient)) return true;
    const queue = this.instructions[tables.ints[(patient << INTS) | COUNTER] + 3];
    return queue === NONE || this.queues.enter(queue, patient);
  }

  private turnAway(patient: number): void {
    const { tables, model } = this;
    const { whenFullOutside, whenFullInside } =
      model.queues[model.program[tables.ints[(patient << INTS) | COUNTER] + 3]];
    this.interpreter.turnAway(
      patient,
      tables.claimInts[(patient << INTS) | FROM_OUTSIDE] === 1 ? whenFullOutside : whenFullInside,
    );
  }
}
