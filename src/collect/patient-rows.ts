import type { KernelState } from "../kernel/state.ts";
import { NONE } from "../model/opcodes.ts";
import { longerDoubles, longerInts } from "./growable.ts";
import { CAUSE, CLASS, ENTERED, ROW, SINCE, STAGE, STARTED, STATE, WAITED } from "./patient-row.ts";
import { visitInOrder } from "./rows-in-order.ts";

/** What the collector keeps of everybody inside, in one table of whole numbers and one of minutes, for its parts to share. */
export class PatientRows {
  ints = new Int32Array(0);
  minutes = new Float64Array(0);
  /** Rows that have been somebody's in this run are below: what is never written takes no memory. */
  used = 0;

  grow(slots: number): void {
    const used = this.used << ROW;
    this.ints = longerInts(this.ints.subarray(0, used), slots << ROW);
    this.minutes = longerDoubles(this.minutes.subarray(0, used), slots << ROW);
  }

  begin(): void {
    this.used = 0;
  }

  admit(patient: number, cls: number, now: number): void {
    const { ints, minutes } = this;
    const row = patient << ROW;
    if (patient >= this.used) this.use(patient);
    ints[row | CLASS] = cls;
    ints[row | STATE] = NONE;
    ints[row | CAUSE] = NONE;
    ints[row | STAGE] = NONE;
    minutes[row | SINCE] = now;
    minutes[row | ENTERED] = Number.NaN;
    minutes[row | STARTED] = Number.NaN;
    minutes[row | WAITED] = 0;
  }

  leave(patient: number): void {
    const { ints } = this;
    const row = patient << ROW;
    ints[row | CLASS] = NONE;
    ints[row | STATE] = NONE;
    ints[row | CAUSE] = NONE;
  }

  /** Patients and children who are inside, in the order in which sums over them are made. */
  visitInside(state: KernelState, visit: (row: number) => void): void {
    visitInOrder(state, this.used, (row) => this.ints[(row << ROW) | CLASS] !== NONE, visit);
  }

  /** Those up to this one are nobody's as yet. */
  private use(patient: number): void {
    this.ints.fill(NONE, this.used << ROW, (patient + 1) << ROW);
    this.used = patient + 1;
  }
}
