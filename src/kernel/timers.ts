import { NONE } from "../model/opcodes.ts";
import { TIMER } from "./event-list.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { INTS, TIMER_OF } from "./patient-row.ts";

/**
 * Timers that run: rows of a table, chained by patient. One whose scope has ended is void; its row is used again when its event
 * has come, so that no event can meet another timer in its row, and none loses its place among those of its time.
 */
export class Timers {
  private readonly machine: Machine;
  private readonly stageCount: number;
  /** Of each row: patient, timer of the model, next row of the same patient, whether it is void. */
  private readonly patient: number[] = [];
  private readonly timer: number[] = [];
  private readonly next: number[] = [];
  private readonly void: boolean[] = [];
  private readonly free: number[] = [];

  constructor(machine: Machine) {
    this.machine = machine;
    this.stageCount = machine.model.names.stages.length;
  }

  reset(): void {
    this.patient.length = 0;
    this.timer.length = 0;
    this.next.length = 0;
    this.void.length = 0;
    this.free.length = 0;
  }

  /** Order of two timers that run out at the same time: by patient, then as the stage lists them. */
  comesBefore(a: number, b: number): boolean {
    const [patient, other] = [this.patient[a], this.patient[b]];
    if (patient === other) return this.timer[a] < this.timer[b];
    return this.machine.tables.arrivedBefore(patient, other);
  }

  /** Starts the timers of a stage on entering it; one over several stages that runs already goes on. */
  start(patient: number, list: number): void {
    const { model, tables } = this.machine;
    for (const timer of model.timerLists[list]) {
      const { after, word, stage } = model.timers[timer];
      if (this.isRunning(patient, timer)) continue;
      const visit = tables.visits[patient * this.stageCount + stage] - 1;
      const minutes = draw(this.machine, patient, after, word, visit, "a timer");
      if (!(minutes >= 0)) throw impossible(this.machine, patient, `a timer of ${minutes} min`);
      this.begin(patient, timer, minutes);
    }
  }

  /** Starts a timer that runs out in so many minutes. */
  begin(patient: number, timer: number, minutes: number): void {
    if (minutes === Infinity) return;
    const { tables, events } = this.machine;
    const row = this.free.pop() ?? this.patient.length;
    this.patient[row] = patient;
    this.timer[row] = timer;
    this.next[row] = tables.claimInts[(patient << INTS) | TIMER_OF];
    this.void[row] = false;
    tables.claimInts[(patient << INTS) | TIMER_OF] = row;
    events.push(tables.now + minutes, TIMER, row);
  }

  /** The event of a row has come: the patient to take out, or NONE when the timer was void. */
  expire(row: number): number {
    const patient = this.patient[row];
    this.free.push(row);
    if (this.void[row]) {
      this.machine.tables.voidCame(patient);
      return NONE;
    }
    this.unchain(row);
    return patient;
  }

  isVoid(row: number): boolean {
    return this.void[row];
  }

  /** Where a timer that has just expired leads. */
  targetOf(row: number): number {
    return this.machine.model.timers[this.timer[row]].to;
  }

  serviceStarts(patient: number): void {
    this.end(patient, (timer) => this.scopeOf(timer) === "waiting");
  }

  stageEnds(patient: number): void {
    this.end(patient, (timer) => typeof this.scopeOf(timer) === "string");
  }

  /** The patient has come to a stage, or has left for good (NONE). */
  moved(patient: number, stage: number): void {
    this.end(patient, (timer) => {
      const scope = this.scopeOf(timer);
      return typeof scope === "string" || stage === NONE || !scope[stage];
    });
  }

  private scopeOf(timer: number) {
    return this.machine.model.timers[timer].scope;
  }

  private isRunning(patient: number, timer: number): boolean {
    for (let row = this.machine.tables.claimInts[(patient << INTS) | TIMER_OF]; row !== NONE; row = this.next[row]) {
      if (this.timer[row] === timer) return true;
    }
    return false;
  }

  private end(patient: number, ends: (timer: number) => boolean): void {
    const { tables } = this.machine;
    for (let row = tables.claimInts[(patient << INTS) | TIMER_OF]; row !== NONE; ) {
      const following = this.next[row];
      if (ends(this.timer[row])) {
        this.unchain(row);
        this.void[row] = true;
        tables.makeVoid(patient);
      }
      row = following;
    }
  }

  private unchain(row: number): void {
    const { tables } = this.machine;
    const patient = this.patient[row];
    if (tables.claimInts[(patient << INTS) | TIMER_OF] === row) {
      tables.claimInts[(patient << INTS) | TIMER_OF] = this.next[row];
    } else {
      let before = tables.claimInts[(patient << INTS) | TIMER_OF];
      while (this.next[before] !== row) before = this.next[before];
      this.next[before] = this.next[row];
    }
  }
}
