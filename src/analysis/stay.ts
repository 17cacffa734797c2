import { expectedReward, type Transitions } from "./linear.ts";
import type { Moments } from "./moments.ts";

/**
 * First two moments of the time in the system if nobody ever waits: of the sum of independent durations along the pathway,
 * m₂ = E[d²] + 2 d (P m₁) + P m₂. NaN when a duration is known to the run only.
 */
export function stayOf(to: Transitions, durations: readonly (Moments | undefined)[]): Moments {
  const means = Float64Array.from(durations, (duration) => duration?.mean ?? Number.NaN);
  const first = expectedReward(to, means);
  if (first === undefined) return { mean: Number.NaN, square: Number.NaN };
  const squares = Float64Array.from(durations, (duration, i) => {
    const later = to[i].reduce((sum, [state, share]) => sum + share * first[state], 0);
    return (duration?.square ?? Number.NaN) + 2 * means[i] * later;
  });
  return { mean: first[0], square: expectedReward(to, squares)?.[0] ?? Number.NaN };
}
