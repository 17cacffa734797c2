import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { armsOfText } from "../engines/scenarios.ts";
import { differenceOfOutcomes, type Outcome, outcomeOf } from "./alike.ts";
import { byFacts, isPlain } from "./by-facts.ts";

const HEAD = `
careway: 1
title: Stops
clock: { start: 2026-04-06, warmUp: 1 h, run: 2 days }
resources: { nurse: { capacity: 2 }, bed: { capacity: 2 } }
exits: { home: Home }
`;
const COMING = "arrive: { poisson: 20 per day }, enter: clinic";

/** What stops a run, now and then at once and now and then when much has happened. */
const STOPPING: readonly (readonly [what: string, body: string])[] = [
  [
    "a duration below zero",
    `patients: { a: { ${COMING}, attributes: { age: { normal: { mean: 50, sd: 10 } } } } }
stages: { clinic: { needs: nurse, duration: 1 min * (age - 30), next: home } }`,
  ],
  [
    "a duration that is no number",
    `patients: { a: { ${COMING}, attributes: { age: { normal: { mean: 50, sd: 10 } } } } }
stages: { clinic: { needs: nurse, duration: 1 min * sqrt(age - 30), next: home } }`,
  ],
  [
    "a duration without end",
    `patients: { a: { ${COMING}, attributes: { age: { poisson: { mean: 4 } } } } }
stages: { clinic: { seize: bed, duration: 1 min / age, next: home } }`,
  ],
  [
    "a priority that is no number",
    `patients: { a: { ${COMING}, attributes: { age: { normal: { mean: 50, sd: 10 } } } } }
stages: { clinic: { priority: sqrt(age - 30), needs: nurse, duration: 1 h, next: home } }`,
  ],
  [
    "a chance above one",
    `patients: { a: { ${COMING}, attributes: { age: { normal: { mean: 0.5, sd: 0.2 } } } } }
stages: { clinic: { needs: nurse, duration: 1 h, next: [{ chance: age, to: home }, { to: rest }] }, rest: { duration: 1 h, next: home } }`,
  ],
  [
    "chances that are together above one",
    `patients: { a: { ${COMING}, attributes: { age: { normal: { mean: 0.3, sd: 0.1 } } } } }
stages: { clinic: { needs: nurse, duration: 1 h, next: [{ chance: "max(0, age)", to: home }, { chance: 50%, to: rest }, { to: home }] }, rest: { duration: 1 h, next: home } }`,
  ],
  [
    "going round without end",
    `patients: { a: { ${COMING}, attributes: { tests: { poisson: { mean: 2 } } } } }
stages:
  clinic: { needs: nurse, duration: 20 min, next: circle }
  circle: { next: [{ when: tests > 3, to: again }, { to: home }] }
  again: { next: circle }`,
  ],
  [
    "going round with staff that is there",
    `patients: { a: { ${COMING} } }
stages:
  clinic: { needs: nurse, duration: 0 min, next: [{ when: visits(clinic) > 0 and time > 1 day, to: clinic }, { to: home }] }`,
  ],
  [
    "going round while more come than there was room for",
    `patients:
  a: { arrive: { every: 1 day, batch: 64 }, attributes: { n: 100 }, enter: circle }
  b: { arrive: { every: 1 day }, attributes: { n: 15000 }, enter: circle }
stages: { circle: { next: [{ when: visits(circle) < n, to: circle }, { to: rest }] }, rest: { duration: 2 days, next: home } }`,
  ],
  [
    "a duration below zero, of one who has the row of somebody with attributes",
    `patients: { a: { ${COMING}, attributes: { age: 70 } }, b: { ${COMING} } }
stages: { clinic: { needs: nurse, duration: "1 min * if(time > 1 day, 0 - 5, 5)", next: home } }`,
  ],
  [
    "an attribute that is no number",
    `patients: { a: { ${COMING}, attributes: { age: { normal: { mean: 50, sd: 10 } }, root: sqrt(age - 30) } } }
stages: { clinic: { needs: nurse, duration: "1 h * max(root, 1)", next: home } }`,
  ],
];

function modelOf(body: string): Model {
  const [model] = armsOfText("stops.yaml", HEAD + body);
  return model;
}

describe("a plain run that cannot go on", () => {
  test.each(STOPPING)("says the same of %s both ways, and the next goes on", (_what, body) => {
    const model = modelOf(body);
    expect(isPlain(model)).toBe(true);
    const ways = [new Collector(model), byFacts(new Collector(model))].map((collector) => {
      const simulation = new Simulation(model);
      return (replication: number): Outcome => outcomeOf(simulation, replication, collector, () => collector.result());
    });
    const replications = [4, 1, 2, 3, 1];
    const outcomes = replications.map((replication) => {
      const [mine, told] = ways.map((run) => run(replication));
      expect(differenceOfOutcomes(model, mine, told)).toBeUndefined();
      return mine;
    });
    expect(outcomes.some((outcome) => typeof outcome === "string")).toBe(true);
  });

  test("goes round many times in an instant, as long as it comes to an end", () => {
    const model = modelOf(`patients: { a: { ${COMING} } }
stages: { clinic: { next: [{ when: visits(clinic) < 1500, to: clinic }, { to: home }] } }`);
    const ways = [new Collector(model), byFacts(new Collector(model))].map((collector) =>
      outcomeOf(new Simulation(model), 1, collector, () => collector.result()),
    );
    expect(differenceOfOutcomes(model, ways[0], ways[1])).toBeUndefined();
    expect(typeof ways[1]).toBe("object");
  });
});
