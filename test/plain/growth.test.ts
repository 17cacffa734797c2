import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { armsOfText } from "../engines/scenarios.ts";
import { differenceOfWays, nothingCompared } from "./alike.ts";
import { isPlain } from "./by-facts.ts";

/** Everything that is kept of a patient, in tables that double as more are there: a crowd that grows all the time, and empties never. */
const crowd = (perDay: number, more: string): Model => {
  const [model] = armsOfText(
    "crowd.yaml",
    `
careway: 1
title: Crowd
clock: { start: 2026-04-06, warmUp: 6 h, run: 2 days }
resources: { clerk: { capacity: 3 }, room: { capacity: unlimited }, guide: { capacity: 60 } }
patients:
  a: { arrive: { poisson: ${perDay} per day }, enter: desk }
  b: { arrive: { poisson: ${perDay} per day, batch: 7 }, enter: hall }
stages:
  desk: { needs: clerk, duration: { exponential: { mean: 5 min } }, next: hall }
  hall: { seize: room, duration: { exponential: { mean: 1 days } }, next: tour }
  tour: { needs: guide, duration: { uniform: { min: 10 min, max: 50 min } }, next: [{ chance: 30%, to: hall2 }, { to: home }] }
  hall2: { release: room, duration: 90 min, next: desk }
exits: { home: Home }
${more}`,
  );
  return model;
};

const MORE = `
organisations: { trust: Trust }
value: { horizon: 1 days, utility: 0.7 }
measures:
  halls: { max: inUse(room), of: time }
  nights: { mean: midnights(room) }
  spent: { mean: cost(trust) }
`;

describe.each([
  ["with nothing told but the standard results", ""],
  ["with measures and health", MORE],
])("a pathway in which thousands are at once, %s", (_what, more) => {
  test("comes to the same numbers both ways", () => {
    const model = crowd(400, more);
    const compared = nothingCompared();
    expect(isPlain(model)).toBe(true);
    expect(differenceOfWays(model, compared, [1, 2])).toBeUndefined();
    expect(compared.events).toBeGreaterThan(10_000);
    const collector = new Collector(model);
    new Simulation(model).run(1, collector);
    expect(Math.max(...collector.result().presentAt)).toBeGreaterThan(2000);
  });
});

describe("a simulation that runs replications of unlike size", () => {
  /** Batches of which the size is the luck of the replication: the mean of hundreds, or a handful. */
  const [model] = armsOfText(
    "unlike.yaml",
    `
careway: 1
title: Unlike
clock: { start: 2026-04-06, warmUp: 1 h, run: 1 days }
resources: { clerk: { capacity: 2 } }
patients:
  a: { arrive: { every: 1 day, first: { exponential: { mean: 12 h } }, batch: { poisson: { mean: 300 } } }, enter: desk }
  b: { arrive: { poisson: 20 per day }, enter: desk }
stages:
  desk: { needs: clerk, duration: { exponential: { mean: 10 min } }, next: rest }
  rest: { duration: { exponential: { mean: 5 h } }, next: home }
exits: { home: Home }
`,
  );
  const replications = [1, 2, 3, 4, 5, 6, 7, 8];

  test("comes to the numbers that each has by itself", () => {
    expect(isPlain(model)).toBe(true);
    expect(differenceOfWays(model, nothingCompared(), replications)).toBeUndefined();
    const simulation = new Simulation(model);
    const collector = new Collector(model);
    const sizes = replications.map((replication) => {
      simulation.run(replication, collector);
      const after = collector.result();
      const alone = new Collector(model);
      new Simulation(model).run(replication, alone);
      expect(after).toEqual(alone.result());
      return after.events;
    });
    expect(sizes.some((size, i) => i > 0 && size < sizes[i - 1] / 2)).toBe(true);
  });
});

describe("a crowd of about as many as there is room for, all of whom end at one time", () => {
  /** More than are looked at one by one, and up to more than the tables have rows at first. */
  const crowds = Array.from({ length: 30 }, (_, i) => 40 + i);

  test.each(crowds)("comes to the same numbers both ways: %i", (batch) => {
    const [model] = armsOfText(
      "tied.yaml",
      `
careway: 1
title: Tied
clock: { start: 2026-04-06, run: 1 days }
resources: { clerk: { capacity: { daily 08:00-09:00: 3, daily 09:00-08:00: 0 } } }
patients:
  a: { arrive: { every: 5 h, first: 1 h, batch: ${batch} }, enter: rest }
stages:
  rest: { duration: 15 min, next: stay }
  stay: { duration: 30 min, next: [{ chance: 30%, to: desk }, { to: home }] }
  desk: { needs: clerk, duration: 2 min, next: home }
exits: { home: Home }
`,
    );
    expect(isPlain(model)).toBe(true);
    expect(differenceOfWays(model)).toBeUndefined();
  });
});

describe("a crowd that empties, and comes again", () => {
  test.each([50, 60, 80, 120])("comes to the same numbers both ways: %i", (batch) => {
    for (const long of [
      "20 min",
      "{ triangular: { min: 10 min, mode: 20 min, max: 20 min } }",
      "{ uniform: { min: 5 min, max: 3 h } }",
    ]) {
      const [model] = armsOfText(
        "emptied.yaml",
        `
careway: 1
title: Emptied
clock: { start: 2026-04-06, run: 4 days }
resources: { clerk: { capacity: 1 } }
patients:
  a: { arrive: { every: 1 days, first: 8 h }, enter: short }
  b: { arrive: { every: 1 days, first: 8 h, batch: ${batch} }, enter: long }
stages:
  short: { duration: 10 min, next: home }
  long: { duration: ${long}, next: home }
exits: { home: Home }
`,
      );
      expect(isPlain(model)).toBe(true);
      expect(differenceOfWays(model)).toBeUndefined();
    }
  });
});
