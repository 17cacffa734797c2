import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "careway-verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One nurse, a patient an hour, half an hour each: served in the mean for 30 minutes, busy half of the time. */
const CLINIC = `
careway: 1
title: A clinic
clock: { start: 2026-04-06, warmUp: 1 week, run: 8 weeks }
experiment: { replications: 10, seed: clinic }
evidence:
  log: { citation: "The clinic's own log of 2025", confidence: high }
parameters:
  service: { value: 30 min, low: 25 min, high: 40 min, evidence: log, label: A visit takes }
  patience: { value: 1 h, label: Nobody asks for this }
resources: { nurse: { capacity: 1 } }
patients: { p: { arrive: { every: { exponential: { mean: 1 h } } }, enter: visit } }
stages: { visit: { needs: nurse, duration: { exponential: { mean: service } }, next: home } }
exits: { home: Home }
measures:
  served: { mean: time(visit) - waited, better: lower }
targets:
  - { scenario: baseline, measure: served, value: 30 min, within: TOLERANCE min, label: A visit }
`;

function written(name: string, tolerance: string): string {
  const path = join(folder, name);
  writeFileSync(path, CLINIC.replace("TOLERANCE", tolerance));
  return path;
}

function careway(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  return { code: status, out: stdout, flat: stdout.replace(/\s+/g, " "), err: stderr };
}

describe("careway verify", () => {
  test("says whether the engines agree, which targets are met, what is assumed, what would change it, and how to see it again", () => {
    const file = written("clinic.yaml", "3");
    const { code, out, flat } = careway(["verify", file, "--quiet"]);
    expect(code).toBe(0);
    for (const line of out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
    expect(flat).toMatch(/Yes\. The kernel and a plain second engine.* stated the same [\d,]+ facts of one scenario/);
    expect(flat).toContain("Met: 1 of 1; missed: 0;");
    expect(flat).toMatch(/\d+ of \d+ numbers have no source/);
    expect(flat).toContain("parameters (1): patience 1 h");
    expect(flat).toContain("Of one parameter with a range, taken to its ends one by one, 1 changes a verdict.");
    expect(flat).toMatch(/A visit takes 25 min A visit \S+ min .* met → missed/);
    expect(flat).toContain("the parameters without a range (patience)");
    const command = `careway verify ${file} --replications 10 --seed clinic`;
    expect(flat).toContain(command);
    expect(flat).toMatch(/SHA-256 of \S*clinic\.yaml: [0-9a-f]{64}/);
  });

  test("ends with code 1 when a target is missed, and tries no range when told not to", () => {
    const { code, flat } = careway(["verify", written("missed.yaml", "0.0001"), "--quiet", "--no-ranges"]);
    expect(flat).toMatch(/cannot tell: 1|missed: 1/);
    expect(flat).toContain("Ranges were not tried");
    const far = written("far.yaml", "1");
    writeFileSync(far, readFileSync(far, "utf8").replace("value: 30 min, within", "value: 50 min, within"));
    expect(careway(["verify", far, "--quiet", "--no-ranges"]).code).toBe(1);
    expect(code).toBe(flat.includes("missed: 1") ? 1 : 0);
  });

  test("gives the same as JSON, with each end of each range", () => {
    const { code, out } = careway(["verify", written("clinic.json.yaml", "3"), "--quiet", "--json"]);
    expect(code).toBe(0);
    const { kind, engines, targets, ranges, assumptions } = JSON.parse(out);
    expect(kind).toBe("verification");
    expect(engines).toEqual([
      { arm: "baseline", agree: true, events: expect.any(Number), days: null, stopped: null, difference: null },
    ]);
    expect(engines[0].events).toBeGreaterThan(5000);
    expect(targets[0].outcome).toBe("met");
    expect(ranges.tried.map(({ end, value }: { end: string; value: string }) => [end, value])).toEqual([
      ["low", "25 min"],
      ["high", "40 min"],
    ]);
    expect(ranges.changes).toHaveLength(2);
    expect(assumptions).toContainEqual({ path: "parameters.patience", text: "1 h" });
  });

  test("says that a file without targets has no verdict", () => {
    const file = written("none.yaml", "3");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, text.indexOf("targets:")));
    const { code, flat } = careway(["verify", file, "--quiet"]);
    expect(code).toBe(0);
    expect(flat).toContain("The file has no targets");
  });
});

describe("what careway verify cannot run", () => {
  /** Visits of the service less up to 28 minutes: at 25 minutes some would be negative. */
  const changed = (name: string, change: (text: string) => string): string => {
    const path = written(name, "30");
    writeFileSync(path, change(readFileSync(path, "utf8")));
    return path;
  };
  const lessened = (text: string): string =>
    text
      .replace("enter: visit", "attributes: { less: { uniform: { min: 0, max: 28 } } }, enter: visit")
      .replace("{ exponential: { mean: service } }", "service - less * 1 min");

  test("an end of a range at which a run stops is named, and the other ends are tried all the same", () => {
    const { code, out } = careway(["verify", changed("stops.yaml", lessened), "--quiet", "--json"]);
    expect(code).toBe(0);
    const { ranges } = JSON.parse(out);
    expect(ranges.tried[0]).toMatchObject({ end: "low", targets: null });
    expect(ranges.tried[0].refused).toMatch(/The run of scenario "baseline".* stopped: .*duration of -/);
    expect(ranges.tried[1]).toMatchObject({ end: "high", refused: null });
    expect(ranges.tried[1].targets).toHaveLength(1);
  });

  test("a run that stops ends with code 1, after what both engines say of it", () => {
    const stops = (text: string): string => lessened(text).replace("value: 30 min, low: 25 min", "value: 25 min");
    const { code, flat, err } = careway(["verify", changed("stopped.yaml", stops), "--quiet"]);
    expect(code).toBe(1);
    expect(flat).toContain("agree, both stop");
    expect(flat).toContain("Nothing can be said. The run of scenario");
    expect(err).not.toContain("    at ");
  });

  test("an end that is written as another parameter is tried", () => {
    const other = (text: string): string =>
      text.replace("  service:", "  least: { value: 25 min }\n  service:").replace("low: 25 min", "low: least");
    const { out } = careway(["verify", changed("other.yaml", other), "--quiet", "--json", "--no-ranges"]);
    expect(JSON.parse(out).ranges).toBeNull();
    const { ranges } = JSON.parse(careway(["verify", join(folder, "other.yaml"), "--quiet", "--json"]).out);
    expect(ranges.tried.map(({ value }: { value: string }) => value)).toEqual(["least", "40 min"]);
    expect(ranges.withoutRange).toEqual(["least", "patience"]);
  });

  test("of a range of which no end can be tried nothing reassuring is said", () => {
    const refused = (text: string): string => text.replace("low: 25 min, high: 40 min", "low: -5 min, high: 30 min");
    const { flat } = careway(["verify", changed("refused.yaml", refused), "--quiet"]);
    expect(flat).toContain("No end of a range could be tried.");
    expect(flat).toMatch(/! A visit takes -5 min could not be tried/);
  });

  test("where lines are known to grow the engines run the first weeks, and the target has no figure", () => {
    const crowded = (text: string): string =>
      text.replace("value: 30 min, low: 25 min, high", "value: 70 min, low: 25 min, high");
    const file = changed("crowded.yaml", (text) => crowded(text).replace("high: 40 min", "high: 80 min"));
    const { code, flat } = careway(["verify", file, "--quiet", "--no-ranges"]);
    expect(code).toBe(0);
    expect(flat).toContain("agree, first 28 days: lines grow");
    expect(flat).toContain("unstable, so without a figure: 1");
  });

  test("ranges are called by the level of the file", () => {
    const level = (text: string): string => text.replace("replications: 10", "replications: 10, level: 90%");
    const { flat } = careway(["verify", changed("level.yaml", level), "--quiet", "--no-ranges"]);
    expect(flat).toContain("simulated (90% range)");
    expect(flat).not.toContain("95%");
  });
});

describe("the second engine from the command line", () => {
  test("gives the same numbers, and says that it was asked for", () => {
    const file = written("engine.yaml", "3");
    const one = careway(["run", file, "--replications", "3", "--quiet", "--json"]);
    const other = careway(["run", file, "--replications", "3", "--quiet", "--json", "--engine", "simjs"]);
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(JSON.parse(other.out).arms).toEqual(JSON.parse(one.out).arms);
    expect(JSON.parse(other.out).command).toContain("--engine simjs");
    const twice = careway([
      "run",
      file,
      "--replications",
      "3",
      "--quiet",
      "--json",
      "--engine",
      "simjs",
      "--engine",
      "simjs",
    ]);
    expect(JSON.parse(twice.out).command).toContain("--engine simjs");
  });

  test("is one of two", () => {
    const { code, err } = careway(["run", written("no.yaml", "3"), "--engine", "ciw"]);
    expect(code).toBe(2);
    expect(err).toContain("simjs");
  });
});
