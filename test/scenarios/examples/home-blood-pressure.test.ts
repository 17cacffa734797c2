import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "home-blood-pressure.yaml";
const WEEKS = 5;
const WINDOW = 104;
/** Appointments for a woman in a week: planned ones, the first anywhere in its interval, so that they are weeks ÷ interval. */
const USUAL = 7 / 4.375;
const PLANNED = 7 / 10.5;
const ALERTS = 14 * 0.011;
const HOME = PLANNED + ALERTS * 0.5;
/** Hours of midwives for a woman in a week: 45 minutes for an appointment, 10 for an alert. */
const usualHours = USUAL * 0.75;
const homeHours = HOME * 0.75 + ALERTS / 6;

/** 28 times fewer readings, each with 28 times the chance of an alert: as many alerts, and fewer events. */
const sparse = { "parameters.readingGap": "14 days", "parameters.alert": "30.8%" };

describe("home-blood-pressure.yaml", () => {
  test("has the appointments and the midwives' hours for a woman in a week that intervals, readings and chances make", async () => {
    const answers = await answersOf(readExample(file), ["baseline", "atHome"], 16);
    const usual = answers("baseline", "measure.forAWeek");
    expectExact(usual, USUAL);
    expectNot(usual, USUAL - 0.5 / WEEKS); // the first one after a whole interval
    const home = answers("atHome", "measure.forAWeek");
    expectExact(home, HOME);
    expectNot(home, PLANNED); // alerts bring nobody
    expectNot(home, PLANNED + ALERTS); // every alert brings an appointment
    expectExact(answers("baseline", "measure.hoursForAWeek"), usualHours);
    const hours = answers("atHome", "measure.hoursForAWeek");
    expectExact(hours, homeHours);
    expectNot(hours, HOME * 0.75); // calls take no time
  }, 120_000);

  test("has as many appointments until the birth as weeks and appointments a week make", async () => {
    const settings = { ...sparse, "patients.woman.arrive": "{ every: 33.6 h }" };
    const answers = await answersOf(readExample(file, settings), ["earlier"], 100);
    const each = answers("earlier", "measure.forAWoman");
    expectExact(each, 9 * HOME);
    expectNot(each, 5 * USUAL);
  }, 120_000);

  test("spares less where four in five take it up, and nobody who was watched before", async () => {
    const answers = await answersOf(readExample(file, sparse), ["likelyHere"], 44);
    // A woman watched at day 0 is so for another E[D²] ÷ 2 E[D] weeks: that long all are still with the day unit.
    const before = (WEEKS * (1 + 0.4 ** 2)) / 2 / WINDOW;
    const mixed = (usual: number, home: number, share: number): number => usual + (home - usual) * share;
    const weekly = answers("likelyHere", "measure.forAWeek");
    expectExact(weekly, mixed(USUAL, HOME, 0.812 * (1 - before)));
    expectNot(weekly, mixed(USUAL, HOME, 0.812)); // those watched already change too
    expectNot(weekly, HOME); // all take it up
    expectExact(answers("likelyHere", "measure.hoursForAWeek"), mixed(usualHours, homeHours, 0.812 * (1 - before)));
  }, 120_000);

  test("spares 53.5 % of the appointments and half of the hours in a week, and 16 % and an eighth until the birth", () => {
    expect(1 - HOME / USUAL).toBeCloseTo(0.535, 3);
    expect(1 - homeHours / usualHours).toBeCloseTo(0.51, 2);
    expect(1 - (9 * HOME) / (5 * USUAL)).toBeCloseTo(0.16, 2);
    expect(1 - (9 * homeHours) / (5 * usualHours)).toBeCloseTo(1 / 8, 2);
    expect(1 - (PLANNED + 14 * 0.029 * 0.5) / USUAL).toBeCloseTo(0.46, 2);
  });

  test("meets what was published: T5.1, and appointments for a woman before and after", async () => {
    expect(await outcomesOf(file, 5)).toEqual(["met", "met", "met"]);
  }, 120_000);
});
