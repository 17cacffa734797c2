import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

/** What `--out` leaves in its folder. */
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const ward = fileURLToPath(new URL("../invariance/ward.yaml", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "careway-folder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function output(args: readonly string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: "utf8", maxBuffer: 1e8 });
}

function careway(args: readonly string[]): number | null {
  return output(args).status;
}

function written(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

describe("the folder of a comparison", () => {
  const out = join(folder, "first");
  const args = ["--replications", "10", "--scenario", "quick", "--set", "resources.bed.capacity=7", "--quiet"];
  const code = careway(["compare", ward, ...args, "--seed", "it's $5", "--out", out]);
  const files = written(out);
  const manifest = JSON.parse(files["manifest.json"]);

  test("has a manifest with the hash of every other file, and the scenario as it was", () => {
    expect(code).toBe(0);
    const others = Object.keys(files).filter((name) => name !== "manifest.json");
    expect(Object.keys(manifest.files).sort()).toEqual(others.sort());
    for (const name of others) {
      const hash = createHash("sha256").update(files[name]).digest("hex");
      expect(manifest.files[name].sha256, name).toBe(hash);
    }
    expect(files["scenario.yaml"]).toBe(readFileSync(ward, "utf8"));
    expect(manifest).toMatchObject({ careway: 1, seed: "it's $5", replications: 10, arms: ["baseline", "quick"] });
  });

  test("knows nothing of the machine: neither its paths nor the time", () => {
    for (const [name, content] of Object.entries(files)) {
      expect(content.includes(folder) || content.includes(ward), name).toBe(false);
      expect(content, name).not.toContain(new Date().toISOString().slice(0, 10));
    }
  });

  test("says with which command it is made again, and is, to the last byte", () => {
    const again = join(folder, "again");
    const command = `${manifest.command.replace(/^careway/, `"${process.execPath}" "${main}"`)} --out "${again}" --quiet`;
    expect(spawnSync("bash", ["-c", command], { cwd: out }).status).toBe(0);
    expect(written(again)).toEqual(files);
  });

  test("holds nothing of an earlier comparison when it is used for a run", () => {
    const used = join(folder, "used");
    expect(careway(["compare", ward, "--replications", "2", "--scenario", "quick", "--out", used, "--quiet"])).toBe(0);
    expect(careway(["run", ward, "--replications", "2", "--out", used, "--quiet"])).toBe(0);
    expect(readdirSync(used).sort()).toEqual([
      "manifest.json",
      "metrics.csv",
      "scenario.yaml",
      "summary.csv",
      "waiting.csv",
    ]);
  });
});

describe("a comparison broken down by --by", () => {
  const args = ["compare", ward, "--replications", "4", "--scenario", "quick", "--quiet"];
  const by = ["--by", "class,frail", "--by", "urgency: 1.5, 3"];

  test("tells of groups and of patients, and with the command of the manifest again, whatever the workers", () => {
    const out = join(folder, "by");
    expect(careway([...args, ...by, "--workers", "2", "--out", out])).toBe(0);
    const files = written(out);
    for (const group of ["class.old", "frail.true", "urgency.<1.5", "urgency.1.5-3"]) {
      expect(files["summary.csv"]).toContain(`group.${group}.lengthOfStay.mean`);
    }
    expect(files["patients.csv"]).toMatch(/^quick,baseline,wait,lower,frail,true,better,4,/m);
    const { command } = JSON.parse(files["manifest.json"]);
    expect(command).toContain('--set "forWhom=[class, frail, { urgency: [1.5, 3] }]"');
    const again = join(folder, "by-again");
    const whole = `${command.replace(/^careway/, `"${process.execPath}" "${main}"`)} --workers 1 --out "${again}" --quiet`;
    expect(spawnSync("bash", ["-c", whole], { cwd: out }).status).toBe(0);
    expect(written(again)).toEqual(files);
  });

  test("leaves no file of patients to a comparison without it", () => {
    const out = join(folder, "by");
    expect(careway([...args, "--out", out])).toBe(0);
    expect(readdirSync(out)).not.toContain("patients.csv");
  });
});

test("of a pathway that cannot cope there is no average, difference or cost in any file, nor in the JSON", () => {
  const file = join(folder, "overload.yaml");
  writeFileSync(file, readFileSync(ward, "utf8").replace("bed: { capacity: 12 }", "bed: { capacity: 1 }"));
  const out = join(folder, "overload");
  const args = ["compare", file, "--replications", "10", "--scenario", "quick", "--out", out, "--quiet", "--json"];
  const { status, stdout } = output(args);
  expect(status).toBe(0);
  const files = written(out);
  const rows = `${files["summary.csv"]}${files["differences.csv"]}`
    .split("\n")
    .filter((line) => /^\w+,.*\d/.test(line));
  expect(rows.length).toBeGreaterThan(100);
  for (const row of rows) expect(row).toMatch(/,\d+,+unstable$/);
  expect(files["report.html"]).toContain("cannot cope");
  const { code } = JSON.parse(files["manifest.json"]).warnings[0];
  expect(code).toBe("unstable");
  const { arms, comparisons, instabilities } = JSON.parse(stdout);
  expect(arms).toEqual(["baseline", "quick"].map((name) => ({ name, metrics: null })));
  expect(comparisons[0]).toMatchObject({ arm: "quick", differences: null });
  expect(instabilities[0]).toMatchObject({ arm: "baseline", resource: "bed", cure: { has: 1 } });
});

describe("a scenario that names a file", () => {
  const text = [
    "careway: 1",
    "title: T",
    "clock: { start: 2026-04-06, run: 1 week }",
    "patients: { a: { arrive: { file: data/arrivals.csv }, enter: stay } }",
    "stages: { stay: { duration: 5 min, next: home } }",
    "exits: { home: Home }",
  ].join("\n");
  mkdirSync(join(folder, "named", "data"), { recursive: true });
  writeFileSync(join(folder, "named", "scenario.yaml"), text);
  writeFileSync(join(folder, "named", "data", "arrivals.csv"), "time\n10\n20\n");
  const args = ["--replications", "2", "--quiet"];

  test("is saved with it, and runs again where it is saved", () => {
    const out = join(folder, "named-out");
    expect(careway(["run", join("named", "scenario.yaml"), ...args, "--out", out])).toBe(0);
    expect(readFileSync(join(out, "data", "arrivals.csv"), "utf8")).toBe("time\n10\n20\n");
    expect(readFileSync(join(out, "metrics.csv"), "utf8")).toContain("overall.arrivals");
    const { files } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(Object.keys(files)).toContain("data/arrivals.csv");
    expect(careway(["run", join(out, "scenario.yaml"), ...args])).toBe(0);
  });

  test("cannot call it like a file of results where these are saved", () => {
    writeFileSync(join(folder, "named", "metrics.csv"), "time\n10\n");
    writeFileSync(join(folder, "named", "clash.yaml"), text.replace("data/arrivals.csv", "metrics.csv"));
    expect(careway(["run", join("named", "clash.yaml"), ...args])).toBe(0);
    expect(careway(["run", join("named", "clash.yaml"), ...args, "--out", "clash"])).toBe(2);
  });
});
