/** Kinds of fact that stand in the queue: those of which every patient brings many. */
export const ARRIVED = 0;
export const ENTERED = 1;
export const DOING = 2;
export const TAKEN = 3;
export const GIVEN = 4;
export const STARTED = 5;
export const ENDED = 6;
export const EXITED = 7;

const ROOM = 512;

/**
 * Facts in the order in which they were stated, until somebody has time for them. The kernel and whoever makes numbers of its
 * facts are each as large as the nearest memory of a processor: by turns, some hundred facts at a time, both are twice as fast as
 * fact by fact.
 */
export class FactQueue {
  count = 0;
  readonly kind = new Uint8Array(ROOM);
  readonly time = new Float64Array(ROOM);
  readonly patient = new Int32Array(ROOM);
  /** Stage, state, resource or exit; what else there is to say. */
  readonly about = new Int32Array(ROOM);
  readonly more = new Int32Array(ROOM);

  get isFull(): boolean {
    return this.count === ROOM;
  }

  add(kind: number, time: number, patient: number, about: number, more: number): void {
    const i = this.count++;
    this.kind[i] = kind;
    this.time[i] = time;
    this.patient[i] = patient;
    this.about[i] = about;
    this.more[i] = more;
  }
}
