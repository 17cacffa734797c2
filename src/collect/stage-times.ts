import { midnightsBetween } from "../kernel/evaluate.ts";
import type { Model, ModelClock } from "../model/model.ts";
import { isWait } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { longerDoubles } from "./growable.ts";
import { Observations, type Summary, summarise } from "./observations.ts";
import { ENTERED, ROW, SINCE, STAGE, STARTED, STATE, WAITED } from "./patient-row.ts";
import type { PatientRows } from "./patient-rows.ts";
import {
  COMPLETED,
  COUNTED,
  FIGURES,
  PAUSED,
  PREEMPTED,
  PRESENT_MINUTES,
  PULLED,
  SERVICE_MINUTES,
  STAGE_MINUTES,
  TURNED_AWAY,
  VISITS,
} from "./stage-figures.ts";

/** Visits to stages: how many, how long they waited, were served and stayed. A patient is in one stage at a time. */
export class StageTimes {
  /** Of the services that have started and are counted. */
  wait: readonly Summary[] = [];

  private readonly counting: Counting;
  private readonly rows: PatientRows;
  private readonly clock: ModelClock;
  private readonly stageCount: number;
  private readonly countsMidnights: boolean;
  /** stage × figures */
  sums: Float64Array;
  readonly waits: readonly Observations[];
  /** Minutes served before the service last stopped, of those whose service has stopped in the present visit. */
  private readonly served = new Map<number, number>();
  /** slot × stages; empty unless a measure asks. */
  private midnights = new Float64Array(0);
  /** Whether anything is known of the visits in progress besides their rows. */
  private knowsMore = false;

  /** @param countsMidnights whether a measure asks for midnights in stages */
  constructor(model: Model, counting: Counting, rows: PatientRows, countsMidnights: boolean) {
    this.counting = counting;
    this.rows = rows;
    const stages = model.names.stages.length;
    this.clock = model.clock;
    this.stageCount = stages;
    this.countsMidnights = countsMidnights;
    this.sums = new Float64Array(stages << FIGURES);
    this.waits = model.names.stages.map(() => new Observations());
  }

  grow(slots: number): void {
    if (this.countsMidnights) this.midnights = longerDoubles(this.midnights, slots * this.stageCount);
  }

  begin(): void {
    this.served.clear();
    this.knowsMore = this.countsMidnights;
    this.clear();
  }

  /** A visit of today that began 0 minutes ago began before the window all the same. */
  open(): void {
    this.clear();
    const { minutes, used } = this.rows;
    for (let row = 0; row < used << ROW; row += 1 << ROW) {
      if (minutes[row | ENTERED] === this.counting.from) minutes[row | ENTERED] -= Number.MIN_VALUE;
    }
  }

  /** One of the figures. */
  sum(stage: number, figure: number): number {
    return this.sums[(stage << FIGURES) | figure];
  }

  arrived(patient: number): void {
    if (this.countsMidnights === true)
      this.midnights.fill(0, patient * this.stageCount, (patient + 1) * this.stageCount);
  }

  entered(patient: number, stage: number): void {
    const { ints, minutes } = this.rows;
    const row = patient << ROW;
    if (!Number.isNaN(minutes[row | ENTERED])) this.leave(patient);
    ints[row | STAGE] = stage | 0;
    minutes[row | ENTERED] = this.counting.now;
    minutes[row | STARTED] = Number.NaN;
    this.count(stage, VISITS);
  }

  started(patient: number, stage: number): void {
    const { counting } = this;
    const { ints, minutes } = this.rows;
    const { now } = counting;
    const row = patient << ROW;
    const before = minutes[row | STARTED];
    minutes[row | STARTED] = now;
    // What is started again was waited for before.
    if (!Number.isNaN(before) || (this.knowsMore === true && this.served.has(patient))) return;
    const entered = minutes[row | ENTERED];
    if (counting.includes(entered, now) === false || !(entered > -Infinity)) return;
    let waited = minutes[row | WAITED];
    if (isWait(ints[row | STATE])) waited += now - minutes[row | SINCE];
    this.waits[stage].add(waited);
  }

  /** The service is broken off, and will be started again. */
  preempt(now: number, patient: number, stage: number): void {
    this.stop(now, patient);
    this.count(stage, PREEMPTED);
  }

  pause(now: number, patient: number, stage: number): void {
    this.stop(now, patient);
    this.count(stage, PAUSED);
  }

  resume(now: number, patient: number): void {
    this.rows.minutes[(patient << ROW) | STARTED] = now;
  }

  /** When the visit in progress began. */
  beganAt(patient: number): number {
    return this.rows.minutes[(patient << ROW) | ENTERED];
  }

  ended(patient: number, stage: number): void {
    const { counting, sums } = this;
    const { minutes } = this.rows;
    const { now } = counting;
    const row = patient << ROW;
    const figures = stage << FIGURES;
    const entered = minutes[row | ENTERED];
    if (counting.closed === false) sums[figures | COMPLETED]++;
    if (counting.includes(entered, now) === true && entered > -Infinity) {
      let service = now - minutes[row | STARTED];
      if (this.knowsMore === true) service += this.served.get(patient) ?? 0;
      sums[figures | COUNTED]++;
      sums[figures | SERVICE_MINUTES] += service;
      sums[figures | STAGE_MINUTES] += now - entered;
    }
    if (!Number.isNaN(entered)) this.close(patient, row, entered);
  }

  /** A timer took the patient out. */
  wasPulled(stage: number): void {
    this.count(stage, PULLED);
  }

  /** The queue of the stage was full. */
  wasTurnedAway(stage: number): void {
    this.count(stage, TURNED_AWAY);
  }

  /** Ends the visit in progress, if there is one: a patient who was turned away has not ended the stage, but left it. */
  leave(patient: number): void {
    const row = patient << ROW;
    const entered = this.rows.minutes[row | ENTERED];
    if (!Number.isNaN(entered)) this.close(patient, row, entered);
  }

  private close(patient: number, row: number, entered: number): void {
    const { ints, minutes } = this.rows;
    const stage = ints[row | STAGE];
    minutes[row | ENTERED] = Number.NaN;
    this.sums[(stage << FIGURES) | PRESENT_MINUTES] += this.counting.minutes(entered);
    if (this.knowsMore === true) this.forget(patient, stage, entered);
  }

  private forget(patient: number, stage: number, entered: number): void {
    this.served.delete(patient);
    if (this.countsMidnights === true) {
      this.midnights[patient * this.stageCount + stage] += midnightsBetween(this.clock, entered, this.counting.now);
    }
  }

  finish(): void {
    this.wait = this.waits.map((wait) => summarise([wait]));
  }

  /** Midnights m with enter < m ≤ end, over all visits, up to now. */
  midnightsIn(stage: number, patient: number, now: number): number {
    const before = this.midnights[patient * this.stageCount + stage];
    const entered = this.beganAt(patient);
    if (this.rows.ints[(patient << ROW) | STAGE] !== stage || Number.isNaN(entered)) return before;
    return before + midnightsBetween(this.clock, entered, now);
  }

  /** One that pauses has stopped already. */
  private stop(now: number, patient: number): void {
    const { minutes } = this.rows;
    const row = patient << ROW;
    const started = minutes[row | STARTED];
    if (!Number.isNaN(started)) {
      this.served.set(patient, (this.served.get(patient) ?? 0) + (now - started));
      this.knowsMore = true;
    }
    minutes[row | STARTED] = Number.NaN;
  }

  private count(stage: number, figure: number): void {
    if (this.counting.closed === false) this.sums[(stage << FIGURES) | figure]++;
  }

  private clear(): void {
    this.sums.fill(0);
    for (const wait of this.waits) wait.clear();
  }
}
