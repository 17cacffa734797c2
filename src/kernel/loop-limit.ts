/** A patient who enters this many stages at one time goes round a loop in which no time passes. */
export const LOOP_LIMIT = 10_000;
