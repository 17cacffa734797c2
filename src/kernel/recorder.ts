import type { KernelState } from "./state.ts";

export const DUE = 0;
export const SKIPPED = 1;
export const CANCELLED = 2;

/**
 * The facts that a run states, in the order in which they happen. Whoever listens makes numbers or traces of them, and changes
 * nothing. `patient` is a slot in the state's tables: valid until `exited` returns, then used again for somebody else.
 */
export interface Recorder {
  /** Once, at time 0, before anything happens. */
  begin(state: KernelState): void;
  /** Time moves on from `from` to `to`; what the state holds has been true in between. Only called when `wantsElapsed`. */
  readonly wantsElapsed: boolean;
  elapsed(from: number, to: number): void;
  /** The window opens: events at `now` are inside. */
  windowOpened(now: number): void;
  /** The window closes: events at `now` are outside. The run goes on for the cool-down, if there is one. */
  windowClosed(now: number): void;
  /** A resource has this capacity from now on: on duty, open for new work, and on the roster, the absent among them. */
  capacity(now: number, resource: number, scheduled: number, open: number, rostered: number): void;
  /** Attributes are set. */
  arrived(now: number, patient: number): void;
  /** Somebody who was booked does not come, and is nobody's patient. */
  missed(now: number, patient: number): void;
  /** Routed to the stage; visits counts it. */
  entered(now: number, patient: number, stage: number): void;
  /** From now on the patient is doing this. Cause: a resource, or −1 − stage for a place in that stage's queue, or NONE. */
  doing(now: number, patient: number, state: number, cause: number): void;
  /** Units are taken: by a `seize` (a place) or for a service. `inUse` of the state counts them already. */
  taken(now: number, patient: number, resource: number, units: number, place: boolean): void;
  given(now: number, patient: number, resource: number, units: number, place: boolean): void;
  /** Service or delay begins; minutes ahead. */
  started(now: number, patient: number, stage: number, duration: number): void;
  ended(now: number, patient: number, stage: number): void;
  /**
   * A service is broken off: its staff goes to somebody of better priority, or off duty. It gives back all that it needs, and
   * `started` will be stated again.
   */
  preempted(now: number, patient: number, stage: number): void;
  /** A service stops at the end of a shift, and keeps what it has; then it goes on, minutes ahead. */
  paused(now: number, patient: number, stage: number): void;
  resumed(now: number, patient: number, stage: number, duration: number): void;
  /** Units that a service keeps are off duty, and do not work; they work again, or are about to be given back. */
  setAside(now: number, patient: number, resource: number, units: number): void;
  takenUp(now: number, patient: number, resource: number, units: number): void;
  /** Units that have been given back are in turnover; they are ready again. `inUse` of the state counts them until then. */
  turnover(now: number, resource: number, units: number): void;
  ready(now: number, resource: number, units: number): void;
  /** A session opens, and begins so many minutes late; so many patients come to it (Infinity where nobody is booked). It is over. */
  sessionOpened(now: number, resource: number, late: number, came: number): void;
  sessionOver(now: number, resource: number): void;
  /** A timer takes the patient out of the stage, whatever is going on there. */
  pulled(now: number, patient: number, stage: number): void;
  /** Finds the queue of the stage full, balks, or is not taken when its turn comes, and goes elsewhere. */
  turnedAway(now: number, patient: number, stage: number): void;
  /** A child begins, in a slot of its own, with the patient's class and number: entered, doing, taken and the like are stated of it too. */
  born(now: number, child: number, patient: number): void;
  /** A child is done or broken off; everything has been given back. `patient`: who is its parent, NONE when it goes its own way. */
  finished(now: number, child: number, patient: number): void;
  /** What becomes of a contact (an index into `names.contacts`): DUE, and of those due SKIPPED or CANCELLED. */
  contact(now: number, patient: number, contact: number, what: number): void;
  /** Leaves the system; everything has been given back. */
  exited(now: number, patient: number, exit: number): void;
  /** The run is over at `now`; those inside stay inside. */
  end(now: number): void;
}

/** A recorder that reads the state when somebody leaves, and needs to be told of nothing else. */
export type LeaverRecorder = Pick<Recorder, "begin" | "windowOpened" | "windowClosed" | "exited" | "end">;
