import { describe, expect, test } from "vitest";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "virtual-ward.yaml";
const SUITABLE = 2.6;
const SAVED = 2.89;
const WATCHED = 7;
const PLACES = 20;

/** Share lost of patients who come at random to so many places, none of whom waits: Erlang B, whatever the law of the stay. */
function erlangB(places: number, load: number): number {
  let lost = 1;
  for (let k = 1; k <= places; k++) lost = (load * lost) / (k + load * lost);
  return lost;
}

describe("virtual-ward.yaml", () => {
  test("looks after as many as Erlang's loss formula says, and pays one nurse for the days they save", async () => {
    const answers = await answersOf(readExample(file, { "clock.run": "460 weeks" }), ["everybody"], 30);
    const load = SUITABLE * WATCHED;
    const inUse = (places: number): number => (load * (1 - erlangB(places, load))) / PLACES; // nurses, not places
    const nurses = answers("everybody", "resource.nurse.inUse.mean");
    expectExact(nurses, inUse(PLACES));
    for (const places of [PLACES - 1, PLACES + 1]) expectNot(nurses, inUse(places));
    const freed = SUITABLE * (1 - erlangB(PLACES, load)) * SAVED;
    expectExact(answers("everybody", "measure.priceOfFreedDay"), (61 * 24) / freed);
  }, 120_000);

  test("turns away as many when more come than one nurse can watch", async () => {
    const suitable = 8;
    const settings = { "clock.run": "156 weeks", "parameters.suitable": `${suitable} per day` };
    const answers = await answersOf(readExample(file, settings), ["everybody"], 20);
    const load = suitable * WATCHED;
    const turnedAway = answers("everybody", "measure.turnedAway");
    expectExact(turnedAway, erlangB(PLACES, load));
    for (const places of [PLACES - 1, PLACES + 1]) expectNot(turnedAway, erlangB(places, load));
  }, 120_000);

  test("has as many in hospital at first as come times the days they stay", async () => {
    const answers = await answersOf(readExample(file, { "clock.run": "260 weeks" }), ["baseline"], 40);
    expectExact(answers("baseline", "measure.bedsInUse"), SUITABLE * SAVED);
  }, 120_000);

  test("meets what was published: T10.1 for a pilot and for twice the patients", async () => {
    expect(await outcomesOf(file, 50)).toEqual(["met", "met"]);
  }, 120_000);
});
