import type { Evaluate } from "../kernel/evaluate.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { longerDoubles, longerInts } from "./growable.ts";
import { linkGroups } from "./measures.ts";

/** What is kept of each patient besides what the headline measures tell: minutes from arrival to exit, and waited. */
export const OWN_COLUMNS = ["lengthOfStay", "wait"] as const;

/** Of one replication of one arm: what became of each patient who is counted, to be held against another arm. */
export interface PatientDigest {
  /** Rows. */
  readonly count: number;
  readonly classOf: Int32Array;
  /** Number within the class, the same in every arm. */
  readonly numberOf: Float64Array;
  /** For each grouping: which group, −1 for none. */
  readonly groups: readonly Int32Array[];
  /** For each of OWN_COLUMNS, then each judged measure: what it came to, NaN where it tells nothing. */
  readonly columns: readonly Float64Array[];
}

/** Gathers a digest as patients leave; the tables grow to what the longest run needs and are kept. Valid until the next run begins. */
export class PatientDigests {
  private readonly model: Model;
  private groupOf: readonly Evaluate[] = [];
  private state!: KernelState;
  private count = 0;
  private size = 0;
  private classOf = new Int32Array(0);
  private numberOf = new Float64Array(0);
  private groups: Int32Array[];
  private columns: Float64Array[];

  constructor(model: Model) {
    const { groupings, judged } = model.forWhom;
    this.model = model;
    this.groups = groupings.map(() => new Int32Array(0));
    this.columns = [...OWN_COLUMNS, ...judged].map(() => new Float64Array(0));
  }

  begin(state: KernelState): void {
    this.state = state;
    this.groupOf = linkGroups(this.model, state);
    this.count = 0;
  }

  clear(): void {
    this.count = 0;
  }

  /** A patient leaves who is counted. @param told what a measure tells of this patient */
  exited(patient: number, stay: number, wait: number, told: (measure: number, patient: number) => number): void {
    if (this.count === this.size) this.grow(Math.max(64, 2 * this.size));
    const { state, groups, groupOf, columns } = this;
    const { judged } = this.model.forWhom;
    const row = this.count++;
    this.classOf[row] = state.classOf(patient);
    this.numberOf[row] = state.numberOf(patient);
    for (let g = 0; g < groups.length; g++) groups[g][row] = groupOf[g](patient);
    columns[0][row] = stay;
    columns[1][row] = wait;
    for (let i = 0; i < judged.length; i++) columns[OWN_COLUMNS.length + i][row] = told(judged[i], patient);
  }

  get digest(): PatientDigest {
    const { count } = this;
    return {
      count,
      classOf: this.classOf.subarray(0, count),
      numberOf: this.numberOf.subarray(0, count),
      groups: this.groups.map((column) => column.subarray(0, count)),
      columns: this.columns.map((column) => column.subarray(0, count)),
    };
  }

  private grow(size: number): void {
    this.size = size;
    this.classOf = longerInts(this.classOf, size);
    this.numberOf = longerDoubles(this.numberOf, size);
    this.groups = this.groups.map((column) => longerInts(column, size));
    this.columns = this.columns.map((column) => longerDoubles(column, size));
  }
}
