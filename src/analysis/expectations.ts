import type { Scenario } from "../scenario/scenario.ts";
import { studentQuantile } from "../statistics/confidence-interval.ts";
import type { ResourceLoad } from "./load.ts";
import { sdOf } from "./moments.ts";
import { stayOf } from "./stay.ts";
import type { Flow } from "./traffic.ts";

/** How many patients to expect and how precise their mean length of stay will be. */
export interface Expectation {
  /** Patients who arrive in the window, all classes, by the rates in force at the end. */
  readonly patients: number;
  /** Some of them are of a fixed population, counted as if nobody waited: fewer will come. */
  readonly upperBound: boolean;
  /** Mean and sd of the time in the system if nobody ever waited, minutes; NaN when a duration is known to the run only. */
  readonly stayMean: number;
  readonly staySd: number;
  /**
   * Half-width to expect for the mean length of stay with the planned replications, minutes; NaN when unstable, crowded, of a
   * fixed population, or where a resource that is asked for has hours when nobody is there: the waits over these are another law.
   *
   * h = t · √( (σ² + Σ v² a(ρ, μ)) / (R · N) ), with σ the sd of the stay without waiting, N the patients of one window, R the
   * replications, t Student's quantile on R − 1 degrees of freedom; the sum runs over the resources with v takes a patient, each
   * seen as one server as fast as all its units, whose waiting times have the asymptotic variance of M/M/1,
   * a = ρ (2 + 5ρ − 4ρ² + ρ³) / (μ² (1 − ρ)⁴) (Daley 1968). Rough: many units and regular times make it too wide, calendars and
   * blocking too narrow.
   */
  readonly halfWidth: number;
}

export function expectationOf(scenario: Scenario, all: readonly Flow[], loads: readonly ResourceLoad[]): Expectation {
  const flows = all.filter(({ child }) => !child);
  const total = flows.reduce((sum, { rate }) => sum + rate, 0);
  const patients = total * scenario.clock.run;
  let mean = 0;
  let square = 0;
  for (const flow of flows) {
    if (flow.rate === 0) continue;
    const stay = stayOf(flow.to, flow.durations);
    mean += (flow.rate / total) * stay.mean;
    square += (flow.rate / total) * stay.square;
  }
  const staySd = total > 0 && !Number.isNaN(square) ? sdOf({ mean, square }) : Number.NaN;
  const upperBound = flows.some((flow) => flow.upperBound);
  return {
    patients,
    upperBound,
    stayMean: total > 0 ? mean : Number.NaN,
    staySd,
    halfWidth: upperBound ? Number.NaN : halfWidth(scenario, patients, total, staySd, loads),
  };
}

function halfWidth(
  { experiment, clock }: Scenario,
  patients: number,
  rate: number,
  staySd: number,
  loads: readonly ResourceLoad[],
): number {
  const { replications, level } = experiment;
  const unfit = loads.some(
    ({ state, crowded, least, utilisation }) => state === "unstable" || crowded || (least === 0 && utilisation > 0),
  );
  if (replications < 2 || patients <= 0 || unfit) return Number.NaN;
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
