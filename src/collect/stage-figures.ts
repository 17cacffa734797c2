// What `StageTimes` sums of each stage: the row of a stage begins at stage << FIGURES.
export const FIGURES = 4;

// In the window.
export const VISITS = 0;
export const COMPLETED = 1;
export const TURNED_AWAY = 2;
export const PULLED = 3;
export const PREEMPTED = 4;
export const PAUSED = 5;
/** Patient-minutes in the stage, within the window. */
export const PRESENT_MINUTES = 6;
/** Visits that have ended and are counted and whose beginning is known, and sums over them. */
export const COUNTED = 7;
export const SERVICE_MINUTES = 8;
export const STAGE_MINUTES = 9;
