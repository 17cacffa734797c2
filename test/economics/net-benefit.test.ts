import { describe, expect, test } from "vitest";
import { netBenefit, netBenefits } from "../../src/economics/net-benefit.ts";
import {
  chanceCostEffective,
  valueOfPerfectInformation,
  valueOfSampleInformation,
} from "../../src/economics/value-of-information.ts";

describe("net monetary benefit", () => {
  test("is what the QALYs are worth less what they cost, pair by pair", () => {
    expect([...netBenefits([0.1, -0.2], [500, -1000], 20_000)]).toEqual([1500, -3000]);
  });

  test("has the interval of the pairs, which is narrow where cost and gain move together", () => {
    const gains = [0.1, 0.2, 0.3, 0.4];
    const costs = gains.map((gain) => 20_000 * gain - 7);
    const { n, mean, halfWidth } = netBenefit(gains, costs, 20_000, 0.95);
    expect([n, mean]).toEqual([4, 7]);
    expect(halfWidth).toBeLessThan(1e-9);
    // t of 3 degrees at 0.975 is 3.182446; Law (2015), table T.1
    expect(netBenefit([0, 0, 0, 0], [1, 2, 3, 4], 1, 0.95).halfWidth).toBeCloseTo(3.182446 * Math.sqrt(5 / 12), 5);
  });

  test("refuses numbers that do not pair and values that are none", () => {
    expect(() => netBenefits([1], [], 1)).toThrow("1 and 0 are no pairs");
    expect(() => netBenefits([1], [1], -5)).toThrow("no net benefit at -5 for a QALY");
  });
});

describe("the value of information", () => {
  test("is the mean loss of deciding by the mean: by quadrature", () => {
    const [mean, sd] = [-700, 900];
    const steps = 200_000;
    let loss = 0;
    for (let i = 0; i < steps; i++) {
      const z = -10 + (20 * (i + 0.5)) / steps;
      const benefit = mean + sd * z;
      loss += (Math.max(0, benefit) * Math.exp(-0.5 * z * z) * 20) / steps / Math.sqrt(2 * Math.PI);
    }
    expect(valueOfPerfectInformation({ mean, sd }) / loss).toBeCloseTo(1, 6);
  });

  test("is the same whichever way is called the new one, and 0 where nothing is uncertain", () => {
    expect(valueOfPerfectInformation({ mean: 500, sd: 2000 })).toBe(
      valueOfPerfectInformation({ mean: -500, sd: 2000 }),
    );
    expect(valueOfPerfectInformation({ mean: 500, sd: 0 })).toBe(0);
    expect([1, 0, -1].map((mean) => chanceCostEffective({ mean, sd: 0 }))).toEqual([1, 0.5, 0]);
  });

  test("of a study rises with its size to that of perfect information", () => {
    const belief = { mean: 500, sd: 2000 };
    const values = [0, 1, 10, 100, 1e4, 1e12].map((n) => valueOfSampleInformation(belief, 8000, n));
    expect(values[0]).toBe(0);
    expect([...values].sort((a, b) => a - b)).toEqual(values);
    expect(values[5] / valueOfPerfectInformation(belief)).toBeCloseTo(1, 8);
    expect(valueOfSampleInformation(belief, 0, 1)).toBeCloseTo(valueOfPerfectInformation(belief), 10);
  });

  test("refuses what is no belief", () => {
    expect(() => valueOfPerfectInformation({ mean: 0, sd: -1 })).toThrow("standard deviation of -1");
    expect(() => valueOfSampleInformation({ mean: 0, sd: 1 }, 1, -1)).toThrow("no study of -1 observations");
  });
});
