/**
 * What the kernel keeps of each patient in every model, side by side: two rows, each a line of memory of eight whole numbers and four
 * doubles. The first, his own, is of whoever comes, stays and goes: column c of patient p is `ints[(p << INTS) | c]` or
 * `doubles[(p << DOUBLES) | c]` of the tables, which are two views of the same bytes. The second is of his claims, what he asks for, holds
 * and waits for: `claimInts` and `claimDoubles` in the same way. What few models use stands in columns of its own.
 */
export const INTS = 4;
export const DOUBLES = 3;
/** Bytes of a row: 1 << BYTES. */
export const BYTES = 6;

// His own row.
export const CLASS_OF = 0;
/** The stage entered last, or NONE. */
export const STAGE_OF = 1;
/** Next instruction. */
export const COUNTER = 2;
/** Keys of the patient's random numbers. */
export const KEY0 = 3;
export const KEY1 = 4;
/** The exit taken; NONE while in the system. */
export const EXIT_OF = 5;
/** What the patient is doing (opcodes.ts), NONE before the first. */
export const DOING = 6;
/** Events in the list that are void by now; below 0 of a patient who has left, so that their order stays what it was. */
export const VOIDS = 7;
// Doubles.
export const ARRIVED_AT = 4;
/** Since when the patient is doing this. */
export const SINCE = 5;
/** When the event that the patient is waiting for comes; NaN when there is none: an event at another time is void. */
export const DUE_AT = 6;
/** Number within the class. */
export const NUMBER_OF = 7;

// The row of his claims.
/** Units held by `seize`, of all resources together. */
export const PLACES = 0;
/** Bundle taken by `needs` for the service in progress, or NONE. */
export const SERVING = 1;
/** Waiting line of the request, or NONE. */
export const ASKING = 2;
/** What a wait is charged to. */
export const CAUSE_OF = 3;
/** 1 while a service or delay runs, 0 while pausing. */
export const WORKING = 4;
/** 1 from arrival to the first stage's end: who finds a full queue then comes from outside. */
export const FROM_OUTSIDE = 5;
/** 1 between asking and being looked at at the end of the instant. */
export const FRESH = 6;
/** First of the patient's running timers, or NONE. */
export const TIMER_OF = 7;
// Doubles.
/** Minutes waited up to `SINCE`. */
export const WAITED = 4;
/** Of the request: when it was made, and its priority. */
export const ASKED_AT = 5;
export const PRIORITY = 6;
/** When the service in progress was begun; one that pauses and goes on keeps it. */
export const BEGUN_AT = 7;

// While a plain pathway (plain.ts) is run by its recorder some columns hold something else: no event is ever void, nobody is at work and pauses.
// Where nobody asks for anything all have the same row of claims: what stands in it is the same for all.
/** When the stage was entered. */
export const ENTERED_AT = DUE_AT;
/** The next in a line, or of those whose rows are free. */
export const NEXT = VOIDS;
/** The first child in a line that is a heap. */
export const CHILD = TIMER_OF;
/** Where minutes of what the patient is doing are added, and those of what he waits for. */
export const STATE_COLUMN = WORKING;
export const CAUSE_COLUMN = SERVING;
/** Minutes waited in the stage, until its service begins. */
export const WAITED_HERE = BEGUN_AT;
