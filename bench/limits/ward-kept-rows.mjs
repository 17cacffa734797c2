// The ward pathway by hand in numbers, and where they stand. Nothing but numbers, and they first: so they are put where their names are.

export const DAY = 1440;
export const NURSES = 2;
export const BEDS = 50;
export const REHAB_BEDS = 30;
export const THERAPISTS = 6;
export const TRIAGE_MEAN = 288;
export const VISIT_MEAN = 432;
export const AT_HOME = 2880;
export const VISITS_OF_ALL = 5;

export const NURSE = 0;
export const BED = 1;
export const REHAB_BED = 2;
export const THERAPIST = 3;
/** Of a resource r: levels of who waits, in `hours`. */
export const WAITING = 4;
/** Ways out of the ward. */
export const TO_REHAB = 0;
export const TO_HOME = 1;

// What ends, in the future: a kind, and whose it is. What lies apart from it has no kind there.
export const TRIAGE = 0;
export const ACUTE = 1;
export const REHAB = 2;
export const VISIT = 3;
export const HOME = 4;
export const ARRIVAL = 5;
export const KIND_BITS = 3;
export const KIND_MASK = 7;

/** A row of each patient: minutes, and whole numbers. */
export const DOUBLES = 4;
export const ARRIVED = 0;
/** When the stage was entered in which the patient is, or was served last; when that service began. */
export const ASKED = 1;
export const STARTED = 2;
/** Waited for each resource. */
export const WAITED = 4;
export const TRIAGE_FOR = 8;
export const WARD_FOR = 9;
export const VISITS_FOR = 10;
export const INTS = 3;
export const CLASS = 0;
export const KEY0 = 1;
export const KEY1 = 2;
export const WAY = 3;
/** Ended. */
export const VISITS = 4;

export const ROOM = 4096;
export const LINE_BITS = 12;
export const LINE = 4095;
export const SUM_BITS = 3;
export const LEVEL_BITS = 6;
export const MOMENTS = 9;
export const HOUR_BITS = 4;
