import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { BLOCKED, isWait, NONE, QUEUED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { STATE_NAMES } from "../model/state-names.ts";
import { ColumnMinutes } from "./column-minutes.ts";
import type { Counting } from "./counting.ts";
import { longerInts, withTotal } from "./growable.ts";
import { Observations, type Summary, summariseClasses } from "./observations.ts";
import { CAUSE, CLASS, ROW, SINCE, STAGE, STATE, WAITED } from "./patient-row.ts";
import type { PatientRows } from "./patient-rows.ts";
import type { RootCauses } from "./root-causes.ts";
import { WaitingByHour } from "./waiting-by-hour.ts";

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

const WAITS = Int32Array.of(WAITING_FOR_STAFF, QUEUED, BLOCKED);

/**
 * Where patients' time goes: every minute to one state and, when waiting, to one cause. Kept twice: whole, for those who
 * are counted when they leave, and as it falls into the window, for everybody. Groups: 0 overall, 1 + class.
 */
export class StateTime {
  /** group × columns: minutes of whole stays, summed over those who are counted. */
  ofLeavers = new Float64Array(0);
  /** group × columns: minutes in the window. */
  inWindow = new Float64Array(0);
  /** Of each stage: minutes waited for it in the window. */
  waitedForStage: Float64Array;
  /** Of each group: queued, blocked and waiting for staff, of those who are counted. */
  wait: readonly Summary[] = [];
  /** Patients and children who wait, by the resource and the hour of the week. */
  readonly byHour: WaitingByHour;

  private readonly counting: Counting;
  private readonly rows: PatientRows;
  private readonly families: boolean;
  private kernel!: KernelState;
  private readonly resources: number;
  private readonly columnCount: number;
  /** Of each state: the first column of what is waited for in it; then that of places in queues. */
  readonly firstCause = new Int32Array(STATE_NAMES.length);
  private readonly firstQueue: number;
  /** Of each column that is a cause: the resource, or the number of resources where it is a place in a queue. */
  private readonly waitedAt: Int32Array;
  /** Of each column that is a cause: the node of `RootCauses`. */
  private readonly nodeAt: Int32Array;
  /** Undefined where what is waited for is always the root. */
  private readonly roots: RootCauses | undefined;
  /** The same, and undefined too where a wait may be charged to somebody else's row. */
  private readonly ownRoots: RootCauses | undefined;
  /** Of each resource: minutes that patients and children waited for it, where a patient's own minutes do not tell. */
  private readonly waitedByRows: Float64Array;
  readonly waits: readonly Observations[];
  readonly minutes: ColumnMinutes;
  /** Patients of whom it is not known what they were doing all the time. */
  private readonly partly = new Set<number>();
  /**
   * By slot, in models with children only: what the minutes of patient and children together are charged to. It is the first state
   * in the order of STATE_NAMES that holds for any of them.
   */
  private told = new Int32Array(0);
  private toldCause = new Int32Array(0);

  constructor(model: Model, counting: Counting, rows: PatientRows, roots: RootCauses | undefined) {
    this.counting = counting;
    this.rows = rows;
    this.roots = roots;
    this.byHour = new WaitingByHour(model, counting);
    this.families = model.uses.children;
    this.ownRoots = model.uses.children ? undefined : roots;
    const { classes, resources, stages } = model.names;
    const columns = columnsOf(model).length;
    this.resources = resources.length;
    this.columnCount = columns;
    [QUEUED, BLOCKED, WAITING_FOR_STAFF].forEach((state, way) => {
      this.firstCause[state] = STATE_NAMES.length + way * resources.length;
    });
    this.firstQueue = STATE_NAMES.length + 3 * resources.length;
    this.waitedAt = Int32Array.from({ length: columns }, (_, column) => {
      const cause = column - STATE_NAMES.length;
      return cause < 3 * resources.length ? cause % resources.length : resources.length;
    });
    this.nodeAt = Int32Array.from({ length: columns }, (_, column) => {
      const cause = column - STATE_NAMES.length;
      return cause < 3 * resources.length ? cause % resources.length : cause - 2 * resources.length;
    });
    this.waitedForStage = new Float64Array(stages.length);
    this.waitedByRows = new Float64Array(resources.length);
    this.waits = classes.map(() => new Observations());
    this.minutes = new ColumnMinutes(columns, classes.length, WAITS);
  }

  grow(slots: number): void {
    this.minutes.grow(slots);
    if (!this.families) return;
    this.told = longerInts(this.told, slots);
    this.toldCause = longerInts(this.toldCause, slots);
  }

  begin(kernel: KernelState): void {
    this.kernel = kernel;
    this.minutes.begin();
    this.partly.clear();
    this.byHour.begin();
    this.clear();
  }

  open(now: number): void {
    this.byHour.open(now);
    this.clear();
  }

  arrived(patient: number): void {
    if (this.partly.size > 0) this.partly.delete(patient);
    if (this.families === false) return;
    this.told[patient] = NONE;
    this.toldCause[patient] = NONE;
  }

  /** Before the rows know of the new stage. */
  entered(patient: number): void {
    // What else goes on until the patient is doing something else belongs to no stage.
    if (this.families === true || isWait(this.rows.ints[(patient << ROW) | STATE])) this.settle(patient);
    this.rows.minutes[(patient << ROW) | WAITED] = 0;
  }

  doing(patient: number, state: number, cause: number): void {
    const { ints } = this.rows;
    const row = patient << ROW;
    const before = ints[row | STATE];
    const waitedFor = ints[row | CAUSE];
    const column = cause === NONE ? NONE : this.columnOf(state, cause) | 0;
    ints[row | STATE] = state | 0;
    ints[row | CAUSE] = column;
    if (waitedFor !== NONE) this.waitOver(patient, before, waitedFor);
    if (column !== NONE) this.waitBegins(patient, state, column);
    this.charge(patient, before, waitedFor);
    if (this.families === true) this.tell(patient);
  }

  private waitBegins(patient: number, state: number, column: number): void {
    this.byHour.change(this.waitedAt[column], state, 1);
    if (this.ownRoots !== undefined) this.ownRoots.begins(patient, this.nodeAt[column], state === BLOCKED);
  }

  private waitOver(patient: number, state: number, column: number): void {
    this.byHour.change(this.waitedAt[column], state, -1);
    if (this.ownRoots !== undefined) this.ownRoots.over(patient);
  }

  /** @param patient the parent, or NONE */
  finished(child: number, patient: number): void {
    this.stop(child);
    this.rows.leave(child);
    if (patient !== NONE) this.tellTogether(patient);
  }

  /** Minutes that a patient who is about to leave has waited; NaN where not all is known. */
  waitOf(patient: number): number {
    this.settle(patient);
    return this.partly.has(patient) ? Number.NaN : this.minutes.waited(patient);
  }

  /** @param counted whether the patient is of those who are counted */
  exited(patient: number, cls: number, counted: boolean): void {
    this.stop(patient);
    const { minutes, partly } = this;
    const counts = counted && !(partly.size > 0 && partly.has(patient));
    if (counts) this.waits[cls].add(minutes.waited(patient));
    minutes.empty(patient, cls, counts);
  }

  /** A patient or child is still inside. */
  remains(row: number): void {
    this.settle(row);
  }

  finish(): void {
    this.ofLeavers = withTotal(this.minutes.ofLeavers(), this.columnCount);
    this.inWindow = withTotal(this.minutes.ofWindow(), this.columnCount);
    this.wait = summariseClasses(this.waits);
  }

  /** Minutes of the window, of all patients and children, waited for a resource in any of the three ways. */
  waitedForResource(resource: number): number {
    let minutes = 0;
    if (this.families) return this.waitedByRows[resource];
    for (let way = 0; way < 3; way++) minutes += this.inWindow[STATE_NAMES.length + way * this.resources + resource];
    return minutes;
  }

  /** Minutes of the window of patients whose wait is charged to a resource: of those blocked, or in any of the three ways. */
  chargedTo(resource: number, blocked: boolean): number {
    if (blocked) return this.inWindow[this.firstCause[BLOCKED] + resource];
    return WAITS.reduce((sum, way) => sum + this.inWindow[this.firstCause[way] + resource], 0);
  }

  /** Charges the time since the last change to what the patient is doing. */
  private settle(patient: number): void {
    const { ints } = this.rows;
    const row = patient << ROW;
    this.charge(patient, ints[row | STATE], ints[row | CAUSE]);
  }

  /** Charges the time since the last change to a state, and to the column that was waited for in it. */
  private charge(patient: number, state: number, cause: number): void {
    const { counting } = this;
    const { ints, minutes } = this.rows;
    const row = patient << ROW;
    const { now } = counting;
    const since = minutes[row | SINCE];
    if (now === since) return;
    const time = now - since;
    minutes[row | SINCE] = now;
    if (state === NONE || !(time > 0 && time < Infinity)) {
      // Not known, or known not to be whole: who is there at time 0.
      if (state === NONE || since === -Infinity) this.partly.add(patient);
      if (state === NONE || !(time > 0)) return;
    }
    const inside = counting.minutes(since);
    if (isWait(state)) {
      minutes[row | WAITED] += time;
      const stage = ints[row | STAGE];
      if (stage !== NONE) this.waitedForStage[stage] += inside;
    }
    if (this.families === true) this.chargeTold(patient, cause, time, inside);
    else this.minutes.add(patient, ints[row | CLASS], state, cause, time, inside);
  }

  /** As `charge`, in models with children. */
  private chargeTold(row: number, cause: number, time: number, inside: number): void {
    this.countRow(cause, inside);
    if (this.isChild(row)) return;
    const cls = this.rows.ints[(row << ROW) | CLASS];
    this.minutes.add(row, cls, this.told[row], this.toldCause[row], time, inside);
  }

  /** Minutes of the window that a patient or child has waited for something. */
  private countRow(cause: number, minutes: number): void {
    if (cause === NONE) return;
    const resource = this.waitedAt[cause];
    if (resource < this.resources) this.waitedByRows[resource] += minutes;
  }

  /** Settles somebody who leaves. */
  private stop(patient: number): void {
    this.settle(patient);
    if (this.families === true) this.roots?.waits(patient, NONE, false, false);
    const { ints } = this.rows;
    const cause = ints[(patient << ROW) | CAUSE];
    if (cause !== NONE) this.waitOver(patient, ints[(patient << ROW) | STATE], cause);
  }

  private chain(row: number, state: number, column: number, counts: boolean): void {
    this.roots?.waits(row, column === NONE ? NONE : this.nodeAt[column], state === BLOCKED, counts);
  }

  private tell(row: number): void {
    const { ints } = this.rows;
    if (this.isChild(row)) this.chain(row, ints[(row << ROW) | STATE], ints[(row << ROW) | CAUSE], false);
    const parent = this.kernel.parentOf[row];
    if (parent !== NONE) this.tellTogether(parent);
    else if (!this.isChild(row)) this.tellTogether(row);
  }

  /** What the minutes of a patient and his children are charged to from now on. */
  private tellTogether(patient: number): void {
    const { kernel, rows } = this;
    const { ints } = rows;
    let state = ints[(patient << ROW) | STATE];
    let cause = ints[(patient << ROW) | CAUSE];
    for (let child = kernel.firstChild[patient]; child !== NONE; child = kernel.nextChild[child]) {
      const its = ints[(child << ROW) | STATE];
      const itsCause = ints[(child << ROW) | CAUSE];
      if (its === NONE || its > state || (its === state && itsCause >= cause)) continue;
      state = its;
      cause = itsCause;
    }
    if (state === this.told[patient] && cause === this.toldCause[patient]) return;
    this.settle(patient);
    this.told[patient] = state;
    this.toldCause[patient] = cause;
    this.chain(patient, state, cause, true);
  }

  private isChild(row: number): boolean {
    return this.kernel.childStage[row] !== NONE;
  }

  private columnOf(state: number, cause: number): number {
    if (cause === NONE || !isWait(state)) return NONE;
    return cause < 0 ? this.firstQueue - 1 - cause : this.firstCause[state] + cause;
  }

  private clear(): void {
    this.minutes.clear();
    this.waitedForStage.fill(0);
    this.waitedByRows.fill(0);
    for (const wait of this.waits) wait.clear();
  }
}
