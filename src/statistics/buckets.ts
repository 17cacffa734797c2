// Values are counted by the first bits of a double, so that buckets are in the order of their values: first what is below 0, then 0,
// then 16 an octave from 2^-12 to 2^20, in minutes two years. What is less or more falls into the outermost of them.
// In a file of their own, as plain numbers: so the bundler writes them where they are used.

export const BELOW_ZERO = 0;
export const ZERO = 1;
export const LEAST = 2;
export const BUCKETS = 514;
export const GREATEST = 513;

/** How many bits of the high word of a double do not tell its bucket. */
export const SHIFT = 16;
/** What takes the others of 2^-12 to LEAST: (1023 - 12) * 16 - LEAST. */
export const OFFSET = 16174;
