import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    expect(readdirSync(used).sort()).toEqual(["manifest.json", "metrics.csv", "scenario.yaml", "summary.csv"]);
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
