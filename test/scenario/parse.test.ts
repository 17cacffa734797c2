import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { armOf, brief, found, HEAD, read, said, stageOf } from "./reading-text.ts";

function whole(): Scenario {
  const text = readFileSync(new URL("files/whole.yaml", import.meta.url), "utf8");
  const result = readScenario({ name: "whole.yaml", text });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.value;
}

const scenario = whole();
const PATHWAY = `
patients: { p: { arrive: { poisson: 2 per day }, enter: visit } }
stages: { visit: { duration: 20 min, next: home } }
exits: { home: Home }
`;

describe("the head of a scenario", () => {
  test("is read in minutes, with what is left out filled in", () => {
    expect(scenario.clock).toEqual({
      startDate: "2026-04-07",
      startMinuteOfWeek: 1440 + 360,
      warmUp: 14 * 1440,
      run: 56 * 1440,
      coolDown: 0,
      cohort: "exits",
    });
    expect(scenario.experiment).toEqual({ replications: 3, seed: "all", level: 0.9 });
    expect(read(PATHWAY).experiment).toEqual({ replications: 30, seed: "1", level: 0.95 });
    expect(read(PATHWAY).money).toEqual({ currency: "GBP", priceYear: undefined });
    expect(readScenario({ name: "a", text: HEAD.replace("warmUp: 2 weeks, ", "") + PATHWAY })).toMatchObject({
      value: { clock: { warmUp: 0 } },
    });
  });

  test("names are those of all scenarios, sorted, whatever the order of writing", () => {
    const { names } = scenario;
    expect(names.classes).toEqual(["adult", "booked"]);
    expect(names.resources).toEqual(["bed", "helper", "nurse", "place", "room"]);
    expect(names.stages).toEqual(["care", "follow", "home2", "leaving", "reception", "triage", "triageAgain", "ward"]);
    expect(names.exits).toEqual(["backHome", "died", "elsewhere", "home", "lost"]);
    expect(names.interventions).toEqual(["gradually", "half", "moreBeds", "quicker", "slowly"]);
    expect(names.attributes.map(({ name }) => name)).toEqual([
      "age",
      "colour",
      "frail",
      "need",
      "seen",
      "site",
      "tests",
    ]);
    expect(found(names.attributes, "colour").values).toEqual(["amber", "green", "red"]);
    expect(names.labels.get("triage")).toBe("Triage");
  });
});

describe("resources", () => {
  const { resources } = armOf(scenario, "baseline");

  test("have a constant capacity, none, or one by the minute of the week", () => {
    expect(found(resources, "bed").phases).toHaveLength(1);
    expect(found(resources, "bed").phases[0].value.capacity).toEqual({ kind: "constant", units: 12 });
    expect(found(resources, "room").phases[0].value.capacity).toEqual({ kind: "constant", units: Infinity });
    const { capacity, lastStart } = found(resources, "nurse").phases[0].value;
    expect(lastStart).toBe(30);
    expect(capacity).toMatchObject({ kind: "weekly" });
    expect(capacity.kind === "weekly" && capacity.steps.slice(0, 3)).toEqual([
      { minute: 0, units: 0 },
      { minute: 480, units: 3 },
      { minute: 1020, units: 0 },
    ]);
  });

  test("have costs per minute, or per use", () => {
    expect(found(resources, "bed").phases[0].value.costs).toEqual([
      { basis: "held", amount: 345 / 1440 },
      { basis: "fixed", amount: 10 / 1440 },
    ]);
    expect(found(resources, "nurse").phases[0].value.costs).toEqual([
      { basis: "rostered", amount: 53 / 60 },
      { basis: "use", amount: 2 },
    ]);
  });
});

describe("patients", () => {
  const { classes } = armOf(scenario, "baseline");

  test("come at a rate that the profile spreads over the week with mean 1", () => {
    const [{ value }] = found(classes, "adult").arrive;
    if (value.kind !== "poisson" || value.profile === undefined) throw new Error("it has a profile");
    expect(value.rate).toBe(9.5 / 1440);
    expect(value.profile).toHaveLength(168);
    expect(value.profile.reduce((a, b) => a + b, 0) / 168).toBeCloseTo(1, 12);
    expect(value.profile[9] / value.profile[24 + 9]).toBeCloseTo(2, 12);
  });

  test("come at listed times, sorted, with what is known of them", () => {
    const [{ value }] = found(classes, "booked").arrive;
    expect(value).toEqual({
      kind: "listed",
      patients: [
        { at: 5, set: [] },
        {
          at: 10,
          set: [
            ["age", 30],
            ["frail", 1],
            ["colour", 2],
          ],
        },
        { at: 2880, set: [] },
      ],
    });
  });

  test("have their attributes in the order of writing", () => {
    const adult = found(classes, "adult").attributes;
    expect(adult.map(({ name }) => name)).toEqual(["age", "colour", "frail", "tests", "site", "seen", "need"]);
    expect(brief(found(adult, "need").value)).toBe('colour == "red": exponential(2 h); else: 30');
  });

  test("draw the words of a text attribute in one order, 0 for those that are left out", () => {
    const two = read(`
patients:
  p: { arrive: { poisson: 2 per day }, attributes: { kind: { categorical: { c: 30%, a: 70% } } }, enter: visit }
  q: { arrive: { poisson: 2 per day }, attributes: { kind: { text: b } }, enter: visit }
stages: { visit: { duration: 20 min, next: home } }
exits: { home: Home }`);
    expect(two.names.attributes).toEqual([
      { name: "kind", unit: { kind: "text", time: 0, money: 0 }, values: ["a", "b", "c"] },
    ]);
    const [p, q] = two.arms[0].classes.map(({ attributes }) => attributes[0].value);
    expect(brief(p)).toBe("categorical(70%, 0, 30%)");
    expect(q).toMatchObject({ expression: { tree: { op: "textValue", of: "attribute", name: "kind", value: "b" } } });
  });
});

describe("stages", () => {
  test("have what they say, and the defaults of what they leave out", () => {
    const care = stageOf(scenario, "baseline", "care");
    expect(care).toMatchObject({
      luck: "leaving",
      seize: { kind: "plain", value: [{ bundle: [{ resource: "place", units: 1 }], after: 0, server: "place" }] },
      balk: { kind: "plain", value: undefined },
      leave: { kind: "plain", value: [] },
      strict: false,
      preempts: false,
      whenPreempted: "never",
      release: { kind: "plain", value: [{ resource: "bed", units: undefined }] },
      needs: { kind: "plain", value: undefined },
      until: { kind: "plain", value: undefined },
      queue: { kind: "plain", value: undefined },
      setOnEntry: [],
      set: [],
      next: { kind: "plain", value: { when: [], chances: [], otherwise: "follow" } },
    });
    expect(brief(care.priority)).toBe("0");
    expect(brief(care.duration)).toBe("2880");
    expect(stageOf(scenario, "baseline", "follow").release).toEqual({
      kind: "plain",
      value: [{ resource: "place", units: 1 }],
    });
  });

  test("sort the resources of a bundle, and merge windows", () => {
    const bundle = [
      { resource: "nurse", units: 1 },
      { resource: "room", units: 1 },
    ];
    expect(stageOf(scenario, "baseline", "triage").needs).toMatchObject({ kind: "plain", value: [{ bundle }] });
    const { until } = stageOf(scenario, "baseline", "triageAgain");
    expect(until.kind === "plain" && until.value?.slice(0, 2)).toEqual([
      { from: 480, to: 720 },
      { from: 780, to: 1020 },
    ]);
  });

  test("send patients by conditions, then by chances, then to the rest", () => {
    const { next } = stageOf(scenario, "baseline", "triage");
    if (next.kind !== "plain") throw new Error("nobody adopts anything at baseline");
    expect(next.value.when.map(({ to }) => to)).toEqual(["ward"]);
    expect(next.value.chances.map(({ probability, to }) => [probability.text, to])).toEqual([
      ["share", "ward"],
      ["10%", "triageAgain"],
    ]);
    expect(next.value.otherwise).toBe("home");
  });

  test("chances may miss 1 by rounding, but not by a billionth more", () => {
    const chances = (last: string) =>
      said(PATHWAY.replace("next: home", `next: [{ chance: 1 / 3, to: home }, { chance: ${last}, to: home }]`));
    expect(chances("2 / 3")).toEqual([]);
    expect(chances("0.6666666666")).toEqual([]);
    expect(chances("0.66666666")[0]).toMatch(/^no-way-for-all/);
    expect(chances("0.6666667")[0]).toMatch(/^chances-above-one/);
  });
});

describe("exits", () => {
  test("lost is there when a first queue can be full, and only then", () => {
    expect(read(PATHWAY).names.exits).toEqual(["home"]);
    const limited = PATHWAY.replace("duration", "queue: 3, duration");
    expect(read(`${limited}measures: { gone: { share: exit == "lost" } }`).names.exits).toEqual(["home", "lost"]);
    expect(found(read(limited).arms[0].exits, "lost")).toMatchObject({ death: false });
  });

  test("a queue that would lose patients needs the name lost to be free", () => {
    const limited = PATHWAY.replace("duration", "queue: 3, duration").replace(
      "home: Home",
      "home: Home }\nresources: { lost: { capacity: 1 }",
    );
    expect(said(limited)[0]).toMatch(/^name-taken: who finds the queue of "visit" full/);
  });
});

describe("measures", () => {
  test("have a statistic, a unit and what matters", () => {
    expect(found(scenario.measures, "wait")).toMatchObject({
      statistic: "mean",
      records: "patients",
      better: "lower",
      matters: 30,
      unit: { kind: "quantity", time: 1, money: 0 },
    });
    expect(found(scenario.measures, "throughput")).toMatchObject({ statistic: "rate", per: 10_080 });
    expect(found(scenario.measures, "many").of).toBeUndefined();
    expect(found(scenario.measures, "slow").at).toBe(0.9);
    expect(found(scenario.measures, "occupied")).toMatchObject({ records: "time", unit: { time: 0, money: 0 } });
    expect(found(scenario.measures, "spent").unit).toEqual({ kind: "quantity", time: 0, money: 1 });
  });

  test("the first three are headlines unless some say that they are", () => {
    expect(scenario.measures.filter(({ headline }) => headline).map(({ name }) => name)).toEqual(["quick"]);
    const four = "measures: { a: { mean: waited }, b: { mean: waited }, c: { mean: waited }, z: { mean: waited } }";
    expect(read(PATHWAY + four).measures.map(({ headline }) => headline)).toEqual([true, true, true, false]);
  });
});

describe("targets", () => {
  test("have a tolerance around what was published, or the published interval", () => {
    expect(scenario.targets.map(({ kind, published, low, high }) => [kind, published, low, high])).toEqual([
      ["value", 0.8, 0.8 - 0.1, 0.8 + 0.1],
      ["difference", -2.4, -4, -1],
      ["ratio", 0.9, 0.9 - 0.1, 0.9 + 0.1],
    ]);
    expect(scenario.targets[0]).toMatchObject({
      scenario: "baseline",
      measure: "quick",
      evidence: "trial",
      label: "Quick",
    });
  });
});

describe("inputs", () => {
  const evidenceOf = (path: string) => scenario.inputs.find((input) => input.path === path)?.evidence;

  test("are all numbers of the file, each with its path and text", () => {
    const at = scenario.inputs.find(({ path }) => path === "stages.care.duration");
    expect(at).toMatchObject({ text: "2 days", evidence: "assumed" });
    const paths = scenario.inputs.map(({ path }) => path);
    expect(paths).toContain("parameters.arrivals");
    expect(paths).toContain("parameters.arrivals.low");
    expect(paths).toContain("resources.bed.cost.fixed");
    expect(paths).toContain("interventions.quicker.change.stages.triage.duration.times");
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("have the nearest evidence above them, at last the default", () => {
    expect(evidenceOf("parameters.arrivals")).toBe("trial");
    expect(evidenceOf("parameters.visit")).toBe("assumed");
    expect(evidenceOf("resources.nurse.costs.rostered")).toBe("trial");
    expect(evidenceOf("resources.nurse.costs.use")).toBe("assumed");
    expect(evidenceOf("stages.triage.duration.triangular.min")).toBe("trial");
    expect(evidenceOf("interventions.quicker.costs.training.once")).toBe("trial");
  });

  test("count a profile once, and neither hours of opening nor dates", () => {
    const profile = scenario.inputs.filter(({ path }) => path.startsWith("patients.adult.arrive.profile"));
    expect(profile.map(({ text }) => text)).toEqual(["24 weights", "7 weights"]);
    expect(scenario.inputs.some(({ text }) => text.includes("2026") || text.includes(":00"))).toBe(false);
  });

  test("have no evidence in a file that names none", () => {
    expect(read(PATHWAY).inputs.map(({ path, evidence }) => [path, evidence])).toEqual([
      ["patients.p.arrive.poisson", undefined],
      ["stages.visit.duration", undefined],
    ]);
  });
});

test("reading the same text twice gives the same scenario", () => {
  expect(JSON.stringify(whole())).toBe(JSON.stringify(scenario));
});
