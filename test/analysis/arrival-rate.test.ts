import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.ts";
import { formatDiagnostics, readScenario } from "../../src/index.ts";

function analysed(arrive: string, enter = "one", more = "") {
  const text = [
    "careway: 1\ntitle: T\nclock: { start: 2026-04-07 06:00, warmUp: 1 week, run: 4 weeks }",
    `patients: { a: { arrive: ${arrive}, attributes: { old: { chance: 25% } }, enter: ${enter} } }`,
    "resources: { r: { capacity: 1 } }",
    "stages:\n  one: { needs: r, duration: 1 min, next: home }\n  two: { duration: 1 min, next: home }",
    `exits: { home: Home }\n${more}`,
  ].join("\n");
  const read = readScenario({ name: "a.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return analyse(read.value, read.value.arms[read.value.arms.length - 1]);
}

const perDay = (arrive: string): number => analysed(arrive).classes[0].perDay;

describe("patients a day before the run", () => {
  test.each([
    ["a rate and its batches", "{ poisson: 10 per day, batch: { poisson: { mean: 1.5 } } }", 15],
    [
      "a sine is its mean over whole days",
      '{ poisson: "10 per day * (1 + sin(6.283185307179586 * time / 1 day))" }',
      10,
    ],
    ["steps by the hour", '{ poisson: "if(hour >= 9 and hour < 15, 4, 0) * 10 per day" }', 10],
    ["steps by the day", `{ poisson: "if(weekday == 'mon', 7, 0) * 10 per day" }`, 10],
    ["gaps", "{ every: { gamma: { mean: 3 h, sd: 1 h } } }", 8],
    ["bookings, those who stay away left out", '{ booked: { "mon, thu 09:00": 7 }, noShow: 10% }', 1.8],
    ["a list spread over the run, what comes after it left out", "{ times: [1 day, 2 days, 50 weeks] }", 2 / 35],
    ["a fixed population of 5 with stays of a minute, as if nobody waited", "{ population: 5 }", 5 * 1440],
  ])("%s", (_, arrive, expected) => expect(perDay(arrive)).toBeCloseTo(expected, 8));

  test("a rate that reads since has what it has after day 0", () => {
    const more =
      "interventions: { i: { change: { stages.two.duration: 2 min }, adoption: { share: 50%, from: window } } }";
    const found = analysed('{ poisson: "if(since(i) >= 0 min, 3, 1) * 10 per day" }', "one", more);
    expect(found.classes[0].perDay).toBeCloseTo(30, 8);
  });

  test("a fixed population is told among what was assumed, and left out when only the run knows the stay", () => {
    const codes = (analysis: ReturnType<typeof analysed>) => analysis.assumptions.map(({ code }) => code);
    const counted = analysed("{ population: 5 }");
    expect(codes(counted)).toEqual(["population-without-waiting"]);
    expect(counted.classes[0].upperBound).toBe(true);
    const text = "{ change: { stages.one.duration: '1 min + waited' } }";
    const unknown = analysed("{ population: 5 }", "one", `interventions: { i: ${text} }`);
    expect(codes(unknown)).toEqual(["population-left-out"]);
    expect(unknown.classes[0].perDay).toBe(0);
  });

  test("distributions of arrivals are among the inputs", () => {
    const { inputs } = analysed("{ every: { gamma: { mean: 3 h, sd: 1 h } }, batch: { poisson: { mean: 2 } } }");
    expect(inputs.map(({ path, mean }) => [path, mean])).toEqual([
      ["patients.a.arrive.every", 180],
      ["patients.a.arrive.batch", 2],
    ]);
  });

  test("several first stages share the patients, conditions first", () => {
    const enter = "[{ when: old, to: two }, { chance: 40%, to: two }, { to: one }]";
    const rows = analysed("{ poisson: 10 per day }", enter).stages;
    expect(rows.find(({ stage }) => stage === "one")?.perWeek).toBeCloseTo(70 * 0.75 * 0.6, 8);
    expect(rows.find(({ stage }) => stage === "two")?.perWeek).toBeCloseTo(70 * (0.25 + 0.75 * 0.4), 8);
  });
});
