import { describe, expect, test } from "vitest";
import { answersOf, readExample } from "./answers.ts";

const file = "training-clinic.yaml";
const ARMS = ["baseline", "ownTime", "half", "agency"] as const;
const HOURS = 90;
const PAY = 61;
/** Of three nurses. */
const WEEKLY = 3 * 37.5;

describe("training-clinic.yaml", () => {
  test("has the hours of training missing in the four weeks of it, but for those backfilled, and in no other", async () => {
    const inTraining = await answersOf(readExample(file, { "clock.run": "4 weeks" }), ARMS, 2);
    const inYear = await answersOf(readExample(file, { "experiment.replications": "2" }), ARMS, 2);
    for (const [arm, missing] of Object.entries({ baseline: 0, ownTime: HOURS, half: HOURS / 2, agency: 0 })) {
      const lost = (answers: typeof inYear, weeks: number): number =>
        weeks * (WEEKLY - answers(arm, "resource.nurse.capacity.mean").mean * 168);
      expect(lost(inTraining, 4)).toBeCloseTo(missing, 9);
      expect(lost(inYear, 52)).toBeCloseTo(missing, 9);
    }
  }, 120_000);

  test("pays the nurses whether they are trained or at work, and whoever stands in at the stated premium", async () => {
    const answers = await answersOf(readExample(file), ARMS, 2);
    const cost = (arm: string, kind: string, payer: string): number =>
      answers(arm, `organisation.${payer}.cost.${kind}.total`).mean;
    const backfilled = { baseline: 0, ownTime: 0, half: (HOURS / 2) * PAY * 1.55, agency: HOURS * PAY * 1.9 };
    for (const arm of ARMS) {
      expect(cost(arm, "rostered", "trust")).toBeCloseTo(52 * WEEKLY * PAY, 4);
      expect(cost(arm, "training", "board")).toBeCloseTo(backfilled[arm], 6);
      expect(cost(arm, "once", "trust")).toBe(arm === "baseline" ? 0 : 12_000);
      expect(cost(arm, "running", "trust")).toBeCloseTo(arm === "baseline" ? 0 : 13 * 940, 6);
      expect(cost(arm, "perPatient", "trust")).toBe(
        arm === "baseline" ? 0 : answers(arm, "intervention.newWay.adopted.count").mean,
      );
    }
  }, 120_000);

  test("waits are longer while the clinic learns, the more so the less is backfilled, and shorter afterwards", async () => {
    const answers = await answersOf(readExample(file), ARMS, 30);
    const wait = (arm: string, period: number) => answers(arm, `measure.wait.every.${period}`);
    expect(wait("ownTime", 1).low).toBeGreaterThan(wait("half", 1).high);
    expect(wait("half", 1).low).toBeGreaterThan(wait("agency", 1).high);
    expect(wait("half", 1).low).toBeGreaterThan(wait("baseline", 1).high);
    for (const arm of ["ownTime", "half", "agency"]) {
      for (const period of [6, 13]) expect(wait(arm, period).high).toBeLessThan(wait("baseline", period).low);
    }
    expect(answers("ownTime", "measure.waitAll").low).toBeGreaterThan(answers("baseline", "measure.waitAll").high);
    expect(answers("agency", "measure.waitAll").high).toBeLessThan(answers("baseline", "measure.waitAll").low);
  }, 120_000);
});
