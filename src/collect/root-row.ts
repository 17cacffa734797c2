/** What `RootCauses` keeps of each row of patients, before the units held of each resource that may pass on. */
export const NODE = 0;
/** How it waits. */
export const WAY = 1;
/** Units held of all these together. */
export const HOLDING = 2;
export const HELD = 3;

// How a row waits: not, as a child whose minutes are its patient's, as a patient, as a patient who is blocked.
export const NOT = 0;
export const APART = 1;
export const WAITS = 2;
export const BLOCKED = 3;
