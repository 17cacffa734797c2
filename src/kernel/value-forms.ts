/** How a row of values is drawn. In a file that imports nothing, so that a bundler puts the numbers in the place of the names. */
export const CONSTANT = 0;
export const EXPONENTIAL = 1;
export const LOGNORMAL = 2;
/** The row that is chosen for the class. */
export const BY_CLASS = 3;
/** The row of the first case that holds. */
export const CASES = 4;
export const OTHER = 5;
