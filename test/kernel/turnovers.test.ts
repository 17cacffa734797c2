import { describe, expect, test } from "vitest";
import {
  collectRun,
  compile,
  EventLog,
  formatDiagnostics,
  type Model,
  metricsOf,
  readScenario,
  simulate,
} from "../../src/index.ts";

function model(body: string, run = "10 days"): Model {
  const head = `careway: 1\ntitle: t\nclock: { start: 2026-04-06, run: ${run} }\nexperiment: { replications: 2, seed: "1" }\n`;
  const read = readScenario({ name: "t.yaml", text: `${head}${body}\nexits: { home: Home }` });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

function trace(body: string, ...verbs: string[]): string[] {
  const made = model(body);
  const log = new EventLog(made);
  simulate(made, 1, log);
  return log.toTrace().filter((line) => verbs.includes(line.split(" ")[2]) || verbs.includes(line.split(" ")[3]));
}

/** From give-back to ready, in the order of give-backs, for a room that nobody waits for. */
function turnovers(lines: readonly string[]): number[] {
  const at = (verb: string): number[] =>
    lines.filter((line) => line.includes(` - ${verb} `)).map((line) => Number(line.split(" ")[0]));
  const ready = at("ready");
  return at("turnover").map((from, i) => ready[i] - from);
}

const RANDOM = "turnover: { uniform: { min: 10 min, max: 50 min } }";

describe("turnover", () => {
  test("is drawn for the patient and the time of giving back, whoever else comes and whatever else is given back", () => {
    const twice = (more: string): number[] =>
      turnovers(
        trace(
          `resources: { room: { capacity: 1, ${RANDOM} }, nurse: { capacity: 2 } }
patients:
  a: { arrive: { times: [0 min, 1000 min] }, enter: first }
${more}
stages:
  first: { needs: { room: 1, nurse: 1 }, duration: 5 min, next: wait }
  wait: { duration: 200 min, next: again }
  again: { needs: room, duration: 5 min, next: home }
  other: { needs: nurse, duration: 5 min, next: home }`,
          "turnover",
          "ready",
        ),
      );
    const alone = twice("");
    expect(alone.length).toBe(4);
    expect(new Set(alone).size).toBe(4);
    expect(twice("  b: { arrive: { poisson: 20 per day }, enter: other }")).toEqual(alone);
  });

  test("of several units given back at once is one draw, and of units given back apart is not", () => {
    const lines = trace(
      `resources: { room: { capacity: 3, ${RANDOM} } }
patients: { a: { arrive: { times: [0 min] }, enter: three } }
stages:
  three: { seize: { room: 3 }, duration: 5 min, next: less }
  less: { release: { room: 2 }, duration: 5 min, next: home }`,
      "turnover",
      "ready",
    );
    expect(lines.map((line) => line.split(" ").slice(2).join(" ")).sort()).toEqual([
      "ready 1 room",
      "ready 2 room",
      "turnover 1 room",
      "turnover 2 room",
    ]);
  });

  test("passes over to nobody: what is taken from a service of worse priority is taken as it is", () => {
    const lines = trace(
      `resources: { room: { capacity: 1, turnover: 3 min } }
patients:
  a: { arrive: { times: [0 min] }, enter: late }
  b: { arrive: { times: [2 min] }, enter: soon }
stages:
  late: { needs: room, priority: 2, whenPreempted: resume, duration: 6 min, next: home }
  soon: { needs: room, priority: 1, preempts: true, duration: 1 min, next: home }`,
      "start",
      "preempted",
      "turnover",
      "ready",
    );
    expect(lines).toEqual([
      "0 a 1 start late",
      "2 a 1 preempted late",
      "2 b 1 start soon",
      "3 - turnover 1 room",
      "6 - ready 1 room",
      "6 a 1 start late",
      "10 - turnover 1 room",
      "13 - ready 1 room",
    ]);
  });

  test("does not keep patients who wait for each other from changing places", () => {
    const lines = trace(
      `deadlock: swap
resources: { ward: { capacity: 1, turnover: 3 min }, icu: { capacity: 1, turnover: 3 min } }
patients:
  a: { arrive: { times: [0 min] }, enter: onWard }
  b: { arrive: { times: [1 min] }, enter: inIcu }
stages:
  onWard: { seize: ward, duration: 10 min, next: toIcu }
  inIcu: { seize: icu, duration: 20 min, next: toWard }
  toIcu: { seize: icu, release: ward, duration: 9 min, next: home }
  toWard: { seize: ward, release: icu, duration: 5 min, next: home }`,
      "start",
      "turnover",
      "ready",
    );
    expect(lines).toEqual([
      "0 a 1 start onWard",
      "1 b 1 start inIcu",
      "21 a 1 start toIcu",
      "21 b 1 start toWard",
      "26 - turnover 1 ward",
      "29 - ready 1 ward",
      "30 - turnover 1 icu",
      "33 - ready 1 icu",
    ]);
  });

  test("follows a service that is broken off at the end of a shift, which it does not count for", () => {
    const lines = trace(
      `resources: { room: { capacity: { "mon 00:00-00:10": 2, "mon 00:10-24:00": 1 }, atShiftEnd: preempt, turnover: 3 min } }
patients: { a: { arrive: { times: [0 min, 1 min] }, enter: st } }
stages: { st: { needs: room, whenPreempted: resume, duration: 20 min, next: home } }`,
      "start",
      "preempted",
      "turnover",
      "ready",
      "end",
    );
    expect(lines).toEqual([
      "0 a 1 start st",
      "1 a 2 start st",
      "10 - turnover 1 room",
      "10 a 2 preempted st",
      "13 - ready 1 room",
      "20 a 1 end st",
      "20 - turnover 1 room",
      "23 - ready 1 room",
      "23 a 2 start st",
      "34 a 2 end st",
      "34 - turnover 1 room",
      "37 - ready 1 room",
    ]);
  });

  test("counts as use, and by itself", () => {
    const made = model(
      `resources: { room: { capacity: 2, turnover: 30 min, cost: { held: £1 per min } } }
patients: { a: { arrive: { times: [0 min, 1 h] }, enter: st } }
stages: { st: { needs: room, duration: 60 min, next: home } }`,
      "1 day",
    );
    const { values } = collectRun(made, 1);
    const read = (id: string): number => values[metricsOf(made).findIndex((metric) => metric.id === id)];
    expect(read("resource.room.inUse.mean")).toBe(180 / 1440);
    expect(read("resource.room.turnover.mean")).toBe(60 / 1440);
    expect(read("resource.room.turnoverPerWeek.rate")).toBeCloseTo(420, 9);
    expect(read("resource.room.taken.count")).toBe(2);
    expect(read("overall.cost.held.total")).toBe(180);
    expect(read("overall.attributedCost.mean")).toBe(60);
  });

  test("that is negative or has no end stops the replication, and says whose it is", () => {
    const made = model(
      `resources: { room: { capacity: 1, turnover: 5 min - time } }
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages: { st: { needs: room, duration: 9 min, next: home } }`,
    );
    expect(() => simulate(made, 1, new EventLog(made))).toThrow(
      'a turnover of -4 min of "room"; in stage "st", patient a 1, at 9 min',
    );
  });

  // Erlang B holds for any law of the time for which a server is occupied: B(5, 5) = 0.284868 (Sevastyanov 1957).
  test("M/G/5/5: service and turnover together lose what Erlang's formula says", () => {
    const made = model(
      `resources: { room: { capacity: 5, turnover: { gamma: { mean: 0.4 min, cv: 1 } } } }
patients: { a: { arrive: { poisson: 5 per min }, enter: st } }
stages: { st: { needs: room, queue: { limit: 0, whenFull: lost }, duration: { lognormal: { mean: 0.6 min, cv: 1.2 } }, next: home } }`,
      "5 days",
    );
    const at = metricsOf(made).findIndex(({ id }) => id === "exit.lost.exits.share");
    const shares = [1, 2, 3, 4, 5, 6, 7, 8].map((replication) => collectRun(made, replication).values[at]);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1);
    const standardError = Math.sqrt(variance / shares.length);
    expect(standardError).toBeLessThan(0.001);
    expect(Math.abs(mean - 0.284868)).toBeLessThan(5 * standardError);
  });
});
