import { LineHeap, standsBefore } from "../kernel/line-heap.ts";
import { ASKING, INTS } from "../kernel/patient-row.ts";
import type { PlainLine } from "../kernel/plain-code.ts";
import type { Tables } from "../kernel/tables.ts";
import { NONE } from "../model/opcodes.ts";

/** Who waits for what in a plain run, and whose turn may have come. */
export class PlainLines {
  readonly heaps: readonly LineHeap[];
  readonly resource: Int32Array;
  readonly units: Float64Array;
  /** Of each resource: the line in which all stand who wait for it, or NONE where there are several, or none. */
  readonly sole: Int32Array;
  /** Lines to look at: one of their first has changed, or what they ask for has become freer. */
  readonly due: Int32Array;
  dueCount = 0;
  /** Who has asked in this instant, and has not been looked at since. */
  asked = new Int32Array(16);
  askedCount = 0;
  private readonly tables: Tables;
  private readonly isDue: Uint8Array;
  private readonly linesOf: readonly Int32Array[];

  constructor(tables: Tables, lines: readonly PlainLine[], resources: number) {
    this.tables = tables;
    this.heaps = lines.map(() => new LineHeap(tables));
    this.resource = Int32Array.from(lines, ({ resource }) => resource);
    this.units = Float64Array.from(lines, ({ units }) => units);
    this.linesOf = Array.from({ length: resources }, (_, r) =>
      Int32Array.from(lines.flatMap(({ resource }, line) => (resource === r ? [line] : []))),
    );
    this.sole = Int32Array.from(this.linesOf, (own) => (own.length === 1 ? own[0] : NONE));
    this.due = new Int32Array(lines.length);
    this.isDue = new Uint8Array(lines.length);
  }

  reset(): void {
    for (const heap of this.heaps) heap.clear();
    this.isDue.fill(0);
    this.dueCount = 0;
    this.askedCount = 0;
  }

  /** A patient asks, whose time of asking and priority are known. */
  ask(patient: number, line: number): void {
    if (this.heaps[line].add(patient) === true) this.look(line);
    if (this.askedCount === this.asked.length) {
      const longer = new Int32Array(2 * this.askedCount);
      longer.set(this.asked);
      this.asked = longer;
    }
    this.asked[this.askedCount++] = patient;
  }

  /** A resource has become freer. */
  freed(resource: number): void {
    const lines = this.linesOf[resource];
    for (let i = 0; i < lines.length; i++) if (this.heaps[lines[i]].size > 0) this.look(lines[i]);
  }

  look(line: number): void {
    if (this.isDue[line] === 1) return;
    this.isDue[line] = 1;
    this.due[this.dueCount++] = line;
  }

  /** Nobody more can be given anything. */
  settle(): void {
    for (let i = 0; i < this.dueCount; i++) this.isDue[this.due[i]] = 0;
    this.dueCount = 0;
  }

  /** The first of all in due lines who can be given what he asks for; NONE when nobody can. */
  next(): number {
    const { tables, heaps, due, resource, units } = this;
    const { inUse, open } = tables;
    let best = NONE;
    for (let i = 0; i < this.dueCount; i++) {
      const line = due[i];
      const heap = heaps[line];
      if (heap.size === 0 || inUse[resource[line]] + units[line] > open[resource[line]]) continue;
      const patient = heap.first;
      if (best === NONE || standsBefore(tables, patient, best)) best = patient;
    }
    return best;
  }

  /** Those who have asked in this instant and still do, by who arrived first; they are not asked again. @returns how many, in `asked` */
  stillAsking(): number {
    const { asked, tables } = this;
    let count = 0;
    for (let i = 0; i < this.askedCount; i++) {
      const patient = asked[i];
      if (tables.ints[(patient << INTS) | ASKING] === NONE) continue;
      let hole = count++;
      for (; hole > 0 && tables.arrivedBefore(patient, asked[hole - 1]); hole--) asked[hole] = asked[hole - 1];
      asked[hole] = patient;
    }
    this.askedCount = 0;
    return count;
  }
}
