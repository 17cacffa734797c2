import { describe, expect, test } from "vitest";
import type { Metric } from "../../src/collect/run-result.ts";
import type {
  Comparison,
  HeadlineMeasure,
  Instability,
  PairedDifference,
  TargetOutcome,
} from "../../src/experiment/experiment.ts";
import { estimateOf } from "../../src/experiment/summarise.ts";
import { judge } from "../../src/experiment/verdict.ts";
import {
  type Labels,
  markOf,
  sayAll,
  sayAnswer,
  sayImplementation,
  sayLimit,
  sayNotFound,
  sayPayers,
  sayTarget,
  sayVerdict,
  sharedTradeOffs,
} from "../../src/render/sentences.ts";
import { metric, YEAR } from "../experiment/results.ts";

const DAY = 1440;
const T49 = 2.0095752371292397; // Student's t of 49 degrees at 0.975

const labels: Labels = {
  scenario: "Discharge to assess",
  baseline: "Assessed on the ward",
  measures: new Map([
    ["measure.beds", { label: "Beds in use", kind: "units" }],
    ["measure.support", { label: "Places of home support in use", kind: "number" }],
    ["measure.wait", { label: "Wait for a bed", kind: "min" }],
    ["measure.readmitted", { label: "Readmitted within 28 days", kind: "share" }],
    ["measure.cost", { label: "Cost per patient", kind: "money" }],
    ["measure.score", { label: "Score", kind: "number" }],
    ["measure.seen", { label: "Patients seen", kind: "per day" }],
  ]),
  resources: new Map([["carePackage", "Packages of care"]]),
  organisations: new Map([
    ["acute", "Acute trust"],
    ["council", "Council"],
    ["community", "Community services"],
  ]),
  inputsTested: true,
};

const lower = (id: string, matters?: number): HeadlineMeasure => ({
  metricId: `measure.${id}`,
  matters,
  better: "lower",
});
const higher = (id: string, matters?: number): HeadlineMeasure => ({ ...lower(id, matters), better: "higher" });

interface Case {
  readonly n?: number;
  readonly baseline?: number;
  readonly metric?: Partial<Metric>;
}

/** A difference with this interval, of 50 replications unless stated. */
function between(
  id: string,
  low: number,
  high: number,
  { n = 50, baseline = 0, metric: over = {} }: Case = {},
): PairedDifference {
  const mean = (low + high) / 2;
  const sd = n < 2 ? NaN : (((high - low) / 2) * Math.sqrt(50)) / T49;
  const difference = { ...estimateOf(mean, sd, n, 0.95), ...(n < 2 ? {} : { low, high, halfWidth: (high - low) / 2 }) };
  return {
    ...difference,
    metric: metric(id, over),
    baseline: estimateOf(baseline, 0, n, 0.95),
    scenario: estimateOf(baseline + mean, 0, n, 0.95),
    varianceReduction: 1,
    unchanged: low === 0 && high === 0 ? n : 0,
    differences: new Float64Array(n),
    runLow: low,
    runHigh: high,
  };
}

function payer(name: string, low: number, high: number): PairedDifference {
  const over = { scope: "organisation", subject: name, quantity: "cost", statistic: "total", unit: "money" } as const;
  return between(`organisation.${name}.cost.total`, low, high, { metric: over });
}

interface Setting {
  readonly measures: readonly (readonly [PairedDifference, HeadlineMeasure])[];
  readonly others?: readonly PairedDifference[];
  readonly instabilities?: readonly Instability[];
  readonly done?: number;
  readonly planned?: number;
  readonly window?: number;
}

function comparisonOf({
  measures,
  others = [],
  instabilities = [],
  done = 50,
  planned = 50,
  window = YEAR,
}: Setting): Comparison {
  const unstable = new Set(instabilities.map(({ arm }) => arm)).size as 0 | 1 | 2;
  return {
    arm: "d2a",
    baseline: "ward",
    instabilities,
    planned,
    done,
    window,
    differences: [...measures.map(([difference]) => difference), ...others],
    verdicts: measures.map(([difference, measure]) =>
      judge(difference, measure, { unstable, finished: done >= planned }),
    ),
  };
}

/** The sentence on the first measure, all of it, with mark and word. */
function said(setting: Setting, words = labels): string {
  const comparison = comparisonOf(setting);
  const sentence = sayVerdict(comparison.verdicts[0], comparison, words);
  return `${sentence.mark} ${sentence.word}: ${sayAll(sentence)}`;
}

const growing = (arm: string, over: Partial<Instability> = {}): Instability => ({
  arm,
  resource: "carePackage",
  cause: "growth",
  growthPerWeek: { ...estimateOf(3.1, 1, 50, 0.95), low: 2.8, high: 3.4, halfWidth: 0.3 },
  cure: undefined,
  ...over,
});

describe("a clear benefit", () => {
  test("names what is freed, with its range and the two levels", () => {
    const beds = between("measure.beds", -22.8, -18, { baseline: 190 });
    expect(said({ measures: [[beds, lower("beds")]] })).toBe(
      "▼ better: Discharge to assess frees 20 beds on average (18 to 23): 170, not 190.",
    );
  });

  test("tells times in the unit of the levels", () => {
    const wait = between("measure.wait", -2.3 * DAY, -1.6 * DAY, { baseline: 5 * DAY });
    expect(said({ measures: [[wait, lower("wait")]] })).toBe(
      "▼ better: Discharge to assess shortens “Wait for a bed” by 2 days on average (1.6 to 2.3): 3.05 days, not 5.",
    );
  });

  test("tells the levels in a unit of their own where the difference would vanish in it", () => {
    const wait = between("measure.wait", -80, -60, { baseline: 3000 });
    expect(said({ measures: [[wait, lower("wait")]] })).toBe(
      "▼ better: Discharge to assess shortens “Wait for a bed” by 70 minutes on average (60 to 80): 2.03 days, not 2.08.",
    );
  });

  test("of a measure of which more is better points upwards", () => {
    const seen = between("measure.seen", 1.2, 1.8, { baseline: 10 });
    expect(said({ measures: [[seen, higher("seen")]] })).toBe(
      "▲ better: Discharge to assess raises “Patients seen” by 1.5 a day on average (1.2 to 1.8): 11.5 a day, not 10.",
    );
  });

  test("has a singular for one", () => {
    const beds = between("measure.beds", -1.2, -0.8, { baseline: 190 });
    expect(said({ measures: [[beds, lower("beds")]] })).toContain("frees 1 bed on average (0.8 to 1.2)");
    const support = between("measure.support", 0.8, 1.2, { baseline: 10 });
    expect(said({ measures: [[support, lower("support")]] })).toContain(
      "needs 1 more place of home support (0.8 to 1.2)",
    );
    const readmitted = between("measure.readmitted", -0.012, -0.008);
    expect(said({ measures: [[readmitted, lower("readmitted")]] })).toContain(
      "by 1 percentage point on average (0.8 to 1.2)",
    );
  });

  test("holds if the inputs are right while these are untested", () => {
    const beds = between("measure.beds", -22.8, -18, { baseline: 190 });
    expect(said({ measures: [[beds, lower("beds")]] }, { ...labels, inputsTested: false })).toBe(
      "▼ better: Discharge to assess frees 20 beds on average (18 to 23): 170, not 190, if the inputs are right.",
    );
  });

  test("leaves out the levels before it has more than 30 words", () => {
    const scenario =
      "Discharge to assess with seven-day senior review and a larger team at home, as it is likely to be here";
    const wait = between("measure.wait", -2.3 * DAY, -1.6 * DAY, { baseline: 5 * DAY });
    const comparison = comparisonOf({ measures: [[wait, lower("wait")]] });
    const { text } = sayVerdict(comparison.verdicts[0], comparison, { ...labels, scenario });
    expect(text).toBe(`${scenario} shortens “Wait for a bed” by 2 days (1.6 to 2.3).`);
  });
});

test("a benefit that is perhaps too small says what would not matter", () => {
  const wait = between("measure.wait", -0.5 * DAY, -0.1 * DAY, { baseline: 5 * DAY });
  expect(said({ measures: [[wait, lower("wait", 0.4 * DAY)]] })).toBe(
    "▼ better, perhaps too small to matter: Discharge to assess shortens “Wait for a bed” by 0.3 days (0.1 to 0.5). " +
      "You said that less than 0.4 days would not matter.",
  );
});

describe("a clear harm", () => {
  test("says which way it is worse, and names the busiest resource", () => {
    const wait = between("measure.wait", 3 * DAY, 6 * DAY, { baseline: 5 * DAY });
    const busy = between("resource.carePackage.utilisation.share", 0.01, 0.02, {
      baseline: 0.955,
      metric: { scope: "resource", subject: "carePackage", quantity: "utilisation", statistic: "share", unit: "share" },
    });
    expect(said({ measures: [[wait, lower("wait")]], others: [busy] })).toBe(
      "▲ worse: Discharge to assess makes “Wait for a bed” longer, by 4.5 days (3 to 6). " +
        "The busiest resource is “Packages of care”: it is busy 97% of its hours.",
    );
  });

  test("of beds says how many more are needed", () => {
    const beds = between("measure.beds", 18, 22.8);
    expect(said({ measures: [[beds, lower("beds")]] })).toBe(
      "▲ worse: Discharge to assess needs 20 more beds (18 to 23).",
    );
  });

  test("of a share is told in percentage points, of money in pounds", () => {
    const readmitted = between("measure.readmitted", 0.011, 0.031);
    expect(said({ measures: [[readmitted, lower("readmitted")]] })).toBe(
      "▲ worse: Discharge to assess makes “Readmitted within 28 days” higher, by 2.1 percentage points (1.1 to 3.1).",
    );
    const score = between("measure.score", -3, -1);
    expect(said({ measures: [[score, higher("score")]] })).toContain("makes “Score” lower, by 2 (1 to 3)");
    const cost = between("measure.cost", 20, 60);
    expect(said({ measures: [[cost, lower("cost", 30)]] })).toBe(
      "▲ worse, perhaps too small to matter: Discharge to assess makes “Cost per patient” higher, by £40 (£20 to £60). " +
        "You said that less than £30 would not matter.",
    );
  });
});

test("a change that is neither better nor worse is only told", () => {
  const support = between("measure.support", 18, 22.8, { baseline: 4 });
  const neither = { metricId: "measure.support", matters: undefined, better: undefined };
  expect(said({ measures: [[support, neither]] })).toBe(
    "▲ higher: Discharge to assess uses 20 more places of home support on average (18 to 23): 24.4, not 4.",
  );
});

describe("about the same", () => {
  test("is said to within what the team said matters", () => {
    const wait = between("measure.wait", -0.2 * DAY, 0.3 * DAY, { baseline: 5 * DAY });
    expect(said({ measures: [[wait, lower("wait", 0.5 * DAY)]] })).toBe(
      "= about the same: Discharge to assess and Assessed on the ward give the same “Wait for a bed”, " +
        "to within the 0.5 days that you said matters.",
    );
    const beds = between("measure.beds", -0.2, 0.3);
    expect(said({ measures: [[beds, lower("beds", 1)]] })).toContain("to within the 1 bed that you said matters");
  });

  test("is identical when no path changed, minus zero included", () => {
    const beds = between("measure.beds", -0, 0);
    expect(said({ measures: [[beds, lower("beds")]] })).toBe(
      "= identical: Discharge to assess and Assessed on the ward are identical: no patient's path changed.",
    );
  });

  test("is exactly the same in one measure when others changed", () => {
    const beds = between("measure.beds", 0, 0);
    const wait = between("measure.wait", -5, 3);
    expect(said({ measures: [[beds, lower("beds")]], others: [wait] })).toContain(
      "give exactly the same “Beds in use” in every simulated year.",
    );
  });
});

describe("cannot tell", () => {
  test("says how far it may go each way and how many more years would probably settle it", () => {
    const wait = between("measure.wait", -3 * DAY, 2 * DAY, { baseline: 5 * DAY });
    expect(said({ measures: [[wait, lower("wait", DAY)]] })).toBe(
      "? can't tell: We cannot tell Discharge to assess and Assessed on the ward apart on “Wait for a bed”: " +
        "Discharge to assess could be 3 days better or 2 days worse. " +
        "About 580 more simulated years would probably settle a difference of 1 day. " +
        "If you must choose now, choose on cost, staff or risk.",
    );
  });

  test("puts the better side first whichever it is, and has no better side where the file gives none", () => {
    const score = between("measure.score", -3, 2);
    expect(said({ measures: [[score, higher("score")]] })).toContain("could be 2 better or 3 worse.");
    const neither = { metricId: "measure.score", matters: undefined, better: undefined };
    expect(said({ measures: [[score, neither]] })).toContain("could be 3 lower or 2 higher.");
  });

  test("in a tie says that it could be the same", () => {
    const beds = between("measure.beds", 0, 5);
    expect(said({ measures: [[beds, lower("beds")]] })).toContain("could be the same or 5 beds worse.");
    const fewer = between("measure.beds", -5, -0);
    expect(said({ measures: [[fewer, lower("beds")]] })).toContain("could be 5 beds better or the same.");
  });

  test("promises nothing when enough years have been run", () => {
    const score = between("measure.score", -0.5, 5);
    expect(said({ measures: [[score, lower("score", 4)]] })).not.toContain("more simulated");
  });

  test("says run, not year, of a run that is not a year", () => {
    const score = between("measure.score", -3, 2);
    expect(said({ measures: [[score, lower("score")]], window: 26 * 10080 })).toMatch(/more simulated runs would/);
  });
});

describe("unstable", () => {
  const beds = between("measure.beds", -22.8, -18, { baseline: 190 });
  const measures = [[beds, lower("beds")]] as const;

  test("replaces everything, says how fast what grows, and the cure", () => {
    const instabilities = [growing("ward"), growing("d2a", { cure: { needed: 68, has: 60 } })];
    expect(said({ measures, instabilities })).toBe(
      "⚠ unstable: This pathway cannot cope as described. The queue for “Packages of care” grows by about 3.1 patients a week " +
        "and never settles, so averages mean nothing. It would settle with 68 or more, not 60.",
    );
  });

  test("says how many the lists hold where these are too short, with no cure in units", () => {
    const flat = { cause: "overload", growthPerWeek: estimateOf(NaN, NaN, 0, 0.95) } as const;
    const lists = { asked: 34.0000000001, called: 80 / 3 };
    expect(said({ measures, instabilities: [growing("ward", flat), growing("d2a", { ...flat, lists })] })).toBe(
      "⚠ unstable: This pathway cannot cope as described. More patients are to be called for “Packages of care” than its lists " +
        "hold and the queue never settles, so averages mean nothing. Its lists hold 26.7 patients a week, and 34 are to be called.",
    );
  });

  test("has a singular, names no resource when only the number present grows, and knows an overload without a slope", () => {
    const one = { ...estimateOf(1, 1, 50, 0.95), low: 0.7, high: 1.3, halfWidth: 0.3 };
    const present = { resource: undefined, growthPerWeek: one };
    expect(said({ measures, instabilities: [growing("ward"), growing("d2a", present)] })).toContain(
      "The number of patients present grows by about 1 patient a week and never settles",
    );
    const flat = { cause: "overload", growthPerWeek: estimateOf(NaN, NaN, 0, 0.95) } as const;
    expect(said({ measures, instabilities: [growing("ward", flat), growing("d2a", flat)] })).toContain(
      "More work arrives for “Packages of care” than can be done and the queue never settles, so averages mean nothing.",
    );
  });

  test("against stable says which settles, at what level, and gives no average", () => {
    const over = { scope: "resource", subject: "carePackage", quantity: "waiting" } as const;
    const waiting = between("resource.carePackage.waiting.mean", -96.5, -95.5, { baseline: 100, metric: over });
    expect(said({ measures, others: [waiting], instabilities: [growing("ward")] })).toBe(
      "⚠ unstable: Without change the queue for “Packages of care” keeps growing; with Discharge to assess it settles at about " +
        "4 patients. How much better depends on how long you wait, so no average is given.",
    );
    expect(said({ measures, instabilities: [growing("d2a")] })).toBe(
      "⚠ unstable: Without change the queue for “Packages of care” settles; with Discharge to assess it keeps growing. " +
        "How much worse depends on how long you wait, so no average is given.",
    );
  });

  test("says nothing of beds, pounds or payers", () => {
    const comparison = comparisonOf({
      measures,
      others: [payer("acute", -3e5, -2e5)],
      instabilities: [growing("ward")],
    });
    const { headline, second } = sayAnswer(comparison, labels);
    expect(`${sayAll(headline)}${second}`).not.toMatch(/\d|£|frees|bed/);
  });
});

describe("too few", () => {
  const beds = (n: number) => between("measure.beds", -28, -13, { n });

  test("is said so far, with the range but no verdict", () => {
    expect(said({ measures: [[beds(8), lower("beds")]], done: 8 })).toBe(
      "◔ not yet a finding: So far, after 8 of 50 simulated years: 13 to 28 fewer beds in use. Not yet a finding.",
    );
    const wait = between("measure.wait", -3 * DAY, 2 * DAY, { n: 8, baseline: 5 * DAY });
    expect(said({ measures: [[wait, lower("wait")]], done: 8 })).toContain(
      "So far, after 8 of 50 simulated years: “Wait for a bed” 3 days less to 2 days more.",
    );
    const less = between("measure.wait", -3 * DAY, -2 * DAY, { n: 8, baseline: 5 * DAY });
    expect(said({ measures: [[less, lower("wait")]], done: 8 })).toContain("“Wait for a bed” 2 to 3 days less.");
  });

  test("has no range after one", () => {
    expect(said({ measures: [[beds(1), lower("beds")]], done: 1, planned: 1 })).toBe(
      "◔ not yet a finding: After 1 simulated year: “Beds in use” has no range yet. Not yet a finding: that takes 10.",
    );
    expect(said({ measures: [[beds(1), lower("beds")]], done: 1 })).toContain("So far, after 1 of 50 simulated years:");
  });

  test("says in how many years the measure was observed", () => {
    expect(said({ measures: [[beds(4), lower("beds")]] })).toContain(
      "After 4 of 50 simulated years that observed it: ",
    );
    const none = between("measure.beds", NaN, NaN, { n: 0 });
    expect(said({ measures: [[none, lower("beds")]] })).toContain("There is nothing to compare on “Beds in use”");
  });
});

describe("the answer", () => {
  const beds = between("measure.beds", -22.8, -18, { baseline: 190 });
  const wait = between("measure.wait", 3 * DAY, 6 * DAY, { baseline: 5 * DAY });
  const council = payer("council", 330000, 410000);
  const acute = payer("acute", -320000, -260000);
  const community = payer("community", 210000, 270000);

  test("puts the payer of a benefit into the same sentence, and all others who pay and gain into the second", () => {
    const { headline, second } = sayAnswer(
      comparisonOf({ measures: [[beds, lower("beds")]], others: [acute, community, council] }),
      labels,
    );
    expect([headline.mark, headline.word]).toEqual(["⇄", "trade-off"]);
    expect(headline.text).toBe(
      "Discharge to assess frees 20 beds (18 to 23) but costs Council £370,000 a year more (£330,000 to £410,000).",
    );
    expect(second).toBe(
      "It also costs Community services £240,000 a year more (£210,000 to £270,000); " +
        "Acute trust pays £290,000 a year less (£260,000 to £320,000).",
    );
  });

  test("puts a harm on another measure before the payer", () => {
    const measures = [
      [wait, lower("wait")],
      [beds, lower("beds")],
    ] as const;
    const { headline, second } = sayAnswer(comparisonOf({ measures, others: [council] }), labels);
    expect(headline.text).toBe(
      "Discharge to assess frees 20 beds (18 to 23) but makes “Wait for a bed” longer, by 4.5 days (3 to 6).",
    );
    expect(second).toBe("It costs Council £370,000 a year more (£330,000 to £410,000).");
  });

  test("keeps the headline to 30 words, and then says benefit and harm together in the second sentence", () => {
    const scenario = "Discharge to assess with seven-day senior review and a larger home team, as likely here";
    const measures = [
      [beds, lower("beds")],
      [wait, lower("wait")],
    ] as const;
    const { headline, second } = sayAnswer(comparisonOf({ measures }), { ...labels, scenario, inputsTested: false });
    expect(headline.text.split(" ").length).toBeLessThanOrEqual(30);
    expect(headline.mark).toBe("⇄");
    expect(second).toBe("It frees beds but makes “Wait for a bed” longer, by 4.5 days (3 to 6).");
  });

  test("names the payer once, with the benefit, when the headline has no room for it", () => {
    const scenario = "Discharge to assess with seven-day senior review and a larger home team, as likely here";
    const comparison = comparisonOf({ measures: [[beds, lower("beds")]], others: [acute, council] });
    const { headline, second } = sayAnswer(comparison, { ...labels, scenario, inputsTested: false });
    expect(headline.text).not.toContain("Council");
    expect(second).toBe(
      "It frees beds but costs Council £370,000 a year more (£330,000 to £410,000); Acute trust pays £290,000 a year less (£260,000 to £320,000).",
    );
  });

  test("names the largest payers first, and nobody whose change is under a hundredth of the largest", () => {
    const trivial = payer("acute", -4000, -3000);
    const others = [trivial, community, council];
    expect(sayPayers(comparisonOf({ measures: [], others }), labels)).toBe(
      "It costs Council £370,000 a year more (£330,000 to £410,000) and Community services £240,000 a year more (£210,000 to £270,000).",
    );
    expect(
      sayPayers(comparisonOf({ measures: [], others: [payer("acute", -4000, -3800), council] }), labels),
    ).toContain("Acute trust pays");
  });

  test("is the benefit alone when nobody clearly pays for it", () => {
    const unclear = payer("council", -1000, 5000);
    const setting = { measures: [[beds, lower("beds")]] as const };
    expect(sayAnswer(comparisonOf({ ...setting, others: [unclear] }), labels)).toMatchObject({
      headline: { mark: "▼", text: expect.stringContaining("frees 20 beds on average") },
      second: "No organisation's cost clearly changes.",
    });
    expect(sayAnswer(comparisonOf({ ...setting, others: [acute] }), labels).second).toBe(
      "Acute trust pays £290,000 a year less (£260,000 to £320,000).",
    );
    expect(sayAnswer(comparisonOf(setting), labels).second).toBe("");
  });

  test("says a run, not a year, of money in a run that is not a year", () => {
    expect(sayPayers(comparisonOf({ measures: [], others: [council], window: 1000 }), labels)).toContain(
      "£370,000 a run more",
    );
  });

  test("leads with a harm where there is no benefit, and else with the first measure that is not identical", () => {
    const same = between("measure.beds", 0, 0);
    const open = between("measure.score", -3, 2);
    const lead = (measures: Setting["measures"]) => sayAnswer(comparisonOf({ measures }), labels).headline.word;
    expect(
      lead([
        [open, lower("score")],
        [wait, lower("wait")],
      ]),
    ).toBe("worse");
    expect(
      lead([
        [same, lower("beds")],
        [open, lower("score")],
      ]),
    ).toBe("can't tell");
    expect(lead([[same, lower("beds")]])).toBe("identical");
  });

  test("says who pays for a change that changes nothing else", () => {
    const same = between("measure.beds", 0, 0);
    const costs = comparisonOf({ measures: [[same, lower("beds")]], others: [payer("council", 330000, 410000)] });
    expect(sayAnswer(costs, labels).second).toBe("It costs Council £370,000 a year more (£330,000 to £410,000).");
    const free = comparisonOf({ measures: [[same, lower("beds")]], others: [payer("council", -5, 5)] });
    expect(sayAnswer(free, labels).second).toBe("");
  });

  test("is refused without a headline measure", () => {
    expect(() => sayAnswer(comparisonOf({ measures: [] }), labels)).toThrow("no headline measure");
  });
});

describe("a trade-off that several scenarios make", () => {
  const beds = (low: number, high: number) => between("measure.beds", low, high, { baseline: 190 });
  const setting = (low: number, high: number, others: readonly PairedDifference[]) => ({
    ...comparisonOf({ measures: [[beds(low, high), lower("beds")]], others }),
    arm: `arm ${high}`,
  });
  const council = payer("council", 330000, 410000);
  const many = [setting(-23, -18, [council]), setting(-9, -7, [payer("council", 1000, 3000)])];
  const labelsFor = ({ arm }: Comparison): Labels => ({ ...labels, scenario: arm });

  test("is said once, with all their names and without the numbers that each has of its own", () => {
    const other = setting(-5, -4, [payer("acute", 1, 2)]);
    expect(sharedTradeOffs([...many, other], labelsFor)).toEqual([
      {
        arms: ["arm -18", "arm -7"],
        text: "arm -18 and arm -7 make the same trade-off: each frees beds but costs Council more.",
      },
    ]);
    expect(sharedTradeOffs([many[0], other], labelsFor)).toEqual([]);
  });

  test("leaves each answer its benefit and its payers", () => {
    const { headline, second } = sayAnswer(many[0], labels, true);
    expect(headline.text).toBe("Discharge to assess frees 21 beds on average (18 to 23): 170, not 190.");
    expect(headline.word).toBe("trade-off");
    expect(second).toBe("It costs Council £370,000 a year more (£330,000 to £410,000).");
  });

  test("may be with a harm, which each answer then tells with its size", () => {
    const wait = between("measure.wait", 3 * DAY, 6 * DAY, { baseline: 5 * DAY });
    const measures = [
      [beds(-23, -18), lower("beds")],
      [wait, lower("wait")],
    ] as const;
    const both = [comparisonOf({ measures }), { ...comparisonOf({ measures }), arm: "again" }];
    expect(sharedTradeOffs(both, labelsFor).map(({ text }) => text)).toEqual([
      "d2a and again make the same trade-off: each frees beds but makes “Wait for a bed” longer.",
    ]);
    expect(sayAnswer(both[0], labels, true).second).toBe("It makes “Wait for a bed” longer, by 4.5 days (3 to 6).");
  });
});

describe("a target", () => {
  const target = (over: Partial<TargetOutcome>): TargetOutcome => ({
    scenario: "d2a",
    versus: undefined,
    measure: "wait",
    kind: "value",
    label: "Fit to home",
    published: 1.2 * DAY,
    low: 0.8 * DAY,
    high: 1.6 * DAY,
    simulated: between("x", 1.1 * DAY, 1.5 * DAY),
    settled: true,
    outcome: "met",
    ...over,
  });
  const days = { kind: "min", style: "prose", timeUnit: "days" } as const;

  test("says met, missed or cannot tell, with what was simulated and published", () => {
    expect(sayTarget(target({}), days)).toBe(
      "Fit to home: met. Simulated 1.3 days (1.1 to 1.5), within 0.8 days to 1.6 days. Published: 1.2 days.",
    );
    const missed = target({ outcome: "missed", simulated: between("x", 2 * DAY, 2.4 * DAY), published: undefined });
    expect(sayTarget(missed, days)).toBe(
      "Fit to home: missed. Simulated 2.2 days (2 to 2.4), outside 0.8 days to 1.6 days.",
    );
    const open = target({ outcome: "cannot tell", simulated: between("x", 1.5 * DAY, 1.9 * DAY) });
    expect(sayTarget(open, days)).toContain("we cannot tell. Simulated 1.7 days (1.5 to 1.9), only partly within");
    const single = target({ outcome: "cannot tell", simulated: between("x", DAY, DAY, { n: 1 }) });
    expect(sayTarget(single, days)).toContain("Simulated 1 day, without a range, against");
    expect(sayTarget(target({ outcome: "cannot tell" }), days)).toContain("does not settle, so no figure is given.");
  });

  test("of a ratio is a plain number, of a difference has its direction", () => {
    const ratio = target({
      kind: "ratio",
      published: 1.34,
      low: 1.29,
      high: 1.39,
      simulated: between("x", 1.31, 1.37),
    });
    expect(sayTarget(ratio, days)).toContain("Simulated 1.34 (1.31 to 1.37), within 1.29 to 1.39. Published: 1.34.");
    const beds = {
      kind: "difference",
      published: -20.4,
      low: -39.6,
      high: 0,
      simulated: between("x", -22.8, -18),
    } as const;
    expect(sayTarget(target(beds), { kind: "units", style: "prose" })).toContain(
      "Simulated 20 fewer (18 to 23), within 39.6 fewer to 0. Published: 20.4 fewer.",
    );
  });

  test("as a limit is counted in years", () => {
    expect(sayLimit("Fewer than 5% delayed", 46, 50, "year")).toBe(
      "Fewer than 5% delayed is met in 46 of 50 simulated years.",
    );
    expect(sayLimit("It", 1, 1, "run")).toBe("It is met in 1 of 1 simulated run.");
  });
});

test("implementation holds what was published beside what is likely here", () => {
  const verdicts = (low: number, high: number) => {
    return comparisonOf({ measures: [[between("measure.beds", low, high), lower("beds")]] }).verdicts[0];
  };
  expect(sayImplementation(verdicts(-33, -29), verdicts(-22.8, -18), labels)).toBe(
    "As published: 31 fewer beds (29 to 33). As likely here: 20 fewer (18 to 23).",
  );
  const nothing = comparisonOf({ measures: [[between("measure.beds", 0, 0), lower("beds")]] }).verdicts[0];
  expect(sayImplementation(verdicts(-33, -29), nothing, labels)).toContain("As likely here: no change.");
});

test("an event that was never seen is told with the rate that would still fit", () => {
  expect(sayNotFound("deaths", 170000)).toBe(
    "No deaths among 170,000 simulated patients; a true rate of up to 2 in 100,000 would fit.",
  );
  expect(sayNotFound("deaths", 1)).toBe(
    "No deaths among 1 simulated patient; a true rate of up to 100 in 100 would fit.",
  );
});

test("every verdict has a mark and a word, and no sentence promises, proves or denies", () => {
  const differences = [
    [-23, -18],
    [18, 23],
    [-1, -0.1],
    [0.1, 1],
    [-0.2, 0.3],
    [-3, 2],
    [0, 0],
    [0, 5],
    [-5, 0],
  ] as const;
  const measures = [
    lower("beds", 0.5),
    higher("beds"),
    lower("wait"),
    higher("score", 1),
    lower("readmitted"),
    lower("cost"),
  ];
  for (const measure of measures) {
    for (const [low, high] of differences) {
      for (const done of [50, 8]) {
        const difference = between(measure.metricId, low, high, { n: done, baseline: 30 });
        const comparison = comparisonOf({ measures: [[difference, measure]], done });
        const sentence = sayVerdict(comparison.verdicts[0], comparison, labels);
        expect(markOf(comparison.verdicts[0])).toEqual({ mark: sentence.mark, word: sentence.word });
        expect(sayAll(sentence)).not.toMatch(
          /\b(significant|proven|will|guaranteed|robust|95% sure|no difference|NaN|undefined|Infinity)\b|−0\b|\(\)| {2}/i,
        );
        expect(sayAll(sentence)).toMatch(/^[A-Z“].*\.$/);
        expect(sentence.text.split(" ").length).toBeLessThanOrEqual(30);
      }
    }
  }
});
