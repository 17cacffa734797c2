/** What `RootCauses` keeps of each row of patients, before the units held of each resource. */
export const NODE = 0;
/** How it waits. */
export const WAY = 1;
/** Of one of whom it is not known yet whether the wait will last any time: the node. */
export const FRESH = 2;
/** Units held of all resources together. */
export const HOLDING = 3;
export const HELD = 4;

// How a row waits: not, as a child whose minutes are its patient's, as a patient, as a patient who is blocked.
export const NOT = 0;
export const APART = 1;
export const WAITS = 2;
export const BLOCKED = 3;
