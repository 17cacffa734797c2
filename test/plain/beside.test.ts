import { describe, expect, test } from "vitest";
import { Beside } from "../../src/collect/beside.ts";
import { Collector } from "../../src/collect/collector.ts";
import { PatientRecords } from "../../src/collect/patient-records.ts";
import { tee } from "../../src/collect/tee.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { armsOfText } from "../engines/scenarios.ts";
import { differenceOfOutcomes } from "./alike.ts";
import { byFacts, isPlain } from "./by-facts.ts";

/** Somebody who takes the row of one who had some. */
const WITHOUT_ATTRIBUTES = "  child: { arrive: { poisson: 12 per day }, enter: play }";

const clinic = (more: string): Model => {
  const [model] = armsOfText(
    "beside.yaml",
    `
careway: 1
title: Clinic
clock: { start: 2026-04-06, warmUp: 1 day, run: 9 days }
resources: { nurse: { capacity: { daily 08:00-20:00: 3 } }, bed: { capacity: 4 }, helper: { capacity: 1 } }
patients:
  old: { arrive: { poisson: 12 per day }, attributes: { age: { uniform: { min: 60, max: 95 } }, tests: 0 }, enter: clinic }
  young: { arrive: { every: 2 h, batch: 2 }, attributes: { age: { uniform: { min: 18, max: 80 } }, tests: 0 }, enter: clinic }
${more === "" ? WITHOUT_ATTRIBUTES : ""}
stages:
  clinic: { priority: 2 - age / 100, needs: nurse, duration: 30 min, set: { tests: tests + 1 }, next: [{ chance: 40%, to: ward }, { to: home }] }
  play: { needs: helper, duration: 10 min, next: home }
  ward: { seize: bed, duration: { exponential: { mean: 4 h } }, next: rounds }
  rounds: { needs: helper, duration: 20 min, next: [{ chance: 20%, to: away }, { to: after }] }
  after: { release: bed, duration: 3 h, next: [{ chance: 10%, to: clinic }, { to: home }] }
exits: { home: Home, away: Away }
${more}`,
  );
  return model;
};

const MORE = `
measures:
  quick: { share: time - arrived <= 6 h, where: visits(clinic) > 0, better: higher, headline: true }
  wait: { mean: waited, where: age >= 70, better: lower, headline: true }
forWhom: [class, { age: [65, 75] }]
`;

/** All columns, copied: they are views that the next run fills again. */
function columnsOf(records: PatientRecords): Record<string, number | number[]> {
  const { count, replication, classOf, numberOf, arrivedAt, exitedAt, exitOf, waited, lengthOfStay } = records;
  const columns = { classOf, numberOf, arrivedAt, exitedAt, exitOf, waited, lengthOfStay };
  const own = { ...columns, age: records.attribute("age"), tests: records.attribute("tests") };
  const copied = Object.entries(own).map(([name, column]) => [name, [...column]] as const);
  return { count, replication, ...Object.fromEntries(copied) };
}

describe.each(["exits", "arrivals", "bothEnds"] as const)(
  "a collector with records beside it (cohort: %s)",
  (cohort) => {
    const model = { ...clinic(""), clock: { ...clinic("").clock, cohort } } as Model;

    test("has the same numbers and the same records as by facts", () => {
      expect(isPlain(model)).toBe(true);
      const ways = [
        (collector: Collector, records: PatientRecords) => new Beside(collector, records),
        (collector: Collector, records: PatientRecords) => byFacts(new Beside(byFacts(collector), records)),
        (collector: Collector, records: PatientRecords) => tee([collector, records]),
      ].map((join) => {
        const [collector, records, simulation] = [
          new Collector(model),
          new PatientRecords(model),
          new Simulation(model),
        ];
        const recorder = join(collector, records);
        return (replication: number) => {
          simulation.run(replication, recorder);
          return { result: collector.result(), columns: columnsOf(records) };
        };
      });
      for (const replication of [3, 1, 2]) {
        const [mine, ...others] = ways.map((run) => run(replication));
        expect(mine.columns.count).toBeGreaterThan(100);
        expect(mine.columns.replication).toBe(replication);
        for (const other of others) {
          expect(differenceOfOutcomes(model, mine.result, other.result)).toBeUndefined();
          expect(mine.columns).toEqual(other.columns);
        }
      }
    });
  },
);

describe("a collector that keeps what becomes of each patient", () => {
  const model = clinic(MORE);

  test("keeps the same as by facts", () => {
    expect(isPlain(model)).toBe(true);
    const [mine, told] = [new Collector(model, true), byFacts(new Collector(model, true))];
    const [simulation, other] = [new Simulation(model), new Simulation(model)];
    for (const replication of [2, 1]) {
      simulation.run(replication, mine);
      other.run(replication, told);
      expect(mine.digest().count).toBeGreaterThan(100);
      const [digest, expected] = [mine.digest(), told.digest()];
      expect(digest.count).toBe(expected.count);
      expect(digest.columns.length).toBe(expected.columns.length);
      digest.columns.forEach((column, i) => {
        const row = column.findIndex((value, at) => !Object.is(value, expected.columns[i][at]));
        expect([i, row, column[row]]).toEqual([i, -1, undefined]);
      });
      expect({ ...digest, columns: [] }).toEqual({ ...expected, columns: [] });
      expect(differenceOfOutcomes(model, mine.result(), told.result())).toBeUndefined();
    }
  });
});
