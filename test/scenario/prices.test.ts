import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { asQuantity, findUnitCosts, unitCosts, unitOf } from "../../src/scenario/unit-costs.ts";
import { MONEY } from "../../src/scenario/units.ts";
import { HEAD, read, said } from "./reading-text.ts";

const REST = `
patients: { a: { arrive: { poisson: 1 per day }, enter: st } }
stages: { st: { needs: r, duration: 1 min, next: home } }
exits: { home: Home }
`;
const YEAR = "money: { priceYear: 2024/25 }\n";

function file(costs: string, head = ""): string {
  return `${head}resources: { r: { capacity: 2, costs: ${costs} } }${REST}`;
}

function phase(costs: string, head = "") {
  const scenario = read(file(costs, head));
  return compile(scenario, scenario.arms[0]).resources[0].phases[0];
}

function kinds(costs: string): readonly string[] {
  const scenario = read(file(costs));
  return compile(scenario, scenario.arms[0]).resources[0].kinds;
}

const words = (costs: string, head = ""): string[] => said(file(costs, head));

describe("the kind of a cost", () => {
  test("goes with its basis", () => {
    expect(kinds("{ held: £1 per h }")).toEqual(["variable", "stepped", "variable", "variable", "fixed", "stepped"]);
  });
  test("is what the amount says, else what all costs of the resource are said to be", () => {
    const costs = "{ held: { value: £1 per h, kind: fixed }, use: £2, fixed: £3 per h, kind: stepped }";
    expect(kinds(costs)).toEqual(["fixed", "stepped", "variable", "stepped", "stepped", "stepped"]);
  });
  test("is one of three", () => {
    expect(words("{ held: £1 per h, kind: steped }")).toEqual(['unknown-word: "steped" is not a kind of cost']);
  });
  test("of an intervention's cost is what it says", () => {
    const rest =
      "interventions: { i: { costs: { a: { once: £1, kind: variable }, b: { once: { value: £1, kind: stepped } } } } }";
    const scenario = read(file("{}") + rest);
    expect(compile(scenario, scenario.arms[1]).interventions[0].costs.map(({ kind }) => kind)).toEqual([
      "variable",
      "stepped",
    ]);
  });
});

describe("an amount", () => {
  test("is no id of a unit cost: that stands in a map", () => {
    expect(words("{ held: nurse-b6-hour-2025 }", YEAR)).toEqual([
      'not-a-value: "nurse-b6-hour-2025" is the id of a unit cost, and stands here as if it were an amount',
    ]);
  });
  test("with a comma is two keys to YAML, and the cure says so", () => {
    const { diagnostics } = readScenario({ name: "a.yaml", text: `${HEAD}${file("{ use: £20,000 }")}` });
    expect(diagnostics).toMatchObject([{ code: "unknown-key", hint: "write the number before it without a comma" }]);
  });
  test("does not stand under cost and costs: one of them would be lost", () => {
    expect(words("{ held: £1 per h }, cost: { use: £2 }")).toEqual([
      'already-there: "cost" and "costs" are two words for one key, and both are here',
    ]);
  });
});

describe("a stepped cost", () => {
  test("is of blocks of whole units", () => {
    expect(phase("{ stepped: { every: 6, cost: £3 per min } }")).toMatchObject({ stepped: 3, every: 6 });
  });
  test.each([["0"], ["1.5"], ["-6"]])("is not of blocks of %s", (every) => {
    expect(words(`{ stepped: { every: ${every}, cost: £3 per min } }`)).toHaveLength(1);
  });
  test("has no end where units have none", () => {
    const costs = "{ stepped: { every: 6, cost: £3 per min } }";
    const text = `resources: { r: { capacity: unlimited, costs: ${costs} } }${REST}`;
    expect(said(text)).toEqual([
      "endless-cost: stepped is a price of the units on duty, and this capacity is unlimited: the cost would be, too",
    ]);
  });
});

describe("price years", () => {
  const INDEX = "money: { priceYear: 2024/25, index: { 2022/23: 0.8, 2024/25: 1 } }\n";
  test("of one year are taken as they are", () => {
    expect(phase("{ use: £4, priceYear: 2024/25 }", YEAR).use).toBe(4);
    expect(phase("{ use: { value: £4, priceYear: 2024/25 } }", YEAR).use).toBe(4);
  });
  test.each([
    ["of a record", "{ use: £4, priceYear: 2022/23 }", ""],
    ["of an amount", "{ use: { value: £4, priceYear: 2022/23 } }", ""],
    ["of a stepped cost", "{ stepped: { every: 2, cost: £4 per h, priceYear: 2022/23 } }", ""],
    ["of an intervention's cost", "{}", "interventions: { i: { costs: { a: { once: £4, priceYear: 2022/23 } } } }"],
  ])("of two years are not mixed: that %s", (_, costs, rest) => {
    expect(said(file(costs, YEAR) + rest)).toEqual([
      "price-years-mixed: this is at prices of 2022/23, the file's are of 2024/25",
    ]);
  });
  test("are not guessed where the file states none", () => {
    expect(words("{ use: £4, priceYear: 2022/23 }")).toEqual([
      "price-years-mixed: this is at prices of 2022/23, and the file does not say of which year the others are",
    ]);
  });
  test("are brought to that of the file by its index", () => {
    expect(
      phase("{ use: £4, fixed: { value: £8 per min, priceYear: 2024/25 }, priceYear: 2022/23 }", INDEX),
    ).toMatchObject({ use: 5, fixed: 8 });
  });
  test("that the index lacks are named", () => {
    expect(words("{ use: £4, priceYear: 2021/22 }", INDEX)).toHaveLength(1);
    expect(words("{ use: £4 }", "money: { priceYear: 2024/25, index: { 2022/23: 0 } }\n")).toHaveLength(1);
    expect(words("{ use: £4 }", "money: { index: 3 }\n")).toHaveLength(1);
  });
  test("hold for what an intervention changes", () => {
    const rest = "interventions: { i: { change: { resources.r.costs.use: { times: 2 } } } }";
    const scenario = read(file("{ use: { value: £4, priceYear: 2022/23 } }", INDEX) + rest);
    expect(compile(scenario, scenario.arms[1]).resources[0].phases[0].use).toBe(10);
  });
});

describe("unit costs", () => {
  test("stand wherever an amount of money does", () => {
    expect(
      phase("{ rostered: { unitCost: nurse-b6-hour-2025 }, use: { unitCost: mri-one-area } }", YEAR),
    ).toMatchObject({
      rostered: 61 / 60,
      overtime: 61 / 60,
      use: 190.83,
    });
    const rest = `interventions: { i: { costs: { a: { once: { unitCost: mri-one-area }, priceYear: 2024/25 } } },
      j: { change: { resources.r.costs.rostered: { unitCost: nurse-b7-hour-2025 } } },
      k: { change: { resources.r.costs.rostered: { times: 2 } } } }
scenarios: { baseline: [], i: [i], j: [j], k: [k] }`;
    const scenario = read(file("{ rostered: { unitCost: nurse-b6-hour-2025 } }", YEAR) + rest);
    expect(scenario.arms[1].interventions[0].costs[0].amount).toBe(190.83);
    const rostered = scenario.arms.map((arm) => compile(scenario, arm).resources[0].phases[0].rostered * 60);
    expect(rostered).toEqual([61, 61, 73, 122]);
  });
  test("bring their source and its grade, unless the file names another", () => {
    const head = `${YEAR}evidence: { trial: { citation: A trial, confidence: low }, default: trial }\n`;
    const costs = "{ rostered: { unitCost: nurse-b6-hour-2025 }, use: { unitCost: mri-one-area, evidence: trial } }";
    const { inputs, evidence } = read(file(costs, head));
    const sources = new Map(evidence.map((one) => [one.name, one]));
    const of = (path: string) => inputs.find((one) => one.path === path);
    expect(of("resources.r.costs.rostered")?.text).toBe("61 GBP/hour (nurse-b6-hour-2025)");
    expect(sources.get(of("resources.r.costs.rostered")?.evidence ?? "")).toMatchObject({ confidence: "high" });
    expect(of("resources.r.costs.use")?.evidence).toBe("trial");
    expect(evidence).toHaveLength(2);
  });
  test("bring their price year", () => {
    expect(words("{ rostered: { unitCost: nurse-b6-hour-2023 } }", YEAR)).toEqual([
      "price-years-mixed: this is at prices of 2022/23, the file's are of 2024/25",
    ]);
    const index = "money: { priceYear: 2024/25, index: { 2022/23: 0.5, 2024/25: 1 } }\n";
    expect(phase("{ rostered: { unitCost: nurse-b6-hour-2023 } }", index).rostered).toBe((57 / 60) * 2);
  });
  test("must fit the key", () => {
    expect(words("{ use: { unitCost: nurse-b6-hour-2025 } }", YEAR)).toEqual([
      'wrong-unit: money is needed here, "nurse-b6-hour-2025" is money per time (GBP/hour)',
    ]);
    expect(words("{ held: { unitCost: optimism-bias-capex } }", YEAR)).toEqual([
      'wrong-unit: money per time is needed here, "optimism-bias-capex" is no price (ratio)',
    ]);
    expect(words("{ use: { unitCost: mri-one-area } }", "money: { currency: EUR, priceYear: 2024/25 }\n")).toEqual([
      "wrong-currency: the money of this scenario is EUR, this is GBP",
    ]);
  });
  test("that are not known are said to be so, with the nearest", () => {
    expect(words("{ held: { unitCost: nurse-b6-hour-2052 } }", YEAR)).toEqual([
      'unknown-unit-cost: "nurse-b6-hour-2052" is not a unit cost',
    ]);
    expect(words("{ held: { unitCost: nurse-b6-hour-2025, priceYear: 2022/23 } }", YEAR)).toEqual([
      'unknown-key: "priceYear" is not a key of a unit cost',
    ]);
  });
  test("are a table of ids that differ, each with a value, a source and a year", () => {
    const all = unitCosts();
    expect(all).toHaveLength(175);
    expect(new Set(all.map(({ id }) => id)).size).toBe(175);
    for (const { id, value, label, source, priceYear, low = value, high = value } of all) {
      expect([id, value > 0, label !== "", source !== "", priceYear !== ""]).toEqual([id, true, true, true, true]);
      expect([id, low <= value, value <= high]).toEqual([id, true, true]);
    }
  });
  test("are quantities of the language", () => {
    for (const cost of unitCosts()) {
      const unit = unitOf(cost);
      if (unit === undefined) continue;
      const key = unit === MONEY ? "use" : "held";
      const head = `money: { priceYear: ${cost.priceYear} }\n`;
      const shipped = phase(`{ ${key}: { unitCost: ${cost.id} } }`, head)[key];
      expect(shipped).toBe(phase(`{ ${key}: "${asQuantity(cost)}" }`)[key]);
    }
    expect(phase("{ held: { unitCost: facility-hd-year } }", "money: { priceYear: 2022 paper }\n").held).toBeCloseTo(
      36350 / (365.25 * 1440),
      12,
    );
  });
  test("are found by words of their id, label, source or year", () => {
    expect(findUnitCosts(["nurse", "band 6", "2024/25", "excluding"]).map(({ id }) => id)).toEqual([
      "nurse-b6-hour-2025",
    ]);
    expect(findUnitCosts(["no such thing"])).toEqual([]);
    expect(findUnitCosts([])).toHaveLength(175);
  });
});
