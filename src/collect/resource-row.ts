/** What `ResourceUse` reads and writes at each change: the row of a resource begins at resource << ROW. */
export const ROW = 3;

/** When what is in use was last counted. */
export const SINCE = 0;
export const LEVEL = 1;
export const SCHEDULED = 2;
/** Until when the prices in force are; units taken, and unit-minutes used, in all and beyond what is on duty, at them. */
export const PHASE_TO = 3;
export const TAKEN = 4;
export const USED = 5;
export const OVERTIME = 6;
/** Minutes with anything on duty and all of it in use. */
export const FULL = 7;
