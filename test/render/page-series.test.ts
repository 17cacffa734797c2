import { beforeAll, describe, expect, test } from "vitest";
import { compareText } from "../../src/render/compare-text.ts";
import { summaryCsv } from "../../src/render/csv.ts";
import type { Findings } from "../../src/render/findings.ts";
import { comparisonJson } from "../../src/render/json.ts";
import { reportPage } from "../../src/render/report.ts";
import { runText } from "../../src/render/run-text.ts";
import { clinic, findingsOf } from "./page-findings.ts";

let findings: Findings;

beforeAll(async () => {
  const more = `measures:
  weekly: { count: all, of: visits(see), every: week, label: Seen each week }
  byNeed: { mean: waited, by: class, label: Waited }
  each: { ratio: [weekly, byNeed], label: A ratio }
`;
  findings = await findingsOf(clinic().replace("measures:\n", more));
});

describe("a measure that is told as a series", () => {
  test("is in tables as a whole, which say where its periods are", () => {
    for (const text of [compareText(findings), runText(findings)]) {
      expect(text.match(/Seen each week: the whole window; its 8 periods are in the files/g)).toHaveLength(1);
      expect(text).not.toContain("every.1");
    }
  });

  test("has a row for each period in CSV, and an entry in JSON", () => {
    const rows = summaryCsv(findings.result, new Set()).split("\n");
    const weekly = rows.filter((row) => row.startsWith("before,measure.weekly.every."));
    expect(weekly.map((row) => row.split(",")[8])).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(JSON.stringify(comparisonJson(findings))).toMatch(/"measure.weekly.every.3":\{[^}]*"period":3/);
  });

  test("is a line and a band for each scenario on the page, and a section that is there for nothing else", async () => {
    const page = reportPage(findings);
    const section = /<section id="series"[^>]*>.*?<\/section>/s.exec(page)?.[0] ?? "";
    expect(section).toContain("Seen each week, week by week");
    // Three scenarios, each drawn wide and narrow; the key shows the dashes of each.
    expect(section.match(/class="spread/g)).toHaveLength(6);
    expect(section.match(/class="line stroke/g)).toHaveLength(9);
    expect(section).not.toContain("NaN");
    expect(reportPage(await findingsOf(clinic()))).not.toContain('id="series"');
  });
});

describe("a measure by groups", () => {
  test("has a row for each group, by its label, in tables and on the page", () => {
    for (const text of [compareText(findings), runText(findings)]) expect(text).toContain("Waited: Clinic");
    expect(reportPage(findings)).toContain("Waited: Clinic: adult");
  });
});

describe("a ratio", () => {
  test("is told like any other measure", () => {
    expect(compareText(findings)).toContain("A ratio");
  });
});

describe("the week of a resource", () => {
  test("is drawn in steps, with a band where there are enough runs to have one", async () => {
    const week = (page: string) => /<section id="week"[^>]*>.*?<\/section>/s.exec(page)?.[0] ?? "";
    const ten = week(reportPage(findings));
    expect(ten).toContain("8 in 10 runs");
    expect(ten).toMatch(/class="spread c0" d="M[^"L]*Z"/);
    const few = week(reportPage(await findingsOf(clinic(), 4)));
    expect(few).not.toContain("8 in 10 runs");
    expect(few).not.toContain('class="spread');
  });
});
