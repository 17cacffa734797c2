import type { PairedDifference } from "../../experiment/experiment.ts";
import { type TimeUnit, timeUnitFor } from "./scales.ts";

/** Units of time for the levels of a measure and for its difference: the same, unless the difference would vanish in that. */
export interface TimeUnits {
  readonly levels: TimeUnit;
  readonly change: TimeUnit;
}

/** Below these, in minutes, a change shows no digit that counts in a unit of levels. */
const LEAST = { minutes: 0, hours: 6, days: 144 } as const;

/** Of a difference in minutes. */
export function timeUnitsOf({ mean, low, high, baseline, scenario }: PairedDifference): TimeUnits {
  const levels = timeUnitFor([baseline.mean, scenario.mean]);
  const far = Math.max(0, ...[mean, low, high].filter(Number.isFinite).map(Math.abs));
  return { levels, change: far >= LEAST[levels] ? levels : timeUnitFor([far]) };
}
