import { isPlainRunner, type PlainRunner } from "../kernel/plain-runner.ts";
import type { LeaverRecorder, Recorder } from "../kernel/recorder.ts";
import type { KernelState } from "../kernel/state.ts";

/**
 * One recorder that passes every fact on to the first, and to the second the window and who leaves: `PatientRecords` beside a
 * `Collector` so costs some hundredths of a run. `tee` tells several recorders everything, by a list and a call for each.
 */
export class Beside implements Recorder {
  readonly wantsElapsed: boolean;
  private readonly first: Recorder;
  private readonly second: LeaverRecorder;

  constructor(first: Recorder, second: LeaverRecorder) {
    this.wantsElapsed = first.wantsElapsed;
    this.first = first;
    this.second = second;
  }

  /** Undefined where the first wants to be told. */
  get runPlain(): PlainRunner["runPlain"] | undefined {
    const { first, second } = this;
    return isPlainRunner(first) ? (kernel) => first.runPlain(kernel, second) : undefined;
  }

  begin(state: KernelState): void {
    this.first.begin(state);
    this.second.begin(state);
  }

  elapsed(from: number, to: number): void {
    this.first.elapsed(from, to);
  }

  windowOpened(now: number): void {
    this.first.windowOpened(now);
    this.second.windowOpened(now);
  }

  windowClosed(now: number): void {
    this.first.windowClosed(now);
    this.second.windowClosed(now);
  }

  capacity(now: number, resource: number, scheduled: number, open: number, rostered: number): void {
    this.first.capacity(now, resource, scheduled, open, rostered);
  }

  arrived(now: number, patient: number): void {
    this.first.arrived(now, patient);
  }

  missed(now: number, patient: number): void {
    this.first.missed(now, patient);
  }

  entered(now: number, patient: number, stage: number): void {
    this.first.entered(now, patient, stage);
  }

  doing(now: number, patient: number, state: number, cause: number): void {
    this.first.doing(now, patient, state, cause);
  }

  taken(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.first.taken(now, patient, resource, units, place);
  }

  given(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.first.given(now, patient, resource, units, place);
  }

  started(now: number, patient: number, stage: number, duration: number): void {
    this.first.started(now, patient, stage, duration);
  }

  ended(now: number, patient: number, stage: number): void {
    this.first.ended(now, patient, stage);
  }

  preempted(now: number, patient: number, stage: number): void {
    this.first.preempted(now, patient, stage);
  }

  paused(now: number, patient: number, stage: number): void {
    this.first.paused(now, patient, stage);
  }

  resumed(now: number, patient: number, stage: number, duration: number): void {
    this.first.resumed(now, patient, stage, duration);
  }

  setAside(now: number, patient: number, resource: number, units: number): void {
    this.first.setAside(now, patient, resource, units);
  }

  takenUp(now: number, patient: number, resource: number, units: number): void {
    this.first.takenUp(now, patient, resource, units);
  }

  turnover(now: number, resource: number, units: number): void {
    this.first.turnover(now, resource, units);
  }

  ready(now: number, resource: number, units: number): void {
    this.first.ready(now, resource, units);
  }

  sessionOpened(now: number, resource: number, late: number, came: number): void {
    this.first.sessionOpened(now, resource, late, came);
  }

  sessionOver(now: number, resource: number): void {
    this.first.sessionOver(now, resource);
  }

  pulled(now: number, patient: number, stage: number): void {
    this.first.pulled(now, patient, stage);
  }

  turnedAway(now: number, patient: number, stage: number): void {
    this.first.turnedAway(now, patient, stage);
  }

  born(now: number, child: number, patient: number): void {
    this.first.born(now, child, patient);
  }

  finished(now: number, child: number, patient: number): void {
    this.first.finished(now, child, patient);
  }

  contact(now: number, patient: number, contact: number, what: number): void {
    this.first.contact(now, patient, contact, what);
  }

  exited(now: number, patient: number, exit: number): void {
    this.first.exited(now, patient, exit);
    this.second.exited(now, patient, exit);
  }

  end(now: number): void {
    this.first.end(now);
    this.second.end(now);
  }
}
