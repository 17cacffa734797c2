import fc from "fast-check";
import { modelOf, type Run, runOf } from "./runs.ts";

/** Patients whose arrivals and amounts of work are all stated: any queue of one class, path by path. */
export interface Listed {
  /** Minutes from one arrival to the next. */
  readonly gaps: readonly number[];
  /** Of each patient: minutes of work in each stage. */
  readonly works: readonly (readonly number[])[];
}

/** Bursts and lulls, short work and long: quarters of an hour, so that much falls on one moment, or any time at all. */
export function listed(stages: number, most = 60): fc.Arbitrary<Listed> {
  const whole = fc.integer({ min: 0, max: 6 }).map((quarters) => 15 * quarters);
  const any = fc.integer({ min: 1, max: 100_000 }).map((k) => -25 * Math.log(k / 100_001));
  return fc.boolean().chain((byQuarters) => {
    const times = byQuarters ? whole : any;
    const patient = fc.tuple(times, fc.array(times, { minLength: stages, maxLength: stages }));
    return fc.array(patient, { minLength: 20, maxLength: most }).map((list) => ({
      gaps: list.map(([gap]) => gap),
      works: list.map(([, work]) => work),
    }));
  });
}

/** The class `p` with attributes `w1`, `w2` … of work, which enters the stage that is named. */
export function patientsOf({ gaps, works }: Listed, enter: string): string {
  const names = works[0].map((_, i) => `w${i + 1}`);
  let at = 0;
  const times = works.map((work, i) => {
    at += gaps[i];
    const set = work.map((minutes, j) => `${names[j]}: ${decimal(minutes)}`);
    return `{ at: ${decimal(at)} min, set: { ${set.join(", ")} } }`;
  });
  const attributes = names.map((name) => `${name}: 0`).join(", ");
  return `{ arrive: { times: [${times.join(", ")}] }, attributes: { ${attributes} }, enter: ${enter} }`;
}

function decimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(12) : text;
}

export const HEAD = "careway: 1\ntitle: law\nexits: { home: Home, away: Away }\n";
const FOREVER = "clock: { start: 2026-04-06, run: 100 weeks }\n";

/** One line before so many servers. */
export function lineText(patients: Listed, servers: number, more = ""): string {
  return `${HEAD}${FOREVER}resources: { server: { capacity: ${servers} } }
patients: { p: ${patientsOf(patients, "care")} }
stages: { care: { needs: server, duration: 1 min * w1, next: home${more} } }
`;
}

/** Three stages in line, each with servers; a patient leaves one only for a free place before the next: so many places between. */
export function tandemText(patients: Listed, places: readonly number[], lastServers: number): string {
  return `${HEAD}${FOREVER}resources:
  m1: { capacity: 1 }
  m2: { capacity: 1 }
  m3: { capacity: ${lastServers} }
  between1: { capacity: ${places[0]} }
  between2: { capacity: ${places[1]} }
patients: { p: ${patientsOf(patients, "s1")} }
stages:
  s1: { seize: m1, duration: 1 min * w1, next: b1 }
  b1: { seize: between1, release: m1, next: s2 }
  s2: { seize: m2, release: between1, duration: 1 min * w2, next: b2 }
  b2: { seize: between2, release: m2, next: s3 }
  s3: { seize: m3, release: between2, duration: 1 min * w3, next: home }
`;
}

export function runOfText(text: string, replication = 1): Run {
  return runOf(modelOf(text), replication);
}

/** Of each fact of the kind, in the order in which they happened: when, and the patient's number. */
export function momentsOf(
  { facts, model }: Run,
  verb: "arrive" | "start" | "exit",
  stage?: string,
): [number, number][] {
  return facts.flatMap((fact): [number, number][] => {
    if (fact.verb !== verb) return [];
    if (stage !== undefined && "stage" in fact && model.names.stages[fact.stage] !== stage) return [];
    return [[fact.at, fact.number]];
  });
}

/** By number. */
export function waitsOf(run: Run, stage = "care"): ReadonlyMap<number, number> {
  const came = new Map(momentsOf(run, "arrive").map(([at, number]) => [number, at]));
  return new Map(momentsOf(run, "start", stage).map(([at, number]) => [number, at - (came.get(number) ?? Number.NaN)]));
}

/** The work that is there just before each of these moments: of who waits whole, of who is served what is left. */
export function workAt(run: Run, moments: readonly number[], stage = "care"): number[] {
  const came = new Map(momentsOf(run, "arrive").map(([at, number]) => [number, at]));
  const services = run.facts.flatMap((fact) => {
    if (fact.verb !== "start" || run.model.names.stages[fact.stage] !== stage) return [];
    return [{ came: came.get(fact.number) ?? Number.NaN, start: fact.at, minutes: fact.duration }];
  });
  return moments.map((at) => {
    return services.reduce((sum, { came: from, start, minutes }) => {
      if (from >= at) return sum;
      return sum + (start >= at ? minutes : Math.max(0, minutes - (at - start)));
    }, 0);
  });
}
