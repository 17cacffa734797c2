import type { Scenario } from "../scenario/scenario.ts";
import { studentQuantile } from "../statistics/confidence-interval.ts";
import { expectedReward } from "./linear.ts";
import type { ResourceLoad } from "./load.ts";
import { sdOf } from "./moments.ts";
import type { Flow } from "./traffic.ts";

/** How many patients to expect and how precise their mean length of stay will be. */
export interface Expectation {
  /** Patients who arrive in the window, all classes, by the rates in force at the end. */
  readonly patients: number;
  /** Mean and sd of the time in the system if nobody ever waited, minutes; NaN when a duration is known to the run only. */
  readonly stayMean: number;
  readonly staySd: number;
  /**
   * Half-width to expect for the mean length of stay with the planned replications, minutes; NaN when unstable.
   *
   * h = t · √( (σ² + Σ v² a(ρ, μ)) / (R · N) ), with σ the sd of the stay without waiting, N the patients of one window, R the
   * replications, t Student's quantile on R − 1 degrees of freedom; the sum runs over the resources with v takes a patient, each
   * seen as one server as fast as all its units, whose waiting times have the asymptotic variance of M/M/1,
   * a = ρ (2 + 5ρ − 4ρ² + ρ³) / (μ² (1 − ρ)⁴) (Daley 1968). Rough: many units and regular times make it too wide, calendars and
   * blocking too narrow.
   */
  readonly halfWidth: number;
}

export function expectationOf(scenario: Scenario, flows: readonly Flow[], loads: readonly ResourceLoad[]): Expectation {
  const total = flows.reduce((sum, { rate }) => sum + rate, 0);
  const patients = total * scenario.clock.run;
  let mean = 0;
  let square = 0;
  for (const flow of flows) {
    if (flow.rate === 0) continue;
    const stay = stayOf(flow);
    mean += (flow.rate / total) * stay.mean;
    square += (flow.rate / total) * stay.square;
  }
  const staySd = total > 0 ? sdOf({ mean, square }) : Number.NaN;
  return {
    patients,
    stayMean: total > 0 ? mean : Number.NaN,
    staySd,
    halfWidth: halfWidth(scenario, patients, total, staySd, loads),
  };
}

/** First two moments of the sum of independent durations along the pathway: m₂ = E[d²] + 2 d (P m₁) + P m₂. */
function stayOf({ stages, to, durations }: Flow): { readonly mean: number; readonly square: number } {
  const means = new Float64Array(stages.length);
  for (const [i, duration] of durations.entries()) means[i] = duration?.mean ?? Number.NaN;
  const first = expectedReward(to, means);
  if (first === undefined) return { mean: Number.NaN, square: Number.NaN };
  const squares = new Float64Array(stages.length);
  for (const [i, duration] of durations.entries()) {
    const later = to[i].reduce((sum, [state, share]) => sum + share * first[state], 0);
    squares[i] = (duration?.square ?? Number.NaN) + 2 * means[i] * later;
  }
  return { mean: first[0], square: expectedReward(to, squares)?.[0] ?? Number.NaN };
}

function halfWidth(
  { experiment, clock }: Scenario,
  patients: number,
  rate: number,
  staySd: number,
  loads: readonly ResourceLoad[],
): number {
  const { replications, level } = experiment;
  if (replications < 2 || patients <= 0 || loads.some(({ state }) => state === "unstable")) return Number.NaN;
  let variance = staySd * staySd;
  for (const { utilisation, takesPerWeek, meanUse, capacity } of loads) {
    if (!(utilisation > 0) || utilisation >= 1) continue;
    const visits = takesPerWeek / (rate * 10080);
    const rest = 1 - utilisation;
    const served = meanUse / capacity;
    const u = utilisation;
    variance +=
      (visits * visits * u * (2 + 5 * u - 4 * u * u + u * u * u) * served * served) / (rest * rest * rest * rest);
  }
  const t = studentQuantile(0.5 + level / 2, replications - 1);
  return clock.run > 0 ? t * Math.sqrt(variance / (replications * patients)) : Number.NaN;
}
