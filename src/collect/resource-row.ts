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

/** Minutes at 1 << LEVEL_BITS levels from 0 on are added up before anything is made of them: that of level l begins at resource << LEVEL_BITS. */
export const LEVEL_BITS = 6;
/** So many: 1 << LEVEL_BITS. */
export const LOW_LEVELS = 64;
