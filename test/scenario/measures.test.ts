import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Measure } from "../../src/scenario/scenario.ts";
import { found, HEAD, read, said } from "./reading-text.ts";

const WARD = `
organisations: { trust: Trust }
resources: { bed: { capacity: 9, organisation: trust } }
patients:
  young: { label: Under 60, arrive: { poisson: 2 per day }, attributes: { age: 40, site: { text: north } }, enter: ward }
  adult: { arrive: { poisson: 2 per day }, attributes: { age: 70, site: { text: south } }, enter: ward }
stages: { ward: { seize: bed, duration: 2 days, next: home } }
exits: { home: Home }
measures:
`;

function measureOf(text: string): Measure {
  return found(read(`${WARD}  m: { ${text} }`).measures, "m");
}

describe("what a measure is of", () => {
  test("is patients unless stated, else visits, stays or time", () => {
    expect(measureOf("mean: waited")).toMatchObject({ records: "patients", subject: undefined });
    expect(measureOf("count: all, of: visits(ward)")).toMatchObject({ records: "visits", subject: "ward" });
    expect(measureOf("count: all, of: stays( bed )")).toMatchObject({ records: "stays", subject: "bed" });
    expect(measureOf("max: inUse(bed), of: time")).toMatchObject({ records: "time", statistic: "max" });
  });

  test("settles what its expression sees: the exit is not known when a visit ends", () => {
    expect(said(`${WARD}  m: { share: exit == "home", of: stays(bed) }`)).toEqual([
      'not-allowed-here: "exit" can be used in measures, not in a measure of visits or stays',
    ]);
    expect(said(`${WARD}  m: { mean: taken(bed), of: time }`)).toEqual([
      'not-allowed-here: "taken" can be used in measures, not in an average over time',
    ]);
  });
});

describe("the groups of a measure", () => {
  test("are classes and words in their order, and bands with their ends as written", () => {
    const names = (text: string) => measureOf(`count: all, ${text}`).by?.groups.map(({ name }) => name);
    expect(names("by: class")).toEqual(["adult", "young"]);
    expect(names("by: site")).toEqual(["north", "south"]);
    expect(names("by: { age: [65, 75] }")).toEqual(["<65", "65-75", "75+"]);
    expect(measureOf("count: all, by: { age: [65, 75] }").by).toMatchObject({ attribute: "age", cuts: [65, 75] });
  });

  test("are at most 20", () => {
    const cuts = Array.from({ length: 20 }, (_, i) => i + 1).join(", ");
    expect(said(`${WARD}  m: { count: all, by: { age: [${cuts}] } }`)).toEqual([
      "too-many-groups: 21 groups: at most 20 can be told apart",
    ]);
  });
});

describe("the periods of a measure", () => {
  test("are hours, days, weeks or any duration, at most 400 in the window", () => {
    expect(measureOf("count: all, every: week").every).toBe(10080);
    expect(measureOf("count: all, every: 36 h").every).toBe(2160);
    expect(said(`${WARD}  m: { count: all, every: hour }`)).toEqual([
      "too-many-periods: 1344 periods: a series has at most 400",
    ]);
  });

  test("tell a count or a sum too, where per says so", () => {
    expect(measureOf("count: all, per: week").per).toBe(10080);
    expect(measureOf("sum: waited, of: visits(ward), per: day").per).toBe(1440);
    expect(measureOf("rate: all").per).toBe(1440);
    expect(measureOf("count: all").per).toBeUndefined();
  });
});

describe("a ratio", () => {
  test("has the unit of its parts, and may stand above them", () => {
    const { measures } = read(`${WARD}  each: { ratio: [spent, patients2], matters: £2 }
  spent: { sum: cost(trust) }
  patients2: { count: all }`);
    expect(measures.map(({ name }) => name)).toEqual(["each", "spent", "patients2"]);
    expect(measures[0]).toMatchObject({ ratio: ["spent", "patients2"], unit: { kind: "quantity", money: 1, time: 0 } });
  });
});

describe("a cohort", () => {
  test("of arrivals wants a cool-down, and only that has one", () => {
    const clocked = (clock: string) => {
      const text = HEAD.replace("run:", `${clock}, run:`) + WARD;
      return readScenario({ name: "a.yaml", text: `${text}  m: { count: all }` }).diagnostics.map(({ code }) => code);
    };
    expect(clocked("cohort: arrivals")).toEqual(["no-cool-down"]);
    expect(clocked("coolDown: 1 week")).toEqual(["unused-key"]);
    expect(clocked("cohort: arrivals, coolDown: 4 weeks")).toEqual([]);
  });
});
