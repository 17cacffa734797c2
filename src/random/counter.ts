/** A counter is the number of the visit, from 0 to MAX_VISITS − 1, then that of the draw. */
export const MAX_VISITS = 4194304; // 2^22
export const DRAW_BITS = 10;
export const MAX_DRAWS = 1024; // 2^10
