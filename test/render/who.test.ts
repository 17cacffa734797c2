import { beforeAll, describe, expect, test } from "vitest";
import { compareText } from "../../src/render/compare-text.ts";
import { patientsCsv } from "../../src/render/csv.ts";
import type { Findings } from "../../src/render/findings.ts";
import { comparisonJson, jsonOf } from "../../src/render/json.ts";
import { reportPage } from "../../src/render/report.ts";
import { runText } from "../../src/render/run-text.ts";
import { eventWords, ofHundred, sayOfHundred } from "../../src/render/who.ts";
import { QUEUE } from "../experiment/together.ts";
import { clinic, findingsOf, HOSTILE } from "./page-findings.ts";

describe("of 100 patients", () => {
  test("whole numbers add up to 100, and those with the largest remainders are rounded up", () => {
    expect(ofHundred([0.125, 0.875])).toEqual([13, 87]);
    expect(ofHundred([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(ofHundred([0.004, 0.996, 0])).toEqual([0, 100, 0]);
    expect(ofHundred([1, 0, 0])).toEqual([100, 0, 0]);
  });

  test("some who are fewer than one are told", () => {
    expect([sayOfHundred(0, 0.004), sayOfHundred(0, 0), sayOfHundred(3, 0.03)]).toEqual(["under 1", "0", "3"]);
  });

  test("what happens is avoided where it is bad, and gained where it is good", () => {
    const kind = { metric: "measure.x", event: true } as const;
    expect(eventWords({ ...kind, better: "lower" })).toMatchObject({ better: "avoided", worse: "new" });
    expect(eventWords({ ...kind, better: "higher" })).toMatchObject({ better: "gained", worse: "lost" });
  });
});

describe("who is better and worse off", () => {
  let findings: Findings;
  let page = "";
  beforeAll(async () => {
    findings = await findingsOf(QUEUE);
    page = /<section id="whom"[\s\S]*?<\/section>/.exec(reportPage(findings))?.[0] ?? "";
  });

  test("stands in the page: a table, ten rows of ten of each outcome that happens or not, and each grouping", () => {
    expect(page).toContain("For whom");
    expect(page).toMatch(/youngFirst: of 100 patients \d+ stay less long, \d+ longer/);
    expect(page).toContain("nothing: of 100 patients 0 stay less long, 0 longer");
    expect(page).toContain("Waits over an hour: what becomes of 100 patients");
    expect(page).toContain("What changes, by class");
    expect(page).toContain("What changes, by frail");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    const icons = /<figure id="figure-whom-3">[\s\S]*?<\/figure>/.exec(page)?.[0] ?? "";
    const [drawing] = icons.split("</svg>");
    const marks = drawing.match(/<circle class="(less-cost|c0 fill|axis hole)"|<rect class="more-cost"/g) ?? [];
    expect(marks).toHaveLength(100 + 4);
  });

  test("stands in the text, in short", () => {
    const text = compareText(findings);
    expect(text).toContain("For whom: of 100 patients in youngFirst, against themselves in Baseline");
    expect(text).toMatch(/Length of stay +\d+ +\d+ +\d+ /);
    expect(text).toMatch(/frail yes +\d+ \/ \d+/);
    expect(text.replace(/\s+/g, " ")).toContain("Nobody is left out.");
  });

  test("stands in the JSON and in patients.csv with the same numbers", () => {
    const { comparisons } = JSON.parse(jsonOf("comparison", comparisonJson(findings)));
    const { groups, outcomes } = comparisons[0].patients;
    expect(groups[2]).toMatchObject({ grouping: "class", group: "young", matched: { n: 12 } });
    expect(outcomes[3]).toMatchObject({ metric: "measure.long", better: "lower", event: true });
    const { better, avoided } = outcomes[3].groups[2];
    expect(avoided).toEqual(better);
    const [head, ...rows] = patientsCsv(findings.comparisons).trimEnd().split("\n");
    const widths = new Set([head, ...rows].map((row) => row.split(",").length));
    expect(widths.size).toBe(1);
    expect(rows).toContain(
      `${comparisons[0].arm},baseline,measure.long,lower,class,young,avoided,12,${avoided.mean},${avoided.sd},${avoided.low},${avoided.high},`,
    );
  });

  test("of one scenario alone each group has its stay and wait", () => {
    const { result } = findings;
    const text = runText({ ...findings, result: { ...result, arms: result.arms.slice(0, 1) } });
    expect(text).toContain("For whom, mean of those who are counted");
    expect(text).toMatch(/young +[\d,]+/);
  });

  test("says how many are in no group, because they have no such attribute", async () => {
    const text = QUEUE.replace("attributes: { frail: { chance: 5% } }, ", "").replace("[class, frail]", "[frail]");
    const { comparisons, ...rest } = await findingsOf(text);
    const [{ matched }, ...groups] = comparisons[0].patients?.groups ?? expect.fail("no patients");
    const missing = matched.mean - groups.reduce((sum, group) => sum + group.matched.mean, 0);
    expect(missing).toBeGreaterThan(100);
    const told = compareText({ ...rest, comparisons }).replace(/\s+/g, " ");
    expect(told).toContain(`In no group by frail: ${Math.round(missing)}.`);
  });

  test("is not told of a scenario that does not settle, nor where nobody asks", async () => {
    const overload = await findingsOf(
      clinic({ rooms: 2 }).replace("interventions:", "forWhom: [class]\ninterventions:"),
    );
    expect(overload.comparisons[0].instabilities).not.toEqual([]);
    expect(reportPage(overload)).not.toContain('id="whom"');
    expect(compareText(overload)).not.toContain("For whom");
    const { comparisons } = JSON.parse(jsonOf("comparison", comparisonJson(overload)));
    expect(comparisons[0].patients).toBe(null);
    const [, ...rows] = patientsCsv(overload.comparisons).trimEnd().split("\n");
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row).toMatch(/,\d+,,,,,unstable$/);
    const silent = await findingsOf(clinic());
    expect(reportPage(silent)).not.toContain('id="whom"');
    expect(compareText(silent)).not.toContain("For whom");
  });

  test("has texts of the file escaped", async () => {
    const hostile = await findingsOf(
      clinic({ label: HOSTILE }).replace("interventions:", "forWhom: [class]\ninterventions:"),
    );
    const section = /<section id="whom"[\s\S]*?<\/section>/.exec(reportPage(hostile))?.[0] ?? "";
    expect(section).toContain("&lt;script&gt;");
    expect(section).not.toMatch(/<script|<img|onerror='/);
  });
});
