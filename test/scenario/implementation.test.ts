import { describe, expect, test } from "vitest";
import type { Intervention } from "../../src/scenario/scenario.ts";
import { armOf, read, said } from "./reading-text.ts";

const BASE = `
parameters: { skill: 50% }
patients: { p: { arrive: { poisson: 2 per day }, enter: visit } }
stages: { visit: { duration: 20 min, next: home } }
exits: { home: Home }
`;
const LOGISTIC = "logistic: { half: 100 days, tenToNinety: 60 days, ceiling: 80% }";

function file(keys: string, curve = LOGISTIC): string {
  return `${BASE}interventions: { x: { change: { stages.visit.duration: 10 min }, adoption: { curve: { ${curve} } }, ${keys} } }`;
}

function only(keys: string, curve = LOGISTIC): Intervention {
  const [intervention] = armOf(read(file(keys, curve)), "x").interventions;
  return intervention;
}

/** Ceiling, time to half of it and fidelity. */
function outcome(keys: string): readonly number[] {
  const { adoption, implementation } = only(keys);
  const { curve } = adoption;
  return curve.kind === "logistic" ? [curve.ceiling, curve.half / 1440, implementation.fidelity] : [];
}

describe("the rule of the scores", () => {
  test.each([
    [1, 1, [0.8, 100, 1]],
    [0, 0, [0.8 * 0.3, 200, 0.5]],
    [0.5, 0.8, [0.8 * 0.65, 150, 0.7]],
    [0.8, 0.5, [0.8 * 0.65, 120, 0.7]],
  ])("capability %d and motivation %d give ceiling, half and fidelity %j", (c, m, expected) => {
    outcome(`implementation: { capability: ${c}, motivation: ${m} }`).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 12);
    });
  });

  test("without scores nothing is multiplied", () => {
    expect(outcome("label: X")).toEqual([0.8, 100, 1]);
    expect(only("label: X").implementation).toEqual({
      ceiling: 1,
      stretch: 1,
      fidelity: 1,
      lag: 0,
      releaseShare: undefined,
      scores: undefined,
    });
  });

  test("a plan raises what is released from 27% to 90%", () => {
    const share = (keys: string) => only(`implementation: { ${keys} }`).implementation.releaseShare;
    expect(share("capability: 1, motivation: 1")).toBe(0.27);
    expect(share("capability: 1, motivation: 1, releasePlan: 100%")).toBeCloseTo(0.9, 12);
  });

  test("four programmes leave 0.16 less of the capability", () => {
    const { scores } = only("implementation: { capability: 0.9, motivation: 1, otherProgrammes: 3 }").implementation;
    expect(scores).toMatchObject({ programmes: 4, statedCapability: 0.9 });
    expect(scores?.capability).toBeCloseTo(0.74, 12);
    expect(outcome("implementation: { capability: 0.1, motivation: 1, otherProgrammes: 9 }")).toEqual([
      0.8 * 0.3,
      200,
      0.5,
    ]);
  });

  test("the interventions of an arm that spread crowd each other, those in full do not", () => {
    const one = (name: string, more: string) =>
      `${name}: { change: { stages.visit.priority: 1 }, ${more}, implementation: { capability: 1, motivation: 1 } }`;
    const list = ["a", "b", "k", "l"].map((name) => one(name, "adoption: { share: 50% }"));
    const text = `${BASE}interventions: { ${[...list, one("all", "adoption: full")].join(", ")} }
scenarios: { now: [], two: [a, b, all], four: [a, b, k, l, all] }`;
    const capability = (arm: string) =>
      armOf(read(text), arm).interventions.map(({ implementation }) => implementation.scores?.capability);
    expect(capability("two")).toEqual([1, 1, 1]);
    expect(capability("four")).toEqual([0.84, 0.84, 0.84, 0.84, 0.84]);
  });

  /** 0.65 but for rounding. */
  const LOWERED = 0.3 + 0.7 * 0.5;
  test.each([
    ["share: 60%", { kind: "share", share: 0.6 * LOWERED }],
    ["linear: { over: 10 days, ceiling: 60% }", { kind: "linear", over: 21600, ceiling: 0.6 * LOWERED }],
    ["bass: { p: 0.02, q: 0.6 }", { kind: "bass", p: 0.02 / 525960 / 1.5, q: 0.6 / 525960 / 1.5, ceiling: LOWERED }],
    [
      "points: [[0 days, 0%], [1 day, 40%]]",
      {
        kind: "points",
        points: [
          [0, 0],
          [2160, 0.4 * LOWERED],
        ],
      },
    ],
  ])("every curve is lowered and stretched: %s", (curve, expected) => {
    expect(only("implementation: { capability: skill, motivation: 0.8 }", curve).adoption.curve).toEqual(expected);
  });

  test("a file's own rule takes its place, part by part", () => {
    const rule = 'rule: { ceiling: "capability * motivation", stretch: "1 + (1 - skill) * plan" }';
    const keys = `implementation: { capability: 0.5, motivation: 0.8, releasePlan: 1, ${rule} }`;
    outcome(keys).forEach((value, i) => {
      expect(value).toBeCloseTo([0.8 * 0.4, 150, 0.7][i], 12);
    });
  });

  test("a fidelity that is stated comes before the rule's", () => {
    expect(only("fidelity: 60%, implementation: { capability: 1, motivation: 1 }").implementation.fidelity).toBe(0.6);
    expect(only("fidelity: 60%, lag: 130 weeks").implementation).toMatchObject({ fidelity: 0.6, lag: 130 * 10080 });
  });

  test("where adoption is full the fidelity alone is set", () => {
    const text = `${BASE}interventions: { x: { change: { stages.visit.duration: 10 min }, implementation: { capability: 0, motivation: 0 } } }`;
    const [{ adoption, implementation }] = armOf(read(text), "x").interventions;
    expect(adoption.curve).toEqual({ kind: "share", share: 1 });
    expect(implementation.fidelity).toBe(0.5);
  });

  test("parameters that the arm changes are those of the arm", () => {
    const text = `${BASE}interventions:
  x: { change: { stages.visit.duration: 10 min }, adoption: { share: 50% }, implementation: { capability: skill, motivation: 1 } }
  y: { change: { parameters.skill: 100% } }
scenarios: { one: [x], both: [y, x] }`;
    const capability = (arm: string) => armOf(read(text), arm).interventions.at(-1)?.implementation.scores?.capability;
    expect([capability("one"), capability("both")]).toEqual([0.5, 1]);
  });
});

describe("mistakes", () => {
  test.each([
    ["implementation: { capability: 1 }", "missing-key", 'an implementation needs the key "motivation"'],
    ["implementation: { capability: 7, motivation: 1 }", "out-of-range", "a score must be at most 100%, this is 7"],
    ["fidelity: 160%", "out-of-range", "a fidelity must be at most 100%, this is 160%"],
    ["lag: -1 days", "out-of-range", "a lag must be 0 or more, this is -1 days"],
    [
      "implementation: { capability: 0.5, motivation: 1, rule: { stretch: capability - 0.5 } }",
      "out-of-range",
      "the rule gives a stretch of 0, and it must be a number above 0",
    ],
    [
      "implementation: { capability: 0.5, motivation: 1, rule: { ceiling: 3 * capability } }",
      "out-of-range",
      "the rule gives a ceiling of 1.5, and it must be a share, from 0 to 1",
    ],
    [
      "implementation: { capability: 0.5, motivation: 1, rule: { speed: 2 } }",
      "unknown-key",
      '"speed" is not a key of a rule',
    ],
    [
      "implementation: { capability: 0.5, motivation: 1, rule: { fidelity: capabilty } }",
      "unknown-name",
      '"capabilty" is not a name known here',
    ],
  ])("%s", (keys, code, message) => {
    expect(said(file(keys))).toEqual([`${code}: ${message}`]);
  });

  test.each([
    ["bass: { q: 0.6 }", 'missing-key: a Bass curve needs the key "p"'],
    ["bass: { p: 0, q: 0.6 }", "out-of-range: p must be more than 0, this is 0"],
  ])("%s", (curve, message) => {
    expect(said(file("label: X", curve))).toEqual([message]);
  });

  test.each([
    ["parameters.skill: 60%", "a parameter belongs to no patient, so it cannot change in part"],
    ["patients.p.enter: visit", "this cannot change in part"],
  ])("%s cannot hold in part", (change, message) => {
    const text = (keys: string) => `${BASE}interventions: { x: { change: { ${change} }${keys} } }`;
    for (const keys of [", fidelity: 60%", ", lag: 1 week", ", implementation: { capability: 1, motivation: 1 }"]) {
      expect(said(text(keys))).toEqual([`cannot-hold-in-part: ${message}`]);
    }
    expect(said(text(""))).toEqual([]);
  });

  test("what belongs to everybody is changed whole", () => {
    const text = `${BASE}resources: { desk: { capacity: 1 } }
interventions: { x: { change: { resources.desk.capacity: 2, patients.p.arrive.poisson: { times: 2 }, exits.home: Gone, stages.visit.label: Seen }, fidelity: 60% } }`;
    const arm = armOf(read(text), "x");
    expect(arm.resources[0].phases[0].value.capacity).toEqual({ kind: "constant", units: 2 });
    expect(arm.exits[0].label).toBe("Gone");
    expect(arm.stages[0].label).toBe("Seen");
  });

  test("a decay needs its half-life", () => {
    const text = `${BASE}interventions: { x: { change: { stages.visit.duration: 10 min }, adoption: { share: 1, decay: { from: 1 day } } } }`;
    expect(said(text)).toEqual(['missing-key: a decay of uptake needs the key "halfLife"']);
  });
});
