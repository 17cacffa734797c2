import { describe, expect, test } from "vitest";
import { effectsOf } from "../../src/experiment/factorial.ts";
import { type Design, designOf, sizeOf, standardGenerators } from "../../src/experiment/fraction.ts";
import { arm, metric, normals, result, run } from "./results.ts";

/** The arms of a design in which the one metric is a function of the levels, and of the replication. */
function answers(design: Design, y: (high: boolean[], replication: number) => number, replications: number) {
  return result(
    design.runs.map((set, i) => {
      const high = Array.from({ length: design.factors }, (_, f) => (set & (1 << f)) !== 0);
      return arm(
        `run ${i}`,
        Array.from({ length: replications }, (_, k) => y(high, k + 1)),
      );
    }),
  );
}

const names = ["a", "b", "c", "d", "e", "f", "g"];

describe("effects", () => {
  test("of y = 3 A − 2 B + 5 A B with levels −1 and +1 are twice the coefficients, to the last bit", () => {
    const design = designOf(2);
    const coded = (high: boolean): number => (high ? 1 : -1);
    const found = answers(design, ([a, b], k) => 3 * coded(a) - 2 * coded(b) + 5 * coded(a) * coded(b) + 100 * k, 4);
    const [{ effects }] = effectsOf(found, design, ["a", "b"]);
    expect(effects.map(({ mean, sd, n, halfWidth }) => [mean, sd, n, halfWidth])).toEqual([
      [6, 0, 4, 0],
      [-4, 0, 4, 0],
      [10, 0, 4, 0],
    ]);
  });

  test("with levels 0 and 1: a main effect is that at the middle of the others, an interaction half the difference of differences", () => {
    const design = designOf(2);
    const found = answers(design, ([a, b]) => 3 * Number(a) - 2 * Number(b) + 5 * Number(a && b), 2);
    const [{ effects }] = effectsOf(found, design, ["a", "b"]);
    expect(effects.map(({ mean }) => mean)).toEqual([3 + 5 / 2, -2 + 5 / 2, 5 / 2]);
  });

  test("in a half fraction D = ABC are the sums of those that it cannot tell apart", () => {
    const design = designOf(4, standardGenerators(4, 1));
    const y = ([a, b, c, d]: boolean[]): number => {
      const [A, B, C, D] = [a, b, c, d].map((high) => (high ? 1 : -1));
      return 7 + 3 * A - 2 * B + 5 * A * B + 4 * C * D + 1.5 * B * C * D;
    };
    const [{ effects }] = effectsOf(answers(design, y, 3), design, names.slice(0, 4));
    // A + BCD, B, C, D, AB + CD, AC, AD: Box, Hunter and Hunter (2005), §6.2
    expect(effects.map(({ mean }) => mean)).toEqual([9, -4, 0, 0, 18, 0, 0]);
  });

  test("are paired: what the replications have in common is not in their intervals", () => {
    const normal = normals(5);
    const common = Array.from({ length: 30 }, () => 1000 * normal());
    const own = new Map<string, number>();
    const noise = (key: string): number => own.get(key) ?? own.set(key, normal()).get(key) ?? 0;
    const design = designOf(3);
    const found = answers(design, (high, k) => common[k - 1] + 4 * Number(high[0]) + noise(`${high} ${k}`), 30);
    const [{ effects }] = effectsOf({ ...found, level: 0.999 }, design, names.slice(0, 3));
    // Eight runs with noise of 1: a contrast has the standard deviation 2 / √8.
    for (const [i, { sd, low, high, n }] of effects.entries()) {
      expect(n).toBe(30);
      expect(sd).toBeGreaterThan(0.45);
      expect(sd).toBeLessThan(1);
      if (i === 0) expect(low < 4 && 4 < high).toBe(true);
    }
  });

  test("count only replications in which every run observed the metric", () => {
    const design = designOf(2);
    const found = answers(design, ([a], k) => (a && k === 2 ? Number.NaN : Number(a)), 3);
    expect(effectsOf(found, design, ["a", "b"])[0].effects[0]).toMatchObject({ n: 2, mean: 1 });
  });

  test("of a ratio are those of the ratios of means", () => {
    const design = designOf(2);
    const metrics = [metric("above"), metric("below"), metric("ratio", { ratio: ["above", "below"] })];
    const arms = design.runs.map((set, i) => ({
      name: `run ${i}`,
      runs: [1, 2, 3].map((k) => run(`run ${i}`, k, [(set & 1 ? 6 : 2) * k, 2 * k, Number.NaN])),
    }));
    const [, , { effects }] = effectsOf(result(arms, { metrics }), design, ["a", "b"]);
    expect(effects.map(({ mean }) => mean)).toEqual([2, 0, 0]);
  });

  test("do not hang on the order of the interventions, to the last bit", () => {
    const normal = normals(11);
    const kept = new Map<string, number>();
    const y = (those: string[], k: number): number => {
      const key = `${[...those].sort()} ${k}`;
      return kept.get(key) ?? kept.set(key, 1e3 * normal()).get(key) ?? 0;
    };
    const effectsIn = (order: readonly string[]): Map<string, number> => {
      const design = designOf(order.length);
      const those = (high: boolean[]) => order.filter((_, f) => high[f]);
      const [{ effects }] = effectsOf(
        answers(design, (high, k) => y(those(high), k), 7),
        design,
        order,
      );
      const named = (set: number) => order.filter((_, f) => (set & (1 << f)) !== 0).sort();
      return new Map(design.sets.map(({ effect }, i) => [named(effect).join(), effects[i].mean]));
    };
    const first = effectsIn(["one", "two", "three", "four"]);
    expect(first.size).toBe(15);
    for (const order of [
      ["four", "three", "two", "one"],
      ["two", "four", "one", "three"],
    ])
      expect([...effectsIn(order)].sort()).toEqual([...first].sort());
  });

  test("of arms that are not those of the design are refused", () => {
    const design = designOf(3);
    expect(() =>
      effectsOf(
        answers(designOf(2), () => 1, 2),
        design,
        names,
      ),
    ).toThrow("4 arms of 8 runs");
    expect(design.sets.filter(({ effect }) => sizeOf(effect) === 3)).toHaveLength(1);
  });
});
