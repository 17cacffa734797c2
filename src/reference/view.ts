import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Patient } from "./patient.ts";

const ROOM = 16;

/** What is looked at besides patients. */
export interface System {
  readonly now: number;
  readonly resources: readonly { readonly inUse: number; readonly scheduled: number; readonly open: number }[];
  readonly stages: readonly { readonly queue: number; readonly inside: number; readonly cases: number }[];
}

/**
 * The tables that recorders read. Before each fact the rows of the patient it is of, and of the family, are copied from the objects,
 * and the columns of resources and stages; nothing else of the engine knows of rows.
 */
export class View implements KernelState {
  readonly replication: number;
  now = 0;
  slots = 0;
  present = 0;
  attributes = new Float64Array(0);
  held = new Int32Array(0);
  visits = new Int32Array(0);
  enteredAt = new Float64Array(0);
  startedAt = new Float64Array(0);
  endedAt = new Float64Array(0);
  leftAt = new Float64Array(0);
  servedBy = new Int32Array(0);
  adoption = new Int8Array(0);
  childStage = new Int32Array(0);
  birth = new Int32Array(0);
  firstChild = new Int32Array(0);
  nextChild = new Int32Array(0);
  parentOf = new Int32Array(0);
  readonly inUse: Float64Array;
  readonly scheduled: Float64Array;
  readonly open: Float64Array;
  readonly closesAt: Float64Array;
  readonly queue: Int32Array;
  readonly cases: Float64Array;
  readonly inside: Int32Array;
  private readonly model: Model;
  private readonly free: number[] = [];
  private room = 0;
  private readonly rows: (Patient | undefined)[] = [];

  constructor(model: Model, replication: number) {
    this.model = model;
    this.replication = replication;
    const { resources, stages } = model.names;
    this.inUse = new Float64Array(resources.length);
    this.scheduled = new Float64Array(resources.length);
    this.open = new Float64Array(resources.length);
    this.closesAt = new Float64Array(resources.length).fill(Number.NaN);
    this.queue = new Int32Array(stages.length);
    this.cases = new Float64Array(stages.length);
    this.inside = new Int32Array(stages.length);
    this.grow(ROOM);
  }

  classOf(slot: number): number {
    return this.patientIn(slot).cls;
  }

  numberOf(slot: number): number {
    return this.patientIn(slot).number;
  }

  arrivedAt(slot: number): number {
    return this.patientIn(slot).arrivedAt;
  }

  stageOf(slot: number): number {
    return this.patientIn(slot).stage;
  }

  waited(slot: number): number {
    return this.patientIn(slot).waited;
  }

  doing(slot: number): number {
    return this.patientIn(slot).doing;
  }

  exitOf(slot: number): number {
    return this.patientIn(slot).exit;
  }

  asks(slot: number): boolean {
    return this.patientIn(slot).asked !== undefined;
  }

  since(slot: number): number {
    return this.patientIn(slot).since;
  }

  countEvents(slot: number, contact: number, from: number, to: number): number {
    const times = this.rows[slot]?.events[contact] ?? [];
    return times.filter((at) => at >= from && at < to).length;
  }

  add(patient: Patient): void {
    patient.slot = this.free.pop() ?? this.rows.length;
    this.rows[patient.slot] = patient;
    while (patient.slot >= this.room) this.grow(2 * this.room);
    this.slots = this.rows.length;
    if (patient.parent === undefined && patient.joined === undefined) this.present++;
  }

  remove(patient: Patient): void {
    this.rows[patient.slot] = undefined;
    this.free.push(patient.slot);
    if (patient.childStage === NONE) this.present--;
  }

  copySystem({ now, resources, stages }: System): void {
    this.now = now;
    resources.forEach((resource, i) => {
      this.inUse[i] = resource.inUse;
      this.scheduled[i] = resource.scheduled;
      this.open[i] = resource.open;
    });
    stages.forEach((stage, i) => {
      this.queue[i] = stage.queue;
      this.cases[i] = stage.cases;
      this.inside[i] = stage.inside;
    });
  }

  /** Of the patient, the parent and all joined children. */
  copyFamily(patient: Patient): void {
    const head = patient.parent ?? patient;
    for (const one of new Set([head, ...head.children, patient])) this.copy(one);
  }

  private patientIn(slot: number): Patient {
    const patient = this.rows[slot];
    if (patient === undefined) throw new Error(`nobody is in row ${slot}`);
    return patient;
  }

  private copy(patient: Patient): void {
    const { slot } = patient;
    const { uses } = this.model;
    const row = (table: Float64Array | Int32Array | Int8Array, values: readonly number[]): void =>
      table.set(values, slot * values.length);
    row(this.attributes, patient.attributes);
    row(this.held, patient.held);
    row(this.visits, patient.visits);
    row(this.adoption, patient.adoption);
    if (uses.stageTimes) {
      row(this.enteredAt, patient.enteredAt);
      row(this.startedAt, patient.startedAt);
      row(this.endedAt, patient.endedAt);
    }
    if (uses.left) row(this.leftAt, patient.leftAt);
    if (uses.servedBy) row(this.servedBy, patient.servedBy);
    if (uses.children) {
      this.childStage[slot] = patient.childStage;
      this.birth[slot] = patient.birth;
      this.parentOf[slot] = patient.parent?.slot ?? NONE;
      this.firstChild[slot] = patient.children[0]?.slot ?? NONE;
      patient.children.forEach((child, i) => {
        this.nextChild[child.slot] = patient.children[i + 1]?.slot ?? NONE;
      });
    }
  }

  private grow(rows: number): void {
    const { names, uses } = this.model;
    const [attributes, resources, stages] = [names.attributes.length, names.resources.length, names.stages.length];
    const doubles = (old: Float64Array, columns = 1) => longer(new Float64Array(rows * columns), old);
    const ints = (old: Int32Array, columns = 1) => longer(new Int32Array(rows * columns), old);
    this.room = rows;
    this.attributes = doubles(this.attributes, attributes);
    this.held = ints(this.held, resources);
    this.visits = ints(this.visits, stages);
    this.adoption = longer(new Int8Array(rows * names.interventions.length), this.adoption);
    if (uses.stageTimes) {
      this.enteredAt = doubles(this.enteredAt, stages);
      this.startedAt = doubles(this.startedAt, stages);
      this.endedAt = doubles(this.endedAt, stages);
    }
    if (uses.left) this.leftAt = doubles(this.leftAt, resources);
    if (uses.servedBy) this.servedBy = ints(this.servedBy, stages);
    if (uses.children) {
      this.childStage = ints(this.childStage);
      this.birth = ints(this.birth);
      this.firstChild = ints(this.firstChild);
      this.nextChild = ints(this.nextChild);
      this.parentOf = ints(this.parentOf);
    }
  }
}

function longer<T extends Float64Array | Int32Array | Int8Array>(table: T, old: ArrayLike<number>): T {
  table.set(old);
  return table;
}
