/** The instructions of a stage. Each takes WIDTH words: the opcode and up to three operands. */
export const WIDTH = 4;

/** ask(bundles, priority): request, kind (SEIZE or NEEDS), queue (index into `queues` or NONE). Goes on when met. */
export const ASK = 0;
/** give(resources): release list. Gives back what of it is held. */
export const GIVE = 1;
/** give(resources): what `needs` took for this stage. */
export const GIVE_NEEDS = 2;
/** pause(until): opening hours. Goes on at once when open, else at the next opening. */
export const PAUSE = 3;
/** work(duration): value, purpose word. Goes on when the time is over. */
export const WORK = 4;
/** set(name, value): assignment list. */
export const SET = 5;
/** go(choices), leave(exit): guarded list of routes; a target below 0 is an exit. */
export const GO = 6;
/** watch(timer): list of timers, started on entering. They end by themselves with their scope. */
export const WATCH = 7;
/** go(choices) of those who turn back at the door: route; NONE goes on. */
export const BALK = 8;

/** start(child, at): list of tasks, list of contacts, each NONE for none. Before WORK. */
export const START = 9;
/** meet(children): goes on, and ends the stage, when those that count are done. After WORK. */
export const JOIN = 10;
/** meet(key, n): meeting. Goes on when enough have come; the first goes on for all. */
export const MEET = 11;

export const SEIZE = 1;
export const NEEDS = 0;

/** No target, queue, resource. Not −1: that is the first exit. */
export const NONE = -0x40000000;

/** Target of a route: the end of a child's pathway. */
export const DONE = NONE + 1;

/** What a patient is doing (DESIGN: exactly one at a time). */
export const SERVED = 0;
export const WAITING_FOR_STAFF = 1;
export const QUEUED = 2;
export const BLOCKED = 3;
export const PAUSING = 4;
export const AWAY = 5;
/** Queued, blocked, waiting for staff: what counts as a wait, side by side in the list. */
export function isWait(state: number): boolean {
  return state >= WAITING_FOR_STAFF && state <= BLOCKED;
}
