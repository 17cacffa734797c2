import { expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

const intervention = (changed: string, adoption: string): string => `
interventions: { quick: { change: ${changed}, adoption: { from: 2026-01-05, share: 50%${adoption} } } }
scenarios: { quick: [quick] }
exits: { home: Home }
experiment: { replications: 1, seed: "2" }
clock: { start: 2026-01-05, run: 1 day }
title: adoption
careway: 1
`;

/** In the last arm, by patient (1, or 1/fit.2 for a task) and stage: the minutes of service. */
function served(text: string): Map<string, number> {
  const read = readScenario({ name: "adoption.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[read.value.arms.length - 1]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  const began = new Map<string, number>();
  const minutes = new Map<string, number>();
  for (const line of log.toTrace()) {
    const [at, , number, verb, stage] = line.split(" ");
    const service = `${number} ${stage}`;
    if (verb === "start") began.set(service, Number(at));
    if (verb === "end") minutes.set(service, Number(at) - (began.get(service) ?? Number.NaN));
  }
  return minutes;
}

/** Minutes of service: 1 for who adopts, 5 for who does not. */
function servedBySite(adoption: string): Map<string, number> {
  const times = Array.from({ length: 40 }, (_, i) => `{ at: ${i} min, set: { site: ${i % 2 ? "north" : "south"} } }`);
  return served(`
patients:
  a: { arrive: { times: [${times.join(", ")}] }, attributes: { site: { categorical: { north: 50%, south: 50% } } }, enter: st }
stages: { st: { duration: 5 min, next: home } }
${intervention("{ stages.st.duration: 1 min }", adoption)}`);
}

test("with by all patients of a site adopt alike, without it each by himself", () => {
  const kinds = (minutes: Map<string, number>, site: number): number =>
    new Set([...minutes].filter(([service]) => Number(service.split(" ")[0]) % 2 === site).map(([, of]) => of)).size;
  const [bySite, each] = [servedBySite(", by: site"), servedBySite("")];
  expect([bySite.size, each.size]).toEqual([40, 40]);
  expect([kinds(bySite, 0), kinds(bySite, 1)]).toEqual([1, 1]);
  expect([kinds(each, 0), kinds(each, 1)]).toEqual([2, 2]);
});

test("a patient and all tasks adopt alike, whoever is asked first", () => {
  const times = Array.from({ length: 40 }, (_, i) => `${i} min`);
  const stages = ["fit", "call", "after"];
  const changed = stages.map((stage) => `stages.${stage}.duration: 1 min`);
  const minutes = served(`
patients: { a: { arrive: { times: [${times.join(", ")}] }, enter: visit } }
stages:
  visit: { duration: 10 min, tasks: { start: [fit, call] }, next: after }
  fit: { duration: 5 min, next: done }
  call: { duration: 5 min, next: done }
  after: { duration: 5 min, next: home }
${intervention(`{ ${changed.join(", ")} }`, "")}`);
  const kinds = times.map((_, i) => {
    const own = [...minutes].filter(
      ([service]) => Number.parseInt(service, 10) === i + 1 && !service.endsWith(" visit"),
    );
    return own.map(([, of]) => of).join(" ");
  });
  expect(new Set(kinds)).toEqual(new Set(["1 1 1", "5 5 5"]));
});
