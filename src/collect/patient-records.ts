import type { Recorder } from "../kernel/recorder.ts";
import { isOfToday, type KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { isWait } from "../model/opcodes.ts";
import { Counting } from "./counting.ts";
import { longerDoubles, longerInts } from "./growable.ts";

/**
 * One row a patient who has left and is counted (docs/measures.md says who is), in the order in which they left. Children belong to
 * their patient and have no row. Times are in minutes from the start of the run, and indices are those of `model.names`. A column is
 * a view as long as there are rows, valid until the next run begins; the tables grow to what the longest run needs and are kept.
 *
 * It reads what the kernel holds when a patient leaves, and nothing before: see `Beside` for how to have it with the numbers of a run.
 */
export class PatientRecords implements Recorder {
  readonly wantsElapsed = false;
  /** Rows. */
  count = 0;
  /** Of which all rows are. */
  replication = 0;

  private readonly attributes: readonly string[];
  private readonly counting: Counting;
  private state: KernelState | undefined;
  private size = 0;
  private readonly ints = { classOf: new Int32Array(0), exitOf: new Int32Array(0) };
  private readonly doubles = {
    numberOf: new Float64Array(0),
    arrivedAt: new Float64Array(0),
    exitedAt: new Float64Array(0),
    waited: new Float64Array(0),
  };
  private readonly ofAttributes: Float64Array<ArrayBuffer>[];

  constructor(model: Model) {
    this.attributes = model.names.attributes;
    this.counting = new Counting(model.clock.cohort);
    this.ofAttributes = this.attributes.map(() => new Float64Array(0));
    this.grow(64);
  }

  /** Index of the class. */
  get classOf(): Int32Array {
    return this.ints.classOf.subarray(0, this.count);
  }

  /** Number within the class, from 1, the same in every scenario; of those who were there at time 0 −1, −2 and so on. */
  get numberOf(): Float64Array {
    return this.doubles.numberOf.subarray(0, this.count);
  }

  /** Negative of those who were there at time 0, and NaN where it is not known. */
  get arrivedAt(): Float64Array {
    return this.doubles.arrivedAt.subarray(0, this.count);
  }

  get exitedAt(): Float64Array {
    return this.doubles.exitedAt.subarray(0, this.count);
  }

  /** Index of the exit. */
  get exitOf(): Int32Array {
    return this.ints.exitOf.subarray(0, this.count);
  }

  /** From arrival to exit, in minutes; a new table at each call. NaN where the arrival is not known. */
  get lengthOfStay(): Float64Array {
    const { arrivedAt } = this.doubles;
    return this.exitedAt.map((exitedAt, row) => exitedAt - arrivedAt[row]);
  }

  /** Minutes waited in all (queued, blocked, waiting for staff); of those who were there at time 0, as far as it is known. */
  get waited(): Float64Array {
    return this.doubles.waited.subarray(0, this.count);
  }

  /** As it was on leaving; of one whose values are words the index of the word in `names.attributeValues`. @throws for no such name */
  attribute(name: string): Float64Array {
    const index = this.attributes.indexOf(name);
    if (index < 0) throw new Error(`no attribute is called "${name}"`);
    return this.ofAttributes[index].subarray(0, this.count);
  }

  begin(state: KernelState): void {
    this.state = state;
    this.replication = state.replication;
    this.count = 0;
    this.counting.begin();
  }

  /** What was before the window is thrown away. */
  windowOpened(now: number): void {
    this.counting.from = now;
    this.count = 0;
  }

  windowClosed(now: number): void {
    this.counting.close(now);
  }

  exited(now: number, patient: number, exit: number): void {
    const { state, counting } = this;
    if (state === undefined) throw new Error("a fact before the beginning of a run");
    const arrivedAt = state.arrivedAt(patient);
    if (!counting.includes(isOfToday(state, patient) ? -Infinity : arrivedAt, now)) return;
    if (this.count === this.size) this.grow(this.size * 2);
    const row = this.count++;
    const { ints, doubles, ofAttributes } = this;
    ints.classOf[row] = state.classOf(patient);
    ints.exitOf[row] = exit;
    doubles.numberOf[row] = state.numberOf(patient);
    doubles.arrivedAt[row] = arrivedAt === -Infinity ? Number.NaN : arrivedAt;
    doubles.exitedAt[row] = now;
    doubles.waited[row] = state.waited(patient) + (isWait(state.doing(patient)) ? now - state.since(patient) : 0);
    const { attributes } = state;
    const first = patient * ofAttributes.length;
    for (let i = 0; i < ofAttributes.length; i++) ofAttributes[i][row] = attributes[first + i];
  }

  elapsed(): void {}
  capacity(): void {}
  arrived(): void {}
  missed(): void {}
  entered(): void {}
  doing(): void {}
  taken(): void {}
  given(): void {}
  started(): void {}
  ended(): void {}
  preempted(): void {}
  paused(): void {}
  resumed(): void {}
  setAside(): void {}
  takenUp(): void {}
  turnover(): void {}
  ready(): void {}
  sessionOpened(): void {}
  sessionOver(): void {}
  pulled(): void {}
  turnedAway(): void {}
  born(): void {}
  finished(): void {}
  contact(): void {}
  end(): void {}

  private grow(size: number): void {
    this.size = size;
    const { ints, doubles, ofAttributes } = this;
    ints.classOf = longerInts(ints.classOf, size);
    ints.exitOf = longerInts(ints.exitOf, size);
    doubles.numberOf = longerDoubles(doubles.numberOf, size);
    doubles.arrivedAt = longerDoubles(doubles.arrivedAt, size);
    doubles.exitedAt = longerDoubles(doubles.exitedAt, size);
    doubles.waited = longerDoubles(doubles.waited, size);
    for (let i = 0; i < ofAttributes.length; i++) ofAttributes[i] = longerDoubles(ofAttributes[i], size);
  }
}
