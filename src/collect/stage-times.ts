import { midnightsBetween } from "../kernel/evaluate.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Model, ModelClock } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { longerDoubles, longerInts } from "./growable.ts";
import { Observations, type Summary, summarise } from "./observations.ts";
import { rowsInOrder } from "./rows-in-order.ts";

/** Visits to stages: how many, how long they waited, were served and stayed. A patient is in one stage at a time. */
export class StageTimes {
  /** Of each stage, in the window. */
  readonly visits: Float64Array;
  readonly completed: Float64Array;
  readonly turnedAway: Float64Array;
  readonly pulled: Float64Array;
  readonly preempted: Float64Array;
  readonly paused: Float64Array;
  /** Visits that have ended and are counted and whose beginning is known, and sums over them. */
  readonly counted: Float64Array;
  readonly serviceMinutes: Float64Array;
  readonly stageMinutes: Float64Array;
  /** Patient-minutes in the stage, within the window. */
  readonly presentMinutes: Float64Array;
  /** Of the services that have started and are counted. */
  wait: readonly Summary[] = [];

  private readonly counting: Counting;
  private readonly clock: ModelClock;
  private readonly stageCount: number;
  private readonly countsMidnights: boolean;
  private readonly waits: readonly Observations[];
  /** By slot. */
  private stage = new Int32Array(0);
  private enteredAt = new Float64Array(0);
  private startedAt = new Float64Array(0);
  /** Of the present visit: minutes served before the service last stopped; NaN before it first began. */
  private served = new Float64Array(0);
  /** slot × stages; empty unless a measure asks. */
  private midnights = new Float64Array(0);

  /** @param countsMidnights whether a measure asks for midnights in stages */
  constructor(model: Model, counting: Counting, countsMidnights: boolean) {
    this.counting = counting;
    const stages = model.names.stages.length;
    this.clock = model.clock;
    this.stageCount = stages;
    this.countsMidnights = countsMidnights;
    this.visits = new Float64Array(stages);
    this.completed = new Float64Array(stages);
    this.turnedAway = new Float64Array(stages);
    this.pulled = new Float64Array(stages);
    this.preempted = new Float64Array(stages);
    this.paused = new Float64Array(stages);
    this.counted = new Float64Array(stages);
    this.serviceMinutes = new Float64Array(stages);
    this.stageMinutes = new Float64Array(stages);
    this.presentMinutes = new Float64Array(stages);
    this.waits = model.names.stages.map(() => new Observations());
  }

  grow(slots: number): void {
    const old = this.stage.length;
    this.stage = longerInts(this.stage, slots);
    this.stage.fill(NONE, old);
    this.enteredAt = longerDoubles(this.enteredAt, slots);
    this.startedAt = longerDoubles(this.startedAt, slots);
    this.served = longerDoubles(this.served, slots);
    if (this.countsMidnights) this.midnights = longerDoubles(this.midnights, slots * this.stageCount);
  }

  begin(): void {
    this.stage.fill(NONE);
    this.clear();
  }

  open(): void {
    this.clear();
  }

  arrived(patient: number): void {
    this.stage[patient] = NONE;
    if (this.countsMidnights === true)
      this.midnights.fill(0, patient * this.stageCount, (patient + 1) * this.stageCount);
  }

  entered(patient: number, stage: number): void {
    this.leave(patient);
    this.stage[patient] = stage;
    this.enteredAt[patient] = this.counting.now;
    this.served[patient] = Number.NaN;
    if (!this.counting.closed) this.visits[stage]++;
  }

  /** @param waited minutes waited in this visit */
  started(patient: number, stage: number, waited: number): void {
    const { now } = this.counting;
    this.startedAt[patient] = now;
    if (!Number.isNaN(this.served[patient])) return;
    this.served[patient] = 0;
    const entered = this.enteredAt[patient];
    if (entered > -Infinity && this.counting.includes(entered, now)) this.waits[stage].add(waited);
  }

  /** The service is broken off, and will be started again. */
  preempt(now: number, patient: number, stage: number): void {
    this.stop(now, patient);
    if (!this.counting.closed) this.preempted[stage]++;
  }

  pause(now: number, patient: number, stage: number): void {
    this.stop(now, patient);
    if (!this.counting.closed) this.paused[stage]++;
  }

  resume(now: number, patient: number): void {
    this.startedAt[patient] = now;
  }

  /** When the visit that has just ended began. */
  beganAt(patient: number): number {
    return this.enteredAt[patient];
  }

  ended(patient: number, stage: number): void {
    const { now } = this.counting;
    if (!this.counting.closed) this.completed[stage]++;
    const entered = this.enteredAt[patient];
    if (entered > -Infinity && this.counting.includes(entered, now)) {
      this.counted[stage]++;
      this.serviceMinutes[stage] += this.served[patient] + (now - this.startedAt[patient]);
      this.stageMinutes[stage] += now - entered;
    }
    this.leave(patient);
  }

  /** A timer took the patient out. */
  wasPulled(stage: number): void {
    if (!this.counting.closed) this.pulled[stage]++;
  }

  /** The queue of the stage was full. */
  wasTurnedAway(stage: number): void {
    if (!this.counting.closed) this.turnedAway[stage]++;
  }

  exited(patient: number): void {
    this.leave(patient);
  }

  finish(state: KernelState): void {
    for (const patient of rowsInOrder(state, this.stage.length, (row) => this.stage[row] !== NONE)) this.leave(patient);
    this.wait = this.waits.map((wait) => summarise([wait]));
  }

  /** Midnights m with enter < m ≤ end, over all visits, up to now. */
  midnightsIn(stage: number, patient: number, now: number): number {
    const before = this.midnights[patient * this.stageCount + stage];
    if (this.stage[patient] !== stage) return before;
    return before + midnightsBetween(this.clock, this.enteredAt[patient], now);
  }

  /** Ends the visit in progress, if there is one: a patient who was turned away has not ended the stage, but left it. */
  private leave(patient: number): void {
    const stage = this.stage[patient];
    if (stage === NONE) return;
    this.stage[patient] = NONE;
    const entered = this.enteredAt[patient];
    this.presentMinutes[stage] += this.counting.minutes(entered);
    if (this.countsMidnights === true) {
      this.midnights[patient * this.stageCount + stage] += midnightsBetween(this.clock, entered, this.counting.now);
    }
  }

  /** One that pauses has stopped already. */
  private stop(now: number, patient: number): void {
    if (!Number.isNaN(this.startedAt[patient])) this.served[patient] += now - this.startedAt[patient];
    this.startedAt[patient] = Number.NaN;
  }

  private clear(): void {
    this.visits.fill(0);
    this.completed.fill(0);
    this.turnedAway.fill(0);
    this.pulled.fill(0);
    this.preempted.fill(0);
    this.paused.fill(0);
    this.counted.fill(0);
    this.serviceMinutes.fill(0);
    this.stageMinutes.fill(0);
    this.presentMinutes.fill(0);
    for (const wait of this.waits) wait.clear();
  }
}
