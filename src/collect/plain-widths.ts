// Of tables of plain runs. In a file that imports nothing, so that a bundler puts the numbers in the place of the names.

/** Observations of one list are handed over so many at a time. */
export const LIST_BITS = 9;
export const LIST_LENGTH = 512;
/** Every place of the heap of what is to come has four children, and so many places behind the last are empty. */
export const FOUR = 4;
