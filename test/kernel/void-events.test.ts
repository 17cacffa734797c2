import { describe, expect, test } from "vitest";
import {
  compile,
  EventLog,
  formatDiagnostics,
  type Model,
  readScenario,
  Simulation,
  simulate,
} from "../../src/index.ts";
import type { KernelState } from "../../src/kernel/state.ts";

/** Patients of one instant are taken in the order in which they arrived, whoever has left with an event of that instant to come. */
const COUNT = 400;
const END = 2880;

/** Distinct minutes in which patients come, early ones rarely. */
const TIMES = Array.from({ length: COUNT }, (_, k) => k + Math.floor((k * k) / 80));

function model(stages: string, times = TIMES): Model {
  const text = `careway: 1
title: t
clock: { start: 2026-04-06, run: 3 days }
experiment: { replications: 1, seed: "1" }
patients:
  a:
    arrive: { times: [${times.map((time) => `${time} min`).join(", ")}] }
    attributes: { luck: { uniform: { min: 0, max: 1 } } }
    enter: here
${stages}
exits: { home: Home, called: Called away }
`;
  const read = readScenario({ name: "t.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

/** Numbers of the patients of whom a verb is told at END, as they are told. */
function toldAtEnd(made: Model, verb: string): number[] {
  const log = new EventLog(made);
  simulate(made, 1, log);
  return log
    .toTrace()
    .map((line) => line.split(" "))
    .filter(([time, , , said]) => Number(time) === END && said === verb)
    .map(([, , number]) => Number(number));
}

const LEAVES =
  "leave: [{ after: [{ when: luck < 0.7, use: 1 min + 100 min * luck }, { use: 5 days }], while: here, to: called }]";

describe("an instant with void events", () => {
  test.each([
    [
      "timers",
      "pulled",
      `stages:
  here:
    duration: [{ when: luck < 0.7, use: 1 min + 100 min * luck }, { use: 5 days }]
    leave: [{ after: ${END} min - time, while: here, to: called }]
    next: home`,
    ],
    ["ends of service", "end", `stages: { here: { duration: ${END} min - time, ${LEAVES}, next: home } }`],
    [
      "contacts",
      "due",
      `stages:
  here:
    duration: 5 days
    contacts: { call: { first: ${END} min - time, every: 5 days, start: talk } }
    ${LEAVES}
    next: home
  talk: { duration: 1 min, next: done }`,
    ],
  ])("takes %s in the order of their patients", (_, verb, stages) => {
    const numbers = toldAtEnd(model(stages), verb);
    expect(numbers.length).toBeGreaterThan(80);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test("leaves no row behind of whoever was met after a second choice had come", () => {
    const made = model(`stages:
  here: { needs: [never, { other: 1, after: 10 min }], duration: 10 min, next: home }
resources: { never: { capacity: { daily 23:59-24:00: 1 } }, other: { capacity: unlimited } }`);
    const { log, slots } = rowsOf(made);
    expect(log.facts.filter(({ verb }) => verb === "exit")).toHaveLength(COUNT);
    expect(slots).toBeLessThan(25);
  });

  test("leaves few rows behind of those who have left with a long timer to come", () => {
    const many = `stages:
  here: { duration: 10 min, leave: [{ after: 9000 days, while: here, to: called }], next: home }`;
    const made = model(
      many,
      Array.from({ length: 5000 }, (_, k) => k / 2),
    );
    const { log, slots } = rowsOf(made);
    expect(log.facts.filter(({ verb }) => verb === "exit")).toHaveLength(5000);
    expect(slots).toBeLessThan(600);
  });
});

/** The facts of a run, and how many rows of patients it needed. */
function rowsOf(made: Model): { readonly log: EventLog; readonly slots: number } {
  const log = new EventLog(made);
  const states: KernelState[] = [];
  const begin = log.begin.bind(log);
  log.begin = (tables) => {
    states.push(tables);
    begin(tables);
  };
  new Simulation(made).run(1, log);
  return { log, slots: Math.max(...states.map(({ slots }) => slots)) };
}
