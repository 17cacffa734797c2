import { describe, expect, test } from "vitest";
import { armOf, brief, found, read, said, stageOf } from "./reading-text.ts";

const DAY_ZERO = 2 * 7 * 1440;

/** A bed, a visit of 20 minutes; the interventions follow. */
const BASE = `
parameters: { length: 20 min, beds: 4 }
resources: { bed: { capacity: beds } }
patients: { p: { arrive: { poisson: 2 per day }, attributes: { frail: { chance: 30% }, kind: { categorical: { a: 50%, b: 50% } } }, enter: visit } }
stages:
  visit: { seize: bed, duration: length, set: { frail: { chance: 10% } }, next: home }
exits: { home: Home }
interventions:
`;

describe("a change that everybody gets", () => {
  test("puts its value in the place of the old one", () => {
    const scenario = read(`${BASE}  i: { change: { stages.visit.duration: 5 min } }`);
    expect(brief(stageOf(scenario, "baseline", "visit").duration)).toBe("length");
    expect(brief(stageOf(scenario, "i", "visit").duration)).toBe("5");
  });

  test("by times or plus wraps the old value, whatever it is", () => {
    const scenario = read(`${BASE}
  i: { change: { stages.visit.duration: { exponential: { mean: 5 min } } } }
  j: { change: { stages.visit.duration: { times: 0.9 } } }
  k: { change: { stages.visit.duration: { plus: 2 min } } }
scenarios: { baseline: [], all: [i, j, k] }`);
    expect(brief(stageOf(scenario, "all", "visit").duration)).toBe("[[exponential(5 min)] * 0.9] + 2 min");
  });

  test("goes in the order that the scenario lists", () => {
    const scenario = read(`${BASE}
  i: { change: { stages.visit.duration: 5 min } }
  j: { change: { stages.visit.duration: { times: 2 } } }
scenarios: { baseline: [], ij: [i, j], ji: [j, i] }`);
    expect(brief(stageOf(scenario, "ij", "visit").duration)).toBe("[5] * 2");
    expect(brief(stageOf(scenario, "ji", "visit").duration)).toBe("5");
  });

  test("reaches a single parameter of a distribution, and one case of a list is not a path", () => {
    const base = BASE.replace("duration: length", "duration: { gamma: { mean: 20 min, sd: 5 min } }");
    const scenario = read(`${base}  i: { change: { stages.visit.duration.gamma.mean: { times: 0.5 } } }`);
    expect(brief(stageOf(scenario, "i", "visit").duration)).toBe("gamma((20 min) * (0.5), 5 min)");
  });

  test("may set a key that was left out, but not one below something that is not there", () => {
    expect(brief(stageOf(read(`${BASE}  i: { change: { stages.visit.priority: 3 } }`), "i", "visit").priority)).toBe(
      "3",
    );
    expect(said(`${BASE}  i: { change: { stages.vist.priority: 3 } }`)).toEqual([
      'unknown-path: there is no "vist" in "stages" in "stages.vist.priority"',
    ]);
  });

  test("of a parameter reaches all that is computed from it, in its own arm only", () => {
    const scenario = read(`${BASE}  i: { change: { parameters.beds: { plus: 2 }, parameters.length: 1 h } }`);
    const capacity = (arm: string) => found(armOf(scenario, arm).resources, "bed").phases[0].value.capacity;
    expect(capacity("baseline")).toEqual({ kind: "constant", units: 4 });
    expect(capacity("i")).toEqual({ kind: "constant", units: 6 });
    expect(stageOf(scenario, "i", "visit").duration).toMatchObject({
      expression: { tree: { op: "number", value: 60 } },
    });
    expect(found(scenario.parameters, "beds").value).toBe(4);
  });

  test("of a parameter with a range adds to that of another intervention", () => {
    const text = `${BASE}  i: { change: { parameters.beds: { plus: 2 } } }
  j: { change: { parameters.beds: { times: 3 } } }
scenarios: { baseline: [], both: [i, j] }`.replace("beds: 4", "beds: { value: 4, low: 2, high: 9 }");
    expect(found(armOf(read(text), "both").resources, "bed").phases[0].value.capacity).toEqual({
      kind: "constant",
      units: 18,
    });
  });
});

describe("a change that spreads", () => {
  const spread = (change: string, more = "") =>
    `${BASE}  i: { change: { ${change} }, adoption: { share: 40%${more} } }`;

  test("guards a field of a stage by who adopts", () => {
    const scenario = read(spread("stages.visit.duration: { times: 0.5 }, stages.visit.seize: { bed: 2 }"));
    const visit = stageOf(scenario, "i", "visit");
    expect(brief(visit.duration)).toBe("adopts i ? [[length] * 0.5] : [length]");
    expect(visit.seize).toMatchObject({
      kind: "adopted",
      intervention: "i",
      // biome-ignore lint/suspicious/noThenProperty: the word of the scenario's type; it is never awaited
      then: { kind: "plain", value: [{ bundle: [{ resource: "bed", units: 2 }] }] },
      otherwise: { kind: "plain", value: [{ bundle: [{ resource: "bed", units: 1 }] }] },
    });
  });

  test("guards the whole field when it reaches below it", () => {
    const base = spread("stages.visit.duration.gamma.mean: 5 min").replace(
      "duration: length",
      "duration: { gamma: { mean: 20 min, sd: 5 min } }",
    );
    expect(brief(stageOf(read(base), "i", "visit").duration)).toBe(
      "adopts i ? [gamma(5 min, 5 min)] : [gamma(20 min, 5 min)]",
    );
  });

  test("gives the others the default of a field that was left out", () => {
    const { needs } = stageOf(
      read(spread("stages.visit.needs: bed").replace("capacity: beds", "capacity: 9")),
      "i",
      "visit",
    );
    expect(needs).toMatchObject({
      // biome-ignore lint/suspicious/noThenProperty: the word of the scenario's type; it is never awaited
      then: { value: [{ bundle: [{ resource: "bed", units: 1 }] }] },
      otherwise: { value: undefined },
    });
  });

  test("guards a single attribute, and one that a stage sets", () => {
    const scenario = read(
      spread("patients.p.attributes.frail: { chance: 5% }, stages.visit.set.frail: { chance: 1% }"),
    );
    const [frail] = found(armOf(scenario, "i").classes, "p").attributes;
    expect(brief(frail.value)).toBe("adopts i ? [chance 5%] : [chance 30%]");
    expect(stageOf(scenario, "i", "visit").set.map(({ value }) => brief(value))).toEqual([
      "adopts i ? [chance 1%] : [chance 10%]",
    ]);
  });

  test("leaves an attribute that only its adopters set as it is for the others", () => {
    const scenario = read(spread("stages.visit.set.kind: { text: b }"));
    expect(stageOf(scenario, "i", "visit").set.map(({ value }) => brief(value))).toEqual([
      "chance 10%",
      "adopts i ? [b] : [kind]",
    ]);
  });

  test("asks a patient once, however many of its changes meet in one field", () => {
    const scenario = read(
      spread("stages.visit.duration: { times: 0.5 }, stages.visit.duration.value: 1 min").replace(
        "duration: length",
        "duration: { value: 20 min }",
      ),
    );
    expect(brief(stageOf(scenario, "i", "visit").duration)).toBe("adopts i ? [[1] * 0.5] : [20]");
  });

  test("nests with another intervention that spreads", () => {
    const scenario = read(`${BASE}
  i: { change: { stages.visit.duration: 5 min }, adoption: { share: 40% } }
  j: { change: { stages.visit.duration: { times: 2 } }, adoption: { share: 50% } }
scenarios: { baseline: [], both: [i, j] }`);
    expect(brief(stageOf(scenario, "both", "visit").duration)).toBe(
      "adopts j ? [[adopts i ? [5] : [length]] * 2] : [adopts i ? [5] : [length]]",
    );
  });

  test("changes resources and arrivals for all, from its day 0", () => {
    const scenario = read(spread("resources.bed.capacity: 7, patients.p.arrive.poisson: { times: 2 }"));
    const { resources, classes } = armOf(scenario, "i");
    expect(resources[0].phases.map(({ from, value }) => [from, value.capacity])).toEqual([
      [0, { kind: "constant", units: 4 }],
      [DAY_ZERO, { kind: "constant", units: 7 }],
    ]);
    expect(classes[0].arrive).toEqual([
      { from: 0, value: { kind: "poisson", rate: 2 / 1440, profile: undefined } },
      { from: DAY_ZERO, value: { kind: "poisson", rate: 4 / 1440, profile: undefined } },
    ]);
  });

  test("starts at the date it states: 1 June 2026 is 56 days after the start", () => {
    const scenario = read(spread("resources.bed.capacity: 7", ", from: 2026-06-01"));
    expect(armOf(scenario, "i").resources[0].phases.map(({ from }) => from)).toEqual([0, 56 * 1440]);
  });

  test("is refused for a parameter, a label and a whole stage, with the reason", () => {
    expect(said(spread("parameters.length: 5 min"))).toEqual([
      "cannot-spread: a parameter belongs to no patient, so it cannot change for some of them",
    ]);
    expect(said(spread("stages.visit: { next: home }"))[0]).toMatch(/^cannot-spread/);
  });

  test("is refused when too many combinations of adopters meet in one field", () => {
    const names = Array.from({ length: 9 }, (_, i) => `i${i}`);
    const lines = names.map(
      (name) => `  ${name}: { change: { stages.visit.duration: { times: 0.9 } }, adoption: { share: 40% } }`,
    );
    const scenarios = `scenarios: { baseline: [], all: [${names.join(", ")}] }`;
    expect(said(`${BASE}${lines.join("\n")}\n${scenarios}`)).toEqual([
      "too-many-ways: more than 256 combinations of who adopts what meet here",
    ]);
  });
});

describe("what is added", () => {
  const add =
    "add: { resources: { chair: { capacity: 3 } }, patients: { q: { arrive: { poisson: 1 per day }, enter: visit } } }";

  test("is there from time 0 when everybody gets it, in its own arm only", () => {
    const scenario = read(`${BASE}  i: { ${add} }`);
    expect(found(armOf(scenario, "i").resources, "chair").phases.map(({ from }) => from)).toEqual([0]);
    expect(armOf(scenario, "baseline").resources.map(({ name }) => name)).toEqual(["bed"]);
    expect(scenario.names.resources).toEqual(["bed", "chair"]);
    expect(scenario.names.classes).toEqual(["p", "q"]);
  });

  test("has no capacity and no arrivals before day 0 when it spreads", () => {
    const arm = armOf(read(`${BASE}  i: { ${add}, adoption: { share: 40% } }`), "i");
    expect(found(arm.resources, "chair").phases.map(({ from, value }) => [from, value.capacity])).toEqual([
      [0, { kind: "constant", units: 0 }],
      [DAY_ZERO, { kind: "constant", units: 3 }],
    ]);
    expect(found(arm.classes, "q").arrive.map(({ value }) => value.kind)).toEqual(["none", "poisson"]);
  });

  test("must not be there already", () => {
    expect(said(`${BASE}  i: { add: { stages: { visit: { next: home } } } }`)).toEqual([
      'already-there: "i" adds "visit", which is there already',
    ]);
  });
});

describe("an option of the command line", () => {
  test("sets the value of a parameter, and keeps what is known of it", () => {
    const text = `${BASE}  i: { change: { stages.visit.duration: 5 min } }`.replace(
      "beds: 4",
      "beds: { value: 4, low: 2, high: 9 }",
    );
    expect(found(read(text, { "parameters.beds": "6" }).parameters, "beds")).toMatchObject({
      value: 6,
      low: { value: 2, text: "2" },
      high: { value: 9, text: "9" },
    });
    expect(found(read(text, { "parameters.beds.value": "6" }).parameters, "beds").value).toBe(6);
  });

  test("replaces any other place, before interventions are laid over it", () => {
    const text = `${BASE}  i: { change: { stages.visit.duration: { times: 2 } } }`;
    const scenario = read(text, { "stages.visit.duration": "{ constant: { value: 9 min } }", "clock.run": "1 week" });
    expect(brief(stageOf(scenario, "i", "visit").duration)).toBe("[constant(9 min)] * 2");
    expect(scenario.clock.run).toBe(10080);
  });

  test("may leave the range of a parameter, with a warning", () => {
    const text = `${BASE}  i: {}`.replace("beds: 4", "beds: { value: 4, low: 2, high: 9 }");
    expect(said(text, { "parameters.beds": "12" })).toEqual(["outside-range: beds leaves its range"]);
    expect(read(text, { "parameters.beds": "12" }).parameters[1].value).toBe(12);
  });

  test("is refused with the place in its own text when it leads nowhere or is no value", () => {
    expect(said(`${BASE}  i: {}`, { "parameters.bads": "12" })).toEqual([
      'unknown-path: there is no "bads" in "parameters" in "parameters.bads"',
    ]);
    expect(said(`${BASE}  i: {}`, { "parameters.beds": "12 beds" })[0]).toMatch(/^expression-syntax/);
    expect(said(`${BASE}  i: {}`, { "parameters.beds": "" })).toEqual([
      "empty-scenario: there is nothing in this scenario",
    ]);
  });
});
