import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { FROM_OUTSIDE, INTS } from "./patient-row.ts";
import type { Tables } from "./tables.ts";
import type { WaitingLines } from "./waiting-lines.ts";

/**
 * The places in queues of limited length. Who asks and is not met at once takes a place; who finds none goes elsewhere, or
 * stays outside and moves up when a place becomes free. A place decides who may wait, not who is served next: those outside
 * stand in the same lines.
 */
export class QueuePlaces {
  /** A place has become free, and somebody is outside. */
  mayAdmit = false;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly lines: WaitingLines;
  private readonly taken: Int32Array;
  /** Those outside each queue, in no order. */
  private readonly outside: number[][];

  constructor(model: Model, tables: Tables, lines: WaitingLines) {
    this.model = model;
    this.tables = tables;
    this.lines = lines;
    this.taken = new Int32Array(model.queues.length);
    this.outside = model.queues.map(() => []);
  }

  reset(): void {
    this.mayAdmit = false;
    this.taken.fill(0);
    for (const list of this.outside) list.length = 0;
  }

  /** Takes a place, or stays outside; false when the queue is full and the patient is to go elsewhere. */
  enter(queue: number, patient: number): boolean {
    const { tables } = this;
    const { places, whenFullInside, whenFullOutside } = this.model.queues[queue];
    if (this.taken[queue] < places) {
      this.taken[queue]++;
      tables.queuePlace[patient] = queue;
      return true;
    }
    if ((tables.claimInts[(patient << INTS) | FROM_OUTSIDE] === 1 ? whenFullOutside : whenFullInside) !== NONE)
      return false;
    tables.queuePlace[patient] = -1 - queue;
    this.outside[queue].push(patient);
    return true;
  }

  /** Has had a place since before time 0, be they more than the places. */
  occupy(queue: number, patient: number): void {
    this.taken[queue]++;
    this.tables.queuePlace[patient] = queue;
  }

  /** The request is met, or withdrawn. */
  leave(patient: number): void {
    const { tables } = this;
    const place = tables.queuePlace[patient];
    if (place === NONE) return;
    if (place >= 0) {
      this.taken[place]--;
      if (this.outside[place].length > 0) this.mayAdmit = true;
    } else {
      const list = this.outside[-1 - place];
      list[list.indexOf(patient)] = list[list.length - 1];
      list.length--;
    }
    tables.queuePlace[patient] = NONE;
  }

  /** Lets the first of those outside a queue with a free place in, and returns it; NONE when nobody moves up. */
  admit(): number {
    const { tables } = this;
    for (let queue = 0; queue < this.outside.length; queue++) {
      const list = this.outside[queue];
      if (list.length === 0 || this.taken[queue] >= this.model.queues[queue].places) continue;
      let first = 0;
      for (let i = 1; i < list.length; i++) if (this.lines.standsBefore(list[i], list[first])) first = i;
      const patient = list[first];
      list[first] = list[list.length - 1];
      list.length--;
      this.taken[queue]++;
      tables.queuePlace[patient] = queue;
      return patient;
    }
    this.mayAdmit = false;
    return NONE;
  }
}
