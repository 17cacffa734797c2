import { describe, expect, test } from "vitest";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines, type Engine } from "../../src/verify/compare-engines.ts";
import { numbersOf } from "../../src/verify/result-numbers.ts";

/** Without chance: every replication states the same facts. */
const FILE = `
careway: 1
title: Clinic
clock: { start: 2026-01-05, warmUp: 1 day, run: 1 week }
resources: { doctor: { capacity: 1 } }
patients: { a: { arrive: { every: 1 h }, enter: visit } }
stages: { visit: { needs: doctor, duration: 30 min, next: home } }
exits: { home: Home }
`;

function clinic(): Model {
  const read = readScenario({ name: "clinic.yaml", text: FILE });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

function stopping(error: Error): Engine {
  return (model, replication, recorder) => {
    const all = tee([recorder]);
    simulate(model, replication, {
      ...all,
      started: (now, ...rest) => {
        if (now >= 600) throw error;
        all.started(now, ...rest);
      },
    });
  };
}

describe("two engines side by side", () => {
  test("agree on the clinic, to its last number", () => {
    const { events, ...rest } = compareEngines(clinic(), 1);
    expect(rest).toEqual({});
    expect(events).toBeGreaterThan(1000);
  });

  test("differ in the first fact that is not the same; the run is given up there, with what came before", () => {
    let after = 0;
    const late: Engine = (model, replication, recorder) => {
      const all = tee([recorder]);
      simulate(model, replication, {
        ...all,
        exited: (now, patient, exit) => all.exited(now >= 630 ? now + 0.5 : now, patient, exit),
        arrived: (now, patient) => {
          if (now > 631) after++;
          all.arrived(now, patient);
        },
      });
    };
    const { events, difference } = compareEngines(clinic(), 1, simulate, late);
    expect(difference).toMatchObject({ at: 630, index: events, kernel: { verb: "exit" }, simjs: { at: 630.5 } });
    expect(difference?.before).toHaveLength(12);
    expect(difference?.before[11]).toMatchObject({ at: 630 });
    expect(after).toBe(0);
  });

  test("differ where one has less to say", () => {
    const silent: Engine = (model, replication, recorder) =>
      simulate(model, replication, { ...tee([recorder]), end: () => {} });
    const { difference } = compareEngines(clinic(), 1, simulate, silent);
    expect(difference).toMatchObject({ kernel: { verb: "runEnded" }, simjs: undefined });
    expect(compareEngines(clinic(), 1, silent, simulate).difference).toMatchObject({
      kernel: undefined,
      simjs: { verb: "runEnded" },
    });
  });

  test("differ in a number that is no metric", () => {
    const next: Engine = (model, replication, recorder) => simulate(model, replication + 1, recorder);
    expect(compareEngines(clinic(), 1, simulate, next).number).toEqual({ metric: "replication", kernel: 1, simjs: 2 });
  });

  test("differ in a metric, which is called by its id", () => {
    const early: Engine = (model, replication, recorder) => {
      const all = tee([recorder]);
      simulate(model, replication, { ...all, windowClosed: (now) => all.windowClosed(now - 600) });
    };
    const { number } = compareEngines(clinic(), 1, simulate, early);
    expect(number?.metric).toMatch(/^(overall|class|stage|exit|resource)\./);
    expect(number?.kernel).not.toBe(number?.simjs);
  });

  test("that fail otherwise than by a stop of the run are told by their message", () => {
    const [one, other] = [stopping(new TypeError("a is undefined")), stopping(new Error("b is undefined"))];
    expect(compareEngines(clinic(), 1, one, one).stopped).toBe("a is undefined");
    expect(compareEngines(clinic(), 1, one, other).stops).toEqual({
      kernel: "a is undefined",
      simjs: "b is undefined",
    });
    const known = stopping(new SimulationError("negative duration"));
    expect(compareEngines(clinic(), 1, known, known).stopped).toBe("negative duration");
  });
});

test("every number of a result has a name", () => {
  const numbers = numbersOf(
    {
      arm: "baseline",
      replication: 1,
      values: Float64Array.of(2, Number.NaN),
      censusByHour: Float64Array.of(3),
      waitingByHour: Float64Array.of(9),
      blockedByHour: Float64Array.of(),
      minutesAtLevel: [Float64Array.of(4, 5), Float64Array.of(6)],
      presentAt: Float64Array.of(7),
      waitingAt: Float64Array.of(-0),
      costLines: Float64Array.of(9),
      events: 8,
    },
    ["overall.arrivals.count", "overall.wait.mean"],
  );
  expect([...numbers]).toEqual([
    ["replication", 1],
    ["overall.arrivals.count", 2],
    ["overall.wait.mean", Number.NaN],
    ["censusByHour[0]", 3],
    ["waitingByHour[0]", 9],
    ["minutesAtLevel[0][0]", 4],
    ["minutesAtLevel[0][1]", 5],
    ["minutesAtLevel[1][0]", 6],
    ["presentAt[0]", 7],
    ["waitingAt[0]", -0],
    ["costLines[0]", 9],
    ["events", 8],
  ]);
});
