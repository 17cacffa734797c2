// Who is there at time 0, run both ways.
import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import type { LeaverRecorder } from "../../src/kernel/recorder.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { KernelState } from "../../src/kernel/state.ts";
import { armsOfText } from "../engines/scenarios.ts";
import { differenceOfWays, nothingCompared } from "./alike.ts";
import { isPlain } from "./by-facts.ts";

const COHORTS = ["exits", "arrivals", "bothEnds"];

describe.each(COHORTS)("patients who are there at time 0, of whom %s count", (cohort) => {
  test.each([
    // So many that what is to come is in buckets, and that they are looked at ahead of their turn.
    ["a crowd", crowd(cohort)],
    // All end at one time, and arrived at one time: classes by the order of writing, numbers within them.
    ["all at one time, of two classes", ties(cohort)],
    ["and go on to where they ask, hold and wait", goingOn(cohort)],
    // Each sees those who were there before him, and himself.
    ["and read who is there", reading(cohort)],
  ])("%s", (_, text) => {
    for (const model of armsOfText("today.yaml", text)) {
      expect(isPlain(model)).toBe(true);
      expect(differenceOfWays(model)).toBeUndefined();
    }
  });
});

test("whoever goes round while no time passes stops both ways alike, however many are there", () => {
  const [model] = armsOfText("today.yaml", ENDLESS);
  expect(isPlain(model)).toBe(true);
  const compared = nothingCompared();
  expect(differenceOfWays(model, compared)).toBeUndefined();
  expect(compared.stopped).toBeGreaterThan(0);
});

test("nobody asks where nobody can", () => {
  const [model] = armsOfText("today.yaml", crowd("exits"));
  let state: KernelState | undefined;
  const seen: unknown[] = [];
  const beside = {
    begin: (of: KernelState) => {
      state = of;
    },
    exited: (_now: number, patient: number) => seen.push([state?.asks(patient), state?.waited(patient)]),
    windowOpened: () => {},
    windowClosed: () => {},
    end: () => {},
  } as unknown as LeaverRecorder;
  const collector = new Collector(model);
  const simulation = new Simulation(model);
  const runner = Object.assign(Object.create(collector), {
    runPlain: (kernel: never) => collector.runPlain(kernel, beside),
  });
  simulation.run(1, runner);
  expect(seen.length).toBeGreaterThan(100);
  expect(seen.every((one) => JSON.stringify(one) === "[false,0]")).toBe(true);
});

const ENDLESS = `
careway: 1
title: Round
clock: { start: 2026-04-06, run: 1 day }
patients: { a: { arrive: { every: 3 h }, attributes: { n: 0 }, enter: rest } }
stages:
  rest: { duration: 1 h, next: circle }
  circle: { setOnEntry: { n: n + 1 }, duration: 0 min, next: [{ when: n > 100000, to: home }, { to: circle }] }
exits: { home: Home }
today:
  - { class: a, stage: rest, since: 1 h, arrived: 1 h, count: 8001 }
`;

function crowd(cohort: string): string {
  return `
careway: 1
title: Crowd
clock: { start: 2026-04-06, run: 3 h, cohort: ${cohort} }
patients:
  a: { arrive: { poisson: 60 per min }, enter: stay }
  b: { arrive: { poisson: 20 per min }, enter: stay }
stages: { stay: { duration: { exponential: { mean: 100 min } }, next: [{ chance: 20%, to: stay }, { to: home }] } }
exits: { home: Home }
today:
  - { class: b, stage: stay, since: 10 min, arrived: 2 h, count: 2000 }
  - { class: a, stage: stay, since: 0 min, arrived: 0 min, count: 5000 }
  - { class: a, stage: stay, count: 1000 }
`;
}

function ties(cohort: string): string {
  return `
careway: 1
title: Ties
clock: { start: 2026-04-06, run: 1 day, cohort: ${cohort} }
resources: { nurse: { capacity: 2 } }
patients:
  a: { arrive: { every: 30 min }, enter: rest }
  b: { arrive: { every: 45 min }, enter: rest }
stages:
  rest: { duration: 1 h, next: clinic }
  clinic: { needs: nurse, duration: 20 min, next: home }
exits: { home: Home }
today:
  - { class: b, stage: rest, since: 30 min, arrived: 30 min, count: 3 }
  - { class: a, stage: rest, since: 30 min, arrived: 30 min, count: 3 }
  - { class: b, stage: rest, since: 0 min, arrived: 0 min, count: 2 }
  - { class: a, stage: rest, since: 0 min, arrived: 30 min, count: 2 }
`;
}

function reading(cohort: string): string {
  return `
careway: 1
title: Reading
clock: { start: 2026-04-06, run: 1 day, cohort: ${cohort} }
patients: { a: { arrive: { every: 30 min }, attributes: { n: 0 }, enter: rest } }
stages:
  rest: { setOnEntry: { n: present(rest) }, duration: { exponential: { mean: 10 min * present(rest) } }, next: walk }
  walk: { duration: 1 min * (n + present(rest)), next: home }
exits: { home: Home }
measures: { crowded: { mean: n, of: patients } }
today:
  - { class: a, stage: rest, since: 0 min, arrived: 0 min, count: 5 }
  - { class: a, stage: walk, count: 2 }
`;
}

function goingOn(cohort: string): string {
  return `
careway: 1
title: Going on
clock: { start: 2026-04-06, run: 4 days, cohort: ${cohort} }
organisations: { trust: Trust }
resources:
  bed: { capacity: 6, organisation: trust, cost: { held: £300 per day } }
  nurse: { capacity: 2, organisation: trust, cost: { use: £20 } }
patients:
  a: { arrive: { poisson: 9 per day }, attributes: { age: { normal: { mean: 70, sd: 8 } } }, enter: home1 }
stages:
  home1: { set: { age: age + 1 }, duration: { lognormal: { mean: 5 h, sd: 5 h } }, next: ward }
  ward: { seize: bed, needs: nurse, duration: { exponential: { mean: 9 h } }, next: rest }
  rest: { release: bed, duration: 2 h, next: [{ chance: 30%, to: home1 }, { to: out }] }
exits: { out: Out }
forWhom: [{ age: [65, 75] }]
measures:
  old: { share: age > 75, of: patients }
  dear: { mean: cost(trust), of: patients }
  seen: { mean: "time - arrived", of: visits(home1) }
today:
  - { class: a, stage: home1, since: 1 h, arrived: 1 h, count: 9, set: { age: 90 } }
  - { class: a, stage: home1, arrived: 3 days, count: 4 }
`;
}
