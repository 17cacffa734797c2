import { beforeAll, describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import { compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { gammaQ } from "../../src/maths/gamma.ts";
import { normalQuantile } from "../../src/maths/normal.ts";

const MONTHS = 13;
const WEEKS = 28;
const REPLICATIONS = 10;
/** Of every 10,000 seeds one fails, of all months together. */
const LEVEL = 1e-4;

const SCENARIO = `
careway: 1
title: uptake over time
clock: { start: 2026-01-05, warmUp: 4 weeks, run: 52 weeks }
patients: { a: { arrive: { poisson: 60 per day }, enter: visit } }
stages: { visit: { duration: 1 min, next: home } }
exits: { home: Home }
measures:
  all: { count: all, of: visits(visit), every: 4 weeks }
  adopters: { count: adopted(spreads), of: visits(visit), every: 4 weeks }
interventions:
  spreads:
    change: { stages.visit.duration: 2 min }
    adoption: { curve: { logistic: { half: 180 days, tenToNinety: 120 days, ceiling: 85% } } }
scenarios: { spreads: [spreads] }
`;

/** Mean of the logistic curve over a month: its integral is ceiling · τ · ln(1 + exp((t − half) ÷ τ)). */
function expected(month: number, half: number, tenToNinety: number, ceiling: number): number {
  const scale = tenToNinety / Math.log(81);
  const integral = (day: number): number => ceiling * scale * Math.log1p(Math.exp((day - half) / scale));
  return (integral(WEEKS * (month + 1)) - integral(WEEKS * month)) / WEEKS;
}

/** Visits of each month, and those of patients who adopt, over all replications. */
const seen = Array.from({ length: MONTHS }, () => ({ all: 0, adopted: 0 }));

/** Distance of each month from the curve, in standard deviations of a binomial number. */
function distances(half: number, tenToNinety: number, ceiling: number): readonly number[] {
  return seen.map(({ all, adopted }, month) => {
    const share = expected(month, half, tenToNinety, ceiling);
    return (adopted - all * share) / Math.sqrt(all * share * (1 - share));
  });
}

/** Chance that all months are so far from the curve, or farther. */
function chanceOf(z: readonly number[]): number {
  return gammaQ(MONTHS / 2, z.reduce((sum, each) => sum + each * each, 0) / 2);
}

describe("uptake by a logistic curve, month by month", () => {
  beforeAll(() => {
    const read = readScenario({ name: "uptake.yaml", text: SCENARIO });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const arm = read.value.arms.find(({ name }) => name === "spreads");
    if (arm === undefined) throw new Error("no arm");
    const model = compile(read.value, arm);
    const ids = metricsOf(model).map(({ id }) => id);
    const simulation = new Simulation(model);
    for (let replication = 1; replication <= REPLICATIONS; replication++) {
      const collector = new Collector(model);
      simulation.run(replication, collector);
      const { values } = collector.result();
      for (const [month, counts] of seen.entries()) {
        counts.all += values[ids.indexOf(`measure.all.every.${month + 1}`)];
        counts.adopted += values[ids.indexOf(`measure.adopters.every.${month + 1}`)];
      }
    }
  }, 120_000);

  test("stays within the interval of each month", () => {
    const widest = normalQuantile(1 - LEVEL / (2 * MONTHS));
    for (const z of distances(180, 120, 0.85)) expect(Math.abs(z)).toBeLessThan(widest);
    expect(chanceOf(distances(180, 120, 0.85))).toBeGreaterThan(LEVEL);
  });

  test.each([
    ["a week late", 187, 120, 0.85],
    ["slower by a tenth", 180, 132, 0.85],
    ["of a ceiling of 83 %", 180, 120, 0.83],
  ])("which would show a curve that is %s", (_, half, tenToNinety, ceiling) => {
    expect(chanceOf(distances(half, tenToNinety, ceiling))).toBeLessThan(LEVEL / 100);
  });

  test("comes from some 1,680 patients a month and replication", () => {
    for (const { all } of seen) expect(Math.abs(all / (1680 * REPLICATIONS) - 1)).toBeLessThan(0.05);
  });
});
