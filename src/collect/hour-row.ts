/** What `HoursOfWeek` keeps of each row: it begins at row << HOUR_ROW. */
export const HOUR_ROW = 1;

/** When the hour of the week reached last ends, and its cell. */
export const UNTIL = 0;
export const CELL = 1;
