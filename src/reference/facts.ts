import type { Recorder } from "../kernel/recorder.ts";
import { isWait } from "../model/opcodes.ts";
import type { Patient } from "./patient.ts";
import type { System, View } from "./view.ts";

/** Tells the recorder what happens, with its tables brought up to date before each fact. */
export class Facts {
  readonly view: View;
  private readonly recorder: Recorder;
  private world: System | undefined;

  constructor(recorder: Recorder, view: View) {
    this.recorder = recorder;
    this.view = view;
  }

  begin(world: System): void {
    this.world = world;
    this.view.copySystem(world);
    this.recorder.begin(this.view);
  }

  elapsed(from: number, to: number): void {
    if (!this.recorder.wantsElapsed) return;
    this.seen();
    this.recorder.elapsed(from, to);
  }

  windowOpened(now: number): void {
    this.seen();
    this.recorder.windowOpened(now);
  }

  windowClosed(now: number): void {
    this.seen();
    this.recorder.windowClosed(now);
  }

  end(now: number): void {
    this.seen();
    this.recorder.end(now);
  }

  capacity(now: number, resource: number, scheduled: number, open: number, rostered: number): void {
    this.seen();
    this.recorder.capacity(now, resource, scheduled, open, rostered);
  }

  sessionOpened(now: number, resource: number, late: number, came: number): void {
    this.seen();
    this.recorder.sessionOpened(now, resource, late, came);
  }

  sessionOver(now: number, resource: number): void {
    this.seen();
    this.recorder.sessionOver(now, resource);
  }

  turnover(now: number, resource: number, units: number): void {
    this.seen();
    this.recorder.turnover(now, resource, units);
  }

  ready(now: number, resource: number, units: number): void {
    this.seen();
    this.recorder.ready(now, resource, units);
  }

  arrived(now: number, patient: Patient): void {
    this.recorder.arrived(now, this.of(patient));
  }

  missed(now: number, patient: Patient): void {
    this.recorder.missed(now, this.of(patient));
    this.view.remove(patient);
  }

  entered(now: number, patient: Patient, stage: number): void {
    this.recorder.entered(now, this.of(patient), stage);
  }

  /** From now on the patient is doing this; what was a wait until now has been waited. */
  doing(now: number, patient: Patient, state: number, cause: number): void {
    if (isWait(patient.doing)) patient.waited += now - patient.since;
    patient.doing = state;
    patient.cause = cause;
    patient.since = now;
    this.recorder.doing(now, this.of(patient), state, cause);
  }

  taken(now: number, patient: Patient, resource: number, units: number, place: boolean): void {
    this.recorder.taken(now, this.of(patient), resource, units, place);
  }

  given(now: number, patient: Patient, resource: number, units: number, place: boolean): void {
    this.recorder.given(now, this.of(patient), resource, units, place);
  }

  setAside(now: number, patient: Patient, resource: number, units: number): void {
    this.recorder.setAside(now, this.of(patient), resource, units);
  }

  takenUp(now: number, patient: Patient, resource: number, units: number): void {
    this.recorder.takenUp(now, this.of(patient), resource, units);
  }

  started(now: number, patient: Patient, duration: number): void {
    this.recorder.started(now, this.of(patient), patient.stage, duration);
  }

  resumed(now: number, patient: Patient, duration: number): void {
    this.recorder.resumed(now, this.of(patient), patient.stage, duration);
  }

  ended(now: number, patient: Patient): void {
    this.recorder.ended(now, this.of(patient), patient.stage);
  }

  preempted(now: number, patient: Patient): void {
    this.recorder.preempted(now, this.of(patient), patient.stage);
  }

  paused(now: number, patient: Patient): void {
    this.recorder.paused(now, this.of(patient), patient.stage);
  }

  pulled(now: number, patient: Patient): void {
    this.recorder.pulled(now, this.of(patient), patient.stage);
  }

  turnedAway(now: number, patient: Patient): void {
    this.recorder.turnedAway(now, this.of(patient), patient.stage);
  }

  born(now: number, child: Patient, parent: Patient): void {
    this.recorder.born(now, this.of(child), this.of(parent));
  }

  finished(now: number, child: Patient, parent: number): void {
    this.recorder.finished(now, this.of(child), parent);
    this.view.remove(child);
  }

  contact(now: number, patient: Patient, contact: number, what: number): void {
    this.recorder.contact(now, this.of(patient), contact, what);
  }

  exited(now: number, patient: Patient, exit: number): void {
    this.recorder.exited(now, this.of(patient), exit);
    this.view.remove(patient);
  }

  private seen(): void {
    if (this.world !== undefined) this.view.copySystem(this.world);
  }

  private of(patient: Patient): number {
    this.seen();
    this.view.copyFamily(patient);
    return patient.slot;
  }
}
