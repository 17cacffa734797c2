import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, readExample } from "./answers.ts";

const file = "false-alerts.yaml";
/** Visits for a woman in a week, and the hours of midwives and of the lead. */
const USUAL = 7 / 4.375;
const HOME = 7 / 10.5;
const FAILURES = 0.05;
const usualHours = USUAL * 0.75;
const plannedHours = HOME * 0.75;
const realHours = (HOME + FAILURES) * 0.75;
const leadHours = (0.15 * 3) / 60;

describe("false-alerts.yaml", () => {
  test("has the hours of midwives and of the lead that intervals and rates make", async () => {
    const answers = await answersOf(readExample(file), ["baseline", "asPlanned", "asItIs"], 30);
    expectExact(answers("baseline", "measure.hoursForAWeek"), usualHours);
    const planned = answers("asPlanned", "measure.hoursForAWeek");
    expectExact(planned, plannedHours);
    expectNot(planned, realHours);
    const real = answers("asItIs", "measure.hoursForAWeek");
    expectExact(real, realHours);
    expectNot(real, plannedHours); // failures bring nobody
    const lead = answers("asItIs", "measure.leadForAWeek");
    expect(Math.abs(lead.mean / leadHours - 1)).toBeLessThan(0.05);
    expect([lead.low < leadHours, lead.high > leadHours]).toEqual([true, true]);
  }, 120_000);

  test("lets a false alert wait three hours on average: half of them come in the twelve hours without a lead", async () => {
    const answers = await answersOf(readExample(file), ["asItIs"], 30);
    const wait = answers("asItIs", "measure.alertWait");
    // Those of a night are answered one after the other, three minutes each: four of them, and the last waits nine minutes more.
    expect(wait.low).toBeLessThan(185);
    expect(wait.high).toBeGreaterThan(180);
    expect(wait.halfWidth).toBeLessThan(10);
  }, 120_000);

  test("takes back one in twenty of the hours spared, and more than half at ten times the failures", () => {
    expect(leadHours * 60).toBeLessThan(0.5);
    expect((realHours - plannedHours) / (usualHours - plannedHours)).toBeCloseTo(1 / 20, 2);
    expect((0.5 * 0.75) / (usualHours - plannedHours)).toBeGreaterThan(0.5);
  });

  test("spreads to 77 %, with 86 % of the change, by the rule of the scores", () => {
    const arm = readExample(file).arms.find(({ name }) => name === "likelyHere");
    const { adoption, implementation } = arm?.interventions[0] ?? {};
    expect(adoption?.curve).toMatchObject({ kind: "logistic", ceiling: 0.9 * (0.3 + 0.7 * 0.8) });
    expect(implementation?.fidelity).toBeCloseTo(0.86, 12);
  });
});
