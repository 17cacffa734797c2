import { beforeAll, describe, expect, test } from "vitest";
import { compareText } from "../../src/render/compare-text.ts";
import type { Findings } from "../../src/render/findings.ts";
import { comparisonJson } from "../../src/render/json.ts";
import { reportPage } from "../../src/render/report.ts";
import { runText } from "../../src/render/run-text.ts";
import { ValueWords, valueOfFindings } from "../../src/render/value.ts";
import { clinic, findingsOf, HOSTILE } from "./page-findings.ts";

/** A ward with utilities, and four ways to change it. */
function ward({ value = "horizon: 26 weeks", label = "Shorter stays", capacity = "80", money = "GBP" } = {}): string {
  return `careway: 1
title: A ward
clock: { start: 2026-04-06, warmUp: 4 weeks, run: 12 weeks }
experiment: { replications: 12, seed: value }
organisations: { trust: Acute trust }
money: { currency: ${money}, priceYear: 2024/25 }
value: { ${value} }
resources:
  bed: { capacity: ${capacity}, organisation: trust, costs: { held: ${money} 345 per day } }
patients:
  adult: { arrive: { poisson: 9 per day }, attributes: { frail: { chance: 30% } }, enter: ward }
stages:
  ward:
    seize: bed
    duration: { exponential: { mean: 4 days } }
    utility: "if(frail, 0.35, 0.5)"
    next: home
exits: { home: { label: Home, utility: 0.8 } }
measures:
  stay: { mean: time(ward), better: lower, label: Stay }
interventions:
  shorter: { label: ${JSON.stringify(label)}, change: { stages.ward.duration: { times: 0.8 } } }
  kinder: { label: A kinder ward, change: { stages.ward.utility: { plus: 0.2 } }, costs: { team: { rate: ${money} 600 per day } } }
  sooner: { label: Home too soon, change: { stages.ward.duration: { times: 0.7 }, exits.home.utility: 0.79 } }
  dearer: { label: More paper, change: { stages.ward.utility: { plus: -0.1 } }, costs: { forms: { once: ${money} 90000 } } }
scenarios:
  base: { interventions: [], label: As it is }
  shorter: [shorter]
  kinder: [kinder]
  sooner: [sooner]
  dearer: [dearer]
  again: { interventions: [], label: The same again }
`;
}

function section(page: string): string {
  return /<section id="value"[^>]*>[\s\S]*?<\/section>/.exec(page)?.[0] ?? "";
}

function wordsOf(html: string): string {
  return html
    .replace(/<svg[\s\S]*?<\/svg>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ");
}

describe("what scenarios are worth", () => {
  let findings: Findings;
  let part = "";
  beforeAll(async () => {
    findings = await findingsOf(ward());
    part = section(reportPage(findings));
  });

  test("is said in words for each finding", () => {
    const worth = valueOfFindings(findings) ?? expect.fail("nothing is worth anything");
    expect(worth.arms.map(({ arm, finding }) => [arm, finding])).toEqual([
      ["shorter", "dominates"],
      ["kinder", "costs a gain"],
      ["sooner", "saves a loss"],
      ["dearer", "is dominated"],
      ["again", "the same"],
    ]);
    const words = new ValueWords(findings, worth);
    const said = worth.arms.map((one) => words.sentence(one));
    expect(said[0]).toMatch(
      /^Shorter stays dominates: .* more QALYs \(.* to .*\) and £\d+ less .* a patient\. At £20,000 a QALY it is worth it, by £/,
    );
    expect(said[1]).toMatch(
      /^A kinder ward gains health for £[\d,]+ \(£[\d,]+ to £[\d,]+\) a QALY\. At £20,000 a QALY it is /,
    );
    expect(said[2]).toMatch(
      /^Home too soon loses health, and saves £[\d,]+ \(.*\) for each QALY lost\. At £20,000 a QALY it is worth it/,
    );
    expect(said[3]).toMatch(/^More paper is dominated: .* fewer QALYs .* more .* it is not worth it, by £/);
    expect(said[4]).toBe("The same again: no patient's health changed, and nothing was spent or saved.");
    for (const one of said) expect(wordsOf(part)).toContain(one);
  });

  test("stands in the page after who pays, with a picture that has a line for each value of a QALY", () => {
    const page = reportPage(findings);
    expect(page.indexOf('<section id="money"')).toBeLessThan(page.indexOf('<section id="value"'));
    expect(page.indexOf('<section id="value"')).toBeLessThan(page.indexOf('<section id="evidence"'));
    const [wide] = /<svg role="img"[\s\S]*?<\/svg>/.exec(part) ?? expect.fail("no picture");
    expect(wide).toContain("£20,000 a QALY");
    expect(wide).toContain("£30,000 a QALY");
    // Four scenarios can be drawn, a dot for each of their runs.
    expect(wide.match(/<circle cx="[^"]*" cy="[^"]*" r="3"\/>/g)).toHaveLength(4 * 12);
    expect(part).not.toMatch(/NaN|undefined|Infinity/);
    expect(wordsOf(part)).not.toMatch(/[−-]0(?![.\d])/);
  });

  test("tells the numbers, the frontier and what is best in tables", () => {
    const text = wordsOf(part);
    expect(text).toContain("none: it dominates");
    expect(text).toContain("none: it is dominated");
    expect(text).toContain("none: nothing differs");
    expect(text).toMatch(/left out: \S+.* gains as much or more, and costs no more/);
    expect(text).toMatch(/Most net benefit on average: .* at £20,000 .*£30,000 a QALY\./);
    expect(text).toMatch(/At £20,000 a QALY \d of 5 scenarios (is|are) worth it, \d (is|are) not/);
    expect(text).not.toContain("significant");
  });

  test("stands in the text of a comparison, and in its data with full precision", () => {
    const text = compareText(findings);
    expect(text).toContain("Worth it? For a patient, against As it is (95% range)");
    expect(text).toContain("Shorter stays dominates");
    const { value } = comparisonJson(findings) as { value: { scenarios: { netBenefits: object[]; qalys: object }[] } };
    expect(value).toMatchObject({ perQaly: 20_000, discount: 0, horizon: 26 * 10080, baseline: "base" });
    expect(value.scenarios).toHaveLength(5);
    expect(value.scenarios[0].netBenefits).toHaveLength(2);
  });

  test("begins with the QALYs of a patient in the text of one run", async () => {
    expect(runText(findings)).toMatch(/QALYs of a patient, mean\s+0\.3\d+ \(/);
    expect(runText(await findingsOf(clinic(), 2))).not.toContain("QALYs");
  });

  test("of one scenario is a finding in the title", async () => {
    const text = ward().replace(/ {2}kinder: \[kinder\][\s\S]*$/, "");
    expect(wordsOf(section(reportPage(await findingsOf(text))))).toContain(
      "At £20,000 a QALY Shorter stays is worth it",
    );
  });

  test("of few runs is no finding yet", async () => {
    const few = section(reportPage(await findingsOf(ward(), 4)));
    expect(wordsOf(few)).toContain("So far 4 simulated runs: not yet a finding");
    expect(wordsOf(few)).toContain("Not yet a finding.");
    expect(wordsOf(few)).not.toMatch(/dominat|frontier|Most net benefit|a QALY .{0,20} worth it,/);
  });

  test("is left out without utilities, and where nothing settles", async () => {
    expect(section(reportPage(await findingsOf(clinic())))).toBe("");
    expect(compareText(await findingsOf(clinic()))).not.toContain("Worth it?");
    const unstable = await findingsOf(ward({ capacity: "20" }), 2);
    expect(section(reportPage(unstable))).toBe("");
    expect(comparisonJson(unstable)).not.toHaveProperty("value");
  });

  test("says discounting where there is some, and other currencies", async () => {
    const euros = await findingsOf(ward({ value: "horizon: 60 weeks, perQaly: €30000", money: "EUR" }));
    const text = wordsOf(section(reportPage(euros)));
    expect(text).toContain("Both are discounted by 3.5% a year");
    expect(text).toContain("At €30,000 a QALY");
    expect(text).not.toContain("£");
  });

  test("escapes what scenarios are called", async () => {
    const page = section(reportPage(await findingsOf(ward({ label: HOSTILE }))));
    expect(page).not.toMatch(/<script|<img/);
  });
});
