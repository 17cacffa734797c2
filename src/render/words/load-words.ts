import type { Analysis } from "../../analysis/analyse.ts";

type Load = Analysis["resources"][number];

/** Whether a resource copes with what is asked of it, before anybody waits. */
export function sayLoad({ state, crowded, utilisation, upperBound }: Load): string {
  if (state === "unstable") return "cannot cope";
  if (state === "overtime") return "busy beyond its hours";
  if (crowded) return "long waits";
  return utilisation >= 1 && !upperBound ? "some go elsewhere" : "copes";
}

/**
 * How busy it would be; undefined where that says nothing. Of a fixed population that is counted as if nobody waited, no more
 * than everything can be busy.
 */
export function sayBusy({ capacity, utilisation, lowerBound, upperBound }: Load): string | undefined {
  if (!Number.isFinite(utilisation) || capacity === Infinity) return undefined;
  const share = `${Math.round((upperBound ? Math.min(1, utilisation) : utilisation) * 100)}%`;
  if (lowerBound && upperBound) return `about ${share}`;
  return lowerBound ? `at least ${share}` : upperBound ? `at most ${share}` : share;
}
