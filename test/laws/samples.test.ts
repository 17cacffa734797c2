import { describe, expect, test } from "vitest";
import { EventLog } from "../../src/collect/event-log.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import { estimate, summarise } from "../../src/experiment/summarise.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { BLOCKED, QUEUED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { treeOf } from "../random-scenarios/write.ts";
import { holdAll, patience } from "./drawn.ts";
import { HEAD } from "./queues.ts";
import { deterministic, mapPart, runOfTree, type Written } from "./rewritten.ts";
import { expectSameRun, modelOf, runOf } from "./runs.ts";
import { distanceOf, figuresOfMany, isSameLaw, ONCE_IN_10_000, poissonLine, standardErrors } from "./samples.ts";

const REPLICATIONS = 300;
const PER_RUN = [
  "overall.wait.mean",
  "overall.exits.count",
  "overall.present.mean",
  "resource.server.utilisation.share",
];

/** Laws of the numbers of many independent runs. Where one says "the same", a case that is not the same is told apart. */
describe("many runs", { timeout: patience }, () => {
  const one = figuresOfMany(poissonLine({ classes: { p: 40 }, servers: 2 }), REPLICATIONS, PER_RUN);
  const faster = figuresOfMany(poissonLine({ classes: { other: 44 }, servers: 2 }), REPLICATIONS, PER_RUN);

  test("D7: a class of another name has other luck and the same law", () => {
    const renamed = figuresOfMany(poissonLine({ classes: { q: 40 }, servers: 2 }), REPLICATIONS, PER_RUN);
    expectSameLaws(one, renamed, faster);
  });

  test("D14: a class split in two has the same totals", () => {
    const split = figuresOfMany(poissonLine({ classes: { x: 12, y: 28 }, servers: 2 }), REPLICATIONS, PER_RUN);
    expectSameLaws(one, split, faster);
  });

  test("D24: with capacity without limit nobody waits", () => {
    let services = 0;
    holdAll(0.5, ({ draft }) => {
      if (draft.today.length > 0) return false;
      const free = mapPart(treeOf(draft), "resources", (_name, { turnover }) => {
        return { capacity: "unlimited", ...(turnover === undefined ? {} : { turnover }) };
      });
      const { facts } = runOfTree(mapPart(free, "stages", (_name, { meet: _, ...stage }) => stage));
      const waits = facts.filter(
        (fact) => fact.verb === "doing" && [BLOCKED, QUEUED, WAITING_FOR_STAFF].includes(fact.state),
      );
      expect(waits).toEqual([]);
      services += facts.filter(({ verb }) => verb === "start").length;
      return true;
    });
    expect(services).toBeGreaterThan(1000);
  });

  test("D24: without limits the numbers in two stages in line are Poisson with mean λE[S], and independent", () => {
    const text = `${HEAD}clock: { start: 2026-04-06, run: 30 days }
resources: { bed: { capacity: unlimited } }
patients: { p: { arrive: { poisson: 5 per day }, enter: a } }
stages:
  a: { needs: bed, duration: { gamma: { mean: 1 days, cv: 0.5 } }, next: [{ chance: 60%, to: b }, { to: home }] }
  b: { seize: bed, duration: { lognormal: { mean: 2 days, sd: 2 days } }, next: home }
`;
    const census = censusAtEnd(text, 600);
    const [a, b] = census.map((one) => estimate(one, 0.95));
    for (const [{ mean, sd, n }, theory] of [
      [a, 5],
      [b, 6],
    ] as const) {
      expect(Math.abs(mean - theory)).toBeLessThan(ONCE_IN_10_000 * Math.sqrt(theory / n));
      // The sample variance of a Poisson number has a variance of (μ + 2μ²) ÷ n, nearly.
      expect(Math.abs(sd ** 2 - theory)).toBeLessThan(ONCE_IN_10_000 * Math.sqrt((theory + 2 * theory ** 2) / n));
    }
    const covariance =
      census[0].reduce((sum, value, k) => sum + (value - a.mean) * (census[1][k] - b.mean), 0) / (a.n - 1);
    expect(Math.abs(covariance / (a.sd * b.sd))).toBeLessThan(ONCE_IN_10_000 / Math.sqrt(a.n));
  });

  test("D26: where nothing is left to chance neither seed nor replication matters, and intervals have no width", async () => {
    const ending: Model[] = [];
    holdAll(0.6, ({ draft }) => {
      // How long services of today have lasted is drawn.
      if (draft.today.length > 0) return false;
      const tree = deterministic({ ...draft, spread: undefined });
      const seeded = (seed: string): Written => ({ ...tree, experiment: { seed, replications: 2 } });
      const runs = ["1", "2", "zebra"].map((seed) => runOfTree(seeded(seed)));
      for (const run of runs.slice(1)) expectSameRun(runs[0], run, "of another seed");
      expectSameRun(runs[0], runOf(runs[0].model, 2), "of another replication");
      if (runs[0].result !== undefined) ending.push(runs[0].model);
      return runs[0].result !== undefined;
    });
    let intervals = 0;
    for (const model of ending) {
      const plan = { replications: 3, seed: "zebra", level: 0.95 };
      const result = await runExperiment([model], plan, new InlineRunner());
      result.metrics.forEach(({ id }, m) => {
        const [{ values }] = result.arms[0].runs;
        if (!Number.isFinite(values[m])) return;
        const { n, mean, sd, halfWidth, low, high } = summarise(result, result.arms[0], m);
        expect([n, mean, sd, halfWidth, low, high], id).toEqual([3, values[m], 0, 0, values[m], values[m]]);
        intervals++;
      });
    }
    expect(intervals).toBeGreaterThan(50 * ending.length);
  });

  describe("D31", () => {
    const EXPONENTIAL = "{ exponential: { mean: 1 h } }";
    const like = (duration: string, seed: string) => ({ duration, seed, classes: { p: 40 }, servers: 2 });
    const exponential = figuresOfMany(poissonLine(like(EXPONENTIAL, "a")), REPLICATIONS, PER_RUN);
    const services = durationsOf(poissonLine({ ...like(EXPONENTIAL, "a"), days: 250 }));

    test.each([
      ["Erlang of one step", "{ erlang: { k: 1, mean: 1 h } }", "b"],
      ["gamma of shape 1", "{ gamma: { shape: 1, scale: 1 h } }", "c"],
      ["Weibull of shape 1", "{ weibull: { shape: 1, scale: 1 h } }", "d"],
      [
        "hyperexponential of equal means",
        "{ hyperexponential: { probabilities: [0.3, 0.7], means: [1 h, 1 h] } }",
        "e",
      ],
    ])("D31: %s is exponential: the same services and the same waits", (_name, duration, seed) => {
      const others = durationsOf(poissonLine({ ...like(duration, seed), days: 250 }));
      expect(isSameLaw(services, others)).toBe(true);
      expect(Math.abs(standardErrors(services, others))).toBeLessThan(ONCE_IN_10_000);
      expectSameLaws(exponential, figuresOfMany(poissonLine(like(duration, seed)), REPLICATIONS, PER_RUN), faster);
    });

    test("D31: a gamma that is nearly exponential, with a coefficient of variation of 0.9, is told apart", () => {
      const others = durationsOf(poissonLine({ ...like("{ gamma: { mean: 1 h, cv: 0.9 } }", "f"), days: 250 }));
      expect(isSameLaw(services, others)).toBe(false);
    });
  });

  test.each([1, 2, 4])(
    "D35: twice the arrivals and twice the servers: from %d on, as busy, with shorter waits",
    (servers) => {
      const [small, large] = [1, 2].map((k) => {
        const classes = { p: 19.2 * servers * k };
        return figuresOfMany(poissonLine({ classes, servers: servers * k, seed: String(k), days: 15 }), 60, PER_RUN);
      });
      expect(standardErrors(small[0], large[0])).toBeGreaterThan(ONCE_IN_10_000);
      expect(Math.abs(standardErrors(small[3], large[3]))).toBeLessThan(ONCE_IN_10_000);
    },
  );

  test.each([1, 2, 4])(
    "D36: two lines of %d servers each wait longer than the same patients in one line of both",
    (servers) => {
      const text = (pooled: boolean): string => `${HEAD}clock: { start: 2026-04-06, warmUp: 2 days, run: 15 days }
resources: { west: { capacity: ${pooled ? 2 * servers : servers} }, east: { capacity: ${servers} } }
patients:
  p: { arrive: { poisson: ${19.2 * servers} per day }, enter: one }
  q: { arrive: { poisson: ${19.2 * servers} per day }, enter: two }
stages:
  one: { needs: west, duration: { exponential: { mean: 1 h } }, next: home }
  two: { needs: ${pooled ? "west" : "east"}, duration: { exponential: { mean: 1 h } }, next: home }
`;
      const [apart, together] = [false, true].map(
        (pooled) => figuresOfMany(text(pooled), 60, ["overall.wait.mean"])[0],
      );
      expect(standardErrors(apart, together, true)).toBeGreaterThan(ONCE_IN_10_000);
    },
  );
});

/** Each figure has the same law in both samples, and one at least has another in the third. */
function expectSameLaws(sample: number[][], other: number[][], different: number[][]): void {
  sample.forEach((values, i) => {
    const { distance, critical } = distanceOf(values, other[i]);
    expect(distance, PER_RUN[i]).toBeLessThanOrEqual(critical);
    expect(Math.abs(standardErrors(values, other[i])), PER_RUN[i]).toBeLessThan(ONCE_IN_10_000);
    expect(values.join()).not.toBe(other[i].join());
  });
  const apart = sample.map((values, i) => !isSameLaw(values, different[i]));
  expect(apart).toContain(true);
}

function durationsOf(text: string): number[] {
  const model = modelOf(text);
  const log = new EventLog(model);
  new Simulation(model).run(1, log);
  return log.facts.flatMap((fact) => (fact.verb === "start" ? [fact.duration] : []));
}

/** Of each stage, how many are in it when the run ends, one number a replication. */
function censusAtEnd(text: string, replications: number): number[][] {
  const model = modelOf(text);
  const log = new EventLog(model);
  const simulation = new Simulation(model);
  const census: number[][] = model.names.stages.map(() => []);
  for (let replication = 1; replication <= replications; replication++) {
    simulation.run(replication, log);
    const inside = model.names.stages.map(() => 0);
    for (const fact of log.facts) {
      if (fact.verb === "enter") inside[fact.stage]++;
      if (fact.verb === "end") inside[fact.stage]--;
    }
    inside.forEach((number, stage) => {
      census[stage].push(number);
    });
  }
  return census;
}
