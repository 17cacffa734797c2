import type { Arrivals, PatientClass, Scenario, Value } from "../scenario/scenario.ts";
import { evaluate } from "./evaluate.ts";
import { momentsOf } from "./moments.ts";
import type { PatientKind } from "./patients.ts";

const QUARTER = 15;
const WEEK = 10080;
/** A rate that varies is averaged over so many weeks at most, the last of the run. */
const WEEKS = 52;

/**
 * Patients a minute once every phase has begun. A rate that varies counts at its mean over the last year of the run; listed patients
 * are spread over the whole run. 0 for a fixed population, which comes as fast as it is served: only the run knows.
 */
export function finalRate(scenario: Scenario, patientClass: PatientClass): number {
  const last = patientClass.arrive[patientClass.arrive.length - 1].value;
  const end = scenario.clock.warmUp + scenario.clock.run;
  switch (last.kind) {
    case "none":
      return 0;
    case "poisson":
      return last.rate * batchOf(last, scenario);
    case "varying":
      return meanRate(last, scenario, end) * batchOf(last, scenario);
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

/** Quarter hour by quarter hour, as far back as the window goes. */
function meanRate({ rate }: Extract<Arrivals, { kind: "varying" }>, scenario: Scenario, end: number): number {
  const from = Math.max(scenario.clock.warmUp, end - WEEKS * WEEK);
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
