import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareText } from "../../src/render/compare-text.ts";
import { comparisonJson } from "../../src/render/json.ts";
import { productivityCsv, productivityOf, sayMisleading } from "../../src/render/productivity.ts";
import { reportPage } from "../../src/render/report.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { findingsOf } from "../render/page-findings.ts";

/** Who is seen every hour waits for nobody: all numbers are known. */
function clinic({
  productivity = "activities: { seen: { of: visit, cost: £40 } }, outcome: well",
  interventions = "{ none: { change: { parameters.minutes1: 30 min } } }",
  measures = "",
  attributes = "{}",
} = {}): string {
  return `careway: 1
title: Known volumes
clock: { start: 2026-04-06, run: 2 weeks }
experiment: { replications: 12 }
organisations: { trust: Trust }
parameters: { minutes1: 30 min }
resources:
  nurse: { capacity: 2, organisation: trust, costs: { rostered: £50 per hour } }
  room: { capacity: 1, organisation: trust, costs: { held: £20 per hour, use: £5, fixed: £10 per day } }
  helper: { label: The helper, capacity: 1 }
patients: { adult: { arrive: { every: 1 h, first: 0 h }, attributes: ${attributes}, enter: visit } }
stages:
  visit: { needs: { nurse: 1, room: 1 }, duration: minutes1, next: home }
exits: { home: Home }
measures:
  well: { count: exit == "home", per: week }
  each: { mean: waited }
  deaths: { count: exit == "home", better: lower }
${measures}
productivity: { ${productivity} }
interventions: ${interventions}
`;
}

async function found(options: Parameters<typeof clinic>[0]) {
  const findings = await findingsOf(clinic(options), 12);
  const index = (at = 0) => {
    const productivity = productivityOf(findings, findings.comparisons[at]);
    if (productivity === undefined) throw new Error("no productivity");
    return productivity;
  };
  return { findings, index };
}

describe("the productivity of a scenario", () => {
  test("is the same to the last bit when prices alone change, all of them and whichever way", async () => {
    const { index, findings } = await found({
      interventions: `{ cheaper: { change: {
        resources.nurse.costs.rostered: £31 per hour, resources.room.costs.held: £7 per hour,
        resources.room.costs.use: £11, resources.room.costs.fixed: £1 per day } } }`,
    });
    const { output, quality, input, technical, perPound, misleads } = index();
    for (const one of [output, quality, input, technical, perPound])
      expect(one).toMatchObject({ n: 12, mean: 1, sd: 0, low: 1, high: 1 });
    expect(misleads).toBe(false);
    const saved = findings.comparisons[0].differences.find(({ metric }) => metric.id === "overall.cost.total");
    expect(saved?.high).toBeLessThan(0);
  }, 60_000);

  test("takes as inputs what each price is of, and what interventions buy", async () => {
    const { index } = await found({
      interventions: `{ longer: {
        change: { stages.visit.duration: 45 min, resources.nurse.capacity: 3 },
        costs: { kit: { rate: £2 per hour, organisation: trust }, start: { once: £336, organisation: trust } } } }`,
    });
    // Two weeks are 336 hours: 2 nurses, then 3; the room for half an hour in each, then for three quarters; once in each.
    const before = 336 * (2 * 50 + 0.5 * 20 + 5) + 14 * 10;
    const after = 336 * (3 * 50 + 0.75 * 20 + 5) + 14 * 10 + 336 * 2 + 336;
    expect(index().input.mean).toBeCloseTo(after / before, 3);
    expect(index().output.mean).toBeCloseTo(1, 3);
    expect(index().technical.mean).toBeCloseTo(before / after, 3);
  }, 60_000);

  test("at prices that stay is the ratio of the costs that the runs themselves add up, on every basis", async () => {
    const text = clinic({
      interventions: `{ longer: {
        change: { stages.visit.duration: { exponential: { mean: 50 min } } },
        costs: { kit: { rate: £2 per hour, organisation: trust }, start: { once: £336, organisation: trust } } } }`,
    })
      .replace(
        "nurse: { capacity: 2,",
        "nurse: { capacity: { daily 07:00-19:00: 2, daily 19:00-07:00: 1 }, absence: 10%,",
      )
      .replace("room: { capacity: 1,", "room: { capacity: 4, turnover: 5 min,")
      .replace("rostered: £50 per hour", "rostered: £50 per hour, overtime: £70 per hour")
      .replace(
        "helper: {",
        "chair: { capacity: { daily 08:00-17:50: 1 }, costs: { rostered: £9 per hour } }\n  helper: {",
      )
      .replace("needs: { nurse: 1, room: 1 }", "needs: [{ nurse: 1, room: 1, chair: 1 }, { nurse: 1, room: 1 }]");
    const findings = await findingsOf(text, 12);
    const cost = findings.result.metrics.findIndex(({ id }) => id === "overall.cost.total");
    const [before, after] = findings.result.arms.map(({ runs }) => runs.map(({ values }) => values[cost]));
    const ratios = after.map((value, k) => value / before[k]);
    const used = (id: string) => findings.result.metrics.findIndex((metric) => metric.id === id);
    for (const id of ["resource.nurse.overtime.mean", "resource.chair.overtime.mean", "resource.nurse.absent.mean"])
      expect(
        findings.result.arms[1].runs.some(({ values }) => values[used(id)] > 0),
        id,
      ).toBe(true);
    const input = productivityOf(findings, findings.comparisons[0])?.input;
    expect(input?.mean).toBeCloseTo(ratios.reduce((sum, one) => sum + one, 0) / 12, 12);
    expect(input?.sd).toBeGreaterThan(0);
  }, 60_000);

  test("counts who is away in training as paid, who stands in as bought, and blocks as they are on duty by the hour", async () => {
    const findings = await findingsOf(
      clinic({
        interventions: `{ better: {
          change: { stages.visit.duration: 20 min },
          adoption: { from: window, share: 100% },
          training: { nurse: { hours: 60 h, over: 1 week, backfill: 50% } } } }`,
      })
        .replace("nurse: { capacity: 2,", "nurse: { capacity: { daily 07:00-19:00: 5, daily 19:00-07:00: 2 },")
        .replace("rostered: £50 per hour", "rostered: £50 per hour, stepped: { every: 5, cost: £1000 per week }")
        .replace(
          "helper: {",
          "porter: { capacity: { daily 07:00-19:00: 3, daily 19:00-07:00: 1 }, costs: { stepped: { every: 2, cost: £700 per week } } }\n  helper: {",
        ),
      12,
    );
    const cost = findings.result.metrics.findIndex(({ id }) => id === "overall.cost.total");
    const [before, after] = findings.result.arms.map(({ runs }) => runs[0].values[cost]);
    // All resources but the room, whose use alone changes, are on the roster as before: 30 hours are paid twice, at 1.55 of the price.
    const input = productivityOf(findings, findings.comparisons[0])?.input;
    expect(input?.mean).toBeCloseTo(after / before, 12);
    expect(after - before).toBeCloseTo(30 * 50 * 1.55 - 20 * (336 / 6), 6);
  }, 60_000);

  test("is not yet a finding of few runs, in the text and on the page", async () => {
    const few = await findingsOf(clinic(), 9);
    const said = "So far, after 9 simulated runs: not yet a finding.";
    expect(compareText(few)).toContain(said);
    expect(reportPage(few)).toContain(said);
    const { findings } = await found({});
    expect(compareText(findings)).not.toContain("not yet a finding.");
  }, 60_000);

  test("gives a resource that is new the price that it has there", async () => {
    const { index, findings } = await found({
      interventions: `{ other: {
        change: { stages.visit.needs: { nurse: 1, annexe: 1 } },
        add: { resources: { annexe: { capacity: 1, organisation: trust, costs: { held: £80 per hour } } } } } }`,
    });
    const before = 336 * (2 * 50 + 0.5 * 20 + 5) + 14 * 10;
    const after = 336 * (2 * 50 + 0.5 * 80) + 14 * 10;
    expect(index().input.mean).toBeCloseTo(after / before, 3);
    expect(index().unpriced).toEqual(["helper"]);
    expect(compareText(findings)).toContain("Without a cost in the file, and so no input: The helper.");
  }, 60_000);

  test("counts quality by its measures: survival, readmission, satisfaction and the wait, each with its exponent", async () => {
    const { index, findings } = await found({
      attributes: "{ score: { uniform: { min: 0, max: 100 } } }",
      measures: `  alive: { share: score > 10 }
  back: { share: score > 80 }
  content: { mean: score }
  pause: { mean: score * 1 day }`,
      productivity: `activities: { seen: { of: home, cost: £40, quality: {
        survival: { measure: alive, exponent: 2 }, readmission: back,
        satisfaction: { measure: content, exponent: 0.5 }, wait: { measure: pause, discount: 10% } } } }, outcome: well`,
      interventions: "{ better: { change: { patients.adult.attributes.score: { uniform: { min: 20, max: 90 } } } } }",
    });
    const { metrics, arms } = findings.result;
    const place = (name: string): number => metrics.findIndex(({ id }) => id === `measure.${name}`);
    const quality = (values: Float64Array): number => {
      const [alive, back, content, pause] = ["alive", "back", "content", "pause"].map((name) => values[place(name)]);
      return alive ** 2 * (1 - back) * Math.sqrt(content) * 1.1 ** (-pause / 1440 / 365.25);
    };
    const [baseline, better] = arms.map(({ runs }) => runs.map(({ values }) => quality(values)));
    const ratios = better.map((value, k) => value / baseline[k]);
    expect(index().quality.mean).toBeCloseTo(ratios.reduce((sum, one) => sum + one, 0) / 12, 10);
    expect(index().quality.low).toBeGreaterThan(1);
    const { output, input, technical } = index();
    expect([output.mean, input.mean]).toEqual([1, 1]);
    expect(technical.mean).toBeCloseTo(index().quality.mean, 14);
  }, 60_000);

  test("stands in the text, on the page, in JSON and CSV; a file that says nothing of it has none", async () => {
    const { findings } = await found({ interventions: "{ longer: { change: { resources.nurse.capacity: 4 } } }" });
    const text = compareText(findings);
    expect(text).toContain("Productivity\n");
    expect(text).toMatch(/^Technical productivity: output × quality ÷ input +46\.\d+% lower$/m);
    expect(text).toMatch(/^Outcome for each pathway pound +46\.\d+% lower$/m);
    expect(reportPage(findings)).toContain("Technical productivity: output × quality ÷ input");
    const [{ productivity }] = (comparisonJson(findings) as { comparisons: { productivity: object }[] }).comparisons;
    expect(productivity).toMatchObject({ output: { n: 12, mean: 1 }, misleads: false, warning: null });
    const [head, ...rows] = productivityCsv(findings).trimEnd().split("\n");
    expect(head).toBe("scenario,baseline,index,n,mean,sd,low,high,note");
    expect(rows.map((row) => row.split(",").slice(0, 4).join())).toEqual(
      ["output", "quality", "input", "technical", "outcome", "perPound"].map((index) => `longer,baseline,${index},12`),
    );
    const silent = await findingsOf(clinic().replace(/^productivity.*$/m, ""), 2);
    expect(compareText(silent)).not.toContain("Productivity");
    expect(JSON.stringify(comparisonJson(silent))).not.toContain("productivity");
  }, 60_000);
});

describe("work that is avoided", () => {
  /** HaMpton, with prices: the output is appointments, or the women who are watched. */
  async function hampton(outputOf: "appointments" | "births") {
    const file = readFileSync(new URL("../../scenarios/examples/home-blood-pressure.yaml", import.meta.url), "utf8");
    const activity = outputOf === "appointments" ? "{ of: appointment, cost: £155 }" : "{ of: birth, cost: £1240 }";
    const text = file
      .replace(
        "midwife: { capacity: unlimited }",
        "midwife: { capacity: unlimited, cost: { held: £58 per hour, use: £45 } }",
      )
      .replace(/^targets:[\s\S]*$/m, `productivity: { activities: { care: ${activity} }, outcome: womenWatched }\n`);
    const findings = await findingsOf(text, 10);
    const comparison = findings.comparisons.find(({ arm }) => arm === "atHome");
    const found = comparison && productivityOf(findings, comparison);
    if (comparison === undefined || found === undefined) throw new Error("no comparison");
    return { findings, comparison, found };
  }

  test("makes the technical index fall and the outcome for each pound rise, and the report warns of it", async () => {
    const { findings, comparison, found } = await hampton("appointments");
    // The published 47 % of the appointments; calls after alerts are work of midwives that is no output.
    expect(found.output.mean).toBeCloseTo(0.47, 1);
    expect(found.technical.high).toBeLessThan(1);
    expect(found.perPound.low).toBeGreaterThan(1.5);
    expect(found.misleads).toBe(true);
    const warning = sayMisleading(findings, comparison, found);
    expect(warning).toMatch(
      /^Blood pressure at home has technical productivity [\d.]+% lower \([^)]+\) but outcome for each pathway pound [\d.]+% higher \([^)]+\)\. Activity that it avoids counts as output lost: do not read the first number alone\.$/,
    );
    expect(warning.split(". ")[0].split(" ").length).toBeLessThanOrEqual(30);
    expect(compareText(findings).replaceAll(/\s+/g, " ")).toContain(`⚠ ${warning}`);
    expect(reportPage(findings)).toContain(warning);
    expect(JSON.stringify(comparisonJson(findings))).toContain(warning);
  }, 120_000);

  test("is no trap where the output is what the women come for", async () => {
    const { findings, comparison, found } = await hampton("births");
    expect(found.technical.low).toBeGreaterThan(1.5);
    expect([found.misleads, sayMisleading(findings, comparison, found)]).toEqual([false, ""]);
  }, 120_000);
});

describe("a mistake in what is said of productivity", () => {
  test.each([
    ["activities: { seen: { of: vist, cost: £40 } }, outcome: well", "unknown-activity", 'did you mean "visit"?'],
    ["activities: { seen: { of: visit, cost: £40 } }, outcome: wel", "unknown-measure", 'did you mean "well"?'],
    ["activities: { seen: { of: visit, cost: £40 } }, outcome: each", "not-an-amount", "take a count"],
    ["activities: { seen: { of: visit, cost: £40 } }, outcome: deaths", "not-an-outcome", "take a measure of what"],
    ["activities: { seen: { of: visit, cost: £0 } }, outcome: well", "no-activity", "such as activities"],
    ["activities: { seen: { of: visit, cost: 40 } }, outcome: well", "wrong-unit", "add the currency"],
    ["activities: { seen: { of: visit } }, outcome: well", "missing-key", "of one, in the baseline"],
    ["activities: { seen: { of: visit, cost: £40 } }", "missing-key", "a measure: what the pathway is for"],
    ["activities: { seen: { of: visit, cost: £40, quality: { wait: well } } }, outcome: well", "wrong-unit", undefined],
    [
      "activities: { seen: { of: visit, cost: £40, quality: { survival: each } } }, outcome: well",
      "wrong-unit",
      undefined,
    ],
    [
      "activities: { seen: { of: visit, cost: £40, qualty: { wait: each } } }, outcome: well",
      "unknown-key",
      'did you mean "quality"?',
    ],
  ])("%s is told once, with the cure", (productivity, code, hint) => {
    const { diagnostics } = readScenario({ name: "clinic.yaml", text: clinic({ productivity }) });
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    if (hint !== undefined) expect(diagnostics[0].hint).toContain(hint);
  });

  test("a pathway without prices has no inputs", () => {
    const text = clinic().replace(/, costs: \{[^}]*\}/g, "");
    const { diagnostics } = readScenario({ name: "clinic.yaml", text });
    expect(diagnostics).toMatchObject([
      { code: "no-inputs", hint: "give one, such as cost: { rostered: £53 per hour }" },
    ]);
  });
});
