import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "worth-"));
const file = join(folder, "clinic.yaml");
writeFileSync(
  file,
  `
careway: 1
title: A <clinic>
clock: { start: 2026-04-06, warmUp: 1 week, run: 4 weeks }
experiment: { replications: 12, seed: clinic }
organisations: { trust: Trust }
resources:
  nurse: { label: Nurse, capacity: { daily 08:00-18:00: 2 }, organisation: trust, costs: { rostered: £30 per hour } }
  room: { label: Room, capacity: 9, organisation: trust, costs: { rostered: £2 per hour } }
patients: { all: { arrive: { poisson: 40 per day }, enter: see } }
stages: { see: { needs: { nurse: 1, room: 1 }, duration: { exponential: { mean: 25 min } }, next: home } }
exits: { home: Home }
measures:
  seen: { mean: start(see) - arrived, better: lower, label: Wait for the nurse }
  busy: { mean: inUse(nurse), of: time, label: Nurses at work }
interventions: { third: { change: { resources.nurse.capacity: { daily 08:00-18:00: 3 } } } }
`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function careway(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "worth", file, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("careway worth", () => {
  const out = join(folder, "out");
  let told: ReturnType<typeof careway>;
  beforeAll(() => {
    told = careway(["--out", out, "--quiet", "--workers", "1"]);
  }, 60_000);

  test("says first what to change first", () => {
    expect(told.status).toBe(0);
    const text = told.stdout.replace(/\s+/g, " ");
    expect(text).toContain("What should we change first? One more: Nurse. Wait for the nurse: ");
    expect(text).toContain("for £1,000");
    expect(text).toMatch(/1 One more: Nurse .*better/);
    expect(text).toContain("careway worth");
    expect(told.stdout).not.toMatch(/NaN|undefined/);
  });

  test("writes a page, a CSV file and a manifest, the same bytes with any number of workers", () => {
    expect(readdirSync(out).sort()).toEqual(["manifest.json", "scenario.yaml", "worth.csv", "worth.html"]);
    const page = readFileSync(join(out, "worth.html"), "utf8");
    expect(page).toContain("A &lt;clinic&gt;");
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined|−0[^.\d]/);
    const [head, ...rows] = readFileSync(join(out, "worth.csv"), "utf8").trim().split("\n");
    expect(new Set([head, ...rows].map((line) => line.split(",").length))).toEqual(new Set([17]));
    expect(rows.map((row) => row.split(",").slice(0, 4))).toEqual([
      ["1", "unit", "nurse", "better"],
      ["1", "unit", "nurse", "better"],
      ["2", "unit", "room", "nothing"],
      ["2", "unit", "room", "nothing"],
    ]);
    const again = join(folder, "again");
    expect(careway(["--out", again, "--quiet", "--workers", "2"]).status).toBe(0);
    for (const name of readdirSync(out)) {
      expect(readFileSync(join(again, name), "utf8"), name).toBe(readFileSync(join(out, name), "utf8"));
    }
  });

  test("says that nothing is worth having where nobody waits", () => {
    const { stdout } = careway(["--quiet", "--set", "patients.all.arrive={ every: 1 day, first: 9 h }"]);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("What should we change first? No single one more makes “Wait for the nurse” better.");
    expect(text).not.toContain("told apart from nothing");
  });

  test("gives JSON of another scenario, ranked by another measure", () => {
    const args = ["--json", "--quiet", "--scenario", "third", "--measure", "overall.throughput.rate"];
    const { status, stdout } = careway(args);
    expect(status).toBe(0);
    const { kind, scenario, ranking, worth, command } = JSON.parse(stdout);
    expect([kind, scenario, ranking]).toEqual([
      "worth",
      "third",
      { metric: "overall.throughput.rate", better: "higher" },
    ]);
    expect(worth).toHaveLength(2);
    expect(worth.map((one: { resource: string }) => one.resource).sort()).toEqual(["nurse", "room"]);
    expect(command).toContain("--scenario third --measure overall.throughput.rate");
    const nurse = worth.find((one: { resource: string }) => one.resource === "nurse");
    expect(nurse.price).toBeCloseTo(30 * 10 * 28, 6);
  });

  test("refuses what is not measured, what has no better side, and several scenarios", () => {
    const near = careway(["--measure", "sen", "--quiet"]);
    expect(near.status).toBe(2);
    expect(near.stderr).toContain('There is no measure "sen": did you mean "seen"?');
    const neither = careway(["--measure", "busy", "--quiet"]);
    expect(neither.status).toBe(2);
    expect(neither.stderr).toContain("state better: higher or better: lower");
    expect(careway(["--scenario", "baseline,third", "--quiet"]).status).toBe(2);
  });
});
