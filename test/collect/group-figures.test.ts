import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { numbersOf } from "./numbers.ts";

const TEXT = `
careway: 1
title: Groups
clock: { start: 2026-04-06, warmUp: 1 day, run: 20 days }
experiment: { seed: groups }
organisations: { trust: Trust }
resources: { nurse: { capacity: 2, organisation: trust, costs: { held: £30 per hour } } }
patients:
  old: { arrive: { poisson: 30 per day }, attributes: { age: { uniform: { min: 60, max: 95 } }, frail: { chance: 30% } }, enter: clinic }
  young: { arrive: { poisson: 20 per day }, attributes: { age: { uniform: { min: 18, max: 80 } }, frail: { chance: 5% } }, enter: clinic }
stages: { clinic: { seize: nurse, duration: { exponential: { mean: 50 min } }, next: home } }
exits: { home: Home }
measures:
  waits: { sum: waited, every: 1 day }
  long: { count: waited > 30 min, by: class }
  everybody: { count: all }
  longShare: { ratio: [long, everybody] }
  seen: { count: all, of: visits(clinic) }
  busy: { mean: inUse(nurse), of: time }
  busyEach: { ratio: [busy, everybody] }
`;

function modelOf(text: string) {
  const result = readScenario({ name: "groups.yaml", text });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return compile(result.value, result.value.arms[0]);
}

describe("figures broken down by what forWhom says", () => {
  const model = modelOf(`${TEXT}forWhom: [class, frail, { age: [65, 75] }]\n`);
  const metrics = metricsOf(model);
  const read = numbersOf(model, collectRun(model, 1));
  const ofGrouping = (name: string, id: string) =>
    metrics.filter(({ scope, subject, id: own }) => scope === "group" && subject === name && own.endsWith(`.${id}`));

  test.each(["class", "frail", "age"])("the groups of %s add up to the whole", (name) => {
    const sum = (id: string) => ofGrouping(name, id).reduce((all, one) => all + read(one.id), 0);
    const weighted = (id: string) =>
      ofGrouping(name, id).reduce((all, { id: own }) => {
        const { length } = own.split(id)[0];
        return all + read(own) * read(`${own.slice(0, length)}patients.count`);
      }, 0) / read("overall.exits.count");
    expect(ofGrouping(name, "patients.count").length).toBeGreaterThan(1);
    expect(sum("patients.count")).toBe(read("overall.exits.count"));
    expect(weighted("lengthOfStay.mean")).toBeCloseTo(read("overall.lengthOfStay.mean"), 8);
    expect(weighted("wait.mean")).toBeCloseTo(read("overall.wait.mean"), 8);
    expect(weighted("wait.share")).toBeCloseTo(read("overall.wait.share"), 10);
    expect(weighted("attributedCost.mean")).toBeCloseTo(read("overall.attributedCost.mean"), 8);
    for (const measure of ["waits", "long", "everybody", "seen"]) {
      expect(sum(`measure.${measure}`)).toBeCloseTo(read(`measure.${measure}`), 6);
    }
    expect(weighted("measure.longShare")).toBeCloseTo(read("measure.longShare"), 10);
  });

  test("those of a class are those of the class, and of a measure those of its own groups", () => {
    for (const cls of ["old", "young"]) {
      for (const id of ["lengthOfStay.p90", "lengthOfStay.sd", "wait.p50", "wait.p95", "wait.share"]) {
        expect(read(`group.class.${cls}.${id}`), id).toBe(read(`class.${cls}.${id}`));
      }
      expect(read(`group.class.${cls}.measure.long`)).toBe(read(`measure.long.by.${cls}`));
    }
  });

  test("of time there are none, nor of what is made of it; a ratio is of its parts in the group", () => {
    const quantities = metrics
      .filter(({ id }) => id.startsWith("group.age.75+.measure"))
      .map(({ quantity }) => quantity);
    expect(quantities).toEqual(["waits", "long", "everybody", "longShare", "seen"].map((name) => `measure.${name}`));
    expect(metrics.find(({ id }) => id === "group.age.75+.measure.longShare")?.ratio).toEqual([
      "group.age.75+.measure.long",
      "group.age.75+.measure.everybody",
    ]);
  });

  test("without it every number is the same, and there is none of a group", () => {
    const plain = modelOf(TEXT);
    const numbers = numbersOf(plain, collectRun(plain, 1));
    const all = metricsOf(plain);
    expect(all.filter(({ scope }) => scope === "group")).toEqual([]);
    expect(metrics.filter(({ scope }) => scope !== "group")).toEqual(all);
    for (const { id } of all) expect(numbers(id), id).toBe(read(id));
  });
});
