import { describe, expect, test } from "vitest";
import { hashText, mix, threefry } from "../../src/random/generator.ts";
import { judge, runBattery } from "./battery.mjs";
import { generatorNamed, generators } from "./generators.mjs";
import { knownAnswers, unlikeTheSimulator } from "./known.mjs";
import { chiSquare, extremeTail, poissonTail, twoSided, uniformity } from "./p-values.mjs";

/** A second or two; the whole is `node test/random-battery/run.mjs`. */
const short = { words: 2 ** 15, samples: 2 ** 10, pairs: 5000 };

describe("the battery", () => {
  test("the words under test make the simulator's uniforms", () => {
    expect(unlikeTheSimulator(mix, generators[0], 5000)).toBe(0);
    expect(unlikeTheSimulator(mix, generatorNamed("one round less"), 100)).toBe(700);
    for (const { kind, count, held } of knownAnswers({ threefry, hashText, mix })) expect(held, kind).toBe(count);
  });

  test("the simulator's generator passes", () => {
    const { green, failed, uniformity: together } = judge(runBattery(generators[0], short));
    expect({ green, failed }, `all p-values together: ${together}`).toEqual({ green: true, failed: [] });
  });

  test("two rounds less are found: pairs of output bits change together", () => {
    const { green, failed } = judge(runBattery(generatorNamed("two rounds less"), short));
    expect(green).toBe(false);
    expect(failed.map(({ test }) => test)).toContain("pairs of flips, worst of 129024");
  });

  test("pcg2d is found: its words over visits are no random sequence", () => {
    const { green, failed } = judge(runBattery(generatorNamed("pcg2d"), short));
    expect(green).toBe(false);
    expect(failed.map(({ test, of }) => `${test} ${of}`)).toContain("triples v h");
  });

  test("p-values that are too even fail too", () => {
    const even = Array.from({ length: 400 }, (_, i) => ({
      group: "sequence" as const,
      test: "even",
      of: "",
      p: 0.4 + i / 2000,
    }));
    expect(judge(even)).toMatchObject({ green: false, failed: [] });
    expect(twoSided(1)).toBe(0);
  });
});

describe("its p-values", () => {
  // Abramowitz and Stegun (1972): table 26.8 for chi-square 18.307 at 10 degrees, e^-2 sums for Poisson, Φ(1.959964) = 0.975.
  test("are those of the laws they name", () => {
    const off = Math.sqrt(18.307038 / 11 / 2);
    const counts = Array.from(
      { length: 11 },
      (_, i) => 1000 + (i < 5 ? 1 : i < 10 ? -1 : 0) * off * Math.sqrt(1000 * 2.2),
    );
    expect(chiSquare(counts, 11_000, () => 1 / 11)).toBeCloseTo(0.05, 6);
    expect(poissonTail(2, 2)).toBeCloseTo(1 - Math.exp(-2) * 4, 12);
    expect(extremeTail(1.959963985, 1)).toBeCloseTo(0.05, 9);
    expect(extremeTail(1.959963985, 2)).toBeCloseTo(1 - 0.95 ** 2, 9);
  });

  test("Kolmogorov and Smirnov's 5 % point is at 1.3581", () => {
    const n = 10_000;
    const shift = 1.3581 / (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
    const shifted = Array.from({ length: n }, (_, i) => Math.max(0, (i + 1) / n - shift));
    expect(uniformity(shifted)).toBeCloseTo(0.05, 3);
  });
});
