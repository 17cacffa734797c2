import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { type CostLine, costLinesOf } from "../../src/collect/cost-lines.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { scenarioModels, wholeModels } from "../recompute/models.ts";
import { ACUTE, ByHand, NURSE, resource, tinyModel } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

const ROOT = new URL("../../", import.meta.url);

function resultOf(model: Model): RunResult | undefined {
  const collector = new Collector(model);
  try {
    simulate(model, 1, collector);
  } catch (error) {
    if (error instanceof SimulationError) return undefined; // a random scenario that stops has no result
    throw error;
  }
  return collector.result();
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What organisations and nobody pay, and what everybody does; the size by which a difference is measured. */
function totals(model: Model, result: RunResult) {
  const metrics = metricsOf(model);
  const of = (id: string): number => result.values[metrics.findIndex((one) => one.id === id)];
  const organisations = model.names.organisations.map((name) => of(`organisation.${name}.cost.total`));
  return {
    parts: sum([...organisations, of("overall.cost.noOrganisation.total")]),
    lines: sum([...result.costLines]),
    all: of("overall.cost.total"),
    size: sum([...result.costLines].map(Math.abs)),
  };
}

describe("the sum over organisations and nobody is the total", () => {
  test.each(scenarioModels(ROOT))(
    "in $name",
    ({ models }) => {
      for (const model of models) {
        const result = resultOf(model);
        if (result === undefined) throw new Error(`${model.arm} stopped`);
        const { parts, lines, all, size } = totals(model, result);
        expect(Math.abs(parts - all)).toBeLessThanOrEqual(1e-12 * size);
        expect(Math.abs(lines - all)).toBeLessThanOrEqual(1e-12 * size);
        expect(result.costLines).toHaveLength(costLinesOf(model).length);
      }
    },
    120_000,
  );

  test("in random scenarios of the whole language", () => {
    let paid = 0;
    for (const { models } of wholeModels(40, 20260406)) {
      for (const model of models) {
        const result = resultOf(model);
        if (result === undefined) continue;
        const { parts, lines, all, size } = totals(model, result);
        expect(Math.abs(parts - all)).toBeLessThanOrEqual(1e-12 * size);
        expect(Math.abs(lines - all)).toBeLessThanOrEqual(1e-12 * size);
        if (size > 0) paid++;
      }
    }
    expect(paid).toBeGreaterThan(20);
  }, 120_000);
});

/** A clinic with every basis, and an intervention with every cost. */
const PRICES: Readonly<Record<string, number>> = {
  held: 7,
  rostered: 11,
  overtime: 13,
  use: 17,
  fixed: 19,
  stepped: 23,
  once: 1000,
  rate: 3,
  perPatient: 29,
};

function clinic(prices: Readonly<Record<string, number | undefined>>, arm = 1): Model {
  const { held, rostered, overtime, use, fixed, stepped, once, rate, perPatient } = prices;
  const own = overtime === undefined ? "" : `overtime: £${overtime} per h,`;
  const text = `
careway: 1
title: All costs
clock: { start: 2026-04-06, warmUp: 1 day, run: 2 weeks }
organisations: { trust: Trust }
resources:
  doctor:
    capacity: { daily 08:00-12:00: 5, "daily 12:00-16:00": 2 }
    organisation: trust
    costs: { held: £${held} per h, rostered: £${rostered} per h, ${own} use: £${use}, fixed: £${fixed} per h,
      stepped: { every: 2, cost: £${stepped} per h } }
  porter: { capacity: 1, costs: { use: £1 } }
patients: { adult: { arrive: { poisson: 40 per day }, enter: visit } }
stages: { visit: { needs: { doctor: 1, porter: 1 }, duration: { exponential: { mean: 20 min } }, next: home } }
exits: { home: Home }
interventions:
  slower:
    change: { stages.visit.duration: { times: 1.1 } }
    adoption: { share: 50% }
    costs:
      a: { once: £${once}, organisation: trust }
      b: { rate: £${rate} per h, organisation: trust }
      c: { perPatient: £${perPatient} }
`;
  const read = readScenario({ name: "clinic.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[arm]);
}

/** The lines that are not 0, by name. */
function spent(model: Model): ReadonlyMap<string, number> {
  const result = resultOf(model);
  if (result === undefined) throw new Error("it stopped");
  const named = costLinesOf(model).map(({ subject, basis, cost }: CostLine, i): [string, number] => {
    return [[subject, basis, cost].filter((part) => part !== "").join("."), result.costLines[i]];
  });
  return new Map(named.filter(([, amount]) => amount !== 0));
}

/** Everything that is no money. */
function others(model: Model): readonly number[] {
  const result = resultOf(model);
  return metricsOf(model).flatMap(({ unit }, i) => (unit === "money" ? [] : [result?.values[i] ?? NaN]));
}

describe("doubling a unit cost", () => {
  const lineOf: Readonly<Record<string, string>> = { once: "slower.once.a", rate: "slower.running.b" };
  const nameOf = (price: string): string => {
    return price === "perPatient" ? "slower.perPatient.c" : (lineOf[price] ?? `doctor.${price}`);
  };
  const before = spent(clinic(PRICES));

  test("is tried of every line there is", () => {
    expect([...before.keys()].sort()).toEqual([...Object.keys(PRICES).map(nameOf), "porter.use"].sort());
  });

  test.each(Object.keys(PRICES))("%s doubles its line exactly, and moves nothing else", (price) => {
    const dearer = clinic({ ...PRICES, [price]: 2 * PRICES[price] });
    const after = spent(dearer);
    const doubled = [...before].map(([name, amount]) => [name, name === nameOf(price) ? 2 * amount : amount]);
    expect([...after]).toEqual(doubled);
    expect(others(dearer)).toEqual(others(clinic(PRICES)));
  });

  test("rostered doubles overtime, too, where that has no price of its own", () => {
    const own = { ...PRICES, overtime: undefined };
    const [cheap, dear] = [spent(clinic(own)), spent(clinic({ ...own, rostered: 2 * PRICES.rostered }))];
    expect(cheap.get("doctor.overtime")).toBeGreaterThan(0);
    const doubled = [...cheap].map(([name, amount]) => {
      return [name, name === "doctor.rostered" || name === "doctor.overtime" ? 2 * amount : amount];
    });
    expect([...dear]).toEqual(doubled);
  });
});

test("a stepped cost is of begun blocks of units on duty, at the prices in force", () => {
  const model = tinyModel(
    { resources: [resource(ACUTE), resource(ACUTE, { stepped: 2, every: 3 }, { from: 600, stepped: 5, every: 2 })] },
    { warmUp: 100 },
  );
  const collector = new Collector(model);
  new ByHand(collector).capacity(0, NURSE, 4).open(100).capacity(300, NURSE, 3, 3, 7).capacity(800, NURSE, 0).end(1100);
  const read = numbersOf(model, collector.result());
  expect(read("organisation.acute.cost.stepped.total")).toBe(2 * (2 * 200 + 1 * 300) + 5 * 2 * 200);
});

test("every file in docs that lists kinds of cost lists these", () => {
  const page = readFileSync(new URL("docs/measures.md", ROOT), "utf8");
  for (const kind of ["held", "rostered", "overtime", "use", "fixed", "stepped", "running", "once", "perPatient"]) {
    expect(page).toContain(`\`cost.${kind}\``);
  }
});
