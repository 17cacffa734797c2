import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { numbersOf } from "./numbers.ts";

/**
 * One nurse, enough beds; the clock starts at 23:00, so that minute 60 is midnight. In minutes:
 *
 *     patient   arrives   with the nurse   in bed      age, urgent
 *     adult 1      0          0 to 20      20 to  80   70, yes
 *     child 1     10         20 to 40      40 to 100   10, no
 *     adult 2     30         40 to 60      60 to 120   65, no
 */
function clinic(clock: string, measures: string): (id: string) => number {
  const text = `
careway: 1
title: A clinic by hand
clock: { start: 2026-04-06 23:00, ${clock} }
organisations: { trust: Trust }
resources:
  nurse: { capacity: 1, organisation: trust, costs: { held: £120 per hour } }
  bed: { capacity: 9, organisation: trust, costs: { held: £60 per hour } }
patients:
  adult:
    arrive: { times: [{ at: 0 min, set: { age: 70, urgent: true } }, { at: 30 min, set: { age: 65 } }] }
    attributes: { age: 0, urgent: { chance: 0% }, colour: { text: red } }
    enter: care
  child:
    arrive: { times: [10 min] }
    attributes: { age: 10, urgent: { chance: 0% }, colour: { text: green } }
    enter: care
stages:
  care: { needs: nurse, duration: 20 min, next: ward }
  ward: { seize: bed, duration: 60 min, next: home }
exits: { home: Home }
measures:
${measures}`;
  const result = readScenario({ name: "clinic.yaml", text });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  const model = compile(result.value, result.value.arms[0]);
  return numbersOf(model, collectRun(model, 1));
}

const TWO_HOURS = "run: 2 h";

describe("measures of visits", () => {
  test("look at the patient when the stage ends: 0, 10 and 10 minutes waited", () => {
    const read = clinic(
      TWO_HOURS,
      `  wait: { mean: start(care) - enter(care), of: visits(care) }
  so: { sum: waited, of: visits(care) }
  ended: { max: end(care), of: visits(care) }
  seen: { sum: visits(care), of: visits(care) }
  late: { share: start(care) - enter(care) > 5 min, of: visits(care), where: class == "adult" }`,
    );
    expect(read("measure.wait")).toBeCloseTo(20 / 3, 12);
    expect(read("measure.so")).toBe(20);
    expect(read("measure.ended")).toBe(60);
    expect(read("measure.seen")).toBe(3);
    expect(read("measure.late")).toBe(1 / 2);
  });

  test("end in the window: at 120 minutes the third has not left the ward", () => {
    const read = clinic(TWO_HOURS, "  wards: { count: all, of: visits(ward) }\n  gone: { count: all }");
    expect(read("measure.wards")).toBe(2);
    expect(read("measure.gone")).toBe(2);
  });

  test("count what the patient still holds: 20 minutes of nurse at £2, 60 of bed at £1, and the midnight in bed", () => {
    const read = clinic(
      TWO_HOURS,
      `  withNurse: { mean: cost(trust), of: visits(care) }
  both: { mean: cost(trust), of: visits(ward) }
  whole: { mean: cost(trust) }
  inBed: { sum: midnights(bed), of: visits(ward) }
  inWard: { sum: midnights(ward), of: visits(ward) }
  began: { max: taken(bed), of: visits(ward) }
  never: { mean: taken(bed), of: visits(care) }`,
    );
    expect(read("measure.withNurse")).toBeCloseTo(40, 9);
    expect(read("measure.both")).toBeCloseTo(100, 9);
    expect(read("measure.whole")).toBeCloseTo(100, 9);
    expect(read("measure.inBed")).toBe(2);
    expect(read("measure.inWard")).toBe(2);
    expect(read("measure.began")).toBe(40);
    expect(read("measure.never")).toBeNaN();
  });
});

describe("measures of stays", () => {
  test("are spells from the first unit taken to the last given back, by seize and by needs", () => {
    const read = clinic(
      TWO_HOURS,
      `  inBeds: { mean: left(bed) - taken(bed), of: stays(bed) }
  beds: { count: all, of: stays(bed) }
  withNurse: { sum: left(nurse) - taken(nurse), of: stays(nurse) }
  hourly: { sum: left(nurse) - taken(nurse), of: stays(nurse), per: hour }
  each: { count: all, of: stays(nurse), per: hour }
  rate: { rate: all, of: stays(nurse) }`,
    );
    expect(read("measure.inBeds")).toBe(60);
    expect(read("measure.beds")).toBe(2);
    expect(read("measure.withNurse")).toBe(60);
    expect(read("measure.hourly")).toBe(30);
    expect(read("measure.each")).toBe(1.5);
    expect(read("measure.rate")).toBe(36);
  });
});

describe("measures by groups", () => {
  const wait = "mean: start(care) - enter(care), of: visits(care)";

  test("are of each class beside the total, and nothing is observed of a group without records", () => {
    const read = clinic("run: 30 min", `  wait: { ${wait}, by: class }`);
    expect(read("measure.wait")).toBe(0);
    expect(read("measure.wait.by.adult")).toBe(0);
    expect(read("measure.wait.by.child")).toBeNaN();
  });

  test("are of each word, of yes and no, and of bands that hold their lower end", () => {
    const read = clinic(
      TWO_HOURS,
      `  hue: { ${wait}, by: colour }
  urgency: { ${wait}, by: urgent }
  ages: { count: all, of: visits(care), by: { age: [65, 70] } }`,
    );
    expect(read("measure.hue.by.red")).toBe(5);
    expect(read("measure.hue.by.green")).toBe(10);
    expect(read("measure.urgency.by.true")).toBe(0);
    expect(read("measure.urgency.by.false")).toBe(10);
    expect(["<65", "65-70", "70+"].map((band) => read(`measure.ages.by.${band}`))).toEqual([1, 1, 1]);
  });
});

describe("measures as a series", () => {
  test("put a record into the period in which it ends, of each group too", () => {
    const read = clinic(
      TWO_HOURS,
      "  wait: { mean: start(care) - enter(care), of: visits(care), every: 30 min, by: class }",
    );
    const series = (of: string) => [1, 2, 3, 4].map((k) => read(`measure.wait${of}.every.${k}`));
    expect(series("")).toEqual([0, 10, 10, NaN]);
    expect(series(".by.adult")).toEqual([0, NaN, 10, NaN]);
    expect(series(".by.child")).toEqual([NaN, 10, NaN, NaN]);
  });

  test("begin with the window, part time to the minute, and divide a rate by what the last period has of it", () => {
    // Window [10, 100): periods of 40 minutes from 10, 50 and 90 on. Beds: 1 from 20, 2 from 40, 3 from 60, 2 from 80.
    const read = clinic(
      "warmUp: 10 min, run: 90 min",
      `  beds: { mean: inUse(bed), of: time, every: 40 min }
  ends: { rate: all, of: visits(care), per: hour, every: 40 min }`,
    );
    expect(read("measure.beds.every.1")).toBeCloseTo((20 * 1 + 10 * 2) / 40, 12);
    expect(read("measure.beds.every.2")).toBeCloseTo((10 * 2 + 20 * 3 + 10 * 2) / 40, 12);
    expect(read("measure.beds.every.3")).toBeCloseTo(2, 12);
    // Ends at 20 and 40; 60; none in [90, 100).
    expect([1, 2, 3].map((k) => read(`measure.ends.every.${k}`))).toEqual([3, 1.5, 0]);
  });
});

describe("measures over time", () => {
  test("have percentiles and a greatest value by the minutes of each", () => {
    // In [0, 120): 0 beds for 20 minutes, 1 for 20 + 20, 2 for 20 + 20, 3 for 20.
    const read = clinic(
      TWO_HOURS,
      `  half: { percentile: inUse(bed), at: 50%, of: time }
  more: { percentile: inUse(bed), at: 51%, of: time }
  most: { max: inUse(bed), of: time }
  soon: { max: inUse(bed), of: time, where: time < 1 h }`,
    );
    expect(read("measure.half")).toBe(1);
    expect(read("measure.more")).toBe(2);
    expect(read("measure.most")).toBe(3);
    expect(read("measure.soon")).toBe(2);
  });
});

describe("a ratio", () => {
  test("is in one run the value of the one measure over that of the other, whichever stands first", () => {
    const read = clinic(
      TWO_HOURS,
      `  each: { ratio: [bedTime, beds] }
  bedTime: { sum: left(bed) - taken(bed), of: stays(bed) }
  beds: { count: all, of: stays(bed) }`,
    );
    expect(read("measure.each")).toBe(120 / 2);
  });
});

describe("the cohort of a measure", () => {
  const measures = `  seen: { count: all, of: visits(care), every: 30 min }
  stays: { sum: left(bed), of: stays(bed) }
  gone: { count: all }`;

  test("of arrivals is what begins in the window, by the period in which it begins", () => {
    const read = clinic("run: 1 h, cohort: arrivals, coolDown: 50 min", measures);
    expect(read("measure.seen")).toBe(3);
    expect([1, 2].map((k) => read(`measure.seen.every.${k}`))).toEqual([2, 1]);
    // Beds taken at 20 and 40, left at 80 and 100; the third is taken at 60, when the window has closed.
    expect(read("measure.stays")).toBe(180);
    expect(read("measure.gone")).toBe(2);
    expect(read("overall.followed.count")).toBe(2);
    expect(read("overall.stillInside.count")).toBe(1);
    expect(read("overall.exits.count")).toBe(0);
  });

  test("of both ends is what begins and ends in the window", () => {
    // Window [5, 125): adult 1 came before it; the visits of the others end at 40 and 60.
    const read = clinic("warmUp: 5 min, run: 2 h, cohort: bothEnds", measures);
    expect(read("measure.seen")).toBe(2);
    expect(read("measure.stays")).toBe(80 + 100 + 120);
    expect(read("measure.gone")).toBe(2);
  });
});

describe("ratios of measures that are told by groups and periods", () => {
  test("are told by those that both of them have", () => {
    const read = clinic(
      "run: 3 h",
      `  spent: { sum: time(care), of: visits(care), by: class, every: 1 h }
  patients: { count: all, of: visits(care), by: class, every: 1 h }
  everyday: { count: all, of: visits(care), every: 1 h }
  each: { ratio: [spent, patients] }
  other: { ratio: [spent, everyday] }`,
    );
    // Adults were in care for 20 and 30 minutes, the child for 30; all ended by minute 60, the last at 60 in the second hour.
    expect(read("measure.each")).toBeCloseTo(80 / 3, 12);
    expect(read("measure.each.by.adult")).toBe(25);
    expect(read("measure.each.by.child")).toBe(30);
    expect(read("measure.each.every.1")).toBe(25);
    expect(read("measure.each.by.adult.every.2")).toBe(30);
    expect(read("measure.other.every.2")).toBe(30);
    expect(() => read("measure.other.by.adult")).toThrow();
  });
});

describe("who is booked and does not come", () => {
  test("is counted apart, in the class and overall, and arrives nowhere", () => {
    const text = `careway: 1
title: Bookings
clock: { start: 2026-04-06, warmUp: 1 day, run: 2 days }
patients:
  a: { arrive: { booked: { "daily 09:00": 4, "daily 10:00": 1 }, noShow: "if(hour == 9, 100%, 0%)" }, enter: st }
  b: { arrive: { booked: { "daily 11:00": 2 } }, enter: st }
stages: { st: { duration: 1 min, next: home } }
exits: { home: Home }
`;
    const result = readScenario({ name: "bookings.yaml", text });
    if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
    const model = compile(result.value, result.value.arms[0]);
    const read = numbersOf(model, collectRun(model, 1));
    expect(read("overall.missed.count")).toBe(8);
    expect(read("class.a.missed.count")).toBe(8);
    expect(read("class.b.missed.count")).toBe(0);
    expect(read("class.a.arrivals.count")).toBe(2);
    expect(read("class.b.arrivals.count")).toBe(4);
  });
});

describe("a measure over time that is told by periods", () => {
  test("counts a value in the periods in which it lasted, and not where it ends", () => {
    // Beds in use from 20 to 80, 40 to 100 and 60 to 120.
    const read = clinic(TWO_HOURS, "  most: { max: inUse(bed), of: time, every: 20 min }");
    expect([1, 2, 3, 4, 5, 6].map((k) => read(`measure.most.every.${k}`))).toEqual([0, 1, 2, 3, 2, 1]);
    expect(read("measure.most")).toBe(3);
  });
});
