import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import {
  ARRIVED_AT,
  ASKING,
  CAUSE_OF,
  CLASS_OF,
  DOING,
  DOUBLES,
  DUE_AT,
  EXIT_OF,
  FRESH,
  FROM_OUTSIDE,
  INTS,
  KEY0,
  KEY1,
  NUMBER_OF,
  PLACES,
  SERVING,
  SINCE,
  STAGE_OF,
  TIMER_OF,
  VOIDS,
  WAITED,
  WORKING,
} from "./patient-row.ts";
import type { KernelState } from "./state.ts";
import { variesWork } from "./varies-work.ts";

/**
 * The state that the kernel writes. One row a patient in the system: rows are reused, the tables double when they are full,
 * and nothing else is allocated while a run goes on.
 */
export class Tables implements KernelState {
  now = Number.NaN;
  replication = 0;
  slots = 0;
  present = 0;

  attributes!: Float64Array;
  held!: Int32Array;
  visits!: Int32Array;
  enteredAt!: Float64Array;
  startedAt!: Float64Array;
  endedAt!: Float64Array;
  leftAt!: Float64Array;
  adoption!: Int8Array;
  servedBy!: Int32Array;
  inUse: Float64Array;
  readonly scheduled: Float64Array;
  open: Float64Array;
  readonly closesAt: Float64Array;
  /** Of each resource: 1 while a session that has opened has not begun. */
  readonly late: Uint8Array;
  queue: Int32Array;
  cases: Float64Array;
  inside: Int32Array;
  /** Of each resource, of the units in use: those that services keep while they pause, and those in turnover. */
  readonly paused: Float64Array;
  readonly turning: Float64Array;

  /** Of each patient: the columns of patient-row.ts, of his own row and of his claims. */
  ints!: Int32Array;
  doubles!: Float64Array;
  claimInts!: Int32Array;
  claimDoubles!: Float64Array;
  /** False in a plain run in which nobody asks for anything: then nothing of claims is written, and they take no memory. */
  hasClaims = true;
  /** Options of the request that are offered by now: more come with `after`. */
  offered!: Int32Array;
  /** Where a request stands in its waiting line, once the line is a heap. */
  standing!: Int32Array;
  /** Queue whose place it has, or −1 − queue when it waits outside for one, or NONE; empty unless some queue is limited. */
  queuePlace!: Int32Array;
  /** Void events in the list, of all patients together, and of groups. */
  voidCount = 0;
  /** Whether services are broken off, or go at other speeds than 1: else the next five are empty. */
  readonly varies: boolean;
  /** Work done per minute of service, by who serves. */
  speed!: Float64Array;
  /** The part of it that a `seize` of this stage has brought: kept when the service is broken off. */
  speedOfPlaces!: Float64Array;
  /** Of a service that was broken off: its request, how many minutes of work are left (or NaN), how often this has happened. */
  needsAt!: Int32Array;
  workLeft!: Float64Array;
  brokenOff!: Int32Array;
  /** slot × resources: times that the patient has given it back; empty without turnover. */
  givenBack!: Int32Array;

  /** Of families; empty unless the model has children. The parent of one that is joined, else NONE. */
  parentOf!: Int32Array;
  /** The stage that a child began in; NONE for patients. Its number among the children of its patient, and how many a patient has had. */
  childStage!: Int32Array;
  birth!: Int32Array;
  births!: Int32Array;
  firstChild!: Int32Array;
  nextChild!: Int32Array;
  /** How the child is joined, to which tasks or contact, and by which run of contacts. */
  joinAs!: Int32Array;
  joinedTo!: Int32Array;
  runOf!: Int32Array;
  /** 1 while the patient waits for children. */
  joining!: Int32Array;
  contactRun!: Int32Array;
  /** Keys of the patient whose child it is, or of the patient. */
  rootKey0!: Int32Array;
  rootKey1!: Int32Array;
  /** Of groups; empty unless the model has some: the next member behind a leader, NONE at the end and outside. */
  nextMember!: Int32Array;
  /** When events of each contact fell due: patient × contacts, first entry of a chain; empty unless the model counts them. */
  private eventOf!: Int32Array;
  private readonly eventAt: number[] = [];
  private readonly nextEvent: number[] = [];
  private readonly freeEvents: number[] = [];

  private free!: Int32Array;
  private freeCount = 0;
  /** Rows that there is room for. */
  capacity = 0;
  /** Of each class, the rows of `today` that are its, each with how many of the class there are up to its end. */
  private readonly today: { readonly row: number; readonly upTo: number }[][];
  private readonly attributeCount: number;
  private readonly resourceCount: number;
  private readonly stageCount: number;
  private readonly interventionCount: number;
  private readonly timed: number;
  private readonly leaves: number;
  private readonly servers: number;
  private readonly families: number;
  private readonly groups: number;
  private readonly counted: number;
  private readonly turnovers: number;
  private readonly queues: boolean;

  constructor(model: Model) {
    const { names, uses } = model;
    this.today = names.classes.map(() => []);
    model.today.forEach(({ cls, count }, row) => {
      const before = this.today[cls].at(-1)?.upTo ?? 0;
      this.today[cls].push({ row, upTo: before + count });
    });
    this.attributeCount = names.attributes.length;
    this.resourceCount = names.resources.length;
    this.stageCount = names.stages.length;
    this.interventionCount = names.interventions.length;
    this.timed = uses.stageTimes ? this.stageCount : 0;
    this.leaves = uses.left ? this.resourceCount : 0;
    this.servers = uses.servedBy ? this.stageCount : 0;
    this.families = uses.children ? 1 : 0;
    this.groups = uses.groups ? 1 : 0;
    this.counted = uses.counts ? names.contacts.length : 0;
    this.queues = model.queues.length > 0;
    this.turnovers = uses.turnover ? this.resourceCount : 0;
    this.varies = variesWork(model);
    this.inUse = new Float64Array(this.resourceCount);
    this.scheduled = new Float64Array(this.resourceCount);
    this.open = new Float64Array(this.resourceCount);
    this.closesAt = new Float64Array(this.resourceCount);
    this.late = new Uint8Array(this.resourceCount);
    this.queue = new Int32Array(this.stageCount);
    this.cases = new Float64Array(this.stageCount);
    this.inside = new Int32Array(this.stageCount);
    this.paused = new Float64Array(this.resourceCount);
    this.turning = new Float64Array(this.resourceCount);
    this.grow(roomFor(model));
  }

  reset(replication: number): void {
    this.now = 0;
    this.replication = replication;
    this.held.fill(0, 0, this.slots * this.resourceCount);
    // A run that was stopped in the middle of an instant has left this of those who had asked.
    const claimants = this.hasClaims ? this.slots : 0;
    for (let slot = 0; slot < claimants; slot++) this.claimInts[(slot << INTS) | FRESH] = 0;
    this.hasClaims = true;
    this.slots = 0;
    this.present = 0;
    this.freeCount = 0;
    this.voidCount = 0;
    this.inUse.fill(0);
    this.scheduled.fill(0);
    this.open.fill(0);
    this.late.fill(0);
    this.queue.fill(0);
    this.cases.fill(0);
    this.inside.fill(0);
    this.eventAt.length = 0;
    this.freeEvents.length = 0;
    this.paused.fill(0);
    this.turning.fill(0);
  }

  /** A row for a new patient, everything as it is before the first event. */
  admit(cls: number, number: number, key0: number, key1: number): number {
    const slot = this.freeCount > 0 ? this.free[--this.freeCount] : this.slots++;
    if (slot === this.capacity) this.grow(this.capacity * 2);
    this.present++;
    const { now, ints, doubles } = this;
    const row = slot << INTS;
    ints[row | CLASS_OF] = cls;
    ints[row | STAGE_OF] = NONE;
    ints[row | KEY0] = key0;
    ints[row | KEY1] = key1;
    ints[row | EXIT_OF] = NONE;
    ints[row | DOING] = NONE;
    ints[row | VOIDS] = 0;
    const times = slot << DOUBLES;
    doubles[times | NUMBER_OF] = number;
    doubles[times | ARRIVED_AT] = now;
    doubles[times | DUE_AT] = Number.NaN;
    doubles[times | SINCE] = now;
    if (this.hasClaims === true) this.clearClaims(slot);
    if (this.queues === true) this.queuePlace[slot] = NONE;
    if (this.varies === true) {
      this.speed[slot] = 1;
      this.speedOfPlaces[slot] = 1;
      this.workLeft[slot] = Number.NaN;
      this.brokenOff[slot] = 0;
    }
    this.clearRows(slot);
    if (this.timed > 0) {
      this.enteredAt.fill(NaN, slot * this.timed, (slot + 1) * this.timed);
      this.startedAt.fill(NaN, slot * this.timed, (slot + 1) * this.timed);
      this.endedAt.fill(NaN, slot * this.timed, (slot + 1) * this.timed);
    }
    if (this.servers > 0) this.servedBy.fill(NONE, slot * this.servers, (slot + 1) * this.servers);
    if (this.leaves > 0) this.leftAt.fill(NaN, slot * this.leaves, (slot + 1) * this.leaves);
    if (this.families > 0) this.beginFamily(slot, key0, key1);
    if (this.groups > 0) this.nextMember[slot] = NONE;
    if (this.counted > 0) this.eventOf.fill(NONE, slot * this.counted, (slot + 1) * this.counted);
    if (this.turnovers > 0) this.givenBack.fill(0, slot * this.turnovers, (slot + 1) * this.turnovers);
    return slot;
  }

  private clearClaims(slot: number): void {
    const { claimInts } = this;
    const row = slot << INTS;
    claimInts[row | PLACES] = 0;
    claimInts[row | SERVING] = NONE;
    claimInts[row | ASKING] = NONE;
    claimInts[row | CAUSE_OF] = NONE;
    claimInts[row | WORKING] = 0;
    claimInts[row | FROM_OUTSIDE] = 1;
    claimInts[row | FRESH] = 0;
    claimInts[row | TIMER_OF] = NONE;
    this.claimDoubles[(slot << DOUBLES) | WAITED] = 0;
  }

  /** What is held has been given back. By loops: rows are short, and a call of `fill` costs more than ten of their cells. */
  clearRows(slot: number): void {
    const { attributes, visits, adoption } = this;
    const { attributeCount, stageCount, interventionCount } = this;
    for (let i = slot * attributeCount, end = i + attributeCount; i < end; i++) attributes[i] = Number.NaN;
    for (let i = slot * stageCount, end = i + stageCount; i < end; i++) visits[i] = 0;
    for (let i = slot * interventionCount, end = i + interventionCount; i < end; i++) adoption[i] = 0;
  }

  classOf(patient: number): number {
    return this.ints[(patient << INTS) | CLASS_OF];
  }

  numberOf(patient: number): number {
    return this.doubles[(patient << DOUBLES) | NUMBER_OF];
  }

  arrivedAt(patient: number): number {
    return this.doubles[(patient << DOUBLES) | ARRIVED_AT];
  }

  stageOf(patient: number): number {
    return this.ints[(patient << INTS) | STAGE_OF];
  }

  doing(patient: number): number {
    return this.ints[(patient << INTS) | DOING];
  }

  since(patient: number): number {
    return this.doubles[(patient << DOUBLES) | SINCE];
  }

  waited(patient: number): number {
    return this.claimDoubles[(patient << DOUBLES) | WAITED];
  }

  exitOf(patient: number): number {
    return this.ints[(patient << INTS) | EXIT_OF];
  }

  asks(patient: number): boolean {
    return this.hasClaims === true && this.claimInts[(patient << INTS) | ASKING] !== NONE;
  }

  /** Whether the service that the patient asks for, or is in, has been broken off before. */
  hasBrokenOff(patient: number): boolean {
    return this.varies === true && this.brokenOff[patient] > 0;
  }

  /** Units that services at work and places use. */
  running(resource: number): number {
    return this.inUse[resource] - this.paused[resource] - this.turning[resource];
  }

  dismiss(slot: number): void {
    this.present--;
    if (this.counted > 0) this.forgetEvents(slot);
    const { ints } = this;
    const cell = (slot << INTS) | VOIDS;
    if (ints[cell] > 0) ints[cell] = -ints[cell];
    else this.free[this.freeCount++] = slot;
  }

  /** The event that the patient is waiting for, if there is one, is void from now on. */
  expectNothing(patient: number): void {
    if (Number.isNaN(this.doubles[(patient << DOUBLES) | DUE_AT])) return;
    this.doubles[(patient << DOUBLES) | DUE_AT] = Number.NaN;
    this.makeVoid(patient);
  }

  /** An event of the patient in the list is void from now on: as long as it is there, nobody else has this row. */
  makeVoid(patient: number): void {
    this.ints[(patient << INTS) | VOIDS]++;
    this.voidCount++;
  }

  /** A void event of the patient has come. */
  voidCame(patient: number): void {
    this.voidCount--;
    const { ints } = this;
    const cell = (patient << INTS) | VOIDS;
    if (ints[cell] > 0) ints[cell]--;
    else if (++ints[cell] === 0) this.free[this.freeCount++] = patient;
  }

  /** A row for a child of the patient, with a copy of what the patient is and has done; nobody's child as yet. */
  bear(patient: number, stage: number, key0: number, key1: number): number {
    const child = this.admit(this.classOf(patient), this.numberOf(patient), key0, key1);
    this.present--;
    this.doubles[(child << DOUBLES) | ARRIVED_AT] = this.arrivedAt(patient);
    this.claimInts[(child << INTS) | FROM_OUTSIDE] = 0;
    this.childStage[child] = stage;
    this.birth[child] = this.births[patient]++;
    this.rootKey0[child] = this.rootKey0[patient];
    this.rootKey1[child] = this.rootKey1[patient];
    copyRow(this.attributes, patient, child, this.attributeCount);
    copyRow(this.visits, patient, child, this.stageCount);
    copyRow(this.adoption, patient, child, this.interventionCount);
    copyRow(this.enteredAt, patient, child, this.timed);
    copyRow(this.startedAt, patient, child, this.timed);
    copyRow(this.endedAt, patient, child, this.timed);
    copyRow(this.servedBy, patient, child, this.servers);
    copyRow(this.leftAt, patient, child, this.leaves);
    return child;
  }

  dismissChild(slot: number): void {
    this.present++;
    this.dismiss(slot);
  }

  /** Makes the child the first of the patient's. */
  adopt(patient: number, child: number): void {
    this.parentOf[child] = patient;
    this.nextChild[child] = this.firstChild[patient];
    this.firstChild[patient] = child;
  }

  disown(patient: number, child: number): void {
    this.parentOf[child] = NONE;
    if (this.firstChild[patient] === child) {
      this.firstChild[patient] = this.nextChild[child];
      return;
    }
    let before = this.firstChild[patient];
    while (this.nextChild[before] !== child) before = this.nextChild[before];
    this.nextChild[before] = this.nextChild[child];
  }

  /** A contact of the patient has fallen due; kept only in models that count such events. */
  noteEvent(patient: number, contact: number): void {
    if (this.counted === 0) return;
    const entry = this.freeEvents.pop() ?? this.eventAt.length;
    this.eventAt[entry] = this.now;
    this.nextEvent[entry] = this.eventOf[patient * this.counted + contact];
    this.eventOf[patient * this.counted + contact] = entry;
  }

  countEvents(patient: number, contact: number, from: number, to: number): number {
    let count = 0;
    for (let entry = this.eventOf[patient * this.counted + contact]; entry !== NONE; entry = this.nextEvent[entry]) {
      if (this.eventAt[entry] >= from && this.eventAt[entry] < to) count++;
    }
    return count;
  }

  private forgetEvents(slot: number): void {
    for (let contact = 0; contact < this.counted; contact++) {
      for (let entry = this.eventOf[slot * this.counted + contact]; entry !== NONE; entry = this.nextEvent[entry]) {
        this.freeEvents.push(entry);
      }
      this.eventOf[slot * this.counted + contact] = NONE;
    }
  }

  private beginFamily(slot: number, key0: number, key1: number): void {
    this.parentOf[slot] = NONE;
    this.childStage[slot] = NONE;
    this.birth[slot] = 0;
    this.births[slot] = 0;
    this.firstChild[slot] = NONE;
    this.joining[slot] = 0;
    this.contactRun[slot] = NONE;
    this.rootKey0[slot] = key0;
    this.rootKey1[slot] = key1;
  }

  /**
   * Rule 2 of an instant: the patient who arrived earlier first; equal arrivals by class name, then number, those of time 0 before
   * those who arrive.
   */
  arrivedBefore(a: number, b: number): boolean {
    const arrivedAt = this.doubles[(a << DOUBLES) | ARRIVED_AT];
    const otherAt = this.doubles[(b << DOUBLES) | ARRIVED_AT];
    if (arrivedAt !== otherAt) return arrivedAt < otherAt;
    const number = this.doubles[(a << DOUBLES) | NUMBER_OF];
    const otherNumber = this.doubles[(b << DOUBLES) | NUMBER_OF];
    const cls = this.ints[(a << INTS) | CLASS_OF];
    const otherClass = this.ints[(b << INTS) | CLASS_OF];
    if (cls !== otherClass || number !== otherNumber) {
      if (number < 0 && otherNumber < 0) {
        return cls === otherClass
          ? number > otherNumber
          : this.writtenAs(cls, number) < this.writtenAs(otherClass, otherNumber);
      }
      if (number < 0 || otherNumber < 0) return number < 0;
      return cls !== otherClass ? cls < otherClass : number < otherNumber;
    }
    if (this.families === 0 || a === b) return false;
    // A patient before his children, these by the stage in which they began, then as they were born.
    const stage = this.childStage[a];
    const otherStage = this.childStage[b];
    return stage !== otherStage ? stage < otherStage : this.birth[a] < this.birth[b];
  }

  /** In which row of `today`. */
  private writtenAs(cls: number, number: number): number {
    const rows = this.today[cls];
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].upTo < -number) low = middle + 1;
      else high = middle;
    }
    return rows[low].row;
  }

  grow(capacity: number): void {
    this.capacity = capacity;
    const rows = ints(this.ints, capacity << INTS);
    this.ints = rows;
    this.doubles = new Float64Array(rows.buffer);
    const claims = ints(this.hasClaims ? this.claimInts : undefined, capacity << INTS);
    this.claimInts = claims;
    this.claimDoubles = new Float64Array(claims.buffer);
    this.standing = ints(this.standing, capacity);
    this.attributes = doubles(this.attributes, capacity * this.attributeCount);
    this.held = ints(this.held, capacity * this.resourceCount);
    this.visits = ints(this.visits, capacity * this.stageCount);
    this.enteredAt = doubles(this.enteredAt, capacity * this.timed);
    this.startedAt = doubles(this.startedAt, capacity * this.timed);
    this.endedAt = doubles(this.endedAt, capacity * this.timed);
    this.leftAt = doubles(this.leftAt, capacity * this.leaves);
    this.adoption = copied(this.adoption, new Int8Array(capacity * this.interventionCount));
    const pace = this.varies ? capacity : 0;
    this.offered = ints(this.offered, capacity);
    this.speed = doubles(this.speed, pace);
    this.speedOfPlaces = doubles(this.speedOfPlaces, pace);
    this.needsAt = ints(this.needsAt, pace);
    this.workLeft = doubles(this.workLeft, pace);
    this.brokenOff = ints(this.brokenOff, pace);
    this.givenBack = ints(this.givenBack, capacity * this.turnovers);
    this.servedBy = ints(this.servedBy, capacity * this.servers);
    this.queuePlace = ints(this.queuePlace, this.queues ? capacity : 0);
    const family = capacity * this.families;
    this.parentOf = ints(this.parentOf, family);
    this.childStage = ints(this.childStage, family);
    this.birth = ints(this.birth, family);
    this.births = ints(this.births, family);
    this.firstChild = ints(this.firstChild, family);
    this.nextChild = ints(this.nextChild, family);
    this.joinAs = ints(this.joinAs, family);
    this.joinedTo = ints(this.joinedTo, family);
    this.runOf = ints(this.runOf, family);
    this.joining = ints(this.joining, family);
    this.contactRun = ints(this.contactRun, family);
    this.rootKey0 = ints(this.rootKey0, family);
    this.rootKey1 = ints(this.rootKey1, family);
    this.nextMember = ints(this.nextMember, capacity * this.groups);
    this.eventOf = ints(this.eventOf, capacity * this.counted);
    this.free = ints(this.free, capacity);
  }
}

/** Rows at the beginning: for those of today and one in sixteen more, since a table that doubles is there twice meanwhile. */
export function roomFor({ today }: Model): number {
  const there = today.reduce((sum, { count }) => sum + count, 0);
  return 64 + there + (there >> 4);
}

function copyRow(table: Float64Array | Int32Array | Int8Array, from: number, to: number, columns: number): void {
  table.copyWithin(to * columns, from * columns, (from + 1) * columns);
}

function ints(old: Int32Array | undefined, length: number): Int32Array {
  return copied(old, new Int32Array(length));
}

function doubles(old: Float64Array | undefined, length: number): Float64Array {
  return copied(old, new Float64Array(length));
}

function copied<T extends Int32Array | Float64Array | Int8Array | Uint8Array>(old: T | undefined, fresh: T): T {
  if (old !== undefined) fresh.set(old);
  return fresh;
}
