import { ASKED_AT, DOUBLES, PRIORITY } from "./patient-row.ts";
import type { Tables } from "./tables.ts";

/** Order of the grant rule: priority, then time asked, then patient. */
export function standsBefore(tables: Tables, a: number, b: number): boolean {
  const { claimDoubles } = tables;
  const rowA = a << DOUBLES;
  const rowB = b << DOUBLES;
  const priorityA = claimDoubles[rowA | PRIORITY];
  const priorityB = claimDoubles[rowB | PRIORITY];
  if (priorityA !== priorityB) return priorityA < priorityB;
  const askedA = claimDoubles[rowA | ASKED_AT];
  const askedB = claimDoubles[rowB | ASKED_AT];
  if (askedA !== askedB) return askedA < askedB;
  return tables.arrivedBefore(a, b);
}

/**
 * Those who wait in one line. While each comes who stands behind the last, and the first is who goes, they stand one behind the
 * other; from the first exception until the line is empty they are a heap, and each patient's place in it is kept in the tables.
 */
export class LineHeap {
  size = 0;
  private readonly tables: Tables;
  private slots = new Int32Array(16);
  private head = 0;
  private inOrder = true;

  constructor(tables: Tables) {
    this.tables = tables;
  }

  get first(): number {
    return this.slots[this.head];
  }

  /** The k-th in no order. */
  at(k: number): number {
    return this.slots[this.head + k];
  }

  clear(): void {
    this.size = 0;
    this.head = 0;
    this.inOrder = true;
  }

  /** True when it is the first. */
  add(patient: number): boolean {
    if (this.head + this.size === this.slots.length) this.makeRoom();
    const { slots, size } = this;
    const end = this.head + size;
    slots[end] = patient;
    this.size = size + 1;
    if (size === 0) return true;
    if (this.inOrder === true) {
      if (standsBefore(this.tables, slots[end - 1], patient) === true) return false;
      this.becomeHeap();
    }
    this.rise(size);
    return slots[0] === patient;
  }

  /** True when it was the first, and others stand behind. */
  remove(patient: number): boolean {
    if (this.inOrder === true) {
      if (this.slots[this.head] === patient) {
        this.head++;
        if (--this.size > 0) return true;
        this.head = 0;
        return false;
      }
      this.becomeHeap();
    }
    const { slots } = this;
    const { standing } = this.tables;
    const hole = standing[patient];
    const size = --this.size;
    if (size === 0) this.inOrder = true;
    if (hole < size) {
      slots[hole] = slots[size];
      standing[slots[hole]] = hole;
      this.sink(hole);
      this.rise(hole);
    }
    return hole === 0 && size > 0;
  }

  /** Priorities have changed. */
  reorder(): void {
    if (this.inOrder === true) this.becomeHeap();
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.sink(i);
  }

  /** Those in order are a heap as they stand. */
  private becomeHeap(): void {
    const { slots, size } = this;
    const { standing } = this.tables;
    slots.copyWithin(0, this.head, this.head + size);
    this.head = 0;
    this.inOrder = false;
    for (let i = 0; i < size; i++) standing[slots[i]] = i;
  }

  /** To the front, if that gives as many free slots again as there are patients, else to a table twice as long. */
  private makeRoom(): void {
    const { slots, head, size } = this;
    const standing = slots.subarray(head, head + size);
    if (size * 2 > slots.length) this.slots = new Int32Array(slots.length * 2);
    this.slots.set(standing);
    this.head = 0;
  }

  private rise(from: number): void {
    const { slots, tables } = this;
    const { standing } = tables;
    const patient = slots[from];
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!standsBefore(tables, patient, slots[parent])) break;
      slots[hole] = slots[parent];
      standing[slots[hole]] = hole;
      hole = parent;
    }
    slots[hole] = patient;
    standing[patient] = hole;
  }

  private sink(from: number): void {
    const { slots, size, tables } = this;
    const { standing } = tables;
    const patient = slots[from];
    let hole = from;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && standsBefore(tables, slots[child + 1], slots[child])) child++;
      if (!standsBefore(tables, slots[child], patient)) break;
      slots[hole] = slots[child];
      standing[slots[hole]] = hole;
      hole = child;
    }
    slots[hole] = patient;
    standing[patient] = hole;
  }
}
