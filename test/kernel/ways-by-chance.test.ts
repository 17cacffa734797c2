import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

const PATIENTS = 5000;

/** How many of the patients leave by each of the exits. */
function taken(ways: string): Readonly<Record<string, number>> {
  const text = `
careway: 1
title: ways by chance
clock: { start: 2026-01-05, run: ${PATIENTS} min }
experiment: { replications: 1, seed: "1" }
patients: { a: { arrive: { every: 1 min }, enter: st } }
stages: { st: { next: [${ways}] } }
exits: { north: North, east: East, south: South }
`;
  const read = readScenario({ name: "ways.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  const by: Record<string, number> = { north: 0, east: 0, south: 0 };
  for (const line of log.toTrace()) {
    const [, , , verb, exit] = line.split(" ");
    if (verb === "exit") by[exit]++;
  }
  return by;
}

/** Within four standard deviations of what a binomial count should be. */
function expectShares(ways: string, shares: Readonly<Record<string, number>>): void {
  const by = taken(ways);
  const all = Object.values(by).reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(PATIENTS - 3);
  for (const [exit, share] of Object.entries(shares)) {
    expect(Math.abs(by[exit] - share * all), exit).toBeLessThanOrEqual(4 * Math.sqrt(all * share * (1 - share)));
  }
}

describe("of ways by chance", () => {
  test("each is taken as often as its chance says, wherever it stands in the list", () => {
    expectShares("{ chance: 20%, to: north }, { chance: 30%, to: east }, { chance: 50%, to: south }", {
      north: 0.2,
      east: 0.3,
      south: 0.5,
    });
  });

  test("each is taken as often as its chance says where the chances are asked of the patient", () => {
    const chance = (share: string): string => `'if(visits(st) == 1, ${share}, 0%)'`;
    expectShares(`{ chance: ${chance("20%")}, to: north }, { chance: ${chance("30%")}, to: east }, { to: south }`, {
      north: 0.2,
      east: 0.3,
      south: 0.5,
    });
  });

  test("the last, which has none, takes what the others leave", () => {
    expectShares("{ chance: 50%, to: north }, { chance: 40%, to: east }, { to: south }", {
      north: 0.5,
      east: 0.4,
      south: 0.1,
    });
  });

  test("one of 0% is never taken", () => {
    expectShares("{ chance: 50%, to: north }, { chance: 50%, to: east }, { chance: 0%, to: south }", {
      north: 0.5,
      east: 0.5,
      south: 0,
    });
  });
});
