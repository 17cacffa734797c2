import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { armsOfText } from "../engines/scenarios.ts";
import type { Tree } from "../random-scenarios/draft.ts";
import { differenceOfWays } from "./alike.ts";
import { isPlain, runsPlain } from "./by-facts.ts";

const BASE = `
careway: 1
title: Plain
clock: { start: 2026-04-06, warmUp: 0 days, run: 2 days }
resources: { doctor: { capacity: 2 }, nurse: { capacity: { daily 08:00-20:00: 2 } }, bed: { capacity: 3 }, chair: { capacity: 3 } }
patients:
  a: { arrive: { poisson: 30 per day }, attributes: { urgency: 1 }, enter: clinic }
stages:
  clinic: { needs: nurse, duration: 30 min, next: ward }
  ward: { seize: bed, duration: { exponential: { mean: 1 h } }, next: rounds }
  rounds: { needs: doctor, duration: 10 min, next: lounge }
  lounge: { seize: chair, release: bed, duration: 20 min, next: side }
  side: { duration: 5 min, next: home }
exits: { home: Home, away: Away }
`;

type Changes = { readonly [path: string]: Tree };

/** The base with other values at some paths of keys. */
function scenario(changes: Changes): string {
  const tree = parse(BASE) as { [key: string]: Tree };
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let at = tree;
    for (const key of keys) {
      at[key] ??= {};
      at = at[key] as typeof at;
    }
    at[last] = value;
  }
  return stringify(tree);
}

/** What makes the pathway other than plain, and what is nearly the same and leaves it plain. */
const CONDITIONS: readonly (readonly [what: string, other: Changes, plain: Changes])[] = [
  ["places in a queue", { "stages.clinic.queue": 4 }, { "stages.clinic.priority": 4 }],
  [
    "who turns back at the door",
    { "stages.clinic.balk": [{ chance: "10%", to: "away" }] },
    { "stages.clinic.next": [{ chance: "10%", to: "away" }, { to: "ward" }] },
  ],
  [
    "a timer",
    { "stages.clinic.leave": { after: "2 h", while: "waiting", to: "away" } },
    { "stages.clinic.next": [{ when: "waited > 2 h", to: "away" }, { to: "ward" }] },
  ],
  [
    "a timer over stages",
    { "stages.ward.leave": { after: "9 h", while: { in: ["ward", "rounds"] }, to: "away" } },
    { "stages.ward.next": [{ when: "waited > 9 h", to: "away" }, { to: "rounds" }] },
  ],
  [
    "tasks",
    { "stages.ward.tasks": { start: "test" }, "stages.test": { duration: "5 min", next: "done" } },
    { "stages.ward.next": "test", "stages.test": { duration: "5 min", next: "lounge" } },
  ],
  ["contacts", { "stages.ward.contacts": { call: { every: "20 min" } } }, { "stages.ward.duration": "20 min" }],
  ["a meeting", { "stages.clinic.meet": 2 }, { "stages.clinic.needs": { nurse: 2 } }],
  [
    "somebody there at time 0 who holds a place",
    { today: [{ class: "a", stage: "ward" }] },
    { today: [{ class: "a", stage: "side", holds: "none" }] },
  ],
  [
    "somebody there at time 0 who is served",
    { today: [{ class: "a", stage: "clinic" }] },
    { today: [{ class: "a", stage: "side", holds: "none", since: "1 min", arrived: "2 h" }] },
  ],
  [
    "somebody there at time 0 whose health is counted",
    { today: [{ class: "a", stage: "side", holds: "none" }], value: { horizon: "8 h", utility: 0.7 } },
    { value: { horizon: "8 h", utility: 0.7 } },
  ],
  ["a population", { "patients.a.arrive": { population: 4 } }, { "patients.a.arrive": { every: "20 min", batch: 2 } }],
  ["a second choice", { "stages.clinic.needs": ["nurse", "doctor"] }, { "stages.clinic.needs": ["nurse"] }],
  [
    "a second choice after a while",
    { "stages.clinic.needs": ["nurse", { doctor: 1, after: "10 min" }] },
    { "stages.clinic.needs": "doctor" },
  ],
  ["a speed", { "stages.clinic.needs": { nurse: 1, speed: 2 } }, { "stages.clinic.needs": { nurse: 1 } }],
  [
    "what is set by who serves",
    { "stages.clinic.needs": { nurse: 1, set: { urgency: 2 } } },
    { "stages.clinic.set": { urgency: 2 } },
  ],
  [
    "two resources together",
    { "stages.clinic.needs": { nurse: 1, doctor: 1 } },
    { "stages.clinic.needs": { nurse: 2 } },
  ],
  [
    "two places together",
    { "stages.ward.seize": { bed: 1, room: 1 }, "resources.room": { capacity: 1 } },
    { "stages.ward.seize": { bed: 2 } },
  ],
  ["a strict line", { "stages.clinic.strict": true }, { "stages.clinic.strict": false }],
  ["preemption", { "stages.clinic.preempts": true }, { "stages.clinic.priority": -1 }],
  [
    "a priority that changes",
    { "stages.clinic.priority": "2 - waited / 1 h" },
    { "stages.clinic.priority": "2 - urgency" },
  ],
  [
    "a priority by the clock",
    { "stages.clinic.priority": "0 - time / 1 h" },
    { "stages.clinic.priority": "arrived / 1 h" },
  ],
  [
    "a priority of the system",
    { "stages.clinic.priority": "queue(clinic)" },
    { "stages.clinic.priority": { poisson: { mean: 1 } } },
  ],
  ["services that pause", { "resources.nurse.atShiftEnd": "pause" }, { "resources.nurse.atShiftEnd": "finish" }],
  [
    "services that are broken off",
    { "resources.nurse.atShiftEnd": "preempt" },
    { "resources.nurse.lastStart": "20 min" },
  ],
  ["turnover", { "resources.bed.turnover": "10 min" }, { "stages.lounge.duration": "30 min" }],
  [
    "sessions",
    { "resources.nurse": { capacity: 1, sessions: { opens: "daily 08:00", length: "8 h" } } },
    { "resources.nurse.capacity": { "daily 08:00-16:00": 1 } },
  ],
  ["a cool-down", { "clock.cohort": "arrivals", "clock.coolDown": "1 day" }, { "clock.cohort": "arrivals" }],
  [
    "opening hours of a stage",
    { "stages.clinic.until": "daily 09:00-17:00" },
    { "resources.nurse.capacity": { "daily 09:00-17:00": 2 } },
  ],
  [
    "who is not taken",
    { "stages.clinic.startIf": "urgency < 2", "stages.clinic.else": "away" },
    { "patients.a.enter": [{ when: "urgency < 2", to: "clinic" }, { to: "ward" }] },
  ],
  [
    "when a stage began",
    { "measures.wait": { mean: "start(clinic) - arrived" } },
    { "measures.wait": { mean: "waited" } },
  ],
  [
    "when something was given back",
    { "measures.bedDays": { mean: "left(bed) - arrived" } },
    { "measures.bedDays": { mean: "time - taken(bed)", of: "stays(bed)" } },
  ],
  [
    "who served",
    { "measures.byNurse": { share: 'by(clinic) == "nurse"' } },
    { "measures.inClinic": { share: "visits(clinic) > 0" } },
  ],
  [
    "when a resource closes",
    { "stages.side.duration": "if(closes(nurse) > 1 h, 5 min, 6 min)" },
    { "stages.side.duration": "if(free(nurse) > 0, 5 min, 6 min)" },
  ],
  ["asking for what is held", { "stages.rounds.needs": "bed" }, { "stages.rounds.needs": "doctor" }],
  [
    "asking again for what is held, after a way back",
    { "stages.lounge.release": [], "stages.lounge.next": [{ chance: "10%", to: "ward" }, { to: "home" }] },
    {
      "stages.lounge.release": ["bed"],
      "stages.lounge.next": [{ chance: "10%", to: "clinic" }, { to: "home" }],
      "stages.clinic.release": ["chair"],
      "resources.nurse.capacity": 2,
    },
  ],
  [
    "a circle of two places",
    {
      "stages.lounge.next": "later",
      "stages.later": { seize: "bed", release: "chair", duration: "5 min", next: "home" },
    },
    {
      "stages.lounge.next": "later",
      "stages.later": { seize: "bed2", release: "chair", duration: "5 min", next: "home" },
      "resources.bed2": { capacity: 1 },
    },
  ],
  [
    "a circle of three places",
    {
      "stages.lounge.next": "hall",
      "stages.hall": { seize: "room", release: "chair", duration: "5 min", next: "later" },
      "stages.later": { seize: "bed", release: "room", duration: "5 min", next: "home" },
      "resources.room": { capacity: 1 },
    },
    {
      "stages.lounge.next": "hall",
      "stages.hall": { seize: "room", release: "chair", duration: "5 min", next: "home" },
      "resources.room": { capacity: 1 },
    },
  ],
  [
    "holding and asking for what closes",
    { "stages.rounds.needs": "nurse" },
    { "stages.rounds.needs": "nurse", "resources.nurse.capacity": { "daily 08:00-20:00": 2, "daily 20:00-08:00": 1 } },
  ],
  [
    "holding and asking for what has too few at night",
    {
      "stages.rounds.needs": { doctor: 2 },
      "resources.doctor.capacity": { "daily 08:00-20:00": 2, "daily 20:00-08:00": 1 },
    },
    {
      "stages.rounds.needs": { doctor: 1 },
      "resources.doctor.capacity": { "daily 08:00-20:00": 2, "daily 20:00-08:00": 1 },
    },
  ],
  [
    "holding and asking for what is closed on a date",
    { "resources.doctor.dates": { "2026-04-07": 0 } },
    { "resources.nurse.dates": { "2026-04-07": 0 } },
  ],
  [
    "holding and asking for who may be absent",
    { "resources.doctor": { capacity: { "daily 00:00-24:00": 2 }, absence: "10%" } },
    { "resources.nurse.absence": "10%" },
  ],
  [
    "holding and asking for what begins nothing before a fall",
    {
      "resources.doctor": { capacity: { "daily 00:00-12:00": 2, "daily 12:00-24:00": 1 }, lastStart: "30 min" },
      "stages.rounds.needs": { doctor: 2 },
    },
    { "resources.doctor": { capacity: { "daily 00:00-12:00": 2, "daily 12:00-24:00": 1 }, lastStart: "30 min" } },
  ],
];

const arm = (changes: Changes) =>
  armsOfText("condition.yaml", scenario(changes)).at(-1) as ReturnType<typeof armsOfText>[0];

describe("a pathway is plain", () => {
  test("without any of what follows", () => {
    expect(runsPlain(arm({}))).toBe(true);
    expect(differenceOfWays(arm({}))).toBeUndefined();
  });

  test.each(CONDITIONS)("but for %s", (_what, other, plain) => {
    expect(isPlain(arm(other))).toBe(false);
    expect(runsPlain(arm(other))).toBe(false);
    expect(isPlain(arm(plain))).toBe(true);
    expect(runsPlain(arm(plain))).toBe(true);
  });

  test.each(CONDITIONS)("and what is nearly %s comes to the same both ways", (_what, _other, plain) => {
    expect(differenceOfWays(arm(plain))).toBeUndefined();
  });
});
