import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import { ByHand, measure, resource, tinyModel } from "./by-hand.ts";

const one = { op: "number", value: 1 } as const;

describe("the list of metrics", () => {
  test("every metric has a name of its own, made of scope, subject, quantity and statistic", () => {
    const metrics = metricsOf(tinyModel({ measures: [measure({ of: one })] }));
    expect(new Set(metrics.map((metric) => metric.id)).size).toBe(metrics.length);
    const ids = metrics.map((metric) => metric.id);
    expect(ids).toContain("overall.lengthOfStay.mean");
    expect(ids).toContain("class.young.queuedFor.bed.mean");
    expect(ids).toContain("stage.care.wait.p90");
    expect(ids).toContain("resource.bed.inUse.mean");
    expect(ids).toContain("organisation.acute.cost.held.total");
    expect(ids).toContain("measure.m0");
  });

  test("docs/measures.md defines every quantity", () => {
    const page = readFileSync(new URL("../../docs/measures.md", import.meta.url), "utf8");
    const metrics = metricsOf(tinyModel()).filter(({ scope }) => scope !== "measure");
    // Minutes a day are defined once for all states and causes: see the row of `servedPerDay`.
    const words = metrics.map(({ quantity }) =>
      quantity.replace(/PerDay\b/, "").replace(/\.(?:bed|nurse|care|triage|home|lost)$/, ""),
    );
    for (const word of new Set(words)) expect(page, word).toMatch(new RegExp(`\`${word.replace(".", "\\.")}\\b`));
  });

  test("it depends on names and measures, not on what an arm does with them", () => {
    const other = tinyModel(
      { arm: "other", resources: [resource(-1, { held: 3 }), resource(0)] },
      { warmUp: 7, run: 9 },
    );
    expect(metricsOf(other)).toEqual(metricsOf(tinyModel()));
  });

  test("a run gives one number for each metric, in the same order", () => {
    const model = tinyModel();
    const collector = new Collector(model);
    new ByHand(collector).open(0).end(1000);
    const result = collector.result();
    expect(result.values).toHaveLength(metricsOf(model).length);
    expect(result.arm).toBe("baseline");
    expect(result.replication).toBe(3);
    expect(structuredClone(result)).toEqual(result);
  });

  test("a measure keeps the side that is better and takes its unit from the scenario", () => {
    const model = tinyModel({ measures: [measure({ statistic: "sum", of: one, better: "lower" })] });
    expect(metricsOf(model).at(-1)).toEqual({
      id: "measure.m0",
      scope: "measure",
      subject: "m0",
      quantity: "value",
      statistic: "total",
      unit: "perMeasure",
      better: "lower",
    });
  });
});
