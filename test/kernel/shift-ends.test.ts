import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, Simulation, simulate } from "../../src/index.ts";

/** The facts of a scenario but for its head, with one of the verbs. */
function facts(body: string, ...verbs: string[]): string[] {
  const head =
    'careway: 1\ntitle: t\nclock: { start: 2026-04-06, run: 1 day }\nexperiment: { replications: 2, seed: "1" }\n';
  const read = readScenario({ name: "t.yaml", text: `${head}${body}\nexits: { home: Home, gone: Gone }` });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[read.value.arms.length - 1]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  return log.toTrace().filter((line) => verbs.includes(line.split(" ")[3]));
}

const SERVICE = ["start", "paused", "resumed", "preempted", "pulled", "end"];
const night = (from: number, to: number, rule: string, units = 1): string =>
  `{ capacity: { "mon 00:00-00:${two(from)}": ${units}, "mon 00:${two(to)}-24:00": ${units} }, atShiftEnd: ${rule} }`;
const two = (minute: number): string => String(minute).padStart(2, "0");

describe("a service that pauses", () => {
  test("goes on when all that is off duty for it is back, and waits for what is not", () => {
    const told = facts(
      `resources: { doctor: ${night(10, 30, "pause")}, nurse: ${night(20, 25, "pause")} }
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages: { st: { needs: { doctor: 1, nurse: 1 }, duration: 15 min, next: home } }`,
      ...SERVICE,
      "wait",
      "setAside",
      "takenUp",
    );
    expect(told).toEqual([
      "0 a 1 start st",
      "10 a 1 paused st",
      "10 a 1 wait queued doctor",
      "10 a 1 setAside 1 doctor",
      "20 a 1 setAside 1 nurse",
      "30 a 1 takenUp 1 doctor",
      "30 a 1 takenUp 1 nurse",
      "30 a 1 resumed st",
      "35 a 1 end st",
    ]);
  });

  test("is charged to the next that is off duty once the first is back", () => {
    const told = facts(
      `resources: { doctor: ${night(10, 15, "pause")}, nurse: ${night(12, 25, "pause")} }
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages: { st: { needs: { doctor: 1, nurse: 1 }, duration: 15 min, next: home } }`,
      "wait",
      "resumed",
    );
    expect(told).toEqual(["10 a 1 wait queued doctor", "15 a 1 wait queued nurse", "25 a 1 resumed st"]);
  });

  test("keeps its work at the speed of who serves", () => {
    const told = facts(
      `resources: { r: ${night(10, 20, "pause")} }
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages: { st: { needs: { r: 1, speed: 2 }, duration: 30 min, next: home } }`,
      ...SERVICE,
    );
    expect(told).toEqual(["0 a 1 start st", "10 a 1 paused st", "20 a 1 resumed st", "25 a 1 end st"]);
  });

  test("is taken out by a timer, gives all back, and leaves nothing of its work to the next stage", () => {
    const told = facts(
      `resources: { r: ${night(10, 20, "pause")} }
patients: { a: { arrive: { times: [0 min, 1 min] }, enter: st } }
stages:
  st: { needs: r, duration: 15 min, leave: [{ after: 14 min, while: here, to: rest }], next: home }
  rest: { duration: 3 min, next: gone }`,
      ...SERVICE,
      "give",
    );
    expect(told).toEqual([
      "0 a 1 start st",
      "10 a 1 paused st",
      "14 a 1 give 1 r",
      "14 a 1 pulled st",
      "14 a 1 start rest",
      "15 a 2 pulled st",
      "15 a 2 start rest",
      "17 a 1 end rest",
      "18 a 2 end rest",
    ]);
  });

  test("may pause again, and then counts from its first start", () => {
    const hours =
      '{ "mon 00:00-00:10": 2, "mon 00:20-00:25": 2, "mon 00:25-00:40": 1, "mon 00:40-24:00": 2 }, atShiftEnd: pause';
    const told = facts(
      `resources: { r: { capacity: ${hours} } }
patients: { a: { arrive: { times: [0 min, 22 min] }, enter: st } }
stages: { st: { needs: r, duration: 20 min, next: home } }`,
      ...SERVICE,
    );
    expect(told).toEqual([
      "0 a 1 start st",
      "10 a 1 paused st",
      "20 a 1 resumed st",
      "22 a 2 start st",
      "25 a 2 paused st",
      "30 a 1 end st",
      "30 a 2 resumed st",
      "47 a 2 end st",
    ]);
  });

  test("that uses several units is spared when others make room enough", () => {
    const hours = '{ "mon 00:00-00:10": 3, "mon 00:10-24:00": 1 }, atShiftEnd: pause';
    const told = facts(
      `resources: { r: { capacity: ${hours} } }
patients:
  a: { arrive: { times: [0 min] }, enter: two }
  b: { arrive: { times: [1 min] }, enter: one }
stages:
  one: { needs: r, duration: 20 min, next: home }
  two: { needs: { r: 2 }, duration: 20 min, next: home }`,
      ...SERVICE,
    );
    expect(told).toEqual(["0 a 1 start two", "1 b 1 start one", "10 a 1 paused two", "21 b 1 end one"]);
  });
});

describe("a service of several", () => {
  test("pauses for all members of a group, and goes on for all", () => {
    const told = facts(
      `resources: { r: ${night(10, 20, "pause")} }
patients: { a: { arrive: { times: [0 min, 1 min] }, enter: st } }
stages: { st: { meet: { count: 2 }, needs: r, duration: 15 min, next: home } }`,
      ...SERVICE,
      "wait",
    );
    expect(told.slice(told.indexOf("10 a 1 paused st"))).toEqual([
      "10 a 1 paused st",
      "10 a 2 paused st",
      "10 a 1 wait queued r",
      "10 a 2 wait queued r",
      "20 a 1 resumed st",
      "20 a 2 resumed st",
      "26 a 1 end st",
      "26 a 2 end st",
    ]);
  });

  test("that is over and waits for its tasks is not stopped; a task that is at work is", () => {
    const told = facts(
      `resources: { r: ${night(10, 20, "pause", 2)} }
patients: { a: { arrive: { times: [0 min] }, enter: st } }
stages:
  st: { needs: r, tasks: { start: [part], join: all }, duration: 5 min, next: home }
  part: { needs: r, duration: 15 min, next: done }`,
      ...SERVICE,
    );
    expect(told).toEqual([
      "0 a 1 start st",
      "0 a 1/part.1 start part",
      "10 a 1/part.1 paused part",
      "20 a 1/part.1 resumed part",
      "25 a 1/part.1 end part",
      "25 a 1 end st",
    ]);
  });
});

describe("a service that is broken off for somebody of better priority", () => {
  test("and taken out by a timer while it waits leaves nothing of its work to the next stage", () => {
    const told = facts(
      `resources: { r: { capacity: 1 } }
patients:
  a: { arrive: { times: [0 min] }, enter: late }
  b: { arrive: { times: [2 min] }, enter: soon }
stages:
  late: { needs: r, priority: 2, whenPreempted: resume, duration: 15 min, leave: [{ after: 4 min, while: here, to: rest }], next: home }
  soon: { needs: r, priority: 1, preempts: true, duration: 9 min, next: home }
  rest: { duration: 3 min, next: gone }`,
      ...SERVICE,
    );
    expect(told).toEqual([
      "0 a 1 start late",
      "2 a 1 preempted late",
      "2 b 1 start soon",
      "4 a 1 pulled late",
      "4 a 1 start rest",
      "7 a 1 end rest",
      "11 b 1 end soon",
    ]);
  });
});

describe("an intervention", () => {
  test("changes what becomes of services from its day 0 on", () => {
    const told = facts(
      `resources: { r: { capacity: { "mon 00:00-00:10": 1, "mon 00:20-00:30": 1, "mon 00:40-24:00": 1 } } }
patients: { a: { arrive: { times: [0 min, 20 min] }, enter: st } }
stages: { st: { needs: r, duration: 15 min, next: home } }
interventions:
  stops: { change: { resources.r.atShiftEnd: pause }, adoption: { from: 2026-04-06, curve: { share: 100% } } }
scenarios: { new: [stops] }`,
      ...SERVICE,
    );
    expect(told).toContain("10 a 1 paused st");
  });
});

describe("services of today", () => {
  const text = `
careway: 1
title: t
clock: { start: 2026-04-06, run: 1 day }
experiment: { replications: 2, seed: "1" }
resources: { r: { capacity: { "mon 01:00-24:00": 2 }, atShiftEnd: pause } }
patients: { a: { arrive: { poisson: 20 per day }, enter: st } }
stages: { st: { needs: r, duration: { exponential: { mean: 90 min } }, next: home } }
exits: { home: Home }
today:
  - { class: a, stage: st }
  - { class: a, stage: st, since: 30 min }
  - { class: a, stage: st, since: 20 min }
`;

  test("stop where they are more than are on duty at time 0, one of unknown age as the earliest", () => {
    const read = readScenario({ name: "t.yaml", text });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const model = compile(read.value, read.value.arms[0]);
    const log = new EventLog(model);
    simulate(model, 1, log);
    const told = log.toTrace().filter((line) => / (paused|resumed) /.test(line));
    expect(told.slice(0, 5)).toEqual([
      "0 a -3 paused st",
      "0 a -2 paused st",
      "0 a -1 paused st",
      "60 a -1 resumed st",
      "60 a -2 resumed st",
    ]);
    const again = new EventLog(model);
    const simulation = new Simulation(model);
    simulation.run(2, again);
    simulation.run(1, again);
    expect(again.toTrace()).toEqual(log.toTrace());
  });
});
