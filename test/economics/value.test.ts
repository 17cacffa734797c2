import { describe, expect, test } from "vitest";
import { discountFactor, presentValueOfStream } from "../../src/economics/discount.ts";
import { type ValueSettings, valueOfArms } from "../../src/economics/value.ts";
import type { ExperimentResult } from "../../src/experiment/experiment.ts";

const YEAR = 525960;
const IDS = ["overall.qalys.mean", "overall.cost.total", "overall.cost.once.total", "overall.arrivals.count"];
const SETTINGS: ValueSettings = { perQaly: 20_000, beside: [30_000, 20_000], discount: 0 };

/** One run a row: QALYs for each patient, total cost, one-off cost in it, patients. */
type Row = readonly [qalys: number, cost: number, once: number, arrivals: number];

function resultOf(arms: Readonly<Record<string, readonly Row[]>>, window = YEAR): ExperimentResult {
  return {
    metrics: IDS.map((id) => ({
      id,
      scope: "overall",
      subject: "",
      quantity: id,
      statistic: "mean",
      unit: "number",
      better: undefined,
    })),
    arms: Object.entries(arms).map(([name, rows]) => ({
      name,
      runs: rows.map((row, i) => ({
        arm: name,
        replication: i + 1,
        values: Float64Array.from(row),
        censusByHour: new Float64Array(),
        waitingByHour: new Float64Array(),
        blockedByHour: new Float64Array(),
        costLines: new Float64Array(),
        minutesAtLevel: [],
        presentAt: new Float64Array(),
        waitingAt: new Float64Array(),
        events: 0,
      })),
    })),
    seed: "1",
    level: 0.95,
    planned: 3,
    window,
  };
}

const BASE: readonly Row[] = [
  [0.6, 100_000, 0, 100],
  [0.61, 104_000, 0, 100],
  [0.59, 99_000, 0, 100],
];

/** The baseline with these differences for each patient, a run each. */
function changed(differences: readonly (readonly [qalys: number, cost: number])[]): readonly Row[] {
  return BASE.map(([qalys, cost, once, n], i) => [qalys + differences[i][0], cost + differences[i][1] * n, once, n]);
}

function findingOf(...differences: readonly (readonly [number, number])[]): string | undefined {
  return valueOfArms(resultOf({ base: BASE, arm: changed(differences) }), SETTINGS)?.arms[0].finding;
}

describe("the value of scenarios", () => {
  test("is told for each patient of the baseline, and the ratio is that of the means", () => {
    const arm = changed([
      [0.01, 100],
      [0.03, 300],
      [0.02, 260],
    ]);
    const value = valueOfArms(resultOf({ base: BASE, arm }), SETTINGS);
    const [one] = value?.arms ?? [];
    expect(value?.patients).toBe(100);
    expect(one.qaly.mean).toBeCloseTo(0.02, 12);
    expect(one.cost.mean).toBeCloseTo(220, 9);
    expect(one.ratio.ratio).toBeCloseTo(11_000, 6);
    expect(one.netBenefits.map(({ perQaly }) => perQaly)).toEqual([20_000, 30_000]);
    expect(one.netBenefits.map(({ benefit }) => Math.round(benefit.mean))).toEqual([180, 380]);
    expect(value?.otherPatients).toBe(false);
    expect(value?.best).toEqual([
      { perQaly: 20_000, arm: "arm" },
      { perQaly: 30_000, arm: "arm" },
    ]);
    expect(value?.frontier[1]).toMatchObject({ standing: "frontier" });
  });

  test.each([
    [
      "dominates",
      [
        [0.02, -50],
        [0.021, -52],
        [0.019, -49],
      ],
    ],
    [
      "dominates",
      [
        [0.02, 0],
        [0.021, 0],
        [0.019, 0],
      ],
    ],
    [
      "is dominated",
      [
        [-0.02, 50],
        [-0.021, 52],
        [-0.019, 49],
      ],
    ],
    [
      "costs a gain",
      [
        [0.02, 50],
        [0.021, 52],
        [0.019, 49],
      ],
    ],
    [
      "costs a gain",
      [
        [0.02, 50],
        [0.021, -52],
        [0.019, 3],
      ],
    ],
    [
      "saves a loss",
      [
        [-0.02, -50],
        [-0.021, -52],
        [-0.019, -49],
      ],
    ],
    [
      "no bounded interval",
      [
        [0.02, 50],
        [-0.021, 52],
        [0.003, 49],
      ],
    ],
    [
      "the same",
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ] as const)("is %s where differences are %j", (finding, differences) => {
    expect(findingOf(...differences)).toBe(finding);
  });

  test("has a ratio with two ends exactly where health is clearly gained or lost", () => {
    for (const [differences, kind] of [
      [
        [
          [0.02, 50],
          [0.021, 52],
          [0.019, 49],
        ],
        "bounded",
      ],
      [
        [
          [-0.02, 50],
          [-0.021, -52],
          [-0.019, 49],
        ],
        "bounded",
      ],
      [
        [
          [0.02, 50],
          [-0.021, 52],
          [0.003, 49],
        ],
        "outside",
      ],
      [
        [
          [0.02, 50],
          [-0.021, -52],
          [0.003, 9],
        ],
        "everything",
      ],
    ] as const) {
      expect(valueOfArms(resultOf({ base: BASE, arm: changed(differences) }), SETTINGS)?.arms[0].ratio.kind).toBe(kind);
    }
  });

  test("is too little known of one run", () => {
    const value = valueOfArms(resultOf({ base: BASE.slice(0, 1), arm: BASE.slice(1, 2) }), SETTINGS);
    expect(value?.arms[0].finding).toBe("too few");
  });

  test("discounts costs as if they flowed evenly, and one-off costs not at all", () => {
    const arm: readonly Row[] = BASE.map(([qalys, cost, , n]) => [qalys, cost + 7000 + 2000, 2000, n]);
    const value = valueOfArms(resultOf({ base: BASE, arm }, 5 * YEAR), { ...SETTINGS, discount: 0.035 });
    expect(value?.arms[0].cost.mean).toBeCloseTo(20 + (70 * presentValueOfStream(1, 5, 0.035)) / 5, 9);
    expect(value?.arms[0].cost.mean).toBeLessThan(90);
    expect(value?.arms[0].cost.mean).toBeGreaterThan(20 + 70 * discountFactor(5, 0.035));
  });

  test("pairs replications by number, and leaves out those that one arm lacks or did not observe", () => {
    const base: readonly Row[] = [...BASE, [Number.NaN, 5, 0, 100]];
    const arm = changed([
      [0.01, 1],
      [0.02, 2],
      [0.03, 3],
    ]);
    const result = resultOf({ base, arm: [...arm, [0.5, 1, 0, 100]] });
    const turned = { ...result, arms: result.arms.map((one) => ({ ...one, runs: [...one.runs].reverse() })) };
    expect([...(valueOfArms(turned, SETTINGS)?.arms[0].costs ?? [])].map(Math.round)).toEqual([1, 2, 3]);
  });

  test("says where a scenario has other patients", () => {
    const arm = BASE.map(([qalys, cost, once]): Row => [qalys, cost, once, 90]);
    const value = valueOfArms(resultOf({ base: BASE, arm }), SETTINGS);
    expect(value?.otherPatients).toBe(true);
    expect(value?.arms[0].cost.mean).toBe(0);
  });

  test("is not there without QALYs, patients or arms", () => {
    const { metrics, ...rest } = resultOf({ base: BASE });
    expect(valueOfArms({ ...rest, metrics: metrics.slice(1) }, SETTINGS)).toBeUndefined();
    expect(valueOfArms(resultOf({}), SETTINGS)).toBeUndefined();
    expect(valueOfArms(resultOf({ base: BASE.map(([q, c, o]): Row => [q, c, o, 0]) }), SETTINGS)).toBeUndefined();
  });
});
