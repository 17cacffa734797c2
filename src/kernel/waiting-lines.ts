import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Tables } from "./tables.ts";

/**
 * Who waits for what. All requests for the same bundle stand in one line, a heap in the order (priority, time asked, patient),
 * so only the first of each line can be next. A line is looked at when one of its resources has become freer or its first has
 * changed; one that cannot be met never holds up another line.
 */
export class WaitingLines {
  readonly tables: Tables;
  /** Bundle b asks for units[i] of resource[i], i from start[b] to start[b + 1] − 1; partial requests add bundles. */
  private start: number[];
  private resource: number[];
  private units: number[];
  private readonly heaps: Int32Array[] = [];
  private readonly sizes: number[] = [];
  private readonly linesOf: number[][];
  private readonly bySignature = new Map<string, number>();
  /** Lines to look at, and whether a line is among them. */
  private readonly due: number[] = [];
  private readonly isDue: boolean[] = [];
  private readonly resourceCount: number;

  constructor(model: Model, tables: Tables) {
    this.tables = tables;
    this.resourceCount = model.names.resources.length;
    this.start = Array.from(model.bundleStart);
    this.resource = Array.from(model.bundleResource);
    this.units = Array.from(model.bundleUnits);
    this.linesOf = model.names.resources.map(() => []);
    for (let bundle = 0; bundle + 1 < this.start.length; bundle++) this.addLine(bundle);
  }

  reset(): void {
    this.sizes.fill(0);
    this.due.length = 0;
    this.isDue.fill(false);
  }

  get anyDue(): boolean {
    return this.due.length > 0;
  }

  first(bundle: number): number {
    return this.start[bundle];
  }

  /** One past the last entry of the bundle. */
  last(bundle: number): number {
    return this.start[bundle + 1];
  }

  resourceAt(entry: number): number {
    return this.resource[entry];
  }

  unitsAt(entry: number): number {
    return this.units[entry];
  }

  /** What a `seize` of this bundle asks for: less what the patient holds. NONE when nothing is lacking. */
  lacking(bundle: number, patient: number): number {
    const held = this.tables.held;
    const row = patient * this.resourceCount;
    let partly = false;
    let lacks = false;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const has = held[row + this.resource[i]];
      if (has > 0) partly = true;
      if (has < this.units[i]) lacks = true;
    }
    if (!lacks) return NONE;
    return partly ? this.remainder(bundle, row) : bundle;
  }

  add(bundle: number, patient: number): void {
    let heap = this.heaps[bundle];
    const size = this.sizes[bundle]++;
    if (size === heap.length) {
      const larger = new Int32Array(size * 2);
      larger.set(heap);
      this.heaps[bundle] = heap = larger;
    }
    heap[size] = patient;
    this.rise(heap, size);
    if (heap[0] === patient) this.look(bundle);
  }

  remove(bundle: number, patient: number): void {
    const heap = this.heaps[bundle];
    const standing = this.tables.standing;
    const hole = standing[patient];
    const size = --this.sizes[bundle];
    if (hole < size) {
      heap[hole] = heap[size];
      standing[heap[hole]] = hole;
      this.sink(heap, size, hole);
      this.rise(heap, hole);
    }
    if (hole === 0 && size > 0) this.look(bundle);
  }

  /** A resource has become freer. */
  freed(resource: number): void {
    const lines = this.linesOf[resource];
    for (let i = 0; i < lines.length; i++) if (this.sizes[lines[i]] > 0) this.look(lines[i]);
  }

  /** The first of all waiting requests that can be met, in the order of the grant rule; NONE when none can. */
  next(): number {
    let best = NONE;
    for (let i = this.due.length - 1; i >= 0; i--) {
      const bundle = this.due[i];
      if (this.sizes[bundle] > 0 && this.canBeMet(bundle)) {
        const patient = this.heaps[bundle][0];
        if (best === NONE || this.standsBefore(patient, best)) best = patient;
      }
    }
    return best;
  }

  /**
   * Nothing can be met: the due lines are done with. Those of several resources are handed to `recheck`, patient by
   * patient, because what each waits for may have changed.
   */
  settle(recheck: (patient: number) => void): void {
    for (let i = 0; i < this.due.length; i++) {
      const bundle = this.due[i];
      this.isDue[bundle] = false;
      if (this.start[bundle + 1] - this.start[bundle] > 1) {
        const heap = this.heaps[bundle];
        for (let k = 0; k < this.sizes[bundle]; k++) recheck(heap[k]);
      }
    }
    this.due.length = 0;
  }

  /** Of the resources with fewer free units than asked, the first by name; else the first of the bundle. */
  shortOf(bundle: number): number {
    const { inUse, open } = this.tables;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const resource = this.resource[i];
      if (inUse[resource] + this.units[i] > open[resource]) return resource;
    }
    return this.resource[this.start[bundle]];
  }

  isShort(bundle: number, resource: number): boolean {
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      if (this.resource[i] === resource) {
        return this.tables.inUse[resource] + this.units[i] > this.tables.open[resource];
      }
    }
    return false;
  }

  /** Order of the grant rule: priority, then time asked, then patient. */
  standsBefore(a: number, b: number): boolean {
    const { priority, askedAt } = this.tables;
    if (priority[a] !== priority[b]) return priority[a] < priority[b];
    if (askedAt[a] !== askedAt[b]) return askedAt[a] < askedAt[b];
    return this.tables.arrivedBefore(a, b);
  }

  private canBeMet(bundle: number): boolean {
    const { inUse, open } = this.tables;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      if (inUse[this.resource[i]] + this.units[i] > open[this.resource[i]]) return false;
    }
    return true;
  }

  private look(bundle: number): void {
    if (this.isDue[bundle]) return;
    this.isDue[bundle] = true;
    this.due.push(bundle);
  }

  /** The bundle of what is lacking; made the first time that this remainder is asked for. */
  private remainder(bundle: number, row: number): number {
    let signature = "";
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const lacks = this.units[i] - this.tables.held[row + this.resource[i]];
      if (lacks > 0) signature += `${this.resource[i]}:${lacks} `;
    }
    const known = this.bySignature.get(signature);
    if (known !== undefined) return known;
    const fresh = this.start.length - 1;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const lacks = this.units[i] - this.tables.held[row + this.resource[i]];
      if (lacks > 0) {
        this.resource.push(this.resource[i]);
        this.units.push(lacks);
      }
    }
    this.start.push(this.resource.length);
    this.addLine(fresh);
    return fresh;
  }

  private addLine(bundle: number): void {
    this.heaps[bundle] = new Int32Array(16);
    this.sizes[bundle] = 0;
    this.isDue[bundle] = false;
    let signature = "";
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      this.linesOf[this.resource[i]].push(bundle);
      signature += `${this.resource[i]}:${this.units[i]} `;
    }
    this.bySignature.set(signature, bundle);
  }

  private rise(heap: Int32Array, from: number): void {
    const standing = this.tables.standing;
    const patient = heap[from];
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.standsBefore(patient, heap[parent])) break;
      heap[hole] = heap[parent];
      standing[heap[hole]] = hole;
      hole = parent;
    }
    heap[hole] = patient;
    standing[patient] = hole;
  }

  private sink(heap: Int32Array, size: number, from: number): void {
    const standing = this.tables.standing;
    const patient = heap[from];
    let hole = from;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && this.standsBefore(heap[child + 1], heap[child])) child++;
      if (!this.standsBefore(heap[child], patient)) break;
      heap[hole] = heap[child];
      standing[heap[hole]] = hole;
      hole = child;
    }
    heap[hole] = patient;
    standing[patient] = hole;
  }
}
