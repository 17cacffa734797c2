import { describe, expect, test } from "vitest";
import { incompleteBeta } from "../../src/maths/beta.ts";
import { halfWidth, studentQuantile } from "../../src/statistics/confidence-interval.ts";
import { Tally } from "../../src/statistics/tally.ts";

function tallyOf(values: Iterable<number>): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}

/** Uniform numbers in (0, 1) of Park and Miller, Communications of the ACM 31 (1988) 1192–1201, from the state 12345. */
function parkMiller(): () => number {
  let state = 12345;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

function normals(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()); // Box and Muller (1958)
}

describe("Student's quantile", () => {
  // Closed forms: on 1 degree of freedom tan(π(p − ½)), on 2 (2p − 1) √(2 / (4p(1 − p))).
  test.each([0.5001, 0.6, 0.75, 0.9, 0.975, 0.995, 0.9999])(
    "of %f agrees with the closed forms on 1 and 2 degrees",
    (p) => {
      expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 10);
      expect(studentQuantile(p, 2) / ((2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))))).toBeCloseTo(1, 10);
      expect(studentQuantile(1 - p, 2)).toBeCloseTo(-studentQuantile(p, 2), 9);
    },
  );

  test("agrees with the multiplier for 4 comparisons of 20 replications that hold together with 95 %", () => {
    // Bonferroni, t of 19 degrees at 1 − 0.05 / 8; SciPy
    expect(studentQuantile(1 - 0.05 / 8, 19)).toBeCloseTo(2.7585858990550345, 9);
  });

  test("nears the normal quantile with many degrees of freedom", () => {
    // t = z + (z³ + z) / 4ν + (5z⁵ + 16z³ + 3z) / 96ν² + …: Abramowitz and Stegun 26.7.5
    const z = 1.959963984540054;
    const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
    expect(studentQuantile(0.975, 1e4)).toBeCloseTo(z + (z ** 3 + z) / 4e4 + second / 1e8, 9);
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(z + (z ** 3 + z) / 4e6, 8);
  });

  test("undoes its own tail", () => {
    for (const degrees of [1, 3, 9, 49, 999]) {
      for (const tails of [0.9, 0.5, 0.05, 1e-4, 1e-9]) {
        const t = studentQuantile(1 - tails / 2, degrees);
        // P(|T| ≥ t): Abramowitz and Stegun 26.7.1
        expect(incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t)) / tails).toBeCloseTo(1, 6);
      }
    }
  });

  test("has its limits, and is refused outside them", () => {
    expect([0, 0.5, 1].map((p) => studentQuantile(p, 7))).toEqual([-Infinity, 0, Infinity]);
    expect(() => studentQuantile(0.9, 0)).toThrow("no t quantile 0.9 on 0 degrees of freedom");
    expect(() => studentQuantile(NaN, 5)).toThrow("no t quantile NaN");
  });
});

describe("a confidence interval for a mean", () => {
  test("of ten readings agrees with Law's formula", () => {
    const tally = tallyOf([3.2, 1.1, 4.8, 2.9, 7.7, 5.0, 3.9, 6.1, 2.2, 4.4]);
    expect(tally.mean).toBeCloseTo(4.13, 12);
    expect(tally.sd).toBeCloseTo(1.9218336151822415, 12);
    expect(halfWidth(10, tally.sd, 0.95)).toBeCloseTo(1.3747969487471852, 9);
  });

  test("of paired readings agrees with SciPy's ttest_rel", () => {
    const a = [12.1, 10.4, 13.3, 11.8, 9.9, 12.7, 11.1, 10.8];
    const b = [11.0, 9.8, 12.9, 10.9, 9.1, 12.0, 10.7, 9.9];
    const differences = tallyOf(a.map((one, i) => one - b[i]));
    expect(differences.mean).toBeCloseTo(0.725, 12);
    expect(halfWidth(8, differences.sd, 0.95)).toBeCloseTo(0.20840721707757187, 9);
    const t = differences.mean / (differences.sd / Math.sqrt(8));
    expect(t).toBeCloseTo(8.225975119502047, 9);
    expect(studentQuantile(1 - 7.626473426086117e-5 / 2, 7)).toBeCloseTo(t, 8);
  });

  test("of the batch means of an AR(1) series agrees with a second computation", () => {
    const uniform = parkMiller();
    let x = 0;
    const series = Array.from({ length: 2000 }, () => {
      x = 0.8 * x + (uniform() - 0.5);
      return x;
    });
    const batches = Array.from({ length: 20 }, (_, k) => tallyOf(series.slice(100 * k, 100 * k + 100)).mean);
    const tally = tallyOf(batches);
    expect(tally.mean).toBeCloseTo(0.00615239616801075, 12);
    expect(halfWidth(20, tally.sd, 0.95)).toBeCloseTo(0.06764655385817488, 9);
  });

  test("holds the true mean in about 950 of 1,000 experiments", () => {
    const normal = normals(parkMiller());
    let held = 0;
    for (let experiment = 0; experiment < 1000; experiment++) {
      const tally = tallyOf(Array.from({ length: 10 }, () => 5 + 2 * normal()));
      if (Math.abs(tally.mean - 5) <= halfWidth(10, tally.sd, 0.95)) held++;
    }
    // Binomial (1000, 0.95): outside once in 10,000 sets of experiments.
    expect(held).toBeGreaterThanOrEqual(921);
    expect(held).toBeLessThanOrEqual(975);
  });

  test("does not exist for one reading, and has no width when all are equal", () => {
    expect(halfWidth(1, NaN, 0.95)).toBeNaN();
    expect(halfWidth(5, 0, 0.95)).toBe(0);
    expect(() => halfWidth(5, 1, 95)).toThrow("no interval of level 95");
  });
});
