import { describe, expect, test } from "vitest";
import { armOf, brief, found, read, said, stageOf } from "./reading-text.ts";

/** A stage, who comes to it, and then `rest`. */
function small(stage: string, rest = ""): string {
  return [
    "resources:",
    "  bed: { capacity: 2 }",
    "  nurse: { capacity: { weekdays 08:00-17:00: 2, sat 08:00-12:00: 1 } }",
    "patients: { walkIn: { arrive: { poisson: 4 per day }, attributes: { age: 70, slow: false }, enter: visit } }",
    `stages: { visit: { ${stage} } }`,
    "exits: { home: }",
    rest,
  ].join("\n");
}

describe("an addition", () => {
  const adds = small(
    "duration: 1 h, next: home",
    `measures: { stay: { mean: time - arrived } }
interventions:
  ask:
    add:
      patients: { walkIn: { attributes: { frail: { chance: 20% } } } }
      measures: { frailShare: { share: frail } }
      exits: { away: Away }`,
  );

  test("may be an attribute of a class that is there, in its own arm only", () => {
    const scenario = read(adds);
    const namesIn = (arm: string) => armOf(scenario, arm).classes[0].attributes.map(({ name }) => name);
    expect(namesIn("baseline")).toEqual(["age", "slow"]);
    expect(namesIn("ask")).toEqual(["age", "slow", "frail"]);
    expect(armOf(scenario, "ask").exits.map(({ label }) => label)).toEqual(["home", "Away"]);
  });

  test("may be a measure, which is taken of every arm", () => {
    expect(read(adds).measures.map(({ name }) => name)).toEqual(["stay", "frailShare"]);
  });

  test("of an attribute that is there, or of more than attributes to a class that is there, is refused", () => {
    const add = (addition: string) =>
      said(small("next: home, duration: 1 h", `interventions: { i: { add: ${addition} } }`));
    expect(add("{ patients: { walkIn: { attributes: { age: 3 } } } }")).toEqual([
      'already-there: "i" adds "age", which is there already',
    ]);
    expect(add("{ patients: { walkIn: { enter: visit } } }")).toEqual([
      'already-there: "i" adds "walkIn", which is there already',
    ]);
  });

  test("of one measure by two interventions that mean different things is refused", () => {
    const measure = (statistic: string) => `{ add: { measures: { stay: { ${statistic}: time - arrived } } } }`;
    const both = `interventions: { one: ${measure("mean")}, two: ${measure("sum")} }\nscenarios: { a: [one], b: [two] }`;
    expect(said(small("duration: 1 h, next: home", both))[0]).toContain(
      "already-there: another intervention adds the measure",
    );
  });
});

describe("a change over another change", () => {
  const drawn = "duration: { exponential: { mean: 60 min } }, next: home";

  test("reaches below a value that the first changed by an amount", () => {
    const both = `interventions:
  quicker: { change: { stages.visit.duration: { times: 0.9 } } }
  shorter: { change: { stages.visit.duration.exponential.mean: 30 min } }
scenarios: { both: [quicker, shorter] }`;
    expect(brief(stageOf(read(small(drawn, both)), "both", "visit").duration)).toBe("[exponential(30 min)] * 0.9");
  });

  test("is refused where the first put something else for some patients", () => {
    const both = `interventions:
  fixed: { change: { stages.visit.duration: 45 min }, adoption: { share: 60% } }
  shorter: { change: { stages.visit.duration.exponential.mean: 30 min } }
scenarios: { both: [fixed, shorter] }`;
    expect(said(small(drawn, both))).toEqual([
      'unknown-path: there is no "exponential" in "stages.visit.duration" in "stages.visit.duration.exponential.mean"',
    ]);
  });

  test("of all that a stage sets leaves adopters what it no longer sets, and the others what they had", () => {
    const rest = `interventions: { i: { change: { stages.visit.set: { slow: true } }, adoption: { share: 60% } } }`;
    const { set } = stageOf(read(small("duration: 1 h, set: { age: age + 1 }, next: home", rest)), "i", "visit");
    expect(set.map(({ attribute, value }) => [attribute, brief(value)])).toEqual([
      ["age", "adopts i ? [age] : [age + 1]"],
      ["slow", "adopts i ? [1] : [slow]"],
    ]);
  });

  test("may set an attribute where a stage set none, for some patients", () => {
    const rest = `interventions: { i: { change: { stages.visit.set.age: 80 }, adoption: { share: 60% } } }`;
    const { set } = stageOf(read(small("duration: 1 h, next: home", rest)), "i", "visit");
    expect(set.map(({ value }) => brief(value))).toEqual(["adopts i ? [80] : [age]"]);
  });
});

describe("a capacity changed by an amount", () => {
  const capacityOf = (change: string) => {
    const scenario = read(
      small("needs: nurse, duration: 1 h, next: home", `interventions: { i: { change: { ${change} } } }`),
    );
    return found(armOf(scenario, "i").resources, "nurse").phases[0].value.capacity;
  };

  test("changes every number of a calendar, and opens no hours that were closed", () => {
    const capacity = capacityOf("resources.nurse.capacity: { plus: 1 }");
    const units = capacity.kind === "weekly" ? capacity.steps.map((step) => step.units) : [];
    expect(units).toEqual([0, 3, 0, 3, 0, 3, 0, 3, 0, 3, 0, 2, 0]);
  });

  test("must come to whole units", () => {
    const rest = "interventions: { i: { change: { resources.nurse.capacity: { times: 0.5 } } } }";
    expect(said(small("needs: nurse, duration: 1 h, next: home", rest))).toEqual([
      "out-of-range: a capacity must be a whole number, 0 or more; this change makes it 0.5",
    ]);
  });
});

describe("what is refused", () => {
  test("a distribution of durations in which no parameter has a unit", () => {
    const draw = (duration: string) => said(small(`duration: ${duration}, next: home`));
    expect(draw("{ lognormal: { mu: 1, sigma: 1 } }")).toEqual([
      "wrong-unit: a duration is needed here, and no parameter of this lognormal has a unit",
    ]);
    expect(draw("{ lognormal: { mu: 1, sigma: 1, unit: 1 day } }")).toEqual([]);
    expect(draw("{ beta: { alpha: 2, beta: 3 } }")).toHaveLength(1);
    expect(draw("{ beta: { alpha: 2, beta: 3, min: 0 min, max: 1 h } }")).toEqual([]);
  });

  test("a scenario without patients or stages", () => {
    expect(said("")).toEqual([
      "no-patients: a scenario needs patients, this has none",
      "no-stages: a scenario needs stages, this has none",
    ]);
  });

  test("organisations in a list, and a hundredth percentile", () => {
    const rest = "organisations: [a, b]\nmeasures: { most: { percentile: time - arrived, at: 100% } }";
    expect(said(small("duration: 1 h, next: home", rest)).map((each) => each.split(":")[0])).toEqual([
      "wrong-kind",
      "out-of-range",
    ]);
  });

  test("an intervention of the name that a scenario has when none is listed", () => {
    const change = "{ change: { resources.bed.capacity: 3 } }";
    const rest = (names: string[]) => `interventions: { ${names.map((name) => `${name}: ${change}`).join(", ")} }`;
    const codes = (names: string[]) =>
      said(small("duration: 1 h, next: home", rest(names))).map((each) => each.split(":")[0]);
    expect(codes(["baseline"])).toEqual(["name-taken"]);
    expect(codes(["all", "other"])).toContain("name-taken");
    expect(codes(["all"])).toEqual([]);
  });
});

test("the exit of those who find a queue full can be named without being declared", () => {
  const scenario = read(small("queue: { limit: 2, whenFull: lost }, seize: bed, duration: 1 h, next: home"));
  expect(scenario.names.exits).toEqual(["home", "lost"]);
});

test("a target may be a published interval alone, of the value or of the difference to another scenario", () => {
  const rest = `measures: { stay: { mean: time - arrived } }
interventions: { i: { change: { resources.bed.capacity: 3 } } }
targets:
  - { scenario: i, measure: stay, between: [1 h, 2 h] }
  - { scenario: i, versus: baseline, measure: stay, between: [-1 h, 0 h] }`;
  const targets = read(small("seize: bed, duration: 1 h, next: home", rest)).targets;
  expect(targets.map(({ kind, published, low, high }) => [kind, published, low, high])).toEqual([
    ["value", undefined, 60, 120],
    ["difference", undefined, -60, 0],
  ]);
});
