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
  readonly time = new Float64Array(ROOM);
  /** Fact × (kind, patient, stage or state or resource or exit, what else there is to say). */
  readonly words = new Int32Array(ROOM * 4);

  /** `| 0` says that these are whole numbers, which else is asked of each. Returns the room that is left. */
  add(kind: number, time: number, patient: number, about: number, more: number): number {
    const { words } = this;
    const i = this.count;
    const row = i << 2;
    this.count = i + 1;
    this.time[i] = time;
    words[row] = kind | 0;
    words[row + 1] = patient | 0;
    words[row + 2] = about | 0;
    words[row + 3] = more | 0;
    return ROOM - 1 - i;
  }
}
