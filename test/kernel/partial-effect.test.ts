import { describe, expect, test } from "vitest";
import { compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import { runOf } from "../laws/runs.ts";

const HOURS = Array.from({ length: 400 }, (_, i) => `${i} h`);
const BASE = `
careway: 1
title: partial effect
clock: { start: 2026-01-05, run: 20 days }
exits: { home: Home }
`;

/** By stage, the minutes of service of each patient in an arm: NaN for who was not there. */
function minutes(text: string, arm: string): ReadonlyMap<string, readonly number[]> {
  const read = readScenario({ name: "partial.yaml", text: BASE + text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const chosen = read.value.arms.find(({ name }) => name === arm);
  if (chosen === undefined) throw new Error(`no arm ${arm}`);
  const { model, facts } = runOf(compile(read.value, chosen));
  const found = new Map(model.names.stages.map((stage): [string, number[]] => [stage, HOURS.map(() => Number.NaN)]));
  const began = new Map<string, number>();
  for (const fact of facts) {
    if (fact.verb !== "start" && fact.verb !== "end") continue;
    const stage = model.names.stages[fact.stage];
    const key = `${fact.number} ${stage}`;
    if (fact.verb === "start") began.set(key, fact.at);
    else (found.get(stage) as number[])[fact.number - 1] = fact.at - (began.get(key) ?? Number.NaN);
  }
  return found;
}

function one(text: string, arm: string, stage = "st"): readonly number[] {
  return minutes(text, arm).get(stage) ?? [];
}

function expectEach(values: readonly number[], expected: (i: number) => number): void {
  for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected(i), 8);
}

const arrive = `arrive: { times: [${HOURS.join(", ")}] }`;

describe("numbers go a part of the way", () => {
  const drawn = `
patients: { a: { ${arrive}, enter: st } }
stages: { st: { duration: { lognormal: { mean: 20 min, sd: 10 min } }, next: home } }
interventions:
  whole: { change: { stages.st.duration: { gamma: { mean: 12 min, sd: 3 min } } } }
  part: { like: whole, fidelity: 30% }
  half: { change: { stages.st.duration: { times: 0.5 } }, fidelity: 60% }
  less: { change: { stages.st.duration: { plus: 5 min } }, fidelity: 60% }
  some: { like: half, adoption: { from: 2026-01-05, share: 50% } }
scenarios: { baseline: [], whole: [whole], part: [part], half: [half], less: [less], some: [some] }
`;
  const before = one(drawn, "baseline");

  test("old + f (new − old), both by the same draws", () => {
    const after = one(drawn, "whole");
    expectEach(one(drawn, "part"), (i) => before[i] + 0.3 * (after[i] - before[i]));
    expect(new Set(before).size).toBe(HOURS.length);
  });

  test("of times and plus as of any other change", () => {
    expectEach(one(drawn, "half"), (i) => before[i] * 0.7);
    expectEach(one(drawn, "less"), (i) => before[i] + 3);
  });

  test("for those who adopt, and not for the others", () => {
    const some = one(drawn, "some");
    const kinds = some.map((value, i) => Number((value / before[i]).toFixed(6)));
    expect(new Set(kinds)).toEqual(new Set([1, 0.7]));
  });

  test("a chance goes a part of the way, and the same draw decides", () => {
    const text = `
patients: { a: { ${arrive}, attributes: { ill: { chance: 20% } }, enter: st } }
stages: { st: { duration: "if(ill, 30 min, 10 min)", next: home } }
interventions:
  worse: { change: { patients.a.attributes.ill: { chance: 80% } } }
  part: { like: worse, fidelity: 50% }
  middle: { change: { patients.a.attributes.ill: { chance: 50% } } }
  sure: { change: { patients.a.attributes.ill: true }, fidelity: 37.5% }
scenarios: { baseline: [], worse: [worse], part: [part], middle: [middle], sure: [sure] }
`;
    const middle = one(text, "middle");
    expect(one(text, "part")).toEqual(middle);
    expect(one(text, "sure")).toEqual(middle);
    expect(new Set(middle).size).toBe(2);
  });

  test("what several interventions change goes its way one after the other", () => {
    const text = `
patients: { a: { ${arrive}, enter: st } }
stages: { st: { duration: 20 min, next: home } }
interventions:
  a1: { change: { stages.st.duration: 10 min }, fidelity: 50% }
  b1: { change: { stages.st.duration: { times: 0.5 } }, fidelity: 40% }
scenarios: { both: [a1, b1], other: [b1, a1] }
`;
    expectEach(one(text, "both"), () => 15 * 0.8);
    expectEach(one(text, "other"), () => 20 * 0.8 + 0.5 * (10 - 16));
  });
});

describe("structure holds or does not", () => {
  const text = (keys: string): string => `
patients: { a: { ${arrive}, attributes: { kind: { categorical: { red: 50%, blue: 50% } } }, enter: st } }
stages:
  st: { duration: 5 min, next: check }
  check: { duration: 5 min, next: after }
  after: { duration: "if(kind == 'red', 5 min, 10 min)", next: home }
  extra: { duration: 5 min, next: check }
interventions:
  x: { change: { stages.st.next: extra, stages.check.next: home }, ${keys} }
  word: { change: { patients.a.attributes.kind: { text: red } }, ${keys} }
scenarios: { x: [x], word: [word] }
`;
  const there = (minutes: readonly number[] = []) => minutes.map((value) => !Number.isNaN(value));
  const count = (list: readonly boolean[]) => list.filter(Boolean).length;

  test("by one draw for all that the intervention changes, as often as the fidelity says", () => {
    const found = minutes(text("fidelity: 60%"), "x");
    const extra = there(found.get("extra"));
    expect(there(found.get("after"))).toEqual(extra.map((has) => !has));
    // 400 patients at 60 %: 240, and a standard deviation of 9.8.
    expect(Math.abs(count(extra) - 240)).toBeLessThan(4 * 9.8);
  });

  test("for those who adopt, by a draw of its own", () => {
    const extra = (keys: string) => there(minutes(text(keys), "x").get("extra"));
    const adoption = "adoption: { from: 2026-01-05, share: 50% }";
    const adopters = extra(adoption);
    const faithful = extra("fidelity: 50%");
    const both = extra(`${adoption}, fidelity: 50%`);
    expect(both).toEqual(adopters.map((adopts, i) => adopts && faithful[i]));
    expect(Math.abs(count(both) - 100)).toBeLessThan(4 * 8.7);
  });

  test("of a word too", () => {
    const red = (keys: string) => one(text(keys), "word", "after").filter((value) => value < 7).length;
    expect(red("fidelity: 100%")).toBe(400);
    expect(Math.abs(red("fidelity: 50%") - 300)).toBeLessThan(4 * 8.7);
  });

  test("a priority is no number that goes a part of the way", () => {
    const priorities = `
resources: { r: { capacity: 1 } }
patients:
  a: { arrive: { times: [0 h, 1 min, 2 min, 3 min, 4 min, 5 min, 6 min, 7 min, 8 min, 9 min] }, enter: st }
  b: { arrive: { times: [30 s] }, enter: other }
stages:
  st: { needs: r, priority: 2, duration: 10 min, next: home }
  other: { needs: r, priority: 1.5, duration: 1 h, next: home }
interventions: { x: { change: { stages.st.priority: 1 }, fidelity: 50% } }
`;
    const read = readScenario({ name: "p.yaml", text: BASE + priorities });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const { facts, model } = runOf(compile(read.value, read.value.arms[1]));
    const starts = facts.flatMap((fact) =>
      fact.verb === "start" ? [`${model.names.classes[fact.class]}${fact.number}`] : [],
    );
    const behind = starts.indexOf("b1");
    expect(behind).toBeGreaterThan(1);
    expect(behind).toBeLessThan(10);
  });
});

describe("with a lag the effect grows from day 0 on", () => {
  const text = (keys: string): string => `
patients: { a: { ${arrive}, enter: st } }
stages: { st: { duration: 20 min, next: home } }
interventions: { x: { change: { stages.st.duration: 10 min }, ${keys} } }
`;

  test("to 63.2 % at its time constant, and never to more than the whole", () => {
    const values = one(text("lag: 100 h"), "x");
    expect((20 - values[100]) / 10).toBeCloseTo(0.632, 3);
    expectEach(values, (i) => 20 - 10 * (1 - Math.exp(-i / 100)));
  });

  test("counted from the day 0 of the intervention", () => {
    const values = one(text("lag: 100 h, adoption: { from: 2026-01-07, share: 100% }"), "x");
    expectEach(values, (i) => (i < 48 ? 20 : 20 - 10 * (1 - Math.exp(-(i - 48) / 100))));
  });

  test("to the fidelity, where there is one", () => {
    expectEach(one(text("lag: 100 h, fidelity: 50%"), "x"), (i) => 20 - 5 * (1 - Math.exp(-i / 100)));
  });

  test("structure does not wait", () => {
    const way = (keys: string) =>
      minutes(
        `
patients: { a: { ${arrive}, enter: st } }
stages: { st: { duration: 20 min, next: more }, more: { duration: 5 min, next: home } }
interventions: { x: { change: { stages.st.next: home }, ${keys} } }
`,
        "x",
      ).get("more");
    expect(way("lag: 100 h")?.every(Number.isNaN)).toBe(true);
  });
});
