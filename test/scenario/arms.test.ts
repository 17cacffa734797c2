import { describe, expect, test } from "vitest";
import { armOf, found, read, said } from "./reading-text.ts";

const BASE = `
patients: { p: { arrive: { poisson: 2 per day }, enter: visit } }
stages: { visit: { duration: 20 min, next: home } }
exits: { home: Home }
`;
const THREE = `${BASE}
interventions:
  quick: { label: Quick visits, change: { stages.visit.duration: 5 min } }
  first: { change: { stages.visit.priority: 1 } }
  later: { like: quick, adoption: { share: 50% } }
`;

function arms(text: string): [string, string, string[]][] {
  return read(text).arms.map(({ name, label, interventions }) => [name, label, interventions.map((each) => each.name)]);
}

describe("without a list of scenarios", () => {
  test("there are the baseline, each intervention alone, and all that are not like another together", () => {
    expect(arms(THREE)).toEqual([
      ["baseline", "Baseline", []],
      ["quick", "Quick visits", ["quick"]],
      ["first", "first", ["first"]],
      ["later", "Quick visits", ["later"]],
      ["all", "All together", ["quick", "first"]],
    ]);
  });

  test("a single intervention is not repeated as all together", () => {
    const one = `${BASE}interventions: { quick: { change: { stages.visit.duration: 5 min } } }`;
    expect(arms(one).map(([name]) => name)).toEqual(["baseline", "quick"]);
  });

  test("a file without interventions is its baseline", () => {
    expect(arms(BASE)).toEqual([["baseline", "Baseline", []]]);
  });
});

describe("the list of scenarios", () => {
  test("is kept in its order, the one called baseline first", () => {
    const list = "scenarios: { both: [first, quick], baseline: { interventions: [], label: Now }, one: [quick] }";
    expect(arms(THREE + list)).toEqual([
      ["baseline", "Now", []],
      ["both", "both", ["first", "quick"]],
      ["one", "Quick visits", ["quick"]],
    ]);
  });

  test("puts the first without interventions in front when none is called baseline", () => {
    expect(arms(`${THREE}scenarios: { one: [quick], now: [] }`).map(([name]) => name)).toEqual(["now", "one"]);
  });

  test("gets a baseline when it has none", () => {
    expect(arms(`${THREE}scenarios: { one: [quick] }`).map(([name]) => name)).toEqual(["baseline", "one"]);
  });

  test("leaves out interventions that no scenario has, but not their mistakes", () => {
    expect(arms(`${THREE}scenarios: { now: [] }`)).toEqual([["now", "now", []]]);
    const wrong = THREE.replace("stages.visit.priority", "stages.visit.prority");
    expect(said(`${wrong}scenarios: { now: [] }`)).toEqual(['unknown-key: "prority" is not a key of a stage']);
  });
});

describe("like", () => {
  test("takes over what is not said again", () => {
    const later = found(armOf(read(THREE), "later").interventions, "later");
    expect(later.label).toBe("Quick visits");
    expect(later.adoption).toMatchObject({ full: false, curve: { kind: "share", share: 0.5 }, dayZero: 14 * 1440 });
  });
});

describe("adoption", () => {
  const adoption = (text: string) => {
    const scenario = read(`${BASE.replace("enter", "attributes: { age: 50, site: { text: north } }, enter")}
interventions: { i: { change: { stages.visit.duration: 5 min }, adoption: ${text} } }`);
    return armOf(scenario, "i").interventions[0].adoption;
  };

  test("full is in force from time 0", () => {
    expect(adoption("full")).toEqual({
      full: true,
      dayZero: 0,
      curve: { kind: "share", share: 1 },
      eligible: undefined,
      by: undefined,
      luck: "i",
    });
  });

  test("by a curve begins at the window unless a date is given", () => {
    expect(adoption("{ curve: { linear: { over: 10 days, ceiling: 80% } } }")).toMatchObject({
      full: false,
      dayZero: 14 * 1440,
      curve: { kind: "linear", over: 14_400, ceiling: 0.8 },
    });
    expect(adoption("{ from: 2026-04-08, curve: { logistic: { half: 1 day, tenToNinety: 2 days } } }")).toMatchObject({
      dayZero: 2 * 1440,
      curve: { kind: "logistic", half: 1440, tenToNinety: 2880, ceiling: 1 },
    });
    expect(adoption("{ curve: { points: [[0 days, 10%], [1 day, 50%]] } }").curve).toEqual({
      kind: "points",
      points: [
        [0, 0.1],
        [1440, 0.5],
      ],
    });
  });

  test("may be for some patients only, by the values of an attribute, and with the luck of another", () => {
    const read = adoption("{ share: 30%, eligible: age > 40, by: site, luck: other }");
    expect(read).toMatchObject({ by: "site", luck: "other", eligible: { text: "age > 40" } });
  });
});
