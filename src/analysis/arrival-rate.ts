import type { Arrivals, PatientClass, Scenario, Value } from "../scenario/scenario.ts";
import { evaluate } from "./evaluate.ts";
import { momentsOf, sdOf } from "./moments.ts";
import type { PatientKind } from "./patients.ts";

const QUARTER = 15;
const WEEK = 10080;
/** A rate that varies is averaged over so many weeks at most, the last of the run. */
const WEEKS = 52;

/** How a class comes in the last phase that begins within the run. */
export function arrivalsAtEnd({ clock }: Scenario, { arrive }: PatientClass): Arrivals {
  const begun = arrive.filter(({ from }) => from < clock.warmUp + clock.run);
  return (begun.at(-1) ?? arrive[0]).value;
}

/**
 * Patients a minute once every phase has begun. A rate that varies counts at its mean over the last year of the run; listed patients
 * are spread over the whole run. 0 for a fixed population, which comes as fast as it is served.
 */
export function finalRate(scenario: Scenario, patientClass: PatientClass): number {
  const last = arrivalsAtEnd(scenario, patientClass);
  const end = scenario.clock.warmUp + scenario.clock.run;
  switch (last.kind) {
    case "none":
      return 0;
    case "poisson":
      return last.rate * batchOf(last, scenario);
    case "varying":
      return meanRate(last, scenario, averagedFrom(scenario), end) * batchOf(last, scenario);
    case "every":
      return batchOf(last, scenario) / meanOf(last.gap, at(scenario, end));
    case "booked": {
      const away = last.noShow === undefined ? 0 : (evaluate(last.noShow.tree, at(scenario, end)) ?? 0);
      return (last.minutes.length / WEEK) * (1 - away);
    }
    case "listed":
      return last.patients.filter((patient) => patient.at < end).length / end;
    case "population":
      return 0;
  }
}

/**
 * The share of `finalRate` that can be counted on to go on for ever: nothing of a list, which ends, or of a fixed population,
 * whose line has an end; of a rate that varies no more than what it is in the last quarter of what is averaged.
 */
export function lastingShare(scenario: Scenario, patientClass: PatientClass): number {
  const last = arrivalsAtEnd(scenario, patientClass);
  if (last.kind === "listed" || last.kind === "population") return 0;
  if (last.kind !== "varying") return 1;
  const end = scenario.clock.warmUp + scenario.clock.run;
  const from = averagedFrom(scenario);
  const quarter = (end - from) / 4;
  const whole = quarter >= WEEK ? Math.floor(quarter / WEEK) * WEEK : quarter;
  const mean = meanRate(last, scenario, from, end);
  return mean > 0 ? Math.min(1, meanRate(last, scenario, end - whole, end) / mean) : 1;
}

/** Whether nobody's coming is left to chance. */
export function comeAtSetTimes(scenario: Scenario, patientClass: PatientClass): boolean {
  const last = arrivalsAtEnd(scenario, patientClass);
  if (last.kind === "booked") return last.noShow === undefined && last.late === undefined;
  const fixed = (value: Value | undefined): boolean => {
    const moments = value && momentsOf(value, at(scenario, 0));
    return value === undefined || (moments !== undefined && sdOf(moments) === 0);
  };
  return last.kind === "every" && fixed(last.gap) && fixed(last.batch);
}

function averagedFrom({ clock }: Scenario): number {
  return Math.max(clock.warmUp, clock.warmUp + clock.run - WEEKS * WEEK);
}

/** Quarter hour by quarter hour. */
function meanRate(
  { rate }: Extract<Arrivals, { kind: "varying" }>,
  scenario: Scenario,
  from: number,
  end: number,
): number {
  const cells = Math.max(1, Math.round((end - from) / QUARTER));
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    sum += evaluate(rate.tree, at(scenario, from + ((i + 0.5) * (end - from)) / cells)) ?? Number.NaN;
  }
  return sum / cells;
}

function batchOf({ batch }: { readonly batch: Value | undefined }, scenario: Scenario): number {
  const { warmUp, run } = scenario.clock;
  return batch === undefined ? 1 : meanOf(batch, at(scenario, warmUp + run));
}

function meanOf(value: Value, nobody: PatientKind): number {
  return momentsOf(value, nobody)?.mean ?? Number.NaN;
}

/** Nobody, at one time of the run: what arrivals see. */
function at(scenario: Scenario, time: number): PatientKind {
  return { scenario, className: "", attributes: new Map(), asIfNobodyWaits: false, time, weight: 1, adopts: new Set() };
}
