import { describe, expect, test } from "vitest";
import { lagOneAutocorrelation } from "../../src/statistics/autocorrelation.ts";
import { Sum, sum } from "../../src/statistics/summation.ts";

describe("a compensated sum", () => {
  test("keeps what plain addition loses", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2); // Neumaier's example
    expect(sum(Array(10).fill(0.1))).toBe(1);
  });

  test("is 0 of nothing and after a reset", () => {
    expect(sum([])).toBe(0);
    const total = new Sum();
    total.add(5);
    total.add(1e-20);
    total.reset();
    expect(total.value).toBe(0);
  });
});

describe("the lag-1 autocorrelation", () => {
  test("agrees with the certified values of NIST StRD NumAcc1 to NumAcc4", () => {
    expect(lagOneAutocorrelation([10000001, 10000003, 10000002])).toBe(-0.5);
    for (const tenths of [12, 10000002, 100000002]) {
      const series = [tenths, ...Array.from({ length: 1000 }, (_, i) => tenths + (i % 2 === 0 ? -1 : 1))];
      expect(lagOneAutocorrelation(series.map((x) => x / 10))).toBeCloseTo(-0.999, 7);
    }
  });

  test("is NaN where there is nothing to correlate", () => {
    expect(lagOneAutocorrelation([3])).toBeNaN();
    expect(lagOneAutocorrelation([3, 3, 3])).toBeNaN();
  });
});
