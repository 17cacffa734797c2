import type { AtShiftEnd } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE } from "../model/opcodes.ts";
import { END } from "./event-list.ts";
import type { Machine } from "./machine.ts";
import { BEGUN_AT, CAUSE_OF, DOUBLES, DUE_AT, INTS, PLACES, SERVING, WORKING } from "./patient-row.ts";
import type { PausedServices } from "./paused-services.ts";
import { phaseAt } from "./phases.ts";
import { isWorse, type Preemption, stopWork } from "./preemption.ts";
import type { Requests } from "./requests.ts";

/** What becomes of services when capacity falls below what is at work, and when those that pause go on. */
export class ShiftEnds {
  private readonly machine: Machine;
  private readonly requests: Requests;
  private readonly preemption: Preemption;
  /** Undefined in models in which nothing pauses. */
  private readonly paused: PausedServices | undefined;
  private readonly victims: number[] = [];
  private readonly beganBefore: (a: number, b: number) => boolean;

  constructor(machine: Machine, requests: Requests, preemption: Preemption, paused: PausedServices | undefined) {
    this.machine = machine;
    this.requests = requests;
    this.preemption = preemption;
    this.paused = paused;
    const { tables } = machine;
    this.beganBefore = (a, b) => {
      const [began, other] = [
        tables.claimDoubles[(a << DOUBLES) | BEGUN_AT],
        tables.claimDoubles[(b << DOUBLES) | BEGUN_AT],
      ];
      return began === other ? tables.arrivedBefore(a, b) : began < other;
    };
  }

  reset(): void {
    this.paused?.reset();
  }

  get mayGoOn(): boolean {
    return this.paused?.mayGoOn === true;
  }

  capacityChanged(resource: number): void {
    const { tables, model } = this.machine;
    this.paused?.freed();
    const excess = tables.running(resource) - tables.scheduled[resource];
    if (!(excess > 0)) return;
    const { atShiftEnd } = phaseAt(model.resources[resource].phases, tables.now);
    if (atShiftEnd === "finish") return;
    this.choose(resource, atShiftEnd, excess);
    for (const victim of this.victims) {
      if (atShiftEnd === "pause") this.pause(victim, resource);
      else this.preemption.breakOff(victim, true);
    }
  }

  /** Those that pause go on, the earliest start first, each when there is room on all that is off duty for it. */
  goOn(): void {
    const { paused, machine } = this;
    if (paused === undefined) return;
    const { tables } = machine;
    paused.mayGoOn = false;
    paused.all.sort(this.beganBefore);
    for (let i = 0; i < paused.all.count; ) {
      const patient = paused.all.at(i);
      const lack = paused.lackOf(patient);
      if (lack < 0) {
        this.resume(patient, paused);
        continue;
      }
      if (!paused.lacks(patient, tables.claimInts[(patient << INTS) | CAUSE_OF])) this.wait(patient, lack);
      i++;
    }
  }

  /** As for a better request: until there is no excess, then whoever need not stop after all is spared, the best first. */
  private choose(resource: number, rule: AtShiftEnd, excess: number): void {
    const { victims } = this;
    const { tables, bundles } = this.machine;
    const unitsOf = (patient: number): number =>
      bundles.unitsOf(tables.claimInts[(patient << INTS) | SERVING], resource);
    victims.length = 0;
    for (let patient = 0; patient < tables.slots; patient++) {
      if (this.canStop(patient, resource, rule)) victims.push(patient);
    }
    victims.sort((a, b) => (isWorse(tables, a, b) ? -1 : 1));
    let count = 0;
    let over = excess;
    while (count < victims.length && over > 0) over -= unitsOf(victims[count++]);
    victims.length = count;
    for (let i = count - 1; i >= 0; i--) {
      if (over + unitsOf(victims[i]) > 0) continue;
      over += unitsOf(victims[i]);
      victims.splice(i, 1);
    }
  }

  private canStop(patient: number, resource: number, rule: AtShiftEnd): boolean {
    const { tables, bundles, model } = this.machine;
    const serving = tables.claimInts[(patient << INTS) | SERVING];
    if (serving === NONE || !bundles.names(serving, resource)) return false;
    // Whose service is over waits for children alone.
    if (tables.claimInts[(patient << INTS) | WORKING] === 0 && this.paused?.all.includes(patient) !== true)
      return false;
    if (this.paused?.isOn(patient, resource) === true) return false;
    return rule === "pause" || model.stages[tables.stageOf(patient)].whenPreempted !== "never";
  }

  private pause(patient: number, resource: number): void {
    const { tables, recorder } = this.machine;
    if (tables.claimInts[(patient << INTS) | WORKING] === 1) {
      stopWork(tables, patient);
      const stage = tables.stageOf(patient);
      recorder.paused(tables.now, patient, stage);
      for (let one = this.memberBehind(patient); one !== NONE; one = this.memberBehind(one)) {
        recorder.paused(tables.now, one, stage);
      }
      this.wait(patient, resource);
    }
    this.paused?.add(patient, resource, recorder);
  }

  private resume(patient: number, paused: PausedServices): void {
    const { tables, recorder, events } = this.machine;
    const minutes = tables.workLeft[patient] / tables.speed[patient];
    paused.forget(patient, recorder);
    tables.workLeft[patient] = Number.NaN;
    tables.claimInts[(patient << INTS) | WORKING] = 1;
    tables.doubles[(patient << DOUBLES) | DUE_AT] = tables.now + minutes;
    this.requests.nowDoing(patient, op.SERVED, NONE);
    const stage = tables.stageOf(patient);
    recorder.resumed(tables.now, patient, stage, minutes);
    for (let one = this.memberBehind(patient); one !== NONE; one = this.memberBehind(one)) {
      recorder.resumed(tables.now, one, stage, minutes);
    }
    events.push(tables.doubles[(patient << DOUBLES) | DUE_AT], END, patient);
  }

  /** The next of a group that is served together. */
  private memberBehind(patient: number): number {
    const { tables, model } = this.machine;
    return model.uses.groups ? tables.nextMember[patient] : NONE;
  }

  private wait(patient: number, resource: number): void {
    const state = this.machine.tables.claimInts[(patient << INTS) | PLACES] > 0 ? op.WAITING_FOR_STAFF : op.QUEUED;
    this.requests.nowDoing(patient, state, resource);
  }
}
