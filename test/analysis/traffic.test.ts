import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "../../src/analysis/analyse.ts";
import { IN_FULL } from "../../src/scenario/implementation.ts";
import type { Adoption, Intervention, PatientClass, Stage, Value } from "../../src/scenario/scenario.ts";
import {
  adopted,
  attribute,
  chances,
  draw,
  expression,
  one,
  patients,
  plain,
  resource,
  scenario,
  stage,
  whenever,
} from "./build.ts";

function visits(analysis: Analysis): Record<string, number> {
  return Object.fromEntries(analysis.stages.map((row) => [row.stage, row.visits]));
}

describe("the traffic equations", () => {
  test("a Jackson network with feedback has the throughputs λ = (I − Rᵀ)⁻¹ γ", () => {
    // 4 nodes, γ = (2, 0, 0, 0) a minute; throughputs computed independently by fixed-point iteration.
    const arrivalRate = 2;
    const { scenario: made, arm } = scenario({
      classes: [patients("all", arrivalRate, "a")],
      stages: [
        stage({
          name: "a",
          needs: one("sa"),
          duration: draw("exponential", 1 / 3),
          next: chances({ b: 0.6, c: 0.3 }, "home"),
        }),
        stage({
          name: "b",
          needs: one("sb"),
          duration: draw("exponential", 1),
          next: chances({ c: 0.2, d: 0.5 }, "home"),
        }),
        stage({
          name: "c",
          needs: one("sc"),
          duration: draw("exponential", 1 / 1.5),
          next: chances({ d: 0.4 }, "home"),
        }),
        stage({
          name: "d",
          needs: one("sd"),
          duration: draw("exponential", 1 / 0.8),
          next: chances({ a: 0.1, c: 0.15 }, "home"),
        }),
      ],
      resources: [resource("sa", 1), resource("sb", 2), resource("sc", 2), resource("sd", 3)],
    });
    const analysis = analyse(made, arm);
    const throughput = [2.104791759964174, 1.2628750559785042, 1.0412001791312135, 1.0479175996417376];
    for (const [i, row] of analysis.stages.entries()) expect(row.perWeek / 10080).toBeCloseTo(throughput[i], 12);
    const utilisation = [throughput[0] / 3, throughput[1] / 2, throughput[2] / 3, throughput[3] / 2.4];
    for (const [i, row] of analysis.resources.entries()) expect(row.utilisation).toBeCloseTo(utilisation[i], 12);
    expect(analysis.resources.every(({ lowerBound, state }) => !lowerBound && state === "fine")).toBe(true);
  });

  test("recurrent visits of an absorbing pathway are the row of (I − P)⁻¹, and the stay is visits times durations", () => {
    // ED, ward, intensive care, rehabilitation, home care; Kemeny and Snell, checked independently by power iteration.
    const day = 1440;
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 3 / day, "ed")],
      stages: [
        stage({ name: "ed", duration: draw("exponential", 0.2 * day), next: chances({ ward: 0.7, icu: 0.1 }, "home") }),
        stage({
          name: "ward",
          duration: draw("exponential", 5 * day),
          next: chances({ icu: 0.25, rehab: 0.5 }, "home"),
        }),
        stage({
          name: "icu",
          duration: draw("exponential", 3 * day),
          next: chances({ ward: 0.3, rehab: 0.4, care: 0.1 }, "home"),
        }),
        stage({
          name: "rehab",
          duration: draw("exponential", 14 * day),
          next: chances({ icu: 0.05, care: 0.55 }, "home"),
        }),
        stage({ name: "care", duration: draw("exponential", 30 * day), next: "home" }),
      ],
    });
    const analysis = analyse(made, arm);
    const expected = [1, 0.7977715877437326, 0.32590529247910854, 0.5292479108635096, 0.3236768802228412];
    for (const [i, row] of analysis.stages.entries()) expect(row.visits).toBeCloseTo(expected[i], 12);
    expect(analysis.expectation.stayMean / day).toBeCloseTo(22.286350974930357, 10);
    expect(analysis.expectation.patients).toBeCloseTo(3 * 364, 9);
  });

  test("a condition on a chance attribute has that chance, and later conditions on it agree", () => {
    const { scenario: made, arm } = scenario({
      classes: [
        patients("frail", 1, "a", [{ name: "support", value: { kind: "chance", probability: expression(0.3) } }]),
      ],
      stages: [
        stage({ name: "a", next: whenever(attribute("support"), "b", "c") }),
        stage({ name: "b", next: whenever({ op: "not", args: [attribute("support")] }, "never", "home") }),
        stage({ name: "c", next: whenever({ op: "not", args: [attribute("support")] }, "d", "never") }),
        stage({ name: "d", next: "home" }),
        stage({ name: "never", next: "home" }),
      ],
    });
    const analysis = analyse(made, arm);
    expect(visits(analysis)).toEqual({ a: 1, b: 0.3, c: 0.7, d: 0.7, never: 0 });
    expect(analysis.assumptions).toEqual([]);
  });

  test("categories and classes combine in one condition", () => {
    const red = { op: "textValue", of: "attribute", name: "triage", value: "red" } as const;
    const old = { op: "textValue", of: "class", value: "old" } as const;
    const categorical = draw("categorical", 0.25, 0.75);
    const { scenario: made, arm } = scenario({
      attributes: [{ name: "triage", unit: { kind: "text", time: 0, money: 0 }, values: ["red", "green"] }],
      classes: [
        patients("old", 1, "a", [{ name: "triage", value: categorical }]),
        patients("young", 2, "a", [{ name: "triage", value: categorical }]),
      ],
      stages: [
        stage({
          name: "a",
          next: whenever(
            {
              op: "and",
              args: [
                { op: "equal", args: [attribute("triage"), red] },
                { op: "equal", args: [{ op: "class" }, old] },
              ],
            },
            "b",
            "home",
          ),
        }),
        stage({ name: "b", next: "home" }),
      ],
    });
    const rows = analyse(made, arm).stages.filter((row) => row.stage === "b");
    expect(rows.map((row) => [row.className, row.visits, row.perWeek])).toEqual([
      ["old", 0.25, 2520],
      ["young", 0, 0],
    ]);
  });

  test("a numeric attribute counts by its distribution: half of Exp(10) is above 10 ln 2", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a", [{ name: "risk", value: draw("exponential", 10) }])],
      stages: [
        stage({
          name: "a",
          next: whenever(
            { op: "greater", args: [attribute("risk"), { op: "number", value: 10 * Math.LN2 }] },
            "b",
            "home",
          ),
        }),
        stage({ name: "b", next: "home" }),
      ],
    });
    expect(visits(analyse(made, arm)).b).toBeCloseTo(0.5, 12);
  });

  test("a condition that only the run can settle splits evenly, and a note says so", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [
        stage({
          name: "a",
          next: whenever(
            {
              op: "greater",
              args: [
                { op: "queue", name: "b" },
                { op: "number", value: 3 },
              ],
            },
            "home",
            "b",
          ),
        }),
        stage({ name: "b", next: "home" }),
      ],
    });
    const analysis = analyse(made, arm);
    expect(visits(analysis).b).toBe(0.5);
    expect(analysis.assumptions.map(({ code }) => code)).toEqual(["unknown-share"]);
  });

  test("what a stage sets by chance is followed in its own route", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a", [{ name: "well", value: { kind: "chance", probability: expression(0) } }])],
      stages: [
        stage({
          name: "a",
          set: [{ attribute: "well", value: { kind: "chance", probability: expression(0.9) } }],
          next: whenever(attribute("well"), "home", "b"),
        }),
        stage({ name: "b", next: "home" }),
      ],
    });
    expect(visits(analyse(made, arm)).b).toBeCloseTo(0.1, 12);
  });

  test("a chance that grows with waiting is taken as if nobody waited, and a note says so", () => {
    const waited = { op: "subtract", args: [{ op: "time" }, { op: "end", name: "a" }] } as const;
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [
        stage({
          name: "a",
          next: {
            when: [],
            chances: [{ probability: expression(waited), to: "b" }],
            otherwise: "home",
            shortest: [],
            exhaustive: true,
          },
        }),
        stage({ name: "b", next: "home" }),
      ],
    });
    const analysis = analyse(made, arm);
    expect(visits(analysis).b).toBe(0);
    expect(analysis.assumptions.map(({ code }) => code)).toEqual(["chance-without-waiting"]);
  });
});

describe("adoption", () => {
  function spreading(name: string, ceiling: number, luck = name): Intervention {
    const adoption: Adoption = {
      full: false,
      dayZero: 0,
      curve: { kind: "logistic", half: 1, tenToNinety: 1, ceiling },
      decay: undefined,
      eligible: undefined,
      by: undefined,
      luck,
    };
    return {
      name,
      label: name,
      lever: undefined,
      target: undefined,
      mechanism: undefined,
      size: undefined,
      adoption,
      implementation: IN_FULL,
      costs: [],
      training: [],
      releases: [],
    };
  }
  const to = (target: string) => ({ when: [], chances: [], otherwise: target, shortest: [], exhaustive: true });
  const guarded = (outer: string, inner: string) =>
    stage({
      name: "a",
      next: "home",
      guardedNext: adopted(outer, adopted(inner, plain(to("both")), plain(to("first"))), plain(to("home"))),
    });

  test("patients adopt at the final uptake, and different interventions independently", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [guarded("x", "y"), stage({ name: "both", next: "home" }), stage({ name: "first", next: "home" })],
      interventions: [spreading("x", 0.6), spreading("y", 0.5)],
    });
    const analysis = analyse(made, arm);
    expect(visits(analysis).both).toBeCloseTo(0.3, 12);
    expect(visits(analysis).first).toBeCloseTo(0.3, 12);
    expect(analysis.assumptions.map(({ code }) => code)).toEqual(["final-uptake", "final-uptake"]);
  });

  test("interventions that share luck are adopted by the same patients", () => {
    const { scenario: made, arm } = scenario({
      classes: [patients("all", 1, "a")],
      stages: [guarded("x", "y"), stage({ name: "both", next: "home" }), stage({ name: "first", next: "home" })],
      interventions: [spreading("x", 0.6, "site"), spreading("y", 0.5, "site")],
    });
    expect(visits(analyse(made, arm)).both).toBeCloseTo(0.5, 12);
  });

  /** Of `old`, 30 %; half of these adopt `x`. Of the others 40 % go to b. */
  function eligibility(uptake: number, more: PatientClass["attributes"] = [], set: Stage["set"] = []) {
    const chance = (p: number): Value => ({ kind: "chance", probability: expression(p) });
    const x = spreading("x", uptake);
    const urgent: Value = {
      kind: "adopted",
      intervention: "x",
      // biome-ignore lint/suspicious/noThenProperty: the word of the scenario's type; it is never awaited
      then: chance(0.1),
      otherwise: chance(0.4),
    };
    const { scenario: made, arm } = scenario({
      classes: [
        patients("all", 1, "a", [{ name: "old", value: chance(0.3) }, { name: "urgent", value: urgent }, ...more]),
      ],
      stages: [
        stage({ name: "a", next: whenever(attribute(more[0]?.name ?? "urgent"), "b", "home") }),
        stage({ name: "b", set, next: "home" }),
      ],
      interventions: [{ ...x, adoption: { ...x.adoption, eligible: expression(attribute("old")) } }],
    });
    return visits(analyse(made, arm)).b;
  }

  test("an attribute is changed for those only who are eligible and adopt: 0.3 × 0.5 × 0.1 + 0.85 × 0.4 = 0.355", () => {
    expect(eligibility(0.5)).toBeCloseTo(0.355, 12);
    expect(eligibility(1)).toBeCloseTo(0.3 * 0.1 + 0.7 * 0.4, 12);
    expect(eligibility(0)).toBeCloseTo(0.4, 12);
  });

  test("so are attributes drawn from it, also where a stage changes it later", () => {
    // Those who are urgent go to b with 50 %: half of the mixture above.
    const half: PatientClass["attributes"] = [
      {
        name: "late",
        value: {
          kind: "chance",
          probability: expression({ op: "multiply", args: [attribute("urgent"), { op: "number", value: 0.5 }] }),
        },
      },
    ];
    expect(eligibility(0.5, half)).toBeCloseTo(0.355 / 2, 12);
    const set = [{ attribute: "urgent", value: draw("exponential", 1) }];
    expect(eligibility(0.5, half, set)).toBeCloseTo(0.355 / 2, 12);
  });
});
