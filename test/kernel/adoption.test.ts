import { expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

/** Minutes of service by patient: 1 for who adopts, 5 for who does not. */
function served(adoption: string): Map<string, number> {
  const times = Array.from({ length: 40 }, (_, i) => `{ at: ${i} min, set: { site: ${i % 2 ? "north" : "south"} } }`);
  const text = `careway: 1
title: adoption by site
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 1, seed: "2" }
patients:
  a: { arrive: { times: [${times.join(", ")}] }, attributes: { site: { categorical: { north: 50%, south: 50% } } }, enter: st }
stages: { st: { duration: 5 min, next: home } }
exits: { home: Home }
interventions: { quick: { change: { stages.st.duration: 1 min }, adoption: { from: 2026-01-05, share: 50%${adoption} } } }
scenarios: { quick: [quick] }
`;
  const read = readScenario({ name: "adoption.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[read.value.arms.length - 1]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  const began = new Map<string, number>();
  const minutes = new Map<string, number>();
  for (const line of log.toTrace()) {
    const [at, cls, number, verb] = line.split(" ");
    const patient = `${cls} ${number}`;
    if (verb === "start") began.set(patient, Number(at));
    if (verb === "end") minutes.set(patient, Number(at) - (began.get(patient) ?? Number.NaN));
  }
  return minutes;
}

test("with by all patients of a site adopt alike, without it each by himself", () => {
  const kinds = (minutes: Map<string, number>, site: number): number =>
    new Set([...minutes].filter(([patient]) => Number(patient.split(" ")[1]) % 2 === site).map(([, of]) => of)).size;
  const [bySite, each] = [served(", by: site"), served("")];
  expect([bySite.size, each.size]).toEqual([40, 40]);
  expect([kinds(bySite, 0), kinds(bySite, 1)]).toEqual([1, 1]);
  expect([kinds(each, 0), kinds(each, 1)]).toEqual([2, 2]);
});
