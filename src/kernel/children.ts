import type { ContactTable, Model } from "../model/model.ts";
import { AWAY, DONE, NONE, PAUSING } from "../model/opcodes.ts";
import { patientKeyInto } from "../random/streams.ts";
import { ContactRuns } from "./contact-runs.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { EXIT_OF, INTS, KEY0, KEY1, PLACES, SERVING } from "./patient-row.ts";
import { CANCELLED, DUE, SKIPPED } from "./recorder.ts";
import type { Requests } from "./requests.ts";
import type { Tables } from "./tables.ts";

/** How a child is joined to its parent: not at all, as one of tasks of which all or any must be done, as a contact. */
const APART = 0;
const ALL = 1;
export const ANY = 2;
const CONTACT = 3;
const JOINS = { none: APART, all: ALL, any: ANY } as const;

/** What the interpreter does for children. */
interface Steps {
  goTo(patient: number, target: number): boolean;
  follow(patient: number): void;
  breakOff(patient: number): void;
  giveAll(patient: number): void;
  joined(patient: number): void;
}

/** Numbers that key the children of one visit to a stage stay below this, and those of their draws. */
const BIRTHS = 1048576;
const GAPS = 16384;

/**
 * Children: rows of the patient tables that follow a small pathway of their own beside their parent, with a copy of the attributes
 * and with random numbers keyed by the parent's, the name, the visit and the number.
 */
export class Children {
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly requests: Requests;
  private readonly steps: Steps;
  private readonly runs: ContactRuns;
  private readonly born: number[] = [];
  private readonly parentKey = { k0: 0, k1: 0 };
  private readonly key = new Int32Array(2);

  constructor(machine: Machine, requests: Requests, steps: Steps) {
    this.machine = machine;
    this.model = machine.model;
    this.tables = machine.tables;
    this.requests = requests;
    this.steps = steps;
    this.runs = new ContactRuns(machine);
  }

  reset(): void {
    this.runs.reset();
    this.born.length = 0;
  }

  comesBefore(a: number, b: number): boolean {
    return this.runs.comesBefore(a, b);
  }

  isVoid(row: number): boolean {
    return this.runs.isVoid(row);
  }

  /** The service of a stage begins, and with it its tasks and contacts. */
  start(patient: number, tasks: number, contacts: number): void {
    if (tasks !== NONE) this.startTasks(patient, tasks);
    if (contacts === NONE) return;
    const visit = this.visit(patient);
    for (const contact of this.model.contactLists[contacts]) this.beginRun(patient, contact, visit);
  }

  private startTasks(patient: number, tasks: number): void {
    const visit = this.visit(patient);
    const { stages, words, join } = this.model.tasks[tasks];
    // All are born before any goes on: one that is done at once must meet its brothers.
    const from = this.born.length;
    const first = this.tables.births[patient];
    for (let i = 0; i < stages.length; i++) {
      this.born.push(this.bear(patient, stages[i], words[i], visit * BIRTHS, JOINS[join], tasks, NONE));
    }
    for (let i = 0; i < stages.length; i++) {
      const child = this.born[from + i];
      if (this.tables.birth[child] === first + i && this.tables.exitOf(child) === NONE) this.enter(child, stages[i]);
    }
    this.born.length = from;
  }

  /** A contact falls due. */
  due(row: number): void {
    const { runs, tables } = this;
    const patient = runs.fallDue(row);
    if (patient === NONE) return;
    const { name, stage, late } = this.contact(row);
    this.machine.recorder.contact(tables.now, patient, name, DUE);
    tables.noteEvent(patient, name);
    this.expectNext(row);
    if (stage === NONE) return;
    if (runs.outstanding(row) === NONE) this.bearContact(row);
    else if (late === "queue") runs.postpone(row);
    else this.machine.recorder.contact(tables.now, patient, name, SKIPPED);
  }

  /** The duration of a stage is over. True when the patient has to wait for children that are not done. */
  join(patient: number): boolean {
    const { tables } = this;
    this.endRuns(patient, false);
    if (tables.firstChild[patient] === NONE) return false;
    tables.joining[patient] = 1;
    const holds =
      tables.claimInts[(patient << INTS) | PLACES] > 0 || tables.claimInts[(patient << INTS) | SERVING] !== NONE;
    if (holds) this.requests.waitingHolders.add(patient);
    this.requests.nowDoing(patient, holds ? PAUSING : AWAY, NONE);
    return true;
  }

  /** A child has come to the end of its pathway. */
  done(child: number): void {
    const { tables } = this;
    const parent = tables.parentOf[child];
    const kind = tables.joinAs[child];
    const list = tables.joinedTo[child];
    const run = tables.runOf[child];
    const { brings } = kind === CONTACT ? this.model.contacts[list] : this.model.tasks[list];
    if (parent !== NONE) this.bringBack(child, parent, brings);
    this.dismiss(child);
    if (parent === NONE) return;
    if (kind === ANY) this.stopOthers(parent, list);
    if (run !== NONE && this.runs.finish(run)) this.bearContact(run);
    if (tables.joining[parent] === 0 || tables.firstChild[parent] !== NONE) return;
    tables.joining[parent] = 0;
    this.steps.joined(parent);
  }

  /** The parent leaves the stage before its end: whatever its children are doing is broken off. */
  stopAll(patient: number): void {
    const { tables } = this;
    tables.joining[patient] = 0;
    this.endRuns(patient, true);
    while (tables.firstChild[patient] !== NONE) this.stop(tables.firstChild[patient]);
  }

  private beginRun(patient: number, contact: number, visit: number): void {
    const table = this.model.contacts[contact];
    const { count, countWord, first, firstWord } = table;
    const most =
      count === NONE ? Infinity : draw(this.machine, patient, count, countWord, visit, "a number of contacts");
    if (!(most >= 0)) throw impossible(this.machine, patient, `${most} contacts`);
    const row = this.runs.begin(patient, contact, visit, most);
    if (most < 1) return;
    if (first === NONE) this.expectNext(row);
    else this.runs.expect(row, draw(this.machine, patient, first, firstWord, visit, "the time to a first contact"));
  }

  private expectNext(row: number): void {
    const { runs } = this;
    if (!runs.hasMore(row)) return;
    const { every, everyWord } = this.contact(row);
    const number = runs.visitOf(row) * GAPS + runs.numberOf(row);
    runs.expect(row, draw(this.machine, runs.patientOf(row), every, everyWord, number, "the time between contacts"));
  }

  private contact(row: number): ContactTable {
    return this.model.contacts[this.runs.contactOf(row)];
  }

  private bearContact(row: number): void {
    const { runs } = this;
    const { stage, word } = this.contact(row);
    const number = runs.visitOf(row) * BIRTHS + runs.nextBirth(row);
    const child = this.bear(runs.patientOf(row), stage, word, number, CONTACT, runs.contactOf(row), row);
    runs.begun(row, child);
    this.enter(child, stage);
  }

  private bear(
    patient: number,
    stage: number,
    word: number,
    number: number,
    kind: number,
    list: number,
    run: number,
  ): number {
    const { tables, parentKey, key } = this;
    parentKey.k0 = tables.ints[(patient << INTS) | KEY0];
    parentKey.k1 = tables.ints[(patient << INTS) | KEY1];
    patientKeyInto(key, parentKey, word, number);
    const child = tables.bear(patient, stage, key[0], key[1]);
    tables.joinAs[child] = kind;
    tables.joinedTo[child] = list;
    tables.runOf[child] = run;
    if (kind !== APART) tables.adopt(patient, child);
    this.machine.recorder.born(tables.now, child, patient);
    return child;
  }

  private enter(child: number, stage: number): void {
    if (this.steps.goTo(child, stage)) this.steps.follow(child);
  }

  private bringBack(child: number, parent: number, attributes: readonly number[]): void {
    const { tables } = this;
    const columns = this.model.names.attributes.length;
    for (const attribute of attributes) {
      tables.attributes[parent * columns + attribute] = tables.attributes[child * columns + attribute];
    }
  }

  private stopOthers(parent: number, list: number): void {
    const { tables } = this;
    for (let child = tables.firstChild[parent]; child !== NONE; ) {
      const following = tables.nextChild[child];
      if (tables.joinAs[child] === ANY && tables.joinedTo[child] === list) this.stop(child);
      child = following;
    }
  }

  /** Contacts that have not begun are cancelled, or all stop; none falls due any more. */
  private endRuns(patient: number, all: boolean): void {
    const { tables, runs } = this;
    while (tables.contactRun[patient] !== NONE) {
      const row = tables.contactRun[patient];
      const child = runs.outstanding(row);
      const { name } = this.contact(row);
      let cancelled = runs.end(row);
      if (child !== NONE && this.isWaitingToBegin(child)) {
        cancelled++;
        this.stop(child);
      } else if (child !== NONE && all) {
        this.stop(child);
      } else if (child !== NONE) {
        tables.runOf[child] = NONE;
      }
      for (; cancelled > 0; cancelled--) this.machine.recorder.contact(tables.now, patient, name, CANCELLED);
    }
  }

  private isWaitingToBegin(child: number): boolean {
    const { tables } = this;
    const stage = tables.childStage[child];
    const visits = tables.visits[child * this.model.names.stages.length + stage];
    return tables.asks(child) && tables.stageOf(child) === stage && visits === 1 && !tables.hasBrokenOff(child);
  }

  private stop(child: number): void {
    // A task that is done at once stops those that have not begun.
    if (this.tables.stageOf(child) !== NONE) this.steps.breakOff(child);
    this.dismiss(child);
  }

  private dismiss(child: number): void {
    const { tables } = this;
    const parent = tables.parentOf[child];
    this.steps.giveAll(child);
    if (parent !== NONE) tables.disown(parent, child);
    tables.ints[(child << INTS) | EXIT_OF] = DONE;
    this.machine.recorder.finished(tables.now, child, parent);
    tables.dismissChild(child);
  }

  private visit(patient: number): number {
    const { tables } = this;
    return tables.visits[patient * this.model.names.stages.length + tables.stageOf(patient)] - 1;
  }
}
