import { describe, expect, test } from "vitest";
import { armsOfText } from "../engines/scenarios.ts";
import { differenceOfWays, nothingCompared } from "./alike.ts";
import { isPlain } from "./by-facts.ts";

const HEAD = `
careway: 1
title: Ties
clock: { start: 2026-04-06, warmUp: 2 h, run: 3 days }
exits: { home: Home, away: Away }
`;

/** Much falls on the same minute, and what comes of it depends on the order of it. */
const TIES: readonly (readonly [what: string, body: string])[] = [
  [
    "an end that asks what is free when that opens or closes",
    `resources: { nurse: { capacity: { "daily 08:00-12:00, 13:00-17:00": 2 } }, doctor: { capacity: { "daily 06:00-08:00, 12:00-13:00": 3 } } }
patients: { a: { arrive: { every: 15 min }, enter: rest }, b: { arrive: { every: 1 h }, enter: [{ when: free(nurse) > 0, to: clinic }, { to: rest }] } }
stages:
  rest: { duration: 30 min, next: [{ when: free(nurse) > 0, to: clinic }, { when: free(doctor) > 0, to: ward }, { to: away }] }
  clinic: { needs: nurse, duration: 15 min, next: home }
  ward: { needs: doctor, duration: 15 min, next: home }`,
  ],
  [
    "ends of one time that ask for the last unit, the worse priority first",
    `resources: { nurse: { capacity: 1 } }
patients: { a: { arrive: { every: 1 h, batch: 2 }, enter: early }, b: { arrive: { every: 1 h }, enter: late } }
stages:
  early: { duration: 20 min, next: third }
  late: { duration: 20 min, next: first }
  third: { priority: 3, needs: nurse, duration: 15 min, next: [{ chance: 50%, to: early }, { to: home }] }
  first: { priority: 1, needs: nurse, duration: 15 min, next: [{ chance: 30%, to: late }, { to: home }] }`,
  ],
  [
    "two lines on one resource, and stays of no length",
    `resources: { bed: { capacity: 3 }, nurse: { capacity: 2 } }
patients: { a: { arrive: { every: 30 min, batch: 2 }, enter: ward }, b: { arrive: { every: 1 h, batch: 2 }, enter: bay } }
stages:
  ward: { seize: bed, duration: 15 min, next: rounds }
  bay: { priority: 1, seize: { bed: 2 }, duration: 0 min, next: rounds }
  rounds: { needs: nurse, duration: 0 min, next: [{ chance: 30%, to: rounds }, { to: last }] }
  last: { needs: nurse, duration: 15 min, next: [{ when: queue(ward) > queue(bay), to: home }, { to: away }] }`,
  ],
];

describe("what happens at one time", () => {
  test.each(TIES)("has the same order both ways: %s", (_what, body) => {
    const [model] = armsOfText("ties.yaml", HEAD + body);
    const compared = nothingCompared();
    expect(isPlain(model)).toBe(true);
    expect(differenceOfWays(model, compared)).toBeUndefined();
    expect(compared.events).toBeGreaterThan(600);
  });
});
