import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

function file(intervention: string, scenarios: string): string {
  return `careway: 1
title: Roles
clock: { start: 2026-04-06, warmUp: 1 week, run: 4 weeks }
resources: { bed: { capacity: 10 } }
patients: { adult: { arrive: { poisson: 1 per day }, enter: ward } }
stages: { ward: { seize: bed, duration: 5 days, next: home } }
exits: { home: Home }
interventions:
  short: { label: Shorter stays, change: { stages.ward.duration: { times: 0.8 } }${intervention} }
  other: { change: { resources.bed.capacity: 12 } }
scenarios:
  baseline: []
${scenarios}`;
}

function read(intervention: string, scenarios: string): Scenario {
  const found = readScenario({ name: "roles.yaml", text: file(intervention, scenarios) });
  if (!found.ok) throw new Error(found.diagnostics.map(({ message }) => message).join("\n"));
  return found.value;
}

function mistakes(intervention: string, scenarios: string): readonly string[] {
  return readScenario({ name: "roles.yaml", text: file(intervention, scenarios) }).diagnostics.map(({ code }) => code);
}

const SPREADS = ", adoption: { share: 60% }";
const BOTH = `  published: { interventions: [short], as: published }
  likely: { interventions: [short], as: likely }
`;

describe("the role of a scenario", () => {
  test("published: in force for everybody from time 0, as if the file said adoption: full", () => {
    const { arms } = read(SPREADS, BOTH);
    const full = read("", "  published: [short]\n  likely: [short]\n");
    const published = compile(read(SPREADS, BOTH), arms[1]);
    expect(arms[1].interventions[0].adoption.full).toBe(true);
    expect(arms[2].interventions[0].adoption.full).toBe(false);
    expect({ ...published, source: undefined }).toEqual({ ...compile(full, full.arms[1]), source: undefined });
  });

  test("published: in force from time 0 for all who are eligible, and for nobody else", () => {
    const some = ", adoption: { from: window, share: 60%, eligible: cases(ward) < 1 }";
    const [, published, likely] = read(some, BOTH).arms.map(({ interventions }) => interventions[0]?.adoption);
    expect(published).toMatchObject({ full: false, dayZero: 0, curve: { kind: "share", share: 1 } });
    expect(published.full ? undefined : published.eligible).toEqual(likely.full ? undefined : likely.eligible);
    expect(mistakes(some, BOTH)).toEqual([]);
    const text = file(some, BOTH).replace("2026-04-06", "2026-04-06 08:30");
    expect(readScenario({ name: "roles.yaml", text }).diagnostics).toEqual([]);
  });

  test("is in the label of a scenario that has none of its own", () => {
    expect(read(SPREADS, BOTH).arms.map(({ label }) => label)).toEqual([
      "baseline",
      "Shorter stays, as published",
      "Shorter stays, as likely here",
    ]);
  });

  test("makes a gap of a published and a likely scenario of the same interventions", () => {
    const { gaps, steps } = read(SPREADS, BOTH);
    expect(gaps).toEqual([{ published: "published", likely: "likely", steps: [{ cause: "uptake", arm: "likely" }] }]);
    expect(steps).toEqual([]);
  });

  test("makes no gap of scenarios of other interventions, or of one without its counterpart", () => {
    const other = `  published: { interventions: [short, other], as: published }
  likely: { interventions: [short], as: likely }
`;
    expect(read(SPREADS, other).gaps).toEqual([]);
    expect(read(SPREADS, "  likely: { interventions: [short], as: likely }\n").gaps).toEqual([]);
  });

  test("has an arm for each cause but the last, each with one cause more", () => {
    const { gaps, steps } = read(", adoption: { share: 60% }, fidelity: 70%, lag: 20 weeks", BOTH);
    expect(gaps[0].steps).toEqual([
      { cause: "uptake", arm: "likely/uptake" },
      { cause: "fidelity", arm: "likely/fidelity" },
      { cause: "lag", arm: "likely" },
    ]);
    const states = steps.map(({ interventions: [{ adoption, implementation }] }) => {
      return [adoption.full, implementation.fidelity, implementation.lag];
    });
    expect(states).toEqual([
      [false, 1, 0],
      [false, 0.7, 0],
    ]);
  });

  test("takes ceiling and times by the rule with uptake, and fidelity by the rule with fidelity", () => {
    const scores = ", adoption: { share: 60% }, implementation: { capability: 50%, motivation: 80% }";
    const { gaps, steps } = read(scores, BOTH);
    expect(gaps[0].steps.map(({ cause }) => cause)).toEqual(["uptake", "fidelity"]);
    const [{ implementation }] = steps[0].interventions;
    expect([implementation.ceiling, implementation.fidelity]).toEqual([expect.closeTo(0.65, 12), 1]);
  });

  test("has the time that training takes for a cause of its own, the last", () => {
    const trains = ", training: { bed: { hours: 48 h, over: 2 weeks } }";
    const { gaps, steps } = read(`, adoption: { from: window, share: 60% }${trains}`, BOTH);
    expect(gaps[0].steps).toEqual([
      { cause: "uptake", arm: "likely/uptake" },
      { cause: "training", arm: "likely" },
    ]);
    expect(steps[0].training).toEqual([]);
    expect(read(trains, BOTH).gaps[0].steps).toEqual([{ cause: "training", arm: "likely" }]);
  });

  test("has nothing between where the likely scenario is in force for everybody too", () => {
    expect(read("", BOTH).gaps[0].steps).toEqual([]);
  });

  test("is one of three words", () => {
    expect(mistakes("", "  x: { interventions: [short], as: publsihed }\n")).toEqual(["unknown-word"]);
  });
});

describe("release", () => {
  const release = (text: string): string => `, release: { bed: ${text} }`;

  test("is read with its prices a minute", () => {
    const [, , arm] = read(release("{ share: 60%, whole: 6, value: £72 per day, use: morePatients }"), BOTH).arms;
    expect(arm.interventions[0].releases).toEqual([
      { resource: "bed", share: 0.6, whole: 6, value: 0.05, cash: undefined, use: "morePatients" },
    ]);
  });

  test("takes its share from the rule of implementation where it states none, and all of it as published", () => {
    const scores = ", adoption: { share: 60% }, implementation: { capability: 50%, motivation: 80%, releasePlan: 50% }";
    const { arms } = read(`${scores}${release("{ whole: 6 }")}`, BOTH);
    expect(arms[1].interventions[0].releases[0].share).toBe(1);
    expect(arms[2].interventions[0].releases[0].share).toBeCloseTo(0.585, 12);
  });

  test("refuses a resource that is none, a share that is none, and no share at all, each with one report", () => {
    expect(mistakes(", release: { bad: { share: 60% } }", BOTH)).toEqual(["unknown-resource"]);
    expect(mistakes(release("{ share: 160% }"), BOTH)).toHaveLength(1);
    expect(mistakes(release("{ whole: 0, share: 60% }"), BOTH)).toHaveLength(1);
    expect(mistakes(release("{ whole: 6 }"), BOTH)).toEqual(["no-share"]);
  });
});
