import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog } from "../../src/collect/event-log.ts";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import { AWAY, BLOCKED, PAUSING, QUEUED, SERVED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { BED, ByHand, CARE, LOST, measure, NURSE, TRIAGE, tinyModel, YOUNG } from "./by-hand.ts";

describe("the event log", () => {
  test("a trace has one line a fact, in their order", () => {
    const log = new EventLog(tinyModel());
    new ByHand(log)
      .capacity(0, NURSE, 2, 1)
      .capacity(0, BED, Infinity)
      .open(0)
      .arrive(0, 0)
      .enter(0, 0, TRIAGE)
      .doing(0, 0, QUEUED, BED)
      .take(12.5, 0, BED)
      .doing(12.5, 0, WAITING_FOR_STAFF, NURSE)
      .take(20, 0, NURSE, 2, false)
      .doing(20, 0, SERVED)
      .start(20, 0, TRIAGE, 10)
      .give(30, 0, NURSE, 2, false)
      .finish(30, 0, TRIAGE)
      .arrive(30, 1, YOUNG)
      .enter(30, 0, CARE)
      .doing(30, 0, BLOCKED, NURSE)
      .doing(31, 0, BLOCKED, -1 - CARE)
      .turnAway(32, 0, CARE)
      .doing(32, 0, PAUSING)
      .doing(33, 0, AWAY)
      .exit(40, 0, LOST)
      .end(1000);
    expect(log.toTrace()).toEqual([
      "0 - capacity nurse 2 1",
      "0 - capacity bed unlimited unlimited",
      "0 frail 1 arrive",
      "0 frail 1 enter triage",
      "0 frail 1 wait queued bed",
      "12.5 frail 1 take 1 bed",
      "12.5 frail 1 wait staff nurse",
      "20 frail 1 take 2 nurse",
      "20 frail 1 start triage",
      "30 frail 1 give 2 nurse",
      "30 frail 1 end triage",
      "30 young 2 arrive",
      "30 frail 1 enter care",
      "30 frail 1 wait blocked nurse",
      "31 frail 1 wait place care",
      "32 frail 1 turnedAway care",
      "40 frail 1 exit lost",
    ]);
  });

  test("times are the shortest decimals that read back exactly, without exponents", () => {
    const log = new EventLog(tinyModel());
    const times = [1.5e-7, 1e-10, 0.1 + 0.2, 1 / 3, 123456789, 1.25e21];
    const hand = new ByHand(log);
    for (const time of times) hand.arrive(time, 0);
    const told = log.toTrace().map((line) => line.split(" ")[0]);
    expect(told.map(Number)).toEqual(times);
    expect(told).toEqual([
      "0.00000015",
      "0.0000000001",
      "0.30000000000000004",
      "0.3333333333333333",
      "123456789",
      "1250000000000000000000",
    ]);
  });

  test("a patient keeps class and number when the slot is used again, and a second run starts a new log", () => {
    const log = new EventLog(tinyModel());
    new ByHand(log).arrive(0, 0).exit(1, 0).arrive(2, 0, YOUNG);
    expect(log.toTrace()).toEqual(["0 frail 1 arrive", "1 frail 1 exit home", "2 young 2 arrive"]);
    new ByHand(log).arrive(5, 0);
    expect(log.toTrace()).toEqual(["5 frail 1 arrive"]);
  });
});

describe("several recorders at once", () => {
  test("each gets every fact, and only those that want it hear how time goes on", () => {
    const overTime = measure({ records: "time", of: { op: "inUse", index: BED } });
    const model = tinyModel({ measures: [overTime] });
    const facts = (hand: ByHand) =>
      hand.open(0).arrive(0, 0).enter(0, 0, CARE).take(3, 0, BED).give(9, 0, BED).exit(9, 0).end(1000);
    const alone = new Collector(model);
    const logAlone = new EventLog(model);
    facts(new ByHand(alone));
    facts(new ByHand(logAlone));
    const together = new Collector(model);
    const log = new EventLog(model);
    facts(new ByHand(tee([log, together])));
    expect(together.result()).toEqual(alone.result());
    expect(log.facts).toEqual(logAlone.facts);
    expect(tee([log]).wantsElapsed).toBe(false);
  });
});

describe("what is known of a patient", () => {
  const text = `
careway: 1
title: What the log tells beside events
clock: { start: 2026-04-06, run: 100 min }
resources: { nurse: { capacity: 1 }, doctor: { capacity: 1 } }
patients: { a: { arrive: { times: [0 min, 1 min] }, attributes: { score: 3, tired: false }, enter: visit } }
stages:
  visit:
    { needs: [nurse, { doctor: 1, as: deputy }], duration: 5 min, set: { score: score + 1 }, next: [{ when: by(visit) == "nurse", to: look }, { to: home }] }
  look: { needs: doctor, duration: 2 min, tasks: { start: check, brings: score }, next: home }
  check: { duration: 4 min, set: { score: 9 }, next: done }
exits: { home: Home }
interventions:
  quick: { change: { stages.visit.duration: 5 min }, adoption: { from: 2026-04-06, share: 100% } }
`;
  const result = readScenario({ name: "known.yaml", text });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  const model = compile(result.value, result.value.arms[1]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  const { attributes, servers } = model.names;
  const told = log.facts.flatMap((fact) => {
    if (!("class" in fact)) return [];
    const who = `${fact.at} ${fact.number}${fact.child === undefined ? "" : ".1"}`;
    if (fact.verb === "is") return [`${who} ${attributes[fact.attribute]} ${fact.value}`];
    if (fact.verb === "servedBy") return [`${who} ${servers[fact.server]}`];
    if (fact.verb === "asked") return [`${who} ${fact.adopts ? "adopts" : "does not"}`];
    return fact.verb === "born" ? [`${who} ${fact.joined ? "joined" : "apart"}`] : [];
  });

  test("is told before the first fact that finds it so, of who is new after it, and of nobody twice", () => {
    expect(told).toEqual([
      "0 1 score 3",
      "0 1 tired 0",
      "0 1 adopts",
      "0 1 nurse",
      "1 2 score 3",
      "1 2 tired 0",
      "1 2 adopts",
      "1 2 deputy",
      "5 1 score 4",
      "6 2 score 4",
      // The task has a copy of all that is known of its patient, and brings back what it sets.
      "6 1.1 joined",
      "6 1.1 score 4",
      "6 1.1 tired 0",
      "6 1.1 adopts",
      "6 1.1 doctor",
      "6 1.1 nurse",
      "6 1 doctor",
      "10 1.1 score 9",
      "10 1 score 9",
    ]);
  });

  test("is in no trace", () => {
    expect(log.toTrace().filter((line) => /score|deputy|adopts/.test(line))).toEqual([]);
  });

  test("a wait says whether a request waits", () => {
    const asks = log.facts.flatMap((fact) => (fact.verb === "doing" ? [`${fact.at} ${fact.number} ${fact.asks}`] : []));
    expect(asks).toContain("5 1 true");
    expect(asks).toContain("6 1 false");
  });
});
