import { describe, expect, test } from "vitest";
import { scenarioProductivity } from "../../../src/economics/scenario-productivity.ts";
import { estimateRatio } from "../../../src/experiment/targets.ts";
import { compile, type Estimate, InlineRunner, runExperiment, type Scenario } from "../../../src/index.ts";
import { answersOf, expectExact, expectNot, outcomesOf, readExample } from "./answers.ts";

const file = "nurse-or-doctor.yaml";
/** Minutes of a clinician for an episode, the one return that there may be included: Venning et al. (2000). */
const doctor = 7.28 * 1.248;
const nurse = 11.57 * 1.372;

/** Of two arms the ratio of the means of a metric, 99.9 % interval. */
async function ratiosOf(scenario: Scenario, arms: readonly [string, string], metrics: readonly string[]) {
  const models = arms
    .flatMap((name) => scenario.arms.filter((arm) => arm.name === name))
    .map((arm) => compile(scenario, arm));
  const result = await runExperiment(models, { replications: 12, seed: "surgery", level: 0.999 }, new InlineRunner());
  return metrics.map((id): Estimate => {
    const place = result.metrics.findIndex((metric) => metric.id === id);
    const [one, other] = result.arms.map(({ runs }) => Float64Array.from(runs, ({ values }) => values[place]));
    return estimateRatio(one, other, 0.999);
  });
}

describe("nurse-or-doctor.yaml", () => {
  test("takes the minutes of an episode that the trial implies, 9.085 and 15.874, to one per cent", async () => {
    expect([doctor.toFixed(3), nurse.toFixed(3)]).toEqual(["9.085", "15.874"]);
    const answers = await answersOf(readExample(file), ["baseline", "nurses"], 30);
    expectExact(answers("baseline", "measure.minutesEach"), doctor);
    expectExact(answers("nurses", "measure.minutesEach"), nurse);
    // As if each return could bring another; as if nobody returned.
    expectNot(answers("baseline", "measure.minutesEach"), 7.28 / (1 - 0.248));
    expectNot(answers("nurses", "measure.minutesEach"), 11.57);
    expectExact(answers("baseline", "measure.returned"), 0.248);
    expectExact(answers("nurses", "measure.returned"), 0.372);
    // Of the rarest event, 5.6 %, one per cent would need four times the runs.
    const tested = answers("baseline", "measure.testedEach");
    expect(tested.low < 0.056 && 0.056 < tested.high && tested.halfWidth < 0.02 * 0.056).toBe(true);
  }, 240_000);

  test("breaks even where the nurse costs 0.5723 of the doctor by the minute: then an episode costs the same", async () => {
    expect((doctor / nurse).toFixed(4)).toBe("0.5723");
    const even = readExample(file, {
      "parameters.band7Hour": `£${239 * (doctor / nurse)} per hour`,
    });
    const [minutes, cost] = await ratiosOf(even, ["baseline", "nurses"], ["measure.minutesEach", "measure.staffCost"]);
    expectExact(minutes, doctor / nurse);
    expectExact(cost, 1);
  }, 240_000);

  test("passes with band 7 at £73 against an hour with patients at £239, and fails with band 8a at £83 against £144", async () => {
    const scenario = readExample(file);
    const [band7] = await ratiosOf(scenario, ["baseline", "nurses"], ["measure.staffCost"]);
    expectExact(band7, (239 * doctor) / (73 * nurse));
    expect(band7.low).toBeGreaterThan(1);
    const [band8a] = await ratiosOf(scenario, ["doctorsAtWork", "nurses8a"], ["measure.staffCost"]);
    expectExact(band8a, (144 * doctor) / (83 * nurse));
    expect(band8a.high).toBeLessThan(1);
  }, 240_000);

  test("has technical productivity as the prices say, and not at all by a price alone", async () => {
    const scenario = readExample(file);
    const { productivity, arms } = scenario;
    if (productivity === undefined) throw new Error("the file says nothing of productivity");
    const models = arms.map((arm) => compile(scenario, arm));
    const result = await runExperiment(models, { replications: 10, seed: "surgery", level: 0.999 }, new InlineRunner());
    const of = (name: string) => {
      const place = arms.findIndex((arm) => arm.name === name);
      const runs = [result.arms[0], result.arms[place]] as const;
      return scenarioProductivity(productivity, [arms[0], arms[place]], runs, result, scenario.clock);
    };
    const { output, input } = of("nurses");
    // Minutes of the clinician, and a test at £20: what is used for one request.
    const used = (minutes: number, hour: number, tests: number) => (minutes * hour) / 60 + 20 * tests;
    expectExact(input, used(nurse, 73, 0.087 * 1.372) / used(doctor, 239, 0.056 * 1.248));
    expectExact(output, 1);
    expect(of("doctorsAtWork").technical).toMatchObject({ mean: 1, sd: 0 });
  }, 240_000);

  test("meets what was published: T12.1 and the trial's tests and returns", async () => {
    expect(await outcomesOf(file, 20)).toEqual(Array.from({ length: 9 }, () => "met"));
  }, 240_000);
});
