import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

/** The command among other programs: pipes, Ctrl-C, the order of its arguments. */
const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const ward = fileURLToPath(new URL("../invariance/ward.yaml", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "careway-streams-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function careway(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

function shell(command: string) {
  const quoted = `set -o pipefail; CAREWAY="${process.execPath} ${main}"; ${command}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", quoted], { encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

/** Interrupts after a while; a command that is still starting dies of it, and is given more time. */
async function interrupted(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  for (let wait = 1500; ; wait *= 2) {
    const child = spawn(process.execPath, [main, ...args]);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const timer = setTimeout(() => child.kill("SIGINT"), wait);
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    clearTimeout(timer);
    if (code !== null || wait > 10_000) return { code, out, err };
  }
}

describe("careway", () => {
  test("ends quietly and well when its reader has gone away", () => {
    const schema = shell("$CAREWAY schema | head -1");
    expect(schema).toEqual({ code: 0, out: "{\n", err: "" });
    const run = shell(`$CAREWAY run ${ward} --replications 2 --json --quiet | head -1`);
    expect(run).toEqual({ code: 0, out: "{\n", err: "" });
  });

  test("finishes a run and writes its files although nobody reads what it prints", () => {
    const out = join(folder, "unread");
    expect(shell(`$CAREWAY compare ${ward} --replications 2 --out ${out} --quiet | true`).code).toBe(0);
    expect(existsSync(join(out, "manifest.json"))).toBe(true);
  });

  test.each(["1", "2"])(
    "stops at Ctrl-C with %s workers, says what was done, writes nothing and ends with 130",
    async (workers) => {
      const out = join(folder, `interrupted-${workers}`);
      const args = ["compare", ward, "--replications", "100000", "--workers", workers, "--out", out];
      const { code, err, ...run } = await interrupted(args);
      expect(code).toBe(130);
      expect(err).toMatch(/Stopped after \d+ of \d+ runs\. Nothing has been written\.\n$/);
      expect([run.out, existsSync(out)]).toEqual(["", false]);
    },
    60_000,
  );

  test("takes options before and after the file, and several scenarios with a comma or twice", () => {
    const common = ["--replications", "2", "--json", "--quiet"];
    const runs = [
      careway("compare", "--scenario", "quick", ward, ...common),
      careway("compare", ward, "--scenario", "quick,baseline", ...common),
      careway("compare", ward, ...common, "--scenario", "baseline", "--scenario", "quick"),
    ].map(({ code, out }) => ({ code, arms: JSON.parse(out).arms }));
    for (const run of runs) expect(run).toEqual({ code: 0, arms: runs[0].arms });
  });

  test("writes plain text without colours, and nothing about progress in a short run that is not watched", () => {
    const { out, err } = careway("run", ward, "--replications", "2");
    expect(out).not.toContain("\u001b");
    expect(err).toBe("");
  });

  test("shows its commands and examples with --help, and its version with --version", () => {
    const help = careway("--help");
    expect(help.code).toBe(0);
    for (const word of ["check", "run", "compare", "schema", "new", "Examples"]) expect(help.out).toContain(word);
    for (const line of help.out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(careway("--version").out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
