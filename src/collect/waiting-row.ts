/** What `WaitingByHour` keeps of each row: it begins at row << WAITING_ROW. */
export const WAITING_ROW = 2;

/** Those who wait, and since when they are so many. */
export const LEVEL = 0;
export const SINCE = 1;
/** Those of whom it is not known yet whether they will wait for any time, and when they came. */
export const FRESH = 2;
export const FRESH_AT = 3;
