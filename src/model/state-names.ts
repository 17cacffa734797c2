/** What a patient is doing, by the numbers of opcodes.ts. */
export const STATE_NAMES = ["served", "waitingForStaff", "queued", "blocked", "pausing", "away"] as const;
