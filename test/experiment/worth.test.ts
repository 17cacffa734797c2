import { beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import type { HeadlineMeasure } from "../../src/experiment/experiment.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { oneMoreOfEach } from "../../src/experiment/one-more.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import { rankingMeasure, type Worth, worthOf } from "../../src/experiment/worth.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { arm, metric, result } from "./results.ts";

const WAIT: HeadlineMeasure = { metricId: "overall.wait.mean", matters: undefined, better: "lower" };

async function worths(text: string, replications: number, level = 0.95, ranking = WAIT): Promise<readonly Worth[]> {
  const read = readScenario({ name: "worth.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const changed = oneMoreOfEach(model);
  const models = [model, ...changed.map((one) => one.model)];
  const plan = { replications, seed: "worth", level };
  return worthOf(await runExperiment(models, plan, new InlineRunner()), model, changed, ranking, []);
}

/** Mean wait of M/M/c in minutes by Erlang's C. @param a offered load @param service its mean in minutes */
function erlangWait(servers: number, a: number, service: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < servers; k++) {
    term *= a / k;
    sum += term;
  }
  const last = (term * a) / servers / (1 - a / servers);
  const delayed = last / (sum + last);
  return (delayed * service) / (servers - a);
}

describe("one server more in M/M/c", () => {
  const [service, rate, weeks] = [30, 3.2, 20];
  const load = (rate * service) / 60;
  let found: readonly Worth[];
  beforeAll(async () => {
    found = await worths(
      `
careway: 1
title: M/M/2
clock: { start: 2026-04-06, warmUp: 1 week, run: ${weeks} weeks }
resources:
  server: { capacity: 2, costs: { rostered: £10 per hour } }
  porter: { capacity: 60, costs: { stepped: { every: 20, cost: £700 per week } } }
patients: { all: { arrive: { poisson: ${rate} per hour }, enter: serve } }
stages:
  serve: { needs: server, duration: { exponential: { mean: ${service} min } }, next: move }
  move: { needs: porter, duration: 5 min, next: home }
exits: { home: Home }
`,
      40,
      0.999,
    );
  }, 120_000);

  test("shortens the wait by the exact difference, within an interval that has the power to fail", () => {
    const [{ change, group, gain, asNext }] = found;
    const exact = erlangWait(2, load, service) - erlangWait(3, load, service);
    expect(exact).toBeCloseTo(53.33333 - 5.8695, 2);
    expect(change.arm).toBe("+1 server");
    expect(group).toBe("better");
    expect(asNext).toBe(false);
    expect(gain?.halfWidth).toBeLessThan(0.1 * exact);
    expect(gain?.low).toBeLessThan(exact);
    expect(gain?.high).toBeGreaterThan(exact);
  });

  test("costs what it is paid while it is there, and gains that per pound", () => {
    const [{ price, gain, perMoney, spending }] = found;
    expect(price).toBeCloseTo(10 * 24 * 7 * weeks, 6);
    expect(perMoney?.mean).toBeCloseTo((gain?.mean ?? Number.NaN) / (price ?? Number.NaN), 12);
    expect(spending?.mean).toBeCloseTo(price ?? Number.NaN, 6);
  });

  test("of what never binds one more is worth exactly nothing", () => {
    const porter = found[1];
    expect(porter.change.resource).toBe("porter");
    expect(porter.group).toBe("nothing");
    // With the sixty-first a fourth block of twenty begins.
    expect(porter.price).toBeCloseTo(700 * weeks, 6);
    expect(porter.gain).toMatchObject({ mean: 0, sd: 0, low: 0, high: 0 });
    expect(porter.verdicts[0]).toMatchObject({ kind: "identical" });
  });
});

describe("the order", () => {
  /** Two nurses alike, one of whom is cheap, and one more who has no price. */
  const pieces = {
    resources: [
      "dear: { capacity: 1, costs: { rostered: £40 per hour } }",
      "cheap: { capacity: 1, costs: { rostered: £10 per hour } }",
      "unpaid: { capacity: 1 }",
      "room: { capacity: 3, costs: { held: £5 per hour } }",
    ],
    stages: [
      "first: { needs: dear, duration: { exponential: { mean: 20 min } }, next: then }",
      "then: { needs: cheap, duration: { exponential: { mean: 20 min } }, next: third }",
      "third: { needs: unpaid, duration: { exponential: { mean: 20 min } }, next: fourth }",
      "fourth: { needs: room, duration: { exponential: { mean: 20 min } }, next: home }",
    ],
  };
  const text = (order: (list: readonly string[]) => readonly string[]): string => `
careway: 1
title: three nurses
clock: { start: 2026-04-06, warmUp: 1 week, run: 8 weeks }
resources:
  ${order(pieces.resources).join("\n  ")}
patients: { all: { arrive: { poisson: 50 per day }, enter: first } }
stages:
  ${order(pieces.stages).join("\n  ")}
exits: { home: Home }
`;
  let found: readonly Worth[];
  beforeAll(async () => {
    found = await worths(
      text((list) => list),
      20,
    );
  }, 60_000);

  test("is by gain per pound, and those without a price come after those with one", () => {
    const of = (name: string): Worth => found.find(({ change }) => change.resource === name) as Worth;
    expect(new Set(found.map(({ group }) => group))).toEqual(new Set(["better"]));
    expect(of("room").price).toBeCloseTo(5 * 24 * 7 * 8, 6);
    expect(of("unpaid").price).toBeUndefined();
    expect(found.map(({ change }) => change.resource).filter((name) => name === "cheap" || name === "dear")).toEqual([
      "cheap",
      "dear",
    ]);
    expect(found[3]).toBe(of("unpaid"));
    for (const i of [0, 1]) expect(found[i].perMoney?.mean).toBeGreaterThan(found[i + 1].perMoney?.mean ?? Infinity);
  });

  test("does not hang on the order of writing", async () => {
    const turned = await worths(
      text((list) => [...list].reverse()),
      20,
    );
    expect(turned).toEqual(found);
  });

  test("says of neighbours whether they can be told apart, replication by replication", () => {
    // On average both take off 10, now the one and now the other more; the third takes off 5 each time.
    const turns = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const base = turns.map((k) => 100 + 7 * (k % 3));
    const resources = ["a", "b", "c"];
    const table = { parts: 1, phases: [{ held: 0 }] };
    const model = { names: { resources }, resources: resources.map(() => table) } as unknown as Model;
    const changed = resources.map((resource) => {
      return { change: { kind: "unit" as const, resource, arm: `+1 ${resource}` }, model };
    });
    const off = [(k: number) => 10 + (k % 2), (k: number) => 10 + ((k + 1) % 2), () => 5];
    const arms = [
      arm("baseline", base),
      ...changed.map(({ change }, i) =>
        arm(
          change.arm,
          base.map((value, k) => value - off[i](k)),
        ),
      ),
    ];
    const found = worthOf(result(arms, { metrics: [metric(WAIT.metricId)] }), model, changed, WAIT, []);
    expect(found.map(({ change, asNext }) => [change.resource, asNext])).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
    expect(found[0].gain?.mean).toBeCloseTo(10.5, 12);
  });
});

test("fewer than ten runs rank nothing as better", async () => {
  const text = `
careway: 1
title: M/M/1
clock: { start: 2026-04-06, run: 1 week }
resources: { server: { capacity: 1 } }
patients: { all: { arrive: { poisson: 1 per hour }, enter: serve } }
stages: { serve: { needs: server, duration: { exponential: { mean: 40 min } }, next: home } }
exits: { home: Home }
`;
  expect((await worths(text, 4)).map(({ group }) => group)).toEqual(["cannot-tell"]);
});

test("of a pathway that cannot cope what makes it settle comes first, and nothing else has a number", async () => {
  const text = `
careway: 1
title: too few rooms
clock: { start: 2026-04-06, warmUp: 2 weeks, run: 8 weeks }
resources: { room: { capacity: 2 }, nurse: { capacity: 2 } }
patients: { all: { arrive: { poisson: 46 per day }, enter: see } }
stages: { see: { needs: room, duration: { exponential: { mean: 70 min } }, next: ask }, ask: { needs: nurse, duration: 20 min, next: home } }
exits: { home: Home }
`;
  const found = await worths(text, 12);
  expect(found.map(({ change, group, gain, verdicts }) => [change.resource, group, gain, verdicts])).toEqual([
    ["room", "settles", undefined, []],
    ["nurse", "unsettled", undefined, []],
  ]);
});

test("what ranks unless named is the first headline measure with a better side, else the mean wait", () => {
  const measure = (metricId: string, better: HeadlineMeasure["better"]) => ({ metricId, better, matters: undefined });
  const list = [measure("measure.a", undefined), measure("measure.b", "higher"), measure("measure.c", "lower")];
  expect(rankingMeasure(list)).toBe(list[1]);
  expect(rankingMeasure(list.slice(0, 1))).toEqual(WAIT);
});
