import * as at from "./plain-layout.ts";
import { assembled, type WasmMemory } from "./web-assembly.ts";

const PAGE = 65536;
/** Tables begin at a line of memory of their own. */
const LINE = 64;

/** The platform does not give so much, or keeps room free around it that there is not. */
export class NoMemory extends Error {
  override readonly name = "NoMemory";
}

interface PatientTable {
  readonly name: number;
  /** Bytes for each patient, and beside. */
  readonly each: number;
  readonly more: number;
  from: number;
  bytes: number;
}

/**
 * The memory of a plain run (plain-layout.ts): tables whose length the model tells, then those of patients, which grow. All views of it are made
 * anew when it grows, because those there were are empty then.
 */
export class PlainMemory {
  readonly memory: WasmMemory;
  /** All of it, as whole numbers and as doubles. */
  ints: Int32Array;
  doubles: Float64Array;
  /** Patients that there is room for. */
  patients = 0;
  private end = at.TABLES;
  private readonly ofPatients: PatientTable[] = [];

  constructor() {
    this.memory = orNoMemory(() => new (assembled().Memory)({ initial: 1 }));
    [this.ints, this.doubles] = [new Int32Array(this.memory.buffer), new Float64Array(this.memory.buffer)];
  }

  /** A table that stays where it is, with what is in it. @returns where it begins, in bytes */
  place(name: number, table: Int32Array | Float64Array): number {
    const from = this.end;
    this.end = afterNext(from + table.byteLength);
    this.reach(this.end);
    this.ints[name >> 2] = from;
    if (table instanceof Int32Array) this.ints.set(table, from >> 2);
    else this.doubles.set(table, from >> 3);
    return from;
  }

  /** A table of patients: so many bytes for each, and beside. All others are placed before. */
  ofEach(name: number, each: number, more = 0): void {
    this.ofPatients.push({ name, each, more, from: 0, bytes: 0 });
  }

  /** Makes room for so many patients. What is new is zero. */
  grow(patients: number): void {
    const { ofPatients } = this;
    const before = this.memory.buffer.byteLength;
    let { end } = this;
    const places = ofPatients.map(({ each, more }) => {
      const [from, bytes] = [end, each * patients + more];
      end = afterNext(from + bytes);
      return { from, bytes };
    });
    this.reach(end);
    this.patients = patients;
    const bytes = new Uint8Array(this.memory.buffer);
    // From the last on: each goes to where nothing is, or what is one that has gone.
    for (let i = ofPatients.length - 1; i >= 0; i--) {
      const table = ofPatients[i];
      const { from, bytes: length } = places[i];
      bytes.copyWithin(from, table.from, table.from + table.bytes);
      // What has just been added to the memory is zero, and takes no room until it is written.
      bytes.fill(0, Math.min(before, from + table.bytes), Math.min(before, from + length));
      Object.assign(table, places[i]);
      this.ints[table.name >> 2] = from;
    }
  }

  /** A view of so many of a table. */
  viewInts(name: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.memory.buffer, this.ints[name >> 2], length);
  }

  viewDoubles(name: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory.buffer, this.ints[name >> 2], length);
  }

  private reach(end: number): void {
    const lacking = end - this.memory.buffer.byteLength;
    if (lacking <= 0) return;
    // Addresses are whole numbers with a sign.
    if (end > 0x7fffffff) throw new NoMemory(`${end} bytes`);
    orNoMemory(() => this.memory.grow(Math.ceil(lacking / PAGE)));
    this.ints = new Int32Array(this.memory.buffer);
    this.doubles = new Float64Array(this.memory.buffer);
  }
}

function orNoMemory<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw new NoMemory(error instanceof Error ? error.message : String(error));
  }
}

function afterNext(end: number): number {
  return Math.ceil(end / LINE) * LINE;
}
