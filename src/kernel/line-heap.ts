import { ASKED_AT, DOUBLES, INTS, PRIORITY, STANDING } from "./patient-row.ts";
import type { Tables } from "./tables.ts";

/** Order of the grant rule: priority, then time asked, then patient. */
export function standsBefore(tables: Tables, a: number, b: number): boolean {
  const { doubles } = tables;
  const rowA = a << DOUBLES;
  const rowB = b << DOUBLES;
  const priorityA = doubles[rowA | PRIORITY];
  const priorityB = doubles[rowB | PRIORITY];
  if (priorityA !== priorityB) return priorityA < priorityB;
  const askedA = doubles[rowA | ASKED_AT];
  const askedB = doubles[rowB | ASKED_AT];
  if (askedA !== askedB) return askedA < askedB;
  return tables.arrivedBefore(a, b);
}

/** Those who wait in one line: a heap in the order of the grant rule. Each patient's place in it is kept in the tables. */
export class LineHeap {
  size = 0;
  private readonly tables: Tables;
  private slots = new Int32Array(16);

  constructor(tables: Tables) {
    this.tables = tables;
  }

  get first(): number {
    return this.slots[0];
  }

  /** The k-th in no order. */
  at(k: number): number {
    return this.slots[k];
  }

  add(patient: number): void {
    const size = this.size++;
    if (size === this.slots.length) {
      const longer = new Int32Array(size * 2);
      longer.set(this.slots);
      this.slots = longer;
    }
    this.slots[size] = patient;
    this.rise(size);
  }

  /** True when it was the first, and others stand behind. */
  remove(patient: number): boolean {
    const { slots } = this;
    const { ints } = this.tables;
    const hole = ints[(patient << INTS) | STANDING];
    const size = --this.size;
    if (hole < size) {
      slots[hole] = slots[size];
      ints[(slots[hole] << INTS) | STANDING] = hole;
      this.sink(hole);
      this.rise(hole);
    }
    return hole === 0 && size > 0;
  }

  /** Priorities have changed. */
  reorder(): void {
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.sink(i);
  }

  private rise(from: number): void {
    const { slots, tables } = this;
    const { ints } = tables;
    const patient = slots[from];
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!standsBefore(tables, patient, slots[parent])) break;
      slots[hole] = slots[parent];
      ints[(slots[hole] << INTS) | STANDING] = hole;
      hole = parent;
    }
    slots[hole] = patient;
    ints[(patient << INTS) | STANDING] = hole;
  }

  private sink(from: number): void {
    const { slots, size, tables } = this;
    const { ints } = tables;
    const patient = slots[from];
    let hole = from;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && standsBefore(tables, slots[child + 1], slots[child])) child++;
      if (!standsBefore(tables, slots[child], patient)) break;
      slots[hole] = slots[child];
      ints[(slots[hole] << INTS) | STANDING] = hole;
      hole = child;
    }
    slots[hole] = patient;
    ints[(patient << INTS) | STANDING] = hole;
  }
}
