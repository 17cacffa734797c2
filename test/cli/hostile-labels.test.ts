import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Scenario files are mailed around: what stands in their texts is shown, and does nothing. */
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "careway-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const payload = [
  "<img src=x onerror=alert(1)>",
  "</title></style></svg><script>alert(1)</script>",
  `"><svg onload=alert(1)>`,
  `' onmouseover='alert(1)`,
  "=cmd|'/c calc'!A1",
  "{{7*7}} $(7*7) javascript:alert(1)",
  "\u001b[2J\u0007\u009b31m red\u202eder",
].join(" ");

/** Every text that a file may hold, with all of these in each. */
function hostileScenario(): string {
  const label = (place: string): string => `${place} ${payload}`;
  const resource = (name: string) => ({
    label: label(name),
    capacity: 2,
    organisation: "trust",
    cost: { rostered: "£1 per hour" },
  });
  return asciiJson({
    careway: 1,
    title: label("Title"),
    question: label("Question"),
    clock: { start: "2026-04-06", warmUp: "1 day", run: "8 weeks" },
    experiment: { replications: 10, seed: payload.replace(/[^ -~]/g, "") },
    evidence: { default: "study", study: { citation: label("Citation"), design: label("Design"), confidence: "low" } },
    parameters: { many: { value: "20 per day", low: "19 per day", high: "21 per day", label: label("Parameter") } },
    organisations: { trust: label("Organisation") },
    money: { currency: "GBP", priceYear: label("PriceYear") },
    resources: { nurse: resource("Nurse"), bed: resource("Bed") },
    patients: { adult: { label: label("Patients"), arrive: { poisson: "many" }, enter: "visit" } },
    stages: { visit: { label: label("Stage"), seize: "bed", needs: "nurse", duration: "1 h", next: "home" } },
    exits: { home: label("Exit") },
    measures: {
      stay: { mean: "left(bed) - arrived", better: "lower", label: label("Measure") },
      use: { mean: "inUse(bed)", of: "time", label: label("Use") },
    },
    interventions: {
      quick: { label: label("Intervention"), change: { "stages.visit.duration": "45 min" }, adoption: "full" },
    },
    scenarios: {
      baseline: { interventions: [], label: label("Baseline") },
      quick: { interventions: ["quick"], label: label("Quick") },
    },
    targets: [{ scenario: "baseline", measure: "stay", value: "1 h", within: "1 h", label: label("Target") }],
  });
}

/** A file may not hold control characters themselves, but may name them. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly files: ReadonlyMap<string, string>;
}

describe("a file with markup, formulas and control characters in all its texts", () => {
  let outcome: Outcome;
  beforeAll(() => {
    const out = mkdtempSync(join(folder, "out-"));
    const run = spawnSync(process.execPath, [main, "compare", "-", "--out", out], {
      encoding: "utf8",
      input: hostileScenario(),
    });
    const files = new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));
    outcome = { code: run.status, out: run.stdout, err: run.stderr, files };
  });

  test("compares like any other", () => {
    expect([outcome.code, outcome.err.includes("fault of Careway")]).toEqual([0, false]);
    expect(outcome.files.size).toBe(8);
  });

  test("gives a terminal nothing to obey", () => {
    const text = `${outcome.out}${outcome.err}`.replaceAll("\n", "");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  test("gives a page without tags, attributes or control characters of its own", () => {
    const page = outcome.files.get("report.html") ?? "";
    const tags = page.match(/<[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(100);
    expect(page).toContain("Measure &lt;img src=x onerror=alert(1)&gt;");
    const names = new Set(tags.map((tag) => /^<\/?([a-z1-6]+)/i.exec(tag)?.[1]));
    for (const name of ["script", "img", "iframe", "object", "embed", "link", "base", "form"]) {
      expect(names).not.toContain(name);
    }
    for (const tag of tags) expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/\son\w+\s*=|javascript:/i);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(page.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  test("gives a spreadsheet no formula", () => {
    for (const name of ["metrics.csv", "summary.csv", "differences.csv", "costs.csv"]) {
      expect(outcome.files.get(name)).not.toMatch(/(^|,)"?[=+@\t]/m);
    }
  });
});
