import { describe, expect, test } from "vitest";
import { frontier, type Strategy } from "../../src/economics/frontier.ts";

function of(points: Readonly<Record<string, readonly [cost: number, qalys: number]>>): readonly Strategy[] {
  return Object.entries(points).map(([name, [cost, qalys]]) => ({ name, cost, qalys }));
}

const WORKED = of({ A: [0, 0], B: [1000, 1], C: [3000, 1.5], D: [2500, 0.9], E: [6000, 2.5] });

describe("the frontier of cost-effectiveness", () => {
  test("leaves out what is dominated, and what a mixture of others dominates", () => {
    expect(frontier(WORKED)).toEqual([
      { name: "A", standing: "frontier", ratio: undefined },
      { name: "B", standing: "frontier", ratio: 1000 },
      { name: "C", standing: "extendedly dominated", by: ["B", "E"] },
      { name: "D", standing: "dominated", by: "B" },
      { name: "E", standing: "frontier", ratio: 5000 / 1.5 },
    ]);
  });

  test("does not depend on the order of writing", () => {
    const byName = (list: readonly Strategy[]) => [...frontier(list)].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(byName([...WORKED].reverse())).toEqual(byName(WORKED));
  });

  test("keeps one of several that are the same, the first", () => {
    expect(frontier(of({ A: [0, 0], B: [5, 1], C: [5, 1] })).map(({ standing }) => standing)).toEqual([
      "frontier",
      "frontier",
      "same",
    ]);
  });

  test("calls what costs more for the same gain dominated, and what gains less for the same cost", () => {
    const found = frontier(of({ A: [0, 0], B: [5, 1], C: [7, 1], D: [5, 0.5] }));
    expect(found.slice(2)).toEqual([
      { name: "C", standing: "dominated", by: "B" },
      { name: "D", standing: "dominated", by: "B" },
    ]);
  });

  test("begins with what costs least, though it gains less than the baseline", () => {
    const found = frontier(of({ baseline: [0, 0], frugal: [-800, -0.1], better: [900, 0.05] }));
    expect(found).toEqual([
      { name: "baseline", standing: "frontier", ratio: 8000 },
      { name: "frugal", standing: "frontier", ratio: undefined },
      { name: "better", standing: "frontier", ratio: 18_000 },
    ]);
  });

  test("names a baseline that another beats on both counts", () => {
    expect(frontier(of({ baseline: [0, 0], cheaper: [-10, 0.1] }))).toEqual([
      { name: "baseline", standing: "dominated", by: "cheaper" },
      { name: "cheaper", standing: "frontier", ratio: undefined },
    ]);
  });

  test("keeps three in one line", () => {
    expect(frontier(of({ A: [0, 0], B: [1, 1], C: [2, 2] })).map(({ standing }) => standing)).toEqual(
      Array(3).fill("frontier"),
    );
  });

  test("rises along the frontier, and nothing lies below it, whatever there is", () => {
    // Park and Miller (1988)
    let state = 12345;
    const draw = (): number => {
      state = (state * 16807) % 2147483647;
      return state % 7;
    };
    for (let round = 0; round < 300; round++) {
      const all = Array.from({ length: 6 }, (_, i) => ({ name: `s${i}`, cost: draw() - 2, qalys: draw() - 3 }));
      const found = frontier(all);
      const edge = all
        .map((one, i) => ({ ...one, found: found[i] }))
        .filter((one) => one.found.standing === "frontier")
        .sort((a, b) => a.qalys - b.qalys);
      // At every value of a QALY the best of all is one of the frontier.
      for (const worth of [0.01, 0.3, 0.7, 1.1, 2.3, 5.1, 40.7]) {
        const benefit = ({ cost, qalys }: Strategy): number => worth * qalys - cost;
        expect(Math.max(...edge.map(benefit))).toBeCloseTo(Math.max(...all.map(benefit)), 12);
      }
      const ratios = edge.flatMap((one) => (one.found.standing === "frontier" ? (one.found.ratio ?? []) : []));
      expect(ratios).toHaveLength(edge.length - 1);
      expect([...ratios].sort((a, b) => a - b)).toEqual(ratios);
    }
  });

  test("refuses what is no place", () => {
    expect(() => frontier(of({ A: [Number.NaN, 0] }))).toThrow('"A" costs NaN and gains 0 QALYs');
  });
});
