import type { ResourcePhase } from "../model/model.ts";

/** The prices and rules in force. */
export function phaseAt(phases: readonly ResourcePhase[], now: number): ResourcePhase {
  let last = phases.length - 1;
  while (last > 0 && phases[last].from > now) last--;
  return phases[last];
}
