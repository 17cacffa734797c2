import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import { deadlockError, findDeadlock, mayBeStuck } from "./deadlock.ts";
import type { Interpreter } from "./interpreter.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import type { Preemption } from "./preemption.ts";
import type { Requests } from "./requests.ts";

/** The grant rule: who is next, what is taken, and who has to wait. */
export class Grants {
  private readonly machine: Machine;
  private readonly requests: Requests;
  private readonly interpreter: Interpreter;
  private readonly preemption: Preemption;
  private readonly resourceCount: number;
  private readonly stageCount: number;

  constructor(machine: Machine, requests: Requests, interpreter: Interpreter, preemption: Preemption) {
    this.machine = machine;
    this.requests = requests;
    this.interpreter = interpreter;
    this.preemption = preemption;
    this.resourceCount = machine.model.names.resources.length;
    this.stageCount = machine.model.names.stages.length;
  }

  get anyDue(): boolean {
    return this.machine.lines.anyDue || this.requests.asked.length > 0;
  }

  /** Grants, in order, until none can be met; then those who have asked and must wait begin to. */
  grant(): void {
    const { lines, queues } = this.machine;
    for (;;) {
      for (let patient = lines.next(); patient !== NONE; patient = lines.next()) this.meet(patient);
      for (let patient = queues.admit(); patient !== NONE; patient = queues.admit()) this.requests.charge(patient);
      const turnedAway = this.settleAsked();
      if (turnedAway === NONE) break;
      this.turnAway(turnedAway);
    }
    lines.settle(this.requests.chargeAnew);
  }

  /** The instant is over: nobody must have begun to wait for what can never come. */
  checkDeadlock(): void {
    const { waitingHolders } = this.requests;
    if (waitingHolders.length === 0) return;
    const suspect = waitingHolders.some((patient) => mayBeStuck(this.machine, patient));
    waitingHolders.length = 0;
    if (!suspect) return;
    const stuck = findDeadlock(this.machine);
    if (stuck.length > 0) throw deadlockError(this.machine, stuck);
  }

  /** The patient that `next` has found takes what it asked for, whole, and goes on. */
  private meet(patient: number): void {
    const { tables, lines, bundles, model, recorder } = this.machine;
    const bundle = lines.foundBundle;
    const option = model.requests[model.program[tables.counter[patient] + 1]].options[lines.foundOption];
    const counter = tables.counter[patient];
    const seizes = model.program[counter + 2] === op.SEIZE;
    if (!bundles.canBeMet(bundle)) this.preemption.makeRoom(patient, bundle);
    this.requests.withdraw(patient);
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      const units = bundles.unitsAt(i);
      tables.inUse[resource] += units;
      if (seizes) {
        tables.held[patient * this.resourceCount + resource] += units;
        tables.places[patient] += units;
      }
      recorder.taken(tables.now, patient, resource, units, seizes);
    }
    if (!seizes) {
      tables.serving[patient] = bundle;
      tables.needsAt[patient] = counter;
    }
    if (model.uses.servedBy) {
      tables.servedBy[patient * this.stageCount + tables.stageOf[patient]] = option.server;
    }
    if (option.speed !== NONE) this.setSpeed(patient, option.speed, option.speedWord);
    if (option.set !== NONE) this.interpreter.set(patient, option.set);
    tables.counter[patient] = counter + WIDTH;
    this.interpreter.follow(patient);
  }

  private setSpeed(patient: number, value: number, word: number): void {
    const { tables } = this.machine;
    const visit = tables.visits[patient * this.stageCount + tables.stageOf[patient]] - 1;
    const speed = draw(this.machine, patient, value, word, visit, "a speed");
    if (!(speed > 0 && speed < Infinity)) throw impossible(this.machine, patient, `a speed of ${speed}`);
    tables.speed[patient] *= speed;
  }

  /** Those who asked in this instant and were not met begin to wait, patient by patient. NONE, or who found a queue full. */
  private settleAsked(): number {
    const { tables, model, queues } = this.machine;
    const { asked } = this.requests;
    if (asked.length > 1) asked.sort((a, b) => (tables.arrivedBefore(a, b) ? -1 : 1));
    let kept = 0;
    let turnedAway = NONE;
    for (let i = 0; i < asked.length; i++) {
      const patient = asked[i];
      if (turnedAway !== NONE) {
        asked[kept++] = patient;
        continue;
      }
      tables.fresh[patient] = 0;
      if (tables.asking[patient] === NONE) continue;
      // Who was broken off has had a place in the queue already.
      const queue = tables.brokenOff[patient] > 0 ? NONE : model.program[tables.counter[patient] + 3];
      if (queue !== NONE && !queues.enter(queue, patient)) turnedAway = patient;
      else this.requests.charge(patient);
    }
    asked.length = kept;
    return turnedAway;
  }

  private turnAway(patient: number): void {
    const { tables, model } = this.machine;
    const { whenFullOutside, whenFullInside } = model.queues[model.program[tables.counter[patient] + 3]];
    this.interpreter.turnAway(patient, tables.fromOutside[patient] === 1 ? whenFullOutside : whenFullInside);
  }
}
