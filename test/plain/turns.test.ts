import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog } from "../../src/collect/event-log.ts";
import { tee } from "../../src/collect/tee.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { armsOf, armsOfText } from "../engines/scenarios.ts";
import { differenceOfOutcomes, outcomeOf } from "./alike.ts";
import { byFacts, isPlain, offersLoop } from "./by-facts.ts";

const DAYS = 2;
const models = ["bench/workloads/ward.yaml", "bench/workloads/mm1.yaml", "scenarios/published/stroke-capacity.yaml"]
  .flatMap((path) => armsOf(path, DAYS).slice(0, 2))
  .filter(isPlain)
  .map((model) => [model.arm, model] as const);

function alone(model: Model, replication: number) {
  const collector = byFacts(new Collector(model));
  new Simulation(model).run(replication, collector);
  return collector.result();
}

describe.each(models)("a plain pathway (%s)", (_arm, model) => {
  test("has a loop of its own only where the recorder offers it", () => {
    expect(offersLoop(new Collector(model))).toBe(true);
    expect(offersLoop(byFacts(new Collector(model)))).toBe(false);
    expect(offersLoop(tee([new Collector(model)]))).toBe(false);
    expect(offersLoop(new EventLog(model))).toBe(false);
  });

  test("comes to the same numbers when one simulation goes both ways in turn", () => {
    const simulation = new Simulation(model);
    const mine = new Collector(model);
    const told = new Collector(model);
    for (const replication of [2, 1, 3]) {
      simulation.run(replication, mine);
      const first = mine.result();
      simulation.run(replication, tee([told]));
      const expected = alone(model, replication);
      expect(differenceOfOutcomes(model, first, expected)).toBeUndefined();
      expect(differenceOfOutcomes(model, told.result(), expected)).toBeUndefined();
      simulation.run(replication, mine);
      expect(differenceOfOutcomes(model, mine.result(), expected)).toBeUndefined();
    }
  });

  test("comes to the same numbers when one collector is told of facts and runs the loop in turn", () => {
    const simulation = new Simulation(model);
    const collector = new Collector(model);
    for (const replication of [2, 1]) {
      for (const recorder of [collector, tee([collector]), collector]) {
        simulation.run(replication, recorder);
        expect(differenceOfOutcomes(model, collector.result(), alone(model, replication))).toBeUndefined();
      }
    }
  });

  test("comes to the same numbers when one collector serves several simulations", () => {
    const collector = new Collector(model);
    for (const replication of [2, 1, 3]) {
      const result = collectRun(model, replication, collector);
      expect(differenceOfOutcomes(model, result, alone(model, replication))).toBeUndefined();
    }
  });

  test("comes to the same numbers when one simulation has several collectors", () => {
    const simulation = new Simulation(model);
    const collectors = [new Collector(model), new Collector(model), new Collector(model)];
    for (const replication of [2, 1]) {
      for (const collector of collectors) {
        simulation.run(replication, collector);
        expect(differenceOfOutcomes(model, collector.result(), alone(model, replication))).toBeUndefined();
      }
    }
  });

  test("leaves a result as it is when the next run begins", () => {
    const simulation = new Simulation(model);
    const collector = new Collector(model);
    simulation.run(1, collector);
    const first = collector.result();
    simulation.run(2, collector);
    expect(differenceOfOutcomes(model, first, alone(model, 1))).toBeUndefined();
  });
});

describe("a replication that is stopped in the middle of an instant", () => {
  const [model] = armsOfText(
    "stopped.yaml",
    `
careway: 1
title: Stopped
clock: { start: 2026-04-06, run: 6 h }
resources: { clerk: { capacity: 1 } }
patients:
  a: { arrive: { every: 20 min, first: 20 min, batch: 2 }, attributes: { luck: 0 }, enter: prepare }
  b: { arrive: { every: 1 days, first: 40 min }, attributes: { luck: { uniform: { min: 0, max: 1 } } }, enter: prepare }
stages:
  prepare: { duration: 15 min, next: [{ when: class == "b", to: risk }, { to: desk }] }
  desk: { needs: clerk, duration: { exponential: { mean: 12 min } }, next: home }
  risk: { duration: 'if(luck > 0.5, -5 min, 5 min)', next: home }
exits: { home: Home }
`,
  );
  const replications = Array.from({ length: 20 }, (_, replication) => replication);
  const stops = (replication: number): boolean => {
    const collector = new Collector(model);
    return typeof outcomeOf(new Simulation(model), replication, collector, () => collector.result()) === "string";
  };
  const stopped = replications.filter(stops);
  const whole = replications.filter((replication) => !stops(replication));

  test("leaves nothing behind of those who had just asked, whichever way it is run", () => {
    expect(isPlain(model)).toBe(true);
    expect([stopped.length > 2, whole.length > 2]).toEqual([true, true]);
    for (const first of [new Collector(model), byFacts(new Collector(model))]) {
      const simulation = new Simulation(model);
      const collector = new Collector(model);
      simulation.run(whole[0], collector);
      for (const replication of stopped) outcomeOf(simulation, replication, first, () => first.result());
      const alone = new Collector(model);
      new Simulation(model).run(whole[1], alone);
      simulation.run(whole[1], collector);
      expect(collector.result()).toEqual(alone.result());
    }
  });
});
