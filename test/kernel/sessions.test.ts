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

function model(body: string, run = "28 days"): Model {
  const head = `careway: 1\ntitle: t\nclock: { start: 2026-04-06, run: ${run} }\nexperiment: { replications: 2, seed: "1" }\n`;
  const read = readScenario({ name: "t.yaml", text: `${head}${body}\nexits: { home: Home, sent: Sent }` });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

function trace(made: Model, ...verbs: string[]): string[][] {
  const log = new EventLog(made);
  simulate(made, 1, log);
  const lines = log.toTrace().map((line) => line.split(" "));
  return lines.filter(([, , third, fourth]) => verbs.includes(third) || verbs.includes(fourth));
}

const PATIENTS = `patients: { a: { arrive: { poisson: 30 per day }, enter: st } }`;

function theatre(sessions: string, more = ""): string {
  return `resources: { theatre: { capacity: 1, ${more} sessions: { opens: "weekdays 08:00, 13:00", length: 4 h, ${sessions} } } }
${PATIENTS}
stages: { st: { needs: theatre, duration: 20 min, next: home } }`;
}

describe("sessions", () => {
  test("begin late by a draw of their own, whoever waits, and never before they open", () => {
    const late = "late: { normal: { mean: 10 min, sd: 20 min } }";
    const opened = (body: string): string[][] => trace(model(body), "sessionOpened");
    const times = opened(theatre(late));
    expect(times.length).toBe(40);
    const minutes = times.map(([, , , , by]) => Number(by));
    expect(new Set(minutes).size).toBeGreaterThan(25);
    expect(Math.min(...minutes)).toBe(0);
    // Half or so of a normal with mean 10 and sd 20 is above 10, three in ten below 0.
    expect(minutes.filter((by) => by === 0).length).toBeGreaterThan(5);
    expect(opened(theatre(late).replace("30 per day", "5 per day"))).toEqual(times);
  });

  test("hold nobody before they begin, and nobody new after they are over", () => {
    const made = model(theatre("late: { exponential: { mean: 90 min } }"));
    let began = Number.NaN;
    let over = Number.NaN;
    let starts = 0;
    for (const line of trace(made, "sessionOpened", "sessionOver", "start")) {
      const at = Number(line[0]);
      if (line[2] === "sessionOpened") [began, over] = [at + Number(line[4]), at + 240];
      if (line[3] !== "start") continue;
      starts++;
      expect(at).toBeGreaterThanOrEqual(began);
      expect(at).toBeLessThan(over);
    }
    expect(starts).toBeGreaterThan(100);
  });

  test("call as many as are booked, less those who do not come: a binomial number", () => {
    const made = model(theatre("booked: 8, noShow: 25%"), "200 weeks");
    const came = trace(made, "sessionOpened").map((line) => Number(line[5]));
    const mean = came.reduce((sum, each) => sum + each, 0) / came.length;
    const variance = came.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (came.length - 1);
    // Four standard errors of 2,000 sessions about 8 · 0.75 and 8 · 0.75 · 0.25.
    expect(came.length).toBe(2000);
    expect(Math.abs(mean - 6)).toBeLessThan(4 * Math.sqrt(1.5 / 2000));
    expect(Math.abs(variance - 1.5)).toBeLessThan(0.2);
    expect(Math.max(...came)).toBe(8);
  });

  test("are not held on a date without any, and have that many units on another", () => {
    const dates = "dates: { 2026-04-07: 0, 2026-04-08: 2 },";
    const made = model(theatre("late: 15 min", dates), "3 days");
    expect(trace(made, "sessionOpened", "capacity").map((line) => line.slice(0, 6).join(" "))).toEqual([
      "480 - sessionOpened theatre 15 unlimited",
      "480 - capacity theatre 1 0",
      "495 - capacity theatre 1 1",
      "720 - capacity theatre 0 0",
      "780 - sessionOpened theatre 15 unlimited",
      "780 - capacity theatre 1 0",
      "795 - capacity theatre 1 1",
      "1020 - capacity theatre 0 0",
      "3360 - sessionOpened theatre 15 unlimited",
      "3360 - capacity theatre 2 0",
      "3375 - capacity theatre 2 2",
      "3600 - capacity theatre 0 0",
      "3660 - sessionOpened theatre 15 unlimited",
      "3660 - capacity theatre 2 0",
      "3675 - capacity theatre 2 2",
      "3900 - capacity theatre 0 0",
    ]);
  });

  test("go on with what has paused when they begin, not when they open", () => {
    const made = model(
      `resources: { theatre: { capacity: 1, atShiftEnd: pause, sessions: { opens: daily 08:00, length: 1 h, late: 10 min } } }
patients: { a: { arrive: { times: [0 min, 1 min] }, enter: st } }
stages: { st: { needs: theatre, duration: 40 min, next: home } }`,
      "3 days",
    );
    const lines = trace(made, "start", "paused", "resumed", "end").map((line) => line.join(" "));
    expect(lines).toEqual([
      "490 a 1 start st",
      "530 a 1 end st",
      "530 a 2 start st",
      "540 a 2 paused st",
      "1930 a 2 resumed st",
      "1960 a 2 end st",
    ]);
  });

  test("that are in progress at time 0 open then, on time, with a list of their own", () => {
    const made = model(
      `resources: { theatre: { capacity: 1, sessions: { opens: daily 22:00, length: 4 h, late: 30 min, booked: 1 } } }
patients: { a: { arrive: { times: [0 min, 1 min, 2 min] }, enter: st } }
stages: { st: { needs: theatre, duration: 20 min, next: home } }`,
      "2 days",
    );
    const lines = trace(made, "sessionOpened", "sessionOver", "start").map((line) => line.join(" "));
    expect(lines).toEqual([
      "0 - sessionOpened theatre 0 1",
      "0 a 1 start st",
      "120 - sessionOver theatre",
      "1320 - sessionOpened theatre 30 1",
      "1350 a 2 start st",
      "1560 - sessionOver theatre",
      "2760 - sessionOpened theatre 30 1",
      "2790 a 3 start st",
    ]);
  });

  test("end when an intervention does away with them", () => {
    const text = `careway: 1
title: t
clock: { start: 2026-04-06, warmUp: 570 min, run: 1 day }
experiment: { replications: 2, seed: "1" }
resources: { theatre: { capacity: 1, sessions: { opens: "daily 08:00", length: 4 h, booked: 2 } } }
patients: { a: { arrive: { every: 20 min, first: 0 min }, enter: st } }
stages: { st: { needs: theatre, duration: 30 min, next: home } }
exits: { home: Home }
interventions: { always: { change: { resources.theatre: { capacity: 1 } }, adoption: { from: window, curve: { share: 100% } } } }
`;
    const read = readScenario({ name: "t.yaml", text });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const always = read.value.arms.find(({ name }) => name === "always");
    if (always === undefined) throw new Error("no arm");
    const lines = trace(compile(read.value, always), "sessionOpened", "sessionOver", "start");
    expect(lines.map((line) => line.slice(0, 4).join(" ")).slice(0, 5)).toEqual([
      "480 - sessionOpened theatre",
      "480 a 1 start",
      "510 a 2 start",
      "570 - sessionOver theatre",
      "570 a 3 start",
    ]);
    expect(lines.length).toBeGreaterThan(30);
  });

  test("are lost when they begin later than they end", () => {
    const made = model(theatre("late: 5 h"), "2 days");
    expect(trace(made, "start").length).toBe(0);
    expect(trace(made, "sessionOver").length).toBe(4);
  });

  test("are measured when their last case is over", () => {
    const made = model(
      `resources: { theatre: { capacity: 1, sessions: { opens: daily 08:00, length: 1 h, late: 10 min, booked: 3 } } }
patients: { a: { arrive: { booked: { mon 08:00: 2, tue 08:00: 1 } }, enter: st } }
stages: { st: { needs: theatre, duration: 40 min, next: home } }
measures:
  behind: { mean: late, of: sessions(theatre) }
  first: { mean: firstStart - opened, of: sessions(theatre) }
  overrun: { max: lastEnd - closed, of: sessions(theatre) }
  each: { mean: cases, of: sessions(theatre) }
  busy: { sum: used, of: sessions(theatre) }
  idle: { count: cases == 0, of: sessions(theatre) }
  showed: { mean: came, of: sessions(theatre) }
  sessionsHeld: { count: all, of: sessions(theatre), every: day }`,
      "1 week",
    );
    const names = metricsOf(made).map(({ id }) => id);
    const { values } = collectRun(made, 0);
    const value = (name: string): number => values[names.indexOf(`measure.${name}`)];
    // Monday: 08:10 to 08:50, 08:50 to 09:30; Tuesday: 08:10 to 08:50; nobody on the other five days.
    expect(value("behind")).toBe(10);
    expect(value("first")).toBe(10);
    expect(value("overrun")).toBe(30);
    expect(value("each")).toBeCloseTo(3 / 7, 12);
    expect(value("busy")).toBe(120);
    expect(value("idle")).toBe(5);
    expect(value("showed")).toBe(3);
    expect(value("sessionsHeld")).toBe(7);
    expect(value("sessionsHeld.every.1")).toBe(1);
  });
});

describe("closes", () => {
  /** Who comes at these minutes, whether an hour is left, on a Monday. */
  function hasAnHour(capacity: string, minutes: readonly number[], more = ""): string[] {
    const made = model(
      `resources: { r: { capacity: ${capacity}${more} } }
patients: { a: { arrive: { times: [${minutes.map((at) => `${at} min`).join(", ")}] }, enter: st } }
stages:
  st: { duration: 0 min, next: [{ when: closes(r) - time >= 1 h, to: home }, { to: sent }] }
  use: { needs: r, next: home }`,
      "4 days",
    );
    return trace(made, "exit").map((line) => line[4]);
  }

  test("is the end of the shift in progress, over touching windows, and never where somebody is always there", () => {
    expect(hasAnHour("{ daily 08:00-12:00: 1, daily 12:00-14:00: 2 }", [470, 480, 660, 720, 780, 781, 850])).toEqual([
      "sent",
      "home",
      "home",
      "home",
      "home",
      "sent",
      "sent",
    ]);
    expect(hasAnHour("3", [10])).toEqual(["home"]);
    expect(hasAnHour("{ daily 08:00-20:00: 2, daily 20:00-08:00: 1 }", [1190])).toEqual(["home"]);
  });

  test("looks along the dates", () => {
    const dates = ", dates: { 2026-04-07: { 00:00-03:00: 1 }, 2026-04-08: 0 }";
    const night = "{ daily 20:00-06:00: 1 }";
    // On Monday evening to 03:00 of the special Tuesday; on the Tuesday night nobody, for the Wednesday is special too.
    expect(hasAnHour(night, [1200, 1560, 1561, 1439 + 1440], dates)).toEqual(["home", "home", "sent", "sent"]);
  });
});

describe("startIf", () => {
  const list = `resources: { theatre: { capacity: 1, sessions: { opens: "daily 08:00", length: 4 h } }, bed: { capacity: 5 } }
patients: { el: { arrive: { times: [8 h] }, enter: op1 }, em: { arrive: { times: [9 h] }, enter: op2 } }
stages:
  op1: { priority: 1, whenPreempted: resume, needs: theatre, duration: 2 h, startIf: time + mean(duration) <= closes(theatre), else: ward, next: home }
  op2: { priority: 0, preempts: true, needs: theatre, duration: 90 min, next: home }
  ward: { seize: bed, duration: 5 days, next: home }`;

  test("is not asked again of who has started and was broken off", () => {
    const lines = trace(model(list), "start", "preempted", "end", "turnedAway").map((line) => line.join(" "));
    // An hour is left at 630, when two hours would not be possible any more.
    expect(lines).toEqual([
      "480 el 1 start op1",
      "540 el 1 preempted op1",
      "540 em 1 start op2",
      "630 em 1 end op2",
      "630 el 1 start op1",
      "690 el 1 end op1",
    ]);
  });

  test("stops the replication where the duration has no mean", () => {
    const none = list.replace("duration: 2 h", "duration: { logLogistic: { shape: 0.9, scale: 10 min } }");
    expect(() => trace(model(none), "start")).toThrow('mean(duration) of stage "op1" came to');
  });
});

describe("mean(duration)", () => {
  test("is that of the patient's case, with what is cut off and changed", () => {
    const seen = (duration: string, limit: string): string[] => {
      const made = model(
        `resources: { r: { capacity: 9 } }
patients:
  a: { arrive: { times: [0 min, { at: 1 min, set: { hard: true } }] }, attributes: { hard: false }, enter: st }
stages: { st: { needs: r, startIf: mean(duration) <= ${limit}, else: sent, duration: ${duration}, next: home } }`,
      );
      return trace(made, "turnedAway", "start").map((line) => line[3]);
    };
    expect(seen("[{ when: hard, use: { exponential: { mean: 50 min } } }, { use: 20 min }]", "30 min")).toEqual([
      "start",
      "turnedAway",
    ]);
    // Uniform from 10 to 20 and to 21: 15 and 15.5 on average; a normal cut off at its mean of 15 has 15 + sd · sqrt(2 / π).
    expect(seen("{ uniform: { min: 10 min, max: 20 min + hard * 1 min } }", "15.2 min")).toEqual([
      "start",
      "turnedAway",
    ]);
    expect(seen("{ normal: { mean: 15 min, sd: 10 min, min: 15 min } }", "22.97 min")).toEqual([
      "turnedAway",
      "turnedAway",
    ]);
    expect(seen("{ normal: { mean: 15 min, sd: 10 min, min: 15 min } }", "22.99 min")).toEqual(["start", "start"]);
  });
});
