import { describe, expect, test } from "vitest";
import { Beside } from "../../src/collect/beside.ts";
import { Collector } from "../../src/collect/collector.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { PatientDigest } from "../../src/collect/patient-digest.ts";
import { PatientRecords } from "../../src/collect/patient-records.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { numbersOf } from "./numbers.ts";

const TEXT = `
careway: 1
title: Digest
clock: { start: 2026-04-06, warmUp: 1 day, run: 4 days }
experiment: { seed: digest }
resources: { nurse: { capacity: 2 } }
patients:
  old: { arrive: { poisson: 30 per day }, attributes: { age: { uniform: { min: 60, max: 95 } } }, enter: [{ chance: 30%, to: rest }, clinic] }
  young: { arrive: { poisson: 20 per day }, attributes: { age: { uniform: { min: 18, max: 80 } } }, enter: clinic }
stages:
  clinic: { seize: nurse, duration: { exponential: { mean: 50 min } }, next: home }
  rest: { duration: 2 h, next: home }
exits: { home: Home }
measures:
  quick: { share: time - arrived <= 1 h, where: visits(clinic) > 0, better: higher }
  long: { count: waited > 30 min, where: visits(clinic) > 0, better: lower }
  everybodyOld: { rate: all, where: age >= 70, per: week, better: lower }
  late: { percentile: waited, at: 90%, where: age < 70, better: lower }
  longest: { max: time - arrived, better: lower }
`.replaceAll(/better: (\w+) }/g, "better: $1, headline: true }");

function modelOf(text: string): Model {
  const result = readScenario({ name: "digest.yaml", text });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return compile(result.value, result.value.arms[0]);
}

describe("what is kept of each patient", () => {
  const model = modelOf(`${TEXT}forWhom: [class, { age: [65, 75] }]\n`);
  const collector = new Collector(model, true);
  const records = new PatientRecords(model);
  simulate(model, 1, new Beside(collector, records));
  const digest: PatientDigest = collector.digest();
  const read = numbersOf(model, collector.result());
  const [stay, wait, quick, long, old, late, longest] = digest.columns;
  const known = (column: Float64Array): Float64Array => column.filter((value) => !Number.isNaN(value));
  const sum = (column: Float64Array): number => column.reduce((all, value) => all + value, 0);

  test("is of those who are counted, with their class, number, stay and wait, in the order of leaving", () => {
    expect(digest.count).toBe(read("overall.exits.count"));
    expect(digest.count).toBeGreaterThan(150);
    expect(digest.classOf).toEqual(records.classOf);
    expect(digest.numberOf).toEqual(records.numberOf);
    expect(stay).toEqual(records.lengthOfStay);
    for (let row = 0; row < digest.count; row++) expect(wait[row]).toBeCloseTo(records.waited[row], 8);
  });

  test("is the group of each by every grouping", () => {
    expect(digest.groups[0]).toEqual(records.classOf);
    const ages = records.attribute("age");
    expect([...digest.groups[1]]).toEqual([...ages].map((age) => (age < 65 ? 0 : age < 75 ? 1 : 2)));
  });

  test("is what the headline measures work on: nothing of whom a share or a mean is not, no of whom a count is not", () => {
    expect(digest.columns).toHaveLength(7);
    expect(known(quick).length).toBeLessThan(digest.count);
    expect(sum(known(quick)) / known(quick).length).toBe(read("measure.quick"));
    expect(known(long)).toHaveLength(digest.count);
    expect(sum(long)).toBe(read("measure.long"));
    expect(sum(old) / 4).toBeCloseTo(read("measure.everybodyOld") / 7, 10);
    expect(known(late)).toHaveLength([...records.attribute("age")].filter((age) => age < 70).length);
    expect(Math.max(...longest)).toBe(read("measure.longest"));
  });

  test("is of one run at a time, and only where it is asked for", () => {
    simulate(model, 2, collector);
    const second = collector.digest();
    simulate(model, 1, collector);
    expect(second.count).not.toBe(digest.count);
    expect(collector.digest()).toEqual(digest);
    const plain = new Collector(model);
    simulate(model, 1, plain);
    expect(() => plain.digest()).toThrow("nobody asked");
    expect(plain.result().values).toEqual(collector.result().values);
    expect(metricsOf(model)).toHaveLength(plain.result().values.length);
  });
});
