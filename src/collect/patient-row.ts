/** What `PatientRows` keeps of each slot: the row begins at slot << ROW, in both tables. */
export const ROW = 2;

// Whole numbers, NONE for none.
/** Nobody is in a slot without one. */
export const CLASS = 0;
/** What the patient is doing; none before the first is told. */
export const STATE = 1;
/** The column of what is waited for. */
export const CAUSE = 2;
/** Entered last. */
export const STAGE = 3;

// Minutes.
/** When the state last changed, or was last settled. */
export const SINCE = 0;
/** When the visit in progress began; NaN while there is none. */
export const ENTERED = 1;
/** When its service began or last went on; NaN before it began and while it is stopped. */
export const STARTED = 2;
/** Waited in the visit, up to `SINCE`. */
export const WAITED = 3;
