import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "dialysis-chairs.yaml";

/** Minutes of a nurse for a session, on average over so many sessions from `first` on, when patients learn and are replaced. */
function nurseTime(sessions: number, learnSome: number, learnAll: number, leaves: number, first = 0): number {
  const start = [0.544, 0.381, 0.075]; // fewer than five tasks, five or more, independent
  let shares = start;
  let sum = 0;
  for (let session = 0; session < sessions; session++) {
    const [full, shared, independent] = shares;
    if (session >= first) sum += 75 * full + 50 * shared + 20 * independent;
    const learnt = [
      full * (1 - learnSome),
      shared * (1 - learnAll) + full * learnSome,
      independent + shared * learnAll,
    ];
    shares = learnt.map((share, k) => (1 - leaves) * share + leaves * start[k]);
  }
  return sum / (sessions - first);
}

describe("dialysis-chairs.yaml", () => {
  test("gives a patient three sessions a week, and a session the nurse's time that learning and leaving make of it", async () => {
    const settings = {
      "clock.run": "2 weeks",
      "parameters.learnSome": "10%",
      "parameters.learnAll": "20%",
      "parameters.leaves": "20%",
    };
    const answers = await answersOf(readExample(file, settings), ["baseline", "sharedCare"], 300);
    for (const arm of ["baseline", "sharedCare"])
      expect(answers(arm, "stage.clean.completed.count")).toMatchObject({ mean: 48 * 6, sd: 0 });
    expectExact(answers("baseline", "measure.nurseTime"), nurseTime(6, 0, 0, 0.2));
    const shared = answers("sharedCare", "measure.nurseTime");
    expectExact(shared, nurseTime(6, 0.1, 0.2, 0.2));
    expectNot(shared, nurseTime(6, 0.1, 0.2, 0)); // nobody leaves
    expectNot(shared, nurseTime(6, 0.1, 0, 0.2)); // nobody becomes independent
  }, 120_000);

  test("comes from 61.4 to 58.4 minutes of a nurse within a year: T7.2", () => {
    expect(nurseTime(156, 0, 0, 0.001)).toBeCloseTo(61.35, 10);
    expect(nurseTime(156, 0.00095, 0.00075, 0.001, 144)).toBeCloseTo(58.4, 1);
  }, 120_000);

  test("keeps patients waiting as worked out by hand when nobody does any task", async () => {
    // Connecting takes 40 minutes, disconnecting 20, cleaning 15; three nurses, who take who asked first.
    // Early, from 07:00: connected by threes at 0, 40, 80, 120; so the four threes end dialysis at 280, 320, 360, 400.
    // Chairs are clean at 315 and 355. Late, from 13:00 (360): six have a chair. The nurses disconnect three until 380, then
    // connect three (asked at 360) until 420 and three until 460; clean (asked at 380) until 475; disconnect the last early three
    // (asked at 400) until 495; connect three (chair at 475) until 535; clean until 550; connect three.
    const early = [0, 40, 80, 120];
    const late = [380, 420, 495, 550].map((start) => start - 360);
    const settings = { "clock.run": "2 weeks", "parameters.someTasks": "0.0001%", "parameters.allTasks": "0%" };
    const answers = await answersOf(readExample(file, settings), ["baseline"], 2);
    const { mean } = answers("baseline", "measure.wait");
    expect(mean).toBeCloseTo([...early, ...late].reduce((sum, wait) => sum + wait, 0) / 8, 9);
  }, 120_000);

  test("meets what was published: T7.1 for five or more tasks and for independence", async () => {
    expect(await outcomesOf(file, 12)).toEqual(["met", "met"]);
  }, 120_000);
});
