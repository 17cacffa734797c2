import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Beside } from "../../src/collect/beside.ts";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog, type Fact } from "../../src/collect/event-log.ts";
import { PatientRecords } from "../../src/collect/patient-records.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { isWait } from "../../src/model/opcodes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { ByHand, CARE, FRAIL, HOME, LOST, measure, tinyModel, YOUNG } from "./by-hand.ts";

describe("records of patients", () => {
  test("are of those who leave in the window, in the order in which they leave", () => {
    const records = new PatientRecords(tinyModel());
    const hand = new ByHand(records);
    hand.arrive(0, 0).exit(50, 0).arrive(60, 0, YOUNG).open(100).arrive(130, 1).exit(150, 1, LOST).exit(250, 0);
    hand.arrive(900, 2).close(1100).exit(1100, 2).end(1200);
    expect(records.replication).toBe(3);
    expect([...records.numberOf]).toEqual([3, 2]);
    expect([...records.classOf]).toEqual([FRAIL, YOUNG]);
    expect([...records.arrivedAt]).toEqual([130, 60]);
    expect([...records.exitedAt]).toEqual([150, 250]);
    expect([...records.exitOf]).toEqual([LOST, HOME]);
    expect([...records.lengthOfStay]).toEqual([20, 190]);
    expect([...records.waited]).toEqual([0, 0]);
  });

  test.each([
    ["arrivals", [2, 3]],
    ["bothEnds", [2]],
  ] as const)("of the cohort %s are of those whom it counts", (cohort, numbers) => {
    const records = new PatientRecords(tinyModel({}, { cohort }));
    const hand = new ByHand(records);
    hand.arrive(60, 0).open(100).arrive(130, 1).exit(150, 1).exit(160, 0).arrive(900, 2);
    hand.close(1100).arrive(1110, 3).exit(1120, 2).exit(1130, 3).end(1200);
    expect([...records.numberOf]).toEqual(numbers);
  });

  test("begin anew with each run, and know no attribute that the model has not", () => {
    const records = new PatientRecords(tinyModel());
    new ByHand(records).open(0).arrive(0, 0).exit(1, 0).end(1000);
    new ByHand(records).open(0).arrive(0, 0).end(1000);
    expect(records.count).toBe(0);
    expect(() => records.attribute("score")).toThrow('no attribute is called "score"');
  });

  test.each([
    "discharge-to-assess.yaml",
    "prehabilitation.yaml",
    "examples/robot-learning.yaml",
    "examples/virtual-ward.yaml",
    "examples/theatre-lists.yaml",
    "published/home-visits.yaml",
  ])("beside a collector, in %s, are what the facts say", (name) => {
    for (const model of modelsOf(name)) {
      const [alone, together] = [new Collector(model), new Collector(model)];
      const records = new PatientRecords(model);
      const log = new EventLog(model);
      const simulation = new Simulation(model);
      simulation.run(2, alone);
      simulation.run(2, log);
      simulation.run(2, new Beside(together, records));
      expect(together.result()).toEqual(alone.result());
      expect(rowsOf(records, model)).toEqual(rowsOfFacts(log.facts, model));
      expect(records.count).toBeGreaterThan(10);
    }
  });

  test("of those who were there at time 0 are of no arrivals, even if they came in that minute", () => {
    const text = (cohort: string) => `
careway: 1
title: One is there, another comes
clock: { start: 2026-04-06, run: 100 min, cohort: ${cohort} }
patients: { a: { arrive: { times: [1 min] }, enter: visit } }
stages: { visit: { duration: 30 min, next: home } }
exits: { home: Home }
today: [{ class: a, stage: visit, since: 0 min, arrived: 0 min }]
`;
    const numbers = (cohort: string) => {
      const [model] = modelsIn("today.yaml", text(cohort));
      const records = new PatientRecords(model);
      new Simulation(model).run(1, records);
      return [...records.numberOf];
    };
    expect(numbers("exits")).toEqual([-1, 1]);
    expect(numbers("arrivals")).toEqual([1]);
  });

  test("beside a collector pass on how time goes on when it wants to know", () => {
    const model = tinyModel({ measures: [measure({ records: "time", of: { op: "inUse", index: 0 } })] });
    const facts = (hand: ByHand) => hand.open(0).arrive(0, 0).enter(0, 0, CARE).take(3, 0, 0).exit(9, 0).end(1000);
    const [alone, together] = [new Collector(model), new Collector(model)];
    facts(new ByHand(alone));
    facts(new ByHand(new Beside(together, new PatientRecords(model))));
    expect(together.result()).toEqual(alone.result());
  });
});

function modelsOf(name: string): Model[] {
  return modelsIn(name, readFileSync(new URL(`../../scenarios/${name}`, import.meta.url), "utf8"));
}

function modelsIn(name: string, text: string): Model[] {
  const read = readScenario({ name, text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return read.value.arms.slice(0, 2).map((arm) => compile(read.value, arm));
}

interface Row {
  readonly class: number;
  readonly number: number;
  readonly arrived: number;
  readonly left: number;
  readonly exit: number;
  readonly waited: number;
  readonly attributes: readonly number[];
}

function rowsOf(records: PatientRecords, model: Model): Row[] {
  const attributes = model.names.attributes.map((name) => records.attribute(name));
  const stays = records.lengthOfStay;
  return Array.from({ length: records.count }, (_, row) => {
    const arrived = records.arrivedAt[row];
    const left = records.exitedAt[row];
    expect(stays[row]).toBe(left - arrived);
    return {
      class: records.classOf[row],
      number: records.numberOf[row],
      arrived,
      left,
      exit: records.exitOf[row],
      waited: records.waited[row],
      attributes: attributes.map((column) => column[row]),
    };
  });
}

/** The same from every fact of a run: who is counted by the cohort, waits by adding up what patients were doing. */
function rowsOfFacts(facts: readonly Fact[], { clock, names }: Model): Row[] {
  const to = clock.warmUp + clock.run;
  const lives = new Map<string, { arrived: number; waited: number; wait: number; attributes: number[] }>();
  const rows: Row[] = [];
  for (const fact of facts) {
    if (!("class" in fact) || fact.child !== undefined) continue;
    const key = `${fact.class} ${fact.number}`;
    if (fact.verb === "arrive") {
      lives.set(key, { arrived: fact.at, waited: 0, wait: NaN, attributes: names.attributes.map(() => NaN) });
    }
    const life = lives.get(key);
    if (life === undefined) continue;
    if (fact.verb === "is") life.attributes[fact.attribute] = fact.value;
    if (fact.verb !== "doing" && fact.verb !== "exit") continue;
    // What is not known to have begun before time 0 is counted from then on.
    if (!Number.isNaN(life.wait)) life.waited += fact.at - life.wait;
    life.wait = fact.verb === "doing" && isWait(fact.state) ? (fact.at === -Infinity ? 0 : fact.at) : NaN;
    if (fact.verb !== "exit") continue;
    const began = fact.number < 0 ? -Infinity : life.arrived;
    const byBeginning = clock.cohort === "exits" || began >= clock.warmUp;
    const byEnd = clock.cohort === "arrivals" ? began < to : fact.at < to;
    if (!byBeginning || !byEnd || fact.at < clock.warmUp) continue;
    rows.push({
      class: fact.class,
      number: fact.number,
      arrived: life.arrived === -Infinity ? NaN : life.arrived,
      left: fact.at,
      exit: fact.exit,
      waited: life.waited,
      attributes: life.attributes,
    });
  }
  return rows;
}
