/**
 * What the kernel keeps of each patient in every model, side by side: who takes part in an event is then in two or three lines of
 * memory. Column c of patient p is `ints[(p << INTS) | c]` or `doubles[(p << DOUBLES) | c]` of the tables, which are two views of the same
 * bytes: sixteen whole numbers, then eight doubles. What few models use stands in columns of its own.
 */
export const INTS = 5;
export const DOUBLES = 4;
/** Bytes of a patient: 1 << BYTES. */
export const BYTES = 7;

// Whole numbers.
export const CLASS_OF = 0;
/** The stage entered last, or NONE. */
export const STAGE_OF = 1;
/** Next instruction. */
export const COUNTER = 2;
/** Keys of the patient's random numbers. */
export const KEY0 = 3;
export const KEY1 = 4;
/** Units held by `seize`, of all resources together. */
export const PLACES = 5;
/** Bundle taken by `needs` for the service in progress, or NONE. */
export const SERVING = 6;
/** Waiting line of the request, or NONE. */
export const ASKING = 7;
/** The exit taken; NONE while in the system. */
export const EXIT_OF = 8;
/** What the patient is doing (opcodes.ts), NONE before the first; charged to what. */
export const DOING = 9;
export const CAUSE_OF = 10;
/** 1 while a service or delay runs, 0 while pausing. */
export const WORKING = 11;
/** 1 from arrival to the first stage's end: who finds a full queue then comes from outside. */
export const FROM_OUTSIDE = 12;
/** 1 between asking and being looked at at the end of the instant. */
export const FRESH = 13;
/** First of the patient's running timers, or NONE. */
export const TIMER_OF = 14;
/** Events in the list that are void by now; below 0 of a patient who has left, so that their order stays what it was. */
export const VOIDS = 15;

// Doubles.
/** Number within the class. */
export const NUMBER_OF = 8;
export const ARRIVED_AT = 9;
/** When the event that the patient is waiting for comes; NaN when there is none: an event at another time is void. */
export const DUE_AT = 10;
/** Since when the patient is doing this; minutes waited up to then. */
export const SINCE = 11;
export const WAITED = 12;
/** Of the request: when it was made, and its priority. */
export const ASKED_AT = 13;
export const PRIORITY = 14;
/** When the service in progress was begun; one that pauses and goes on keeps it. */
export const BEGUN_AT = 15;

// While a plain pathway (plain.ts) is run by its recorder some columns hold something else: no event is ever void, nobody is at work and pauses.
/** When the stage was entered. */
export const ENTERED_AT = DUE_AT;
/** Minutes waited in the stage, until its service begins. */
export const WAITED_HERE = BEGUN_AT;
/** Where minutes of what the patient is doing are added, and those of what he waits for. */
export const STATE_COLUMN = WORKING;
export const CAUSE_COLUMN = SERVING;
