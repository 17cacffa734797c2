import { NONE } from "../model/opcodes.ts";
import { CONTACT } from "./event-list.ts";
import { impossible, type Machine } from "./machine.ts";

/**
 * The contacts of stays that go on: rows of a table, chained by patient. A row whose stay is over is void; it is used again when
 * the event that it was waiting for has come.
 */
export class ContactRuns {
  private readonly machine: Machine;
  /** Of each row: its patient, contact, visit of the stage, next row of the same patient, whether it is void. */
  private readonly patient: number[] = [];
  private readonly contact: number[] = [];
  private readonly visit: number[] = [];
  private readonly next: number[] = [];
  private readonly void: boolean[] = [];
  /** How many have fallen due, and how many may; how many have been born. */
  private readonly fallen: number[] = [];
  private readonly most: number[] = [];
  private readonly births: number[] = [];
  /** The child that is not done, or NONE; how many wait for it to be done. */
  private readonly child: number[] = [];
  private readonly backlog: number[] = [];
  private readonly expected: boolean[] = [];
  private readonly free: number[] = [];

  constructor(machine: Machine) {
    this.machine = machine;
  }

  reset(): void {
    this.patient.length = 0;
    this.free.length = 0;
  }

  /** Order of two contacts that fall due at one time: by patient, then by name. */
  comesBefore(a: number, b: number): boolean {
    const [patient, other] = [this.patient[a], this.patient[b]];
    if (patient === other) return this.contact[a] < this.contact[b];
    return this.machine.tables.arrivedBefore(patient, other);
  }

  /** @param most so many fall due at most */
  begin(patient: number, contact: number, visit: number, most: number): number {
    const { tables } = this.machine;
    const row = this.free.pop() ?? this.patient.length;
    this.patient[row] = patient;
    this.contact[row] = contact;
    this.visit[row] = visit;
    this.next[row] = tables.contactRun[patient];
    this.void[row] = false;
    this.fallen[row] = 0;
    this.most[row] = most;
    this.births[row] = 0;
    this.child[row] = NONE;
    this.backlog[row] = 0;
    this.expected[row] = false;
    tables.contactRun[patient] = row;
    return row;
  }

  expect(row: number, minutes: number): void {
    const { tables, events } = this.machine;
    if (!(minutes >= 0)) throw impossible(this.machine, this.patient[row], `contacts ${minutes} min apart`);
    if (minutes === Infinity) return;
    this.expected[row] = true;
    events.push(tables.now + minutes, CONTACT, row);
  }

  /** The event of a row has come: its patient, or NONE when it is void. */
  fallDue(row: number): number {
    this.expected[row] = false;
    if (this.void[row]) {
      this.free.push(row);
      this.machine.tables.voidCame(this.patient[row]);
      return NONE;
    }
    this.fallen[row]++;
    return this.patient[row];
  }

  isVoid(row: number): boolean {
    return this.void[row];
  }

  hasMore(row: number): boolean {
    return this.fallen[row] + 1 <= this.most[row];
  }

  patientOf(row: number): number {
    return this.patient[row];
  }

  contactOf(row: number): number {
    return this.contact[row];
  }

  visitOf(row: number): number {
    return this.visit[row];
  }

  /** How many have fallen due. */
  numberOf(row: number): number {
    return this.fallen[row];
  }

  outstanding(row: number): number {
    return this.child[row];
  }

  nextBirth(row: number): number {
    return ++this.births[row];
  }

  begun(row: number, child: number): void {
    this.child[row] = child;
  }

  postpone(row: number): void {
    this.backlog[row]++;
  }

  /** The child is done; true when another has been waiting for that. */
  finish(row: number): boolean {
    this.child[row] = NONE;
    if (this.void[row] || this.backlog[row] === 0) return false;
    this.backlog[row]--;
    return true;
  }

  /** The stay is over: how many contacts had been put off. */
  end(row: number): number {
    const { tables } = this.machine;
    const patient = this.patient[row];
    if (tables.contactRun[patient] === row) {
      tables.contactRun[patient] = this.next[row];
    } else {
      let before = tables.contactRun[patient];
      while (this.next[before] !== row) before = this.next[before];
      this.next[before] = this.next[row];
    }
    this.void[row] = true;
    if (this.expected[row]) tables.makeVoid(patient);
    else this.free.push(row);
    return this.backlog[row];
  }
}
