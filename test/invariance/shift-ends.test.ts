import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/collect/event-log.ts";
import { compile, EventLog, formatDiagnostics, type Model, readScenario, simulate } from "../../src/index.ts";

/** Two days of a clinic whose staff comes and goes, in a room, for patients some of whom hold a bed. */
interface Clinic {
  readonly levels: readonly number[];
  readonly rooms: number;
  readonly perDay: number;
  readonly minutes: number;
  readonly both: boolean;
  readonly priority: string;
}

const clinics: fc.Arbitrary<Clinic> = fc.record({
  // Two of them some time every day, so that nobody waits for ever.
  levels: fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 })
    .map((levels) => (levels.some((units) => units >= 2) ? levels : [...levels.slice(0, 3), 2])),
  rooms: fc.integer({ min: 2, max: 4 }),
  perDay: fc.integer({ min: 10, max: 90 }),
  minutes: fc.integer({ min: 5, max: 120 }),
  both: fc.boolean(),
  priority: fc.constantFrom("0", "urgency", "if(class == 'a', 2, 1)"),
});

function model(clinic: Clinic, staff: string, room: string): Model {
  const { levels, rooms, perDay, minutes, both, priority } = clinic;
  const windows = levels.map((units, i) => `daily ${pad(i * 6)}:00-${pad(i * 6 + 6)}:00: ${units}`).join(", ");
  const text = `
careway: 1
title: clinic
clock: { start: 2026-04-06, run: 2 days }
experiment: { replications: 2, seed: "1" }
resources:
  bed: { capacity: 30 }
  staff: { capacity: { ${windows} }, dates: { 2026-04-07: { 00:00-09:00: 3 } }${staff} }
  room: { capacity: ${rooms}${room} }
patients:
  a: { arrive: { poisson: ${perDay} per day }, attributes: { urgency: { uniform: { min: 0, max: 3 } } }, enter: visit }
  b: { arrive: { poisson: ${perDay / 2} per day }, attributes: { urgency: 1 }, enter: stay }
stages:
  visit:
    needs: ${both ? "{ staff: 1, room: 1 }" : "staff"}
    priority: ${priority}
    whenPreempted: resume
    duration: { exponential: { mean: ${minutes} min } }
    next: [{ chance: 20%, to: look }, { to: home }]
  stay:
    { seize: bed, needs: { staff: 2 }, whenPreempted: resume, duration: { exponential: { mean: ${minutes} min } }, next: look }
  look: { needs: room, duration: { exponential: { mean: 20 min } }, next: home }
exits: { home: Home }
`;
  const read = readScenario({ name: "clinic.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

const pad = (hour: number): string => String(hour).padStart(2, "0");

function factsOf(made: Model): readonly Fact[] {
  const log = new EventLog(made);
  simulate(made, 1, log);
  return log.facts;
}

describe("the end of a shift", () => {
  test("moves nothing with finish and without turnover, as when neither is stated", () => {
    fc.assert(
      fc.property(clinics, (clinic) => {
        const plain = factsOf(model(clinic, "", ""));
        expect(factsOf(model(clinic, ", atShiftEnd: finish", ", turnover: 0 min"))).toEqual(plain);
        expect(factsOf(model(clinic, "", ", atShiftEnd: pause"))).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });

  test.each(["pause", "preempt"])("with %s leaves no more at work than are on duty, whenever time passes", (rule) => {
    fc.assert(
      fc.property(clinics, (clinic) => {
        const made = model(clinic, `, atShiftEnd: ${rule}`, ", turnover: { exponential: { mean: 15 min } }");
        const staff = made.names.resources.indexOf("staff");
        let [working, onDuty, since] = [0, 0, 0];
        for (const fact of factsOf(made)) {
          if (fact.at > since) expect(working).toBeLessThanOrEqual(onDuty);
          since = fact.at;
          if (!("resource" in fact) || fact.resource !== staff) continue;
          if (fact.verb === "capacity") onDuty = fact.scheduled;
          else if ("units" in fact)
            working += fact.verb === "take" || fact.verb === "takenUp" ? fact.units : -fact.units;
        }
      }),
      { numRuns: 25 },
    );
  });

  test("with pause a service lasts as long as it was drawn, without its pauses", () => {
    fc.assert(
      fc.property(clinics, (clinic) => {
        const left = new Map<string, { since: number; minutes: number }>();
        for (const fact of factsOf(model(clinic, ", atShiftEnd: pause", ""))) {
          if (!("class" in fact)) continue;
          const key = `${fact.class} ${fact.number}`;
          const service = left.get(key);
          if (fact.verb === "start") left.set(key, { since: fact.at, minutes: fact.duration });
          if (service === undefined) continue;
          if (fact.verb === "paused") service.minutes -= fact.at - service.since;
          if (fact.verb === "resumed") {
            expect(fact.duration).toBeCloseTo(service.minutes, 8);
            service.since = fact.at;
          }
          if (fact.verb === "end") expect(fact.at - service.since).toBeCloseTo(service.minutes, 8);
        }
      }),
      { numRuns: 25 },
    );
  });
});
