import { describe, expect, test } from "vitest";
import type { ArmResult, ExperimentResult } from "../../src/experiment/experiment.ts";
import { findInstabilities, grows } from "../../src/experiment/stability.ts";
import { metric, normals, result, run, YEAR } from "./results.ts";

/** A number of patients at nine moments, for each of some replications. */
type Series = readonly Float64Array[];

/**
 * A line seen at nine moments of 52 weeks after 26 of warm-up: about 20 patients come a week, and 20 / ρ could be seen, each
 * number with the spread of a Poisson count; time runs in half weeks.
 */
function queue(load: number, replications: number, seed: number, warmUp = 26): Series {
  const normal = normals(seed);
  return Array.from({ length: replications }, () => {
    const seen = new Float64Array(9);
    let line = 0;
    for (let half = 0; half <= 2 * (warmUp + 52); half++) {
      const at = (half - 2 * warmUp) / 13;
      if (at >= 0 && Number.isInteger(at)) seen[at] = Math.round(line);
      const come = 10 + Math.sqrt(10) * normal();
      const could = 10 / load + Math.sqrt(10 / load) * normal();
      line = Math.max(0, line + come - could);
    }
    return seen;
  });
}

/** A mean level with independent noise. */
function noisy(level: (eighth: number) => number, sd: number, replications: number, seed: number): Series {
  const normal = normals(seed);
  return Array.from({ length: replications }, () =>
    Float64Array.from({ length: 9 }, (_, k) => Math.max(0, level(k) + sd * normal())),
  );
}

function alarms(series: (seed: number) => Series, experiments: number): number {
  let count = 0;
  for (let seed = 1; seed <= experiments; seed++) if (grows(series(1000 + 77 * seed), 1)) count++;
  return count;
}

describe("growth", () => {
  test("is not found in 200 experiments with lines that are stable, busy 80 to 95 % of the time", () => {
    for (const load of [0.8, 0.9, 0.95]) expect(alarms((seed) => queue(load, 50, seed), 200)).toBe(0);
  });

  test("is hardly ever found in experiments that start empty without a warm-up", () => {
    expect(alarms((seed) => queue(0.9, 50, seed, 0), 400)).toBeLessThanOrEqual(4);
  });

  test("is not found in a number that has not settled, if its time constant is up to half a window", () => {
    for (const constant of [1, 2, 4]) {
      const settling = (k: number) => 100 * (1 - Math.exp(-k / constant));
      expect(alarms((seed) => noisy(settling, 15, 50, seed), 200)).toBe(0);
    }
  });

  test("is not found in a step from one level to another, nor in a few wild replications", () => {
    for (const from of [2, 4, 6]) {
      expect(alarms((seed) => noisy((k) => (k > from ? 40 : 10), 8, 50, seed), 100)).toBe(0);
    }
    const wild = queue(0.8, 50, 5).map((one, i) => (i < 5 ? one.map((_, k) => 500 * k) : one));
    expect(grows(wild, 1)).toBe(false);
  });

  test("is not found where it would not matter", () => {
    expect(
      grows(
        noisy((k) => 1000 + 10 * k, 1, 50, 9),
        1,
      ),
    ).toBe(false);
    expect(
      grows(
        noisy((k) => 0.5 * k, 0.1, 50, 9),
        1,
      ),
    ).toBe(false);
  });

  test("is found in nearly every experiment with a line that gets a tenth more than it can serve", () => {
    expect(alarms((seed) => queue(1.1, 50, seed), 100)).toBeGreaterThanOrEqual(97);
    expect(alarms((seed) => queue(1.1, 10, seed), 100)).toBeGreaterThanOrEqual(60);
  });

  test("is not looked for in fewer than three replications", () => {
    expect(grows(queue(2, 2, 1), 1)).toBe(false);
    expect(grows(queue(2, 3, 1), 1)).toBe(true);
  });
});

describe("the instabilities of an experiment", () => {
  const metrics = ["bed", "carePackage"].map((name) =>
    metric(`resource.${name}.inUse.mean`, { scope: "resource", subject: name }),
  );
  const settled = queue(0.7, 20, 3);
  const growing = noisy((k) => 10 + 26 * k, 5, 20, 4); // 4 a week, since an eighth of the year is 6.5 weeks

  function armOf(name: string, bed: Series, carePackage: Series, present: Series = settled): ArmResult {
    const runs = bed.map((line, i) =>
      run(name, i + 1, [1, 1], { waitingAt: Float64Array.of(...line, ...carePackage[i]), presentAt: present[i] }),
    );
    return { name, runs };
  }

  const experiment = (arms: readonly ArmResult[]): ExperimentResult => result(arms, { metrics, window: YEAR });

  test("name the resource whose line grows, and how fast a week", () => {
    const arms = [armOf("baseline", settled, growing, growing), armOf("more", settled, settled)];
    const found = findInstabilities(experiment(arms), []);
    expect(found).toEqual([
      { arm: "baseline", resource: "carePackage", cause: "growth", growthPerWeek: expect.anything(), cure: undefined },
    ]);
    expect(found[0].growthPerWeek.mean).toBeCloseTo(4, 1);
    expect(found[0].growthPerWeek.low).toBeLessThan(4);
    expect(found[0].growthPerWeek.high).toBeGreaterThan(4);
  });

  test("name no resource when only the number present grows", () => {
    const found = findInstabilities(experiment([armOf("baseline", settled, settled, growing)]), []);
    expect(found.map(({ resource }) => resource)).toEqual([undefined]);
  });

  test("hold the overloads known before the run, with their cure, whatever the runs show", () => {
    const cure = { needed: 68, has: 60 };
    const lists = { asked: 34, called: 27 };
    const overload = { arm: "baseline", resource: "carePackage", cure, lists };
    const arms = [armOf("baseline", settled, settled), armOf("more", settled, settled)];
    const found = findInstabilities(experiment(arms), [overload]);
    expect(found).toMatchObject([{ ...overload, cause: "overload" }]);
  });

  test("tell each resource once, the overloaded first, then the fastest growing", () => {
    const faster = noisy((k) => 10 + 60 * k, 5, 20, 5);
    const arms = [armOf("a", growing, faster), armOf("b", growing, faster)];
    const found = findInstabilities(experiment(arms), [{ arm: "a", resource: "bed", cure: undefined }]);
    expect(found.map(({ arm, resource, cause }) => `${arm} ${resource} ${cause}`)).toEqual([
      "a bed overload",
      "a carePackage growth",
      "b carePackage growth",
      "b bed growth",
    ]);
  });
});
