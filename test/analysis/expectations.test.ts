import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.ts";
import { draw, expression, fixed, one, patients, resource, scenario, stage } from "./build.ts";

describe("inputs as they really are", () => {
  test("a normal duration cut at 0 has the mean of the truncated law, and the shift is told", () => {
    // N(10, 20) on [0, ∞): mean 10 + 20 φ(½) / Φ(½) = 20.183…
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [stage({ name: "a", duration: draw("normal", 10, 20, 0, Number.POSITIVE_INFINITY), next: "home" })],
    });
    const analysis = analyse(made, arm);
    const [row] = analysis.inputs;
    expect(row).toMatchObject({ path: "stages.a.duration", statedMean: 10, statedSd: 20 });
    expect(row.mean).toBeCloseTo(20.183, 2);
    expect(analysis.stages[0].mean).toBe(row.mean);
    expect(analysis.warnings.map(({ code }) => code)).toEqual(["truncation-moves-input", "truncation-moves-input"]);
  });

  test("of a duration without a mean it is told that nothing can be foretold, and nothing infinite is counted", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      resources: [resource("nurse", 2)],
      stages: [stage({ name: "a", needs: one("nurse"), duration: draw("logLogistic", 1, 30), next: "home" })],
    });
    const { warnings } = analyse(made, arm);
    expect(warnings.map(({ code }) => code)).toEqual(["infinite-mean", "infinite-mean"]);
    expect(warnings.map(({ message }) => message).join()).not.toMatch(/infinity|no finite number/i);
  });

  test("a change of the value drawn changes what is stated too, so it raises no warning", () => {
    const of = draw("lognormal", 100, 50);
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [
        stage({
          name: "a",
          duration: { kind: "plus", amount: expression(7), of: { kind: "times", amount: expression(2), of } },
          next: "home",
        }),
      ],
    });
    const analysis = analyse(made, arm);
    expect(analysis.inputs[0].statedMean).toBe(207);
    expect(analysis.inputs[0].mean).toBeCloseTo(207, 9);
    expect(analysis.inputs[0].statedSd).toBe(100);
    expect(analysis.inputs[0].sd).toBeCloseTo(100, 6);
    expect(analysis.warnings).toEqual([]);
  });
});

describe("what to expect of a run", () => {
  test("independent durations add their variances along the pathway", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [
        stage({ name: "a", duration: draw("exponential", 3), next: "b" }),
        stage({ name: "b", duration: draw("exponential", 4), next: "home" }),
      ],
    });
    const { expectation } = analyse(made, arm);
    expect(expectation.stayMean).toBeCloseTo(7, 12);
    expect(expectation.staySd).toBeCloseTo(5, 12);
  });

  test("M/M/1 at ρ = 0.8: the half-width has the asymptotic variance 1976 of the wait and 1 of the service", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 0.8, "a")],
      stages: [stage({ name: "a", needs: one("server"), duration: draw("exponential", 1), next: "home" })],
      resources: [resource("server", 1)],
      run: 100000,
      replications: 30,
    });
    // t(0.975, 29) = 2.0452; N = 80,000
    expect(analyse(made, arm).expectation.halfWidth).toBeCloseTo(2.0452296 * Math.sqrt(1977 / (30 * 80000)), 6);
  });

  test("no half-width is given where patients wait for the hours of a resource", () => {
    const week = (night: number) => ({
      kind: "weekly" as const,
      steps: [
        { minute: 0, units: night },
        { minute: 480, units: 2 },
        { minute: 720, units: night },
      ],
      shifts: [0, 480, 720],
    });
    const halfWidth = (night: number, needs = one("doctor")) => {
      const { scenario: made, arm } = scenario({
        classes: [patients("all", 1 / 1000, "a")],
        stages: [stage({ name: "a", needs, duration: fixed(21), next: "home" })],
        resources: [resource("doctor", week(night)), resource("nurse", 1)],
      });
      return analyse(made, arm).expectation.halfWidth;
    };
    expect(halfWidth(0)).toBeNaN();
    expect(halfWidth(1)).toBeGreaterThan(0);
    expect(halfWidth(0, one("nurse"))).toBeGreaterThan(0); // nobody asks for the doctor
  });

  test("a run shorter than ten stays is long enough where all who come in it are followed", () => {
    const codes = (coolDown: number): readonly string[] => {
      const { scenario: made, arm } = scenario({
        classes: [patients("all", 1, "a")],
        stages: [stage({ name: "a", duration: fixed(1000), next: "home" })],
        run: 5000,
      });
      const followed = { ...made, clock: { ...made.clock, cohort: "arrivals" as const, coolDown } };
      return analyse(followed, arm).warnings.map(({ code }) => code);
    };
    expect(codes(1000)).toEqual([]);
    expect(codes(900)).toEqual(["short-run"]);
  });

  test("a run shorter than ten stays, and a warm-up shorter than one, are told", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [stage({ name: "a", duration: fixed(1000), next: "home" })],
      run: 5000,
      warmUp: 500,
    });
    expect(analyse(made, arm).warnings.map(({ code }) => code)).toEqual(["short-run", "short-warm-up"]);
  });
});
