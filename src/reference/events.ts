import type { Due } from "./clock.ts";

/** The letters of an instant: ends, calendars, (grants are no events,) timers, contacts and arrivals. */
export type Letter = "a" | "b" | "d" | "e";

/** Something planned. Among those of a letter `kind` is first, then `order`. */
export interface Event extends Due {
  readonly letter: Letter;
  readonly kind: number;
  /** Whom it belongs to: a patient, or the index of a resource, stage or class. */
  readonly whose: unknown;
  /** Among several of one patient. */
  readonly order: number;
  readonly act: () => void;
}

export const READY = 0;
export const END = 1;
export const CAPACITY = 0;
export const OFFER = 1;
export const MEETING = 2;
export const TIMER = 0;
export const CONTACT = 0;
export const ARRIVAL = 1;
/** Nothing but that the time comes: the window opens or closes. */
export const MARK = 3;
