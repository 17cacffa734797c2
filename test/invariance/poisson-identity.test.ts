import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

/**
 * Patient k of a class is the same person whatever the rate of arrival (docs/semantics.md, "Randomness"). Attributes show as
 * durations: `lookAge` takes as many minutes as the patient is old, `lookFrail` 1 for the frail and 2 for the others. The
 * nurse is short, so that patients wait differently in every arm.
 */
const SCENARIO = `
careway: 1
title: the same patients at another rate
clock: { start: 2026-04-06, run: 30 weeks }
experiment: { replications: 1, seed: identity }
resources: { nurse: { capacity: 1 } }
patients:
  adult:
    arrive: { poisson: 8 per day }
    attributes: { age: { normal: { mean: 60, sd: 15, min: 18 } }, frail: { chance: 0.5 * age / 100 } }
    enter: lookAge
stages:
  lookAge: { duration: 1 min * age, next: lookFrail }
  lookFrail: { duration: [{ when: frail, use: 1 min }, { use: 2 min }], next: care }
  care:
    needs: nurse
    duration: { lognormal: { mean: 100 min, sd: 80 min } }
    next: [{ chance: 20%, to: care }, { to: home }]
exits: { home: Home }
interventions:
  half: { change: { patients.adult.arrive.poisson: { times: 0.5 } } }
  fewer: { change: { patients.adult.arrive.poisson: { times: 0.7 } } }
  halfLater:
    change: { patients.adult.arrive.poisson: { times: 0.5 } }
    adoption: { from: 2026-06-01, share: 100% }
scenarios: { baseline: [], half: [half], fewer: [fewer], halfLater: [halfLater] }
`;
/** Minutes from 6 April to 1 June: 8 weeks. */
const DAY_ZERO = 8 * 10080;

interface Life {
  readonly arrivedAt: number;
  /** Stage and duration of each service, in order. */
  readonly services: string[];
  left: boolean;
}

/** By number − 1. */
function livesIn(arm: string): readonly Life[] {
  const read = readScenario({ name: "identity.yaml", text: SCENARIO });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const chosen = read.value.arms.find(({ name }) => name === arm);
  if (chosen === undefined) throw new Error(`no arm ${arm}`);
  const model = compile(read.value, chosen);
  const log = new EventLog(model);
  simulate(model, 1, log);
  const lives: Life[] = [];
  for (const fact of log.facts) {
    if (fact.verb === "arrive") {
      lives.push({ arrivedAt: fact.at, services: [], left: false });
      expect(fact.number).toBe(lives.length);
    } else if (fact.verb === "start") {
      lives[fact.number - 1].services.push(`${model.names.stages[fact.stage]} ${fact.duration}`);
    } else if (fact.verb === "exit") lives[fact.number - 1].left = true;
  }
  return lives;
}

/** Attributes, every duration and every chance to go on, of all who have left in both arms. */
function expectSamePeople(lives: readonly Life[], others: readonly Life[]): void {
  const both = others.flatMap((other, i) => (other.left && lives[i]?.left ? [[other, lives[i]]] : []));
  expect(both.length).toBeGreaterThan(700);
  for (const [other, life] of both) expect(other.services).toEqual(life.services);
  expect(both.some(([{ services }]) => services.length > 4)).toBe(true);
  expect(new Set(both.map(([{ services }]) => services[0])).size).toBe(both.length);
  expect(new Set(both.map(([{ services }]) => services[1])).size).toBe(2);
}

describe("Poisson patient k", () => {
  const lives = livesIn("baseline");

  test("is the same person at half the rate and comes at exactly twice the time", () => {
    const others = livesIn("half");
    expectSamePeople(lives, others);
    expect(others.map(({ arrivedAt }) => arrivedAt)).toEqual(
      lives.slice(0, others.length).map(({ arrivedAt }) => 2 * arrivedAt),
    );
    const end = 30 * 10080;
    expect(others.length).toBe(lives.filter(({ arrivedAt }) => 2 * arrivedAt < end).length);
  });

  test("is the same person at 0.7 of the rate and comes at the time divided by 0.7, to rounding", () => {
    const others = livesIn("fewer");
    expectSamePeople(lives, others);
    for (const [i, { arrivedAt }] of others.entries()) {
      expect(Math.abs(arrivedAt * 0.7 - lives[i].arrivedAt)).toBeLessThan(1e-8);
    }
  });

  test("is the same person where the rate halves on day 0, and comes at twice the time since then", () => {
    const others = livesIn("halfLater");
    expectSamePeople(lives, others);
    expect(others[0].arrivedAt).toBeLessThan(DAY_ZERO);
    expect(others[others.length - 1].arrivedAt).toBeGreaterThan(DAY_ZERO);
    for (const [i, { arrivedAt }] of others.entries()) {
      const before = lives[i].arrivedAt;
      if (before < DAY_ZERO) expect(arrivedAt).toBe(before);
      else expect(Math.abs(arrivedAt - DAY_ZERO - 2 * (before - DAY_ZERO))).toBeLessThan(1e-8);
    }
  });
});
