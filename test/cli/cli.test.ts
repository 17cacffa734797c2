import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

/** The command as built: what it prints, where, and the code it ends with. */
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const ward = fileURLToPath(new URL("../invariance/ward.yaml", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "careway-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function careway(args: readonly string[], input?: string) {
  const run = spawnSync(process.execPath, [main, ...args], {
    encoding: "utf8",
    ...(input === undefined ? {} : { input }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function written(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

describe("careway", () => {
  test("check says how busy resources will be, on stdout, in 80 columns", () => {
    const { code, out, err } = careway(["check", ward]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("nurse");
    for (const line of out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  test("check shows all inputs once: of the other scenarios those that differ, and what all assume at the end", () => {
    const { out } = careway(["check", ward]);
    const [before, ...others] = out.split("Scenario: ");
    expect(before).not.toContain("input");
    expect(others[0]).toContain("input as it is drawn");
    for (const other of others.slice(1)) expect(other).not.toContain("input as it is drawn");
    expect(out.match(/stages\.triage\.duration/g)?.length ?? 0).toBeLessThanOrEqual(2);
  });

  test("compare gives the answer in 80 columns, and how to get it again", () => {
    const { code, out } = careway(["compare", ward, "--replications", "10", "--scenario", "quick", "--quiet"]);
    expect(code).toBe(0);
    expect(out).toContain("What changes");
    expect(out).toContain("To get exactly these numbers again");
    for (const line of out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  test("tells of who waits for a group, not for a place in a queue that the stage has not", () => {
    const file = join(folder, "school.yaml");
    writeFileSync(
      file,
      `careway: 1
title: Surgery school
clock: { start: 2026-04-06, warmUp: 1 week, run: 4 weeks }
patients: { p: { arrive: { poisson: 3 per day }, enter: school } }
stages: { school: { label: Surgery school, meet: { count: 4 }, duration: 2 h, next: home } }
exits: { home: Home }
interventions: { larger: { change: { stages.school.meet.count: 8 } } }
`,
    );
    const out = join(folder, "school");
    const { code, out: text } = careway(["compare", file, "--replications", "5", "--quiet", "--out", out]);
    expect(code).toBe(0);
    for (const told of [text, written(out)["report.html"]]) {
      expect(told).toContain("Until the group of Surgery school has met");
      expect(told).not.toContain("For a place in the queue");
    }
  });

  test("run takes one scenario, and its help says so; compare takes several", () => {
    const help = (command: string): string => careway([command, "--help"]).out.replace(/\s+/g, " ");
    expect(help("run")).toContain("this scenario instead of the baseline");
    expect(help("run")).not.toContain("comma or repeat");
    expect(help("compare")).toContain("only these scenarios (comma or repeat); the baseline comes along");
    expect(help("check")).toContain("only these scenarios (comma or repeat)");
  });

  test("writes the same bytes with one worker, with two, and with none", () => {
    const outputs = [["--workers", "1"], ["--workers", "2"], []].map((workers) => {
      const out = join(folder, `workers-${workers.at(-1) ?? "none"}`);
      const args = ["compare", ward, "--replications", "4", ...workers, "--out", out, "--quiet"];
      expect(careway(args).code).toBe(0);
      return written(out);
    });
    expect(Object.keys(outputs[0]).sort()).toEqual(
      [
        "costs.csv",
        "differences.csv",
        "manifest.json",
        "metrics.csv",
        "report.html",
        "scenario.yaml",
        "summary.csv",
        "waiting.csv",
      ].sort(),
    );
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
  });

  test("the page holds no script, opens no connection and has no hole where a number should be", () => {
    const out = join(folder, "page");
    careway(["compare", ward, "--replications", "10", "--out", out, "--quiet"]);
    const page = readFileSync(join(out, "report.html"), "utf8");
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined|−0[^.\d]/);
  });

  test("--json is one document with a version", () => {
    const { out } = careway(["run", ward, "--replications", "2", "--json", "--quiet"]);
    expect(JSON.parse(out)).toMatchObject({ careway: 1, kind: "run", replications: 2 });
  });

  test("new writes a file that checks and compares, and never over another", () => {
    const file = join(folder, "new.yaml");
    expect(careway(["new", file]).code).toBe(0);
    expect(careway(["check", file]).code).toBe(0);
    expect(careway(["compare", file, "--replications", "2", "--quiet"]).code).toBe(0);
    expect(careway(["new", file])).toMatchObject({ code: 3, out: "" });
  });

  test("schema prints the schema of scenario files", () => {
    const { code, out } = careway(["schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(out).properties).toHaveProperty("stages");
    const kept = readFileSync(new URL("../../schema/scenario.schema.json", import.meta.url), "utf8");
    expect(out, "npm run schema writes it anew").toBe(kept);
  });

  test("reads JSON, and from standard input", () => {
    const json = JSON.stringify({
      careway: 1,
      title: "One visit",
      clock: { start: "2026-04-06", run: "1 day" },
      patients: { adult: { arrive: { times: ["5 min"] }, enter: "visit" } },
      stages: { visit: { duration: "10 min", next: "home" } },
      exits: { home: "Home" },
    });
    expect(careway(["check", "-"], json)).toMatchObject({ code: 0 });
  });

  test.each([
    [["compare", "nowhere.yaml"], 3, "there is no such file"],
    [["compare", folder], 3, "is a folder"],
    [["compare"], 2, "Not enough non-option arguments"],
    [["comparr", ward], 2, "compare"],
    [["run", ward, "--replications", "abc"], 2, 'a whole number from 1 to 1000000, found "abc"'],
    [["run", ward, "--replications", "0"], 2, "found"],
    [
      ["run", ward, "--scenario", "quik"],
      2,
      'There is no scenario "quik": did you mean "quick"? The file has: baseline,',
    ],
    [["run", ward, "--set", "resources.bed"], 2, "--set path=value"],
    [["run", ward, "--set", "resources.bad.capacity=3"], 2, "bed"],
    [["run", ward, "--set", "resources.bed.capacity=abc"], 2, "abc"],
    [["run", ward, "--set", "bed=3"], 2, "did you mean resources.bed.capacity?"],
    [["run", ward, "--frobnicate"], 2, "Unknown argument"],
    [["compare", ward, "--replications", "1000000", "--out", ward], 3, "it is a file, not a folder"],
    [["run", ward, "--replications", "1000000", "--out", join(ward, "out")], 3, "a part of its path is not a folder"],
  ])("%j ends with %i and says why in words", (args, code, words) => {
    const run = careway(args);
    expect([run.code, run.out]).toEqual([code, ""]);
    expect(run.err).toContain(words);
    expect(run.err).not.toMatch(/\n\s+at /);
  });

  test("a file with mistakes ends with 2, each mistake at its place", () => {
    const file = join(folder, "broken.yaml");
    writeFileSync(file, readFileSync(ward, "utf8").replace("seize: bed", "seize: bedd"));
    const { code, out, err } = careway(["check", file]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/broken\.yaml:\d+:12 unknown-resource/);
    expect(err).toContain('did you mean "bed"?');
  });

  test("a file that is not UTF-8 is refused at its byte", () => {
    const file = join(folder, "latin.yaml");
    writeFileSync(file, Buffer.from([0x74, 0x69, 0x74, 0x6c, 0x65, 0x3a, 0x20, 0xe9, 0x0a]));
    expect(careway(["check", file])).toMatchObject({ code: 2, out: "" });
    expect(careway(["check", file]).err).toContain("not UTF-8 at byte 8");
  });

  test("what cannot be stops the run with stage, patient, time and values, and ends with 1", () => {
    const file = join(folder, "negative.yaml");
    writeFileSync(file, readFileSync(ward, "utf8").replace("{ exponential: { mean: 3 h } }", "3 h - urgency * 2 h"));
    const { code, err } = careway(["run", file, "--replications", "2", "--quiet"]);
    expect(code).toBe(1);
    expect(err).toMatch(/a duration of -60 min; in stage "triage", patient old \d+, at [\d.]+ min.*urgency = 2/);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
