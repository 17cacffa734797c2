import { isOfToday, type KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { withTotal } from "./growable.ts";
import { Observations, type Summary, summariseClasses } from "./observations.ts";

/** Who came, who left and by which exit, how many were there and how long they stayed. Groups: 0 overall, 1 + class. */
export class PatientFlow {
  /** Patients in the system now. */
  present = 0;
  /** Of each group, in the window. */
  arrivals = new Float64Array(0);
  missed = new Float64Array(0);
  exits = new Float64Array(0);
  /** group × exits */
  exitsTo = new Float64Array(0);
  presentAtStart = new Float64Array(0);
  presentAtEnd = new Float64Array(0);
  presentMinutes = new Float64Array(0);
  /** Who arrived in the window and was still inside at the end of the run. */
  stillInside = new Float64Array(0);
  /** Who left in the window and was there at time 0 since nobody knows when: in no length of stay. */
  arrivalUnknown = new Float64Array(0);
  /** Of those who are counted, whose number it knows. */
  lengthOfStay: readonly Summary[] = [];

  private readonly counting: Counting;
  private readonly families: boolean;
  readonly exitCount: number;
  readonly came: Float64Array;
  private readonly away: Float64Array;
  left: Float64Array;
  readonly inside: Float64Array;
  private readonly atStart: Float64Array;
  private readonly atEnd: Float64Array;
  private readonly lasting: Float64Array;
  minutes: Float64Array;
  readonly stays: readonly Observations[];
  private readonly unknown: Float64Array;
  private kernel!: KernelState;

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    this.families = model.uses.children;
    const classes = model.names.classes.length;
    this.exitCount = model.names.exits.length;
    this.came = new Float64Array(classes);
    this.away = new Float64Array(classes);
    this.left = new Float64Array(classes * this.exitCount);
    this.inside = new Float64Array(classes);
    this.atStart = new Float64Array(classes);
    this.atEnd = new Float64Array(classes);
    this.lasting = new Float64Array(classes);
    this.minutes = new Float64Array(classes);
    this.unknown = new Float64Array(classes);
    this.stays = model.names.classes.map(() => new Observations());
  }

  begin(kernel: KernelState): void {
    this.kernel = kernel;
    this.present = 0;
    this.inside.fill(0);
    this.clear();
  }

  open(): void {
    this.clear();
    this.atStart.set(this.inside);
  }

  close(): void {
    this.atEnd.set(this.inside);
  }

  arrived(cls: number): void {
    this.present++;
    this.inside[cls]++;
    if (this.counting.closed === false) this.came[cls]++;
  }

  /** Was booked, and does not come. */
  stayedAway(cls: number): void {
    if (!this.counting.closed) this.away[cls]++;
  }

  /** Leaves, and nobody knows when he came. */
  cameUnknown(cls: number): void {
    this.unknown[cls]++;
  }

  /** @param since when the patient arrived, −Infinity where nobody knows @param counts whether he is of those who are counted */
  exited(cls: number, exit: number, since: number, counts: boolean): void {
    const { counting } = this;
    this.present--;
    this.inside[cls]--;
    if (counting.closed === false) this.left[Math.imul(cls, this.exitCount) + exit]++;
    this.minutes[cls] += counting.minutes(since);
    if (!counts) return;
    if (since === -Infinity) this.cameUnknown(cls);
    else this.stays[cls].add(counting.now - since);
  }

  /** A patient or child is still inside. */
  remains(row: number): void {
    const { kernel, counting } = this;
    if (this.families && kernel.childStage[row] !== NONE) return;
    const since = kernel.arrivedAt(row);
    const cls = kernel.classOf(row);
    this.minutes[cls] += counting.minutes(since);
    if (!isOfToday(kernel, row) && since >= counting.from && since < counting.to) this.lasting[cls]++;
  }

  finish(): void {
    this.arrivals = withTotal(this.came, 1);
    this.missed = withTotal(this.away, 1);
    this.exitsTo = withTotal(this.left, this.exitCount);
    this.presentAtStart = withTotal(this.atStart, 1);
    this.presentAtEnd = withTotal(this.atEnd, 1);
    this.presentMinutes = withTotal(this.minutes, 1);
    this.stillInside = withTotal(this.lasting, 1);
    this.arrivalUnknown = withTotal(this.unknown, 1);
    this.lengthOfStay = summariseClasses(this.stays);
    this.exits = Float64Array.from(this.lengthOfStay, (_, group) => this.exitsOf(group));
  }

  private exitsOf(group: number): number {
    let count = 0;
    for (let exit = 0; exit < this.exitCount; exit++) count += this.exitsTo[group * this.exitCount + exit];
    return count;
  }

  private clear(): void {
    this.lasting.fill(0);
    this.unknown.fill(0);
    this.came.fill(0);
    this.away.fill(0);
    this.left.fill(0);
    this.minutes.fill(0);
    for (const stay of this.stays) stay.clear();
  }
}
