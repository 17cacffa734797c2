import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog } from "../../src/collect/event-log.ts";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import type { Cohort, Model } from "../../src/model/model.ts";
import { AWAY, BLOCKED, NONE, PAUSING, QUEUED, SERVED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { ACUTE, BED, ByHand, COUNCIL, HOME, LOST, NURSE, resource, tinyModel } from "../collect/by-hand.ts";
import { numbersOf } from "../collect/numbers.ts";
import { ward } from "../collect/ward.ts";
import { compareResult } from "./comparison.ts";

const SLOTS = 150;

/** Whole numbers from 0 to n − 1 (Park and Miller, 1988: 16,807 mod 2³¹ − 1). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 16_807) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * n);
  };
}

/** Patients who do anything that facts can say, in any order, with many facts at one time, beyond the window if it closes. */
function wander(hand: ByHand, roll: (n: number) => number, steps: number, clock: readonly number[]): void {
  const [warmUp, run, coolDown] = clock;
  const free = Array.from({ length: SLOTS }, (_, slot) => slot);
  const inside: { slot: number; stage: number; started: boolean; places: number[]; staff: number }[] = [];
  let opened = false;
  let closed = false;
  for (let step = 0; step < steps; step++) {
    const now = Math.floor((step / steps) * (warmUp + run + coolDown) * 4) / 4;
    if (!opened && now >= warmUp) {
      opened = true;
      hand.open(warmUp);
    }
    if (!closed && now >= warmUp + run) {
      closed = true;
      hand.close(warmUp + run);
    }
    if (roll(30) === 0) {
      const present = roll(4);
      hand.capacity(now, roll(2), present, present, present + roll(3));
    }
    const one = inside[roll(inside.length)];
    if (one === undefined || (roll(8) === 0 && free.length > 0)) {
      const slot = free.splice(roll(free.length), 1)[0];
      hand.arrive(now, slot, roll(2)).doing(now, slot, AWAY);
      inside.push({ slot, stage: -1, started: false, places: [0, 0], staff: -1 });
      continue;
    }
    const { slot } = one;
    const at = roll(2);
    switch (roll(9)) {
      case 0:
      case 1:
        if (one.stage >= 0 && one.started) break;
        if (one.stage >= 0) hand.turnAway(now, slot, one.stage);
        one.stage = at;
        hand.enter(now, slot, at);
        break;
      case 2:
      case 3:
        hand.doing(now, slot, [QUEUED, BLOCKED][roll(2)], [BED, NURSE, -1, -2][roll(4)]);
        break;
      case 4:
        hand.doing(now, slot, WAITING_FOR_STAFF, at);
        break;
      case 5:
        hand.doing(now, slot, [PAUSING, AWAY, SERVED][roll(3)], NONE);
        break;
      case 6:
        one.places[at] += 1 + at;
        hand.take(now, slot, at, 1 + at);
        break;
      case 7:
        if (one.places[at] === 0) break;
        hand.give(now, slot, at, one.places[at]);
        one.places[at] = 0;
        break;
      case 8:
        if (one.stage >= 0 && !one.started) {
          one.started = true;
          one.staff = at;
          hand.take(now, slot, at, 1, false).doing(now, slot, SERVED).start(now, slot, one.stage);
        } else if (one.started) {
          hand.give(now, slot, one.staff, 1, false).finish(now, slot, one.stage);
          one.stage = -1;
          one.started = false;
        } else if (roll(2) === 0) {
          for (const held of [BED, NURSE]) if (one.places[held] > 0) hand.give(now, slot, held, one.places[held]);
          hand.exit(now, slot, roll(5) === 0 ? LOST : HOME);
          inside.splice(inside.indexOf(one), 1);
          free.push(slot);
        }
    }
  }
  hand.end(warmUp + run + coolDown);
}

/** A nurse whose services pause, in a room that is cleaned, for patients who hold a bed. */
function pausing(): Model {
  const text = `
careway: 1
title: pausing
clock: { start: 2026-04-06, warmUp: 2 days, run: 4 weeks }
experiment: { replications: 3, seed: "1" }
organisations: { trust: Trust }
resources:
  bed: { capacity: 8, organisation: trust, cost: { held: £200 per day } }
  nurse:
    capacity: { daily 08:00-12:00: 3, daily 12:00-18:00: 2 }
    atShiftEnd: pause
    organisation: trust
    cost: { held: £30 per hour, overtime: £60 per hour, rostered: £20 per hour }
  room: { capacity: 3, turnover: { uniform: { min: 10 min, max: 30 min } }, organisation: trust, cost: { held: £9 per hour } }
patients:
  a: { arrive: { poisson: 10 per day }, enter: visit }
  b: { arrive: { poisson: 4 per day }, enter: look }
stages:
  visit:
    { seize: bed, needs: { nurse: 1, room: 1 }, duration: { exponential: { mean: 70 min } }, next: home }
  look: { needs: room, priority: 1, duration: { exponential: { mean: 20 min } }, next: home }
exits: { home: Home }
`;
  const read = readScenario({ name: "pausing.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

function expectSame(model: Model, collector: Collector, log: EventLog): void {
  expect(compareResult(model, collector.result(), log.facts).wrong).toEqual([]);
}

describe("every result, computed again from the event log", () => {
  const prices = { held: 0.24, rostered: 0.88, use: 5, fixed: 0.01 };

  test.each([1, 2, 3, 4, 5])("is the same for facts in any order, seed %i", (seed) => {
    const resources = [resource(ACUTE, prices), resource(COUNCIL, { ...prices, held: 0 })];
    const model = tinyModel({ resources }, { warmUp: 300, run: 3000, startMinuteOfWeek: 615 });
    const collector = new Collector(model);
    const log = new EventLog(model);
    wander(new ByHand(tee([collector, log])), dice(seed), 6000, [300, 3000, 0]);
    const read = numbersOf(model, collector.result());
    expect(read("overall.exits.count")).toBeGreaterThan(50);
    expect(read("stage.care.turnedAway.count")).toBeGreaterThan(10);
    expectSame(model, collector, log);
  });

  test.each<[Cohort, number, number]>([
    ["arrivals", 900, 1],
    ["arrivals", 0, 2],
    ["arrivals", 40, 3],
    ["bothEnds", 0, 4],
    ["bothEnds", 900, 5],
    ["exits", 900, 6],
  ])("is the same when the cohort is of %s, followed for %i minutes, seed %i", (cohort, coolDown, seed) => {
    const resources = [resource(ACUTE, prices), resource(COUNCIL, { ...prices, held: 0 })];
    const clock = { warmUp: 300, run: 3000, startMinuteOfWeek: 615, cohort, coolDown };
    const model = tinyModel({ resources }, clock);
    const collector = new Collector(model);
    const log = new EventLog(model);
    wander(new ByHand(tee([collector, log])), dice(seed), 6000, [300, 3000, coolDown]);
    const read = numbersOf(model, collector.result());
    expect(read("overall.exits.count")).toBeGreaterThan(40);
    if (cohort !== "exits") expect(read("overall.followed.count")).not.toBe(read("overall.exits.count"));
    expectSame(model, collector, log);
  });

  test.each([1, 2, 3])("is the same for a ward that the kernel runs, replication %i", (replication) => {
    const model = ward();
    const collector = new Collector(model);
    const log = new EventLog(model);
    simulate(model, replication, tee([collector, log]));
    const read = numbersOf(model, collector.result());
    const seen = ["served", "waitingForStaff", "queued", "blocked", "away", "queueOf.triage", "blockedBy.bed"];
    for (const state of seen) expect(read(`overall.${state}.mean`), state).toBeGreaterThan(0);
    expect(read("stage.triage.turnedAway.count")).toBeGreaterThan(0);
    expect(read("resource.therapist.overtimePerWeek.rate")).toBeGreaterThan(0);
    expectSame(model, collector, log);
    expect(read("measure.stay")).toBeCloseTo(read("overall.lengthOfStay.mean"), 8);
    expect(read("measure.waited")).toBeCloseTo(read("overall.wait.mean"), 8);
    expect(read("measure.beds")).toBeCloseTo(read("resource.bed.inUse.mean"), 8);
  });

  test.each([1, 2, 3])(
    "is the same for services that pause and units that are turned over, replication %i",
    (replication) => {
      const model = pausing();
      const collector = new Collector(model);
      const log = new EventLog(model);
      simulate(model, replication, tee([collector, log]));
      const read = numbersOf(model, collector.result());
      for (const id of ["stage.visit.paused.count", "resource.nurse.paused.mean", "resource.room.turnover.mean"]) {
        expect(read(id), id).toBeGreaterThan(0);
      }
      expect(read("resource.nurse.overtime.mean")).toBe(0);
      expectSame(model, collector, log);
    },
  );

  test("a run with a cool-down follows those who arrived, and what belongs to the window stays as it is", () => {
    const plain = ward();
    const model: Model = { ...plain, clock: { ...plain.clock, cohort: "arrivals", coolDown: 14 * 1440 } };
    const collector = new Collector(model);
    const log = new EventLog(model);
    simulate(model, 1, tee([collector, log]));
    expectSame(model, collector, log);
    const read = numbersOf(model, collector.result());
    const without = numbersOf(plain, collectRun(plain, 1));
    expect(read("overall.followed.count") + read("overall.stillInside.count")).toBe(read("overall.arrivals.count"));
    expect(read("overall.lengthOfStay.mean")).not.toBe(without("overall.lengthOfStay.mean"));
    for (const id of ["overall.exits.count", "resource.bed.inUse.mean", "overall.cost.total", "overall.present.mean"]) {
      expect(read(id), id).toBeCloseTo(without(id), 9); // sums of the same terms in another order
    }
  });

  test("a run is collected in one call, and a collector that is used again gives the same numbers", () => {
    const model = ward();
    const collector = new Collector(model);
    const first = collectRun(model, 1);
    expect(collectRun(model, 2, collector)).not.toEqual(first);
    expect(collectRun(model, 1, collector)).toEqual(first);
  });
});
