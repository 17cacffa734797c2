import { LOOP_LIMIT } from "./loop-limit.ts";
import { impossible, type Machine } from "./machine.ts";

/** Stops a replication in which somebody goes round and round while the clock stands. */
export class LoopWatch {
  private readonly machine: Machine;
  /** Stages entered in the present instant: by all, and once these are many by each patient. */
  private entries = 0;
  private readonly entriesOf = new Map<number, number>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  reset(): void {
    this.entries = 0;
    this.entriesOf.clear();
  }

  /** The clock moves on. */
  timeMoves(): void {
    this.entries = 0;
  }

  /** The patient enters a stage. */
  entered(patient: number): void {
    if (++this.entries > LOOP_LIMIT) this.count(patient);
  }

  /** The patient enters a stage, the so-manieth to be entered in the present instant: told by who counts them himself, of those beyond the limit. */
  enteredBeyond(patient: number, entries: number): void {
    this.entries = entries;
    this.count(patient);
  }

  /** Whoever has the row next begins anew. */
  left(patient: number): void {
    if (this.entriesOf.size > 0) this.entriesOf.delete(patient);
  }

  /** Many stages are entered at one time: by many patients, or by one who goes round. */
  private count(patient: number): void {
    if (this.entries === LOOP_LIMIT + 1) this.entriesOf.clear();
    const entries = (this.entriesOf.get(patient) ?? 0) + 1;
    this.entriesOf.set(patient, entries);
    if (entries <= LOOP_LIMIT) return;
    const what = `a loop in which no time passes: ${LOOP_LIMIT} stages entered at one moment`;
    throw impossible(this.machine, patient, what);
  }
}
