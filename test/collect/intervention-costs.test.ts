import { describe, expect, test } from "vitest";
import { Collector } from "../../src/collect/collector.ts";
import { compile } from "../../src/compile/compile.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { numbersOf } from "./numbers.ts";

/** One patient a day comes at noon and leaves at 13:00. The window is weeks 3 to 6: days 14 to 41. */
function clinic(costs: string, adoption: string, training = "{}"): string {
  return `
careway: 1
title: A clinic
clock: { start: 2026-04-06, warmUp: 2 weeks, run: 4 weeks }
organisations: { trust: Trust, council: Council }
money: { currency: GBP, priceYear: 2024/25 }
resources: { nurse: { capacity: 2, organisation: trust, costs: { rostered: £30 per hour } } }
patients: { adult: { arrive: { every: 1 day, first: 12 h }, enter: visit } }
stages: { visit: { needs: nurse, duration: 1 h, next: home } }
exits: { home: Home }
interventions:
  change:
    change: { stages.visit.duration: { times: 1 } }
    adoption: ${adoption}
    costs: ${costs}
    training: ${training}
scenarios: { now: [], then: [change] }
`;
}

function numbers(text: string): (metric: string) => number {
  const read = readScenario({ name: "clinic.yaml", text });
  if (!read.ok) expect.fail(read.diagnostics.map(({ message }) => message).join("\n"));
  const arm = read.value.arms.find(({ name }) => name === "then") ?? expect.fail("no arm");
  const model = compile(read.value, arm);
  const collector = new Collector(model);
  simulate(model, 1, collector);
  return numbersOf(model, collector.result());
}

/** Day 0 by the day of the run: the window is [14, 42). */
const DAY_ZEROS = [
  { when: "time 0, in force for everybody", adoption: "full", once: 1, running: 28, ten: 0, patients: 28 },
  { when: "before the window", adoption: from("2026-04-14"), once: 1, running: 28, ten: 4, patients: 28 },
  { when: "long before the window", adoption: from("2026-04-06"), once: 1, running: 28, ten: 0, patients: 28 },
  { when: "the start of the window", adoption: from("window"), once: 1, running: 28, ten: 10, patients: 28 },
  { when: "in the window", adoption: from("2026-05-04"), once: 1, running: 14, ten: 10, patients: 14 },
  { when: "near its end", adoption: from("2026-05-14"), once: 1, running: 4, ten: 4, patients: 4 },
  { when: "the end of the window", adoption: from("2026-05-18"), once: 0, running: 0, ten: 0, patients: 0 },
  { when: "after it", adoption: from("2026-06-01"), once: 0, running: 0, ten: 0, patients: 0 },
];

function from(day: string): string {
  return `{ from: ${day}, share: 100% }`;
}

describe("every cost line counts from day 0 on, within the window", () => {
  test.each(DAY_ZEROS)("when day 0 is $when", ({ adoption, once, running, ten, patients }) => {
    const costs = `{
      begin: { once: £100, organisation: trust },
      run: { rate: £7 per day, organisation: trust },
      double: { rate: £11 per day, for: 10 days, organisation: council },
      each: { perPatient: £30, organisation: council } }`;
    const training = "{ nurse: { hours: 10 h, over: 10 days, backfill: 50%, organisation: council } }";
    const read = numbers(clinic(costs, adoption, training));
    expect(read("organisation.trust.cost.once.total")).toBe(once * 100);
    expect(read("organisation.trust.cost.running.total")).toBeCloseTo(running * 7, 9);
    expect(read("organisation.council.cost.running.total")).toBeCloseTo(ten * 11, 9);
    expect(read("organisation.council.cost.perPatient.total")).toBe(patients * 30);
    expect(read("overall.cost.perPatient.total")).toBe(patients * 30);
    // An hour a day, half of it with somebody else at work; everybody on the roster is paid, at work or away.
    expect(read("organisation.council.cost.training.total")).toBeCloseTo(ten * 0.5 * 30 * 1.55, 6);
    expect(read("overall.cost.training.total")).toBeCloseTo(ten * 0.5 * 30 * 1.55, 6);
    expect(read("organisation.trust.cost.rostered.total")).toBeCloseTo(2 * 30 * 24 * 28, 6);
    expect(read("resource.nurse.capacity.mean")).toBeCloseTo(2 - (ten * 0.5) / (28 * 24), 9);
  });
});

describe("a price for each patient", () => {
  test.each(["0%", "40%", "100%"])("is paid for those who adopt, of %s", (share) => {
    const read = numbers(clinic("{ each: { perPatient: £30 } }", `{ share: ${share} }`));
    const adopted = read("intervention.change.adopted.count");
    expect(read("overall.cost.perPatient.total")).toBe(30 * adopted);
    if (share === "0%") expect(adopted).toBe(0);
    if (share === "100%") expect(adopted).toBe(28);
    expect(read("organisation.trust.cost.perPatient.total")).toBe(0);
  });
});

describe("training", () => {
  test("who pays for the resource pays for who stands in, unless somebody else is said to", () => {
    const read = numbers(clinic("{}", from("window"), "{ nurse: { hours: 8 h, over: 1 week, backfill: 25% } }"));
    expect(read("organisation.trust.cost.training.total")).toBeCloseTo(2 * 30 * 1.55, 9);
    expect(read("organisation.council.cost.training.total")).toBe(0);
  });

  test.each([0, 0.55, 0.9])("who stands in costs the rostered price and a premium of %s", (premium) => {
    const training = `{ nurse: { hours: 8 h, over: 1 week, backfill: 100%, premium: ${premium} } }`;
    const read = numbers(clinic("{}", from("window"), training));
    expect(read("overall.cost.training.total")).toBeCloseTo(8 * 30 * (1 + premium), 9);
    expect(read("resource.nurse.capacity.mean")).toBe(2);
  });

  test("each half of the time is paid at the price in force", () => {
    const raise = "change: { stages.visit.duration: { times: 1 }, resources.nurse.costs.rostered: £60 per hour }";
    const text = clinic("{}", from("window"), "{ nurse: { hours: 8 h, over: 4 weeks, backfill: 50% } }");
    const dearer = `
  later: { ${raise}, adoption: { from: 2026-05-04, share: 100% } }
scenarios: { now: [], then: [change, later] }
`;
    const read = numbers(text.replace(/scenarios:.*\n/, dearer.slice(1)));
    expect(read("overall.cost.training.total")).toBeCloseTo((2 * 30 + 2 * 60) * 1.55, 9);
    expect(read("overall.cost.rostered.total")).toBeCloseTo(2 * 24 * 14 * (30 + 60), 6);
  });
});

const lines = ["held", "rostered", "overtime", "use", "fixed", "running", "once", "perPatient", "training"];

describe("twice the price is twice the line, and no other moves", () => {
  const LINES = {
    once: { line: "once", price: (by: number) => `once: £${100 * by}` },
    rate: { line: "running", price: (by: number) => `rate: £${7.3 * by} per day` },
    "rate for a time": { line: "running", price: (by: number) => `rate: £${7.3 * by} per day, for: 10 days` },
    perPatient: { line: "perPatient", price: (by: number) => `perPatient: £${30.1 * by}` },
  };
  test.each(Object.entries(LINES))("%s", (_, { line, price }) => {
    const of = (by: number): number[] => {
      const read = numbers(clinic(`{ one: { ${price(by)}, organisation: council } }`, "{ share: 60% }"));
      return lines.map((each) => read(`overall.cost.${each}.total`));
    };
    const [once, twice] = [of(1), of(2)];
    expect(twice).toEqual(once.map((amount, i) => (lines[i] === line ? 2 * amount : amount)));
    expect(once[lines.indexOf(line)]).toBeGreaterThan(0);
  });

  test("training: rostered is what it is a multiple of, and doubles with it", () => {
    const of = (price: string): number[] => {
      const training = "{ nurse: { hours: 90 h, over: 4 weeks, backfill: 50% } }";
      const read = numbers(clinic("{}", from("window"), training).replace("£30 per hour", price));
      return lines.map((each) => read(`overall.cost.${each}.total`));
    };
    const [once, twice] = [of("£30 per hour"), of("£60 per hour")];
    expect(twice).toEqual(once.map((amount) => 2 * amount));
    expect(once.filter((amount) => amount > 0)).toHaveLength(2);
  });
});
