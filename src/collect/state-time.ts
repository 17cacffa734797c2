import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { BLOCKED, isWait, NONE, QUEUED, STATE_NAMES, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { longerDoubles, longerInts, withTotal } from "./growable.ts";
import { Observations, type Summary, summariseClasses } from "./observations.ts";
import { rowsInOrder } from "./rows-in-order.ts";

/** One place to charge a minute to: first the states, then the waits by what they wait for. */
export interface Column {
  readonly name: string;
  /** What is waited for; empty for the states. */
  readonly subject: string;
  /** True where less of it is better. */
  readonly wait: boolean;
}

/** The columns of `StateTime`, in its order. */
export function columnsOf(model: Model): readonly Column[] {
  const { resources, stages } = model.names;
  const waits = (name: string, subjects: readonly string[]): Column[] =>
    subjects.map((subject) => ({ name, subject, wait: true }));
  return [
    ...STATE_NAMES.map((name, state) => ({ name, subject: "", wait: isWait(state) })),
    ...waits("queuedFor", resources),
    ...waits("blockedBy", resources),
    ...waits("waitingForStaff", resources),
    ...waits("queueOf", stages),
  ];
}

/**
 * Where patients' time goes: every minute to one state and, when waiting, to one cause. Kept twice: whole, for those who
 * are counted when they leave, and as it falls into the window, for everybody. Groups: 0 overall, 1 + class.
 */
export class StateTime {
  readonly columnCount: number;
  /** Patients waiting now, by the resource they wait for. */
  readonly waitingFor: Int32Array;
  /** group × columns: minutes of whole stays, summed over those who are counted. */
  ofLeavers = new Float64Array(0);
  /** group × columns: minutes in the window. */
  inWindow = new Float64Array(0);
  /** Of each stage: minutes waited for it in the window. */
  readonly waitedForStage: Float64Array;
  /** Of each group: queued, blocked and waiting for staff, of those who are counted. */
  wait: readonly Summary[] = [];

  private readonly counting: Counting;
  private readonly families: boolean;
  private kernel!: KernelState;
  private readonly resources: number;
  private readonly leavers: Float64Array;
  private readonly window: Float64Array;
  /** Of each resource: minutes that patients and children waited for it, where a patient's own minutes do not tell. */
  private readonly waitedByRows: Float64Array;
  private readonly waits: readonly Observations[];
  /** By slot. */
  private state = new Int32Array(0);
  private cause = new Int32Array(0);
  /**
   * What a patient's minutes are charged to. In models with children of patient and children together: the first state in the order
   * of STATE_NAMES that holds for any of them. Without them the same tables as `state` and `cause`.
   */
  private told = new Int32Array(0);
  private toldCause = new Int32Array(0);
  private stage = new Int32Array(0);
  private since = new Float64Array(0);
  private visitWait = new Float64Array(0);
  /** 1 when all that the patient has done since arriving is known. */
  private whole = new Int32Array(0);
  /** slot × columns; a row is zero when nobody is in it. */
  private minutes = new Float64Array(0);

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    this.families = model.uses.children;
    const { classes, resources, stages } = model.names;
    this.resources = resources.length;
    this.columnCount = columnsOf(model).length;
    this.waitingFor = new Int32Array(resources.length);
    this.waitedForStage = new Float64Array(stages.length);
    this.waitedByRows = new Float64Array(resources.length);
    this.leavers = new Float64Array(classes.length * this.columnCount);
    this.window = new Float64Array(classes.length * this.columnCount);
    this.waits = classes.map(() => new Observations());
  }

  grow(slots: number): void {
    const old = this.state.length;
    this.state = longerInts(this.state, slots);
    this.state.fill(NONE, old);
    this.cause = longerInts(this.cause, slots);
    this.told = this.families ? longerInts(this.told, slots) : this.state;
    this.toldCause = this.families ? longerInts(this.toldCause, slots) : this.cause;
    this.stage = longerInts(this.stage, slots);
    this.since = longerDoubles(this.since, slots);
    this.visitWait = longerDoubles(this.visitWait, slots);
    this.whole = longerInts(this.whole, slots);
    this.minutes = longerDoubles(this.minutes, slots * this.columnCount);
  }

  begin(kernel: KernelState): void {
    this.kernel = kernel;
    this.state.fill(NONE);
    this.minutes.fill(0);
    this.waitingFor.fill(0);
    this.clear();
  }

  open(): void {
    this.clear();
  }

  arrived(patient: number): void {
    this.state[patient] = NONE;
    this.cause[patient] = NONE;
    this.told[patient] = NONE;
    this.toldCause[patient] = NONE;
    this.stage[patient] = NONE;
    this.since[patient] = this.counting.now;
    this.visitWait[patient] = 0;
    this.whole[patient] = 1;
  }

  entered(patient: number, cls: number, stage: number): void {
    // What else goes on until the patient is doing something else belongs to no stage.
    if (this.families === true || isWait(this.state[patient])) this.settle(patient, cls);
    this.stage[patient] = stage;
    this.visitWait[patient] = 0;
  }

  doing(patient: number, cls: number, state: number, cause: number): void {
    this.settle(patient, cls);
    this.count(patient, -1);
    this.state[patient] = state;
    this.cause[patient] = this.columnOf(state, cause);
    this.count(patient, 1);
    if (this.families === false) return;
    const parent = this.kernel.parentOf[patient];
    if (parent !== NONE) this.tellTogether(parent, cls);
    else if (!this.isChild(patient)) this.tellTogether(patient, cls);
  }

  /** @param patient the parent, or NONE */
  finished(child: number, cls: number, patient: number): void {
    this.settle(child, cls);
    this.count(child, -1);
    this.state[child] = NONE;
    if (patient !== NONE) this.tellTogether(patient, cls);
  }

  /** What the minutes of a patient and his children are charged to from now on. */
  private tellTogether(patient: number, cls: number): void {
    const { state, cause, kernel } = this;
    let first = patient;
    for (let child = kernel.firstChild[patient]; child !== NONE; child = kernel.nextChild[child]) {
      const earlier = state[child] < state[first] || (state[child] === state[first] && cause[child] < cause[first]);
      if (state[child] !== NONE && earlier) first = child;
    }
    if (state[first] === this.told[patient] && cause[first] === this.toldCause[patient]) return;
    this.settle(patient, cls);
    this.told[patient] = state[first];
    this.toldCause[patient] = cause[first];
  }

  private isChild(row: number): boolean {
    return this.kernel.childStage[row] !== NONE;
  }

  /** Minutes waited in the present visit to a stage. */
  waitOfVisit(patient: number): number {
    const waiting = isWait(this.state[patient]) ? this.counting.now - this.since[patient] : 0;
    return this.visitWait[patient] + waiting;
  }

  /** @param counted whether the patient is of those who are counted */
  exited(patient: number, cls: number, counted: boolean): void {
    this.settle(patient, cls);
    const counts = counted && this.whole[patient] === 1;
    this.count(patient, -1);
    this.state[patient] = NONE;
    const { minutes, leavers, columnCount } = this;
    const row = Math.imul(patient, columnCount);
    if (counts) this.waits[cls].add(minutes[row + WAITING_FOR_STAFF] + minutes[row + QUEUED] + minutes[row + BLOCKED]);
    const target = Math.imul(cls, columnCount) - row;
    for (let cell = row, end = row + columnCount; cell < end; cell++) {
      const spent = minutes[cell];
      if (spent === 0) continue;
      if (counts) leavers[cell + target] += spent;
      minutes[cell] = 0;
    }
  }

  finish(state: KernelState): void {
    for (const patient of rowsInOrder(state, this.state.length, (row) => this.state[row] !== NONE)) {
      this.settle(patient, state.classOf[patient]);
    }
    this.ofLeavers = withTotal(this.leavers, this.columnCount);
    this.inWindow = withTotal(this.window, this.columnCount);
    this.wait = summariseClasses(this.waits);
  }

  /** Minutes of the window, of all patients and children, waited for a resource in any of the three ways. */
  waitedForResource(resource: number): number {
    let minutes = 0;
    if (this.families) return this.waitedByRows[resource];
    for (let way = 0; way < 3; way++) minutes += this.inWindow[STATE_NAMES.length + way * this.resources + resource];
    return minutes;
  }

  /** Charges the time since the last change to what the patient was doing. */
  private settle(patient: number, cls: number): void {
    const { counting, columnCount, minutes, window } = this;
    const { now } = counting;
    const since = this.since[patient];
    const time = now - since;
    if (time === 0) return;
    this.since[patient] = now;
    const state = this.state[patient];
    // Not known, or known not to be whole: who is there at time 0.
    if (state === NONE || since === -Infinity) this.whole[patient] = 0;
    if (state === NONE || !(time > 0)) return;
    const inside = counting.minutes(since);
    if (isWait(state)) this.countWait(patient, time, inside);
    let told = state;
    let cause = this.cause[patient];
    if (this.families === true) {
      if (this.isChild(patient)) return;
      told = this.told[patient];
      cause = this.toldCause[patient];
    }
    const row = Math.imul(patient, columnCount);
    const target = Math.imul(cls, columnCount);
    minutes[row + told] += time;
    window[target + told] += inside;
    if (cause === NONE) return;
    minutes[row + cause] += time;
    window[target + cause] += inside;
  }

  /** Minutes of waiting, and those of them inside the window. */
  private countWait(patient: number, minutes: number, inside: number): void {
    this.visitWait[patient] += minutes;
    const stage = this.stage[patient];
    if (stage !== NONE) this.waitedForStage[stage] += inside;
    if (this.families === false) return;
    const entry = this.cause[patient] - STATE_NAMES.length;
    if (entry >= 0 && entry < 3 * this.resources) this.waitedByRows[entry % this.resources] += inside;
  }

  private columnOf(state: number, cause: number): number {
    if (cause === NONE || !isWait(state)) return NONE;
    const first = STATE_NAMES.length;
    if (cause < 0) return first + 3 * this.resources + (-1 - cause);
    const way = state === QUEUED ? 0 : state === BLOCKED ? 1 : 2;
    return first + way * this.resources + cause;
  }

  private count(patient: number, change: number): void {
    const cause = this.cause[patient];
    if (this.state[patient] === NONE || cause === NONE) return;
    const entry = cause - STATE_NAMES.length;
    if (entry < 3 * this.resources) this.waitingFor[entry % this.resources] += change;
  }

  private clear(): void {
    this.leavers.fill(0);
    this.window.fill(0);
    this.waitedForStage.fill(0);
    this.waitedByRows.fill(0);
    for (const wait of this.waits) wait.clear();
  }
}
