// A copy of the project in which a mutant can be planted, and what is run in it.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { mutate } from "./mutants.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const oracleRow = fileURLToPath(new URL("oracle-row.mjs", import.meta.url));
/** The list of mutants stays behind: its own test would fail of every one. */
const LEFT_BEHIND = /^(\.git|\.build-.*|node_modules|dist|coverage|results)$/;
/** A mutant may make a loop without end. */
const PATIENCE = 15 * 60_000;
/** A test that is slow because the machine is busy has found nothing. */
const PATIENCE_WITH_A_TEST = 2 * 60_000;
/** Where most tests of random scenarios are asked for: enough for what is broken often. */
const RANDOM_SCENARIOS = "60";

/** @typedef {import("./mutants.d.mts").Mutant} Mutant */
/** @typedef {import("./mutants.d.mts").Detector} Detector */
/** @typedef {{ file: string, test: string }} Failure */

export class Scratch {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "careway-mutant-"));
    for (const name of readdirSync(root).filter((one) => !LEFT_BEHIND.test(one))) {
      cpSync(join(root, name), join(this.folder, name), { recursive: true });
    }
    rmSync(join(this.folder, "test/mutants"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
    this.isBuilt = false;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  }

  /** Puts a mutant in, does something, and takes it out again. @template T @param {Mutant} mutant @param {() => Promise<T>} work */
  async with(mutant, work) {
    const path = join(this.folder, mutant.file);
    const original = readFileSync(path, "utf8");
    writeFileSync(path, mutate(mutant, original));
    this.isBuilt = false;
    try {
      // A mutant that is no program proves nothing.
      await build({ entryPoints: [path], write: false, logLevel: "silent" });
      await this.assemble();
      return await work();
    } finally {
      writeFileSync(path, original);
      this.isBuilt = false;
    }
  }

  /** The first test of the detectors that fails, in the order of the list and of the file; undefined when all hold. */
  async firstFailure(/** @type {readonly Detector[]} */ detectors) {
    for (const detector of detectors) {
      const [failure] = await this.failures([detector], true);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /** Every test of the whole suite that fails. */
  async allFailures() {
    await this.buildLibrary();
    return this.failures([], false);
  }

  /** @param {readonly Detector[]} detectors files of one kind @param {boolean} bail @returns {Promise<Failure[]>} */
  async failures(detectors, bail) {
    const out = join(this.folder, "results.json");
    rmSync(out, { force: true });
    const only = detectors[0]?.only;
    const args = [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      ...detectors.map(({ file }) => `test/${file}`),
      ...(only === undefined ? [] : ["--testNamePattern", `^${only}`]),
      ...(bail ? ["--bail", "1"] : []),
      "--maxWorkers=1",
      `--testTimeout=${PATIENCE_WITH_A_TEST}`,
      "--cache=false",
      "--reporter=json",
      `--outputFile=${out}`,
    ];
    const env = only === undefined ? {} : { RANDOM_SCENARIOS };
    const { output } = await this.run(args, env);
    return failuresIn(readJson(out, output), this.folder);
  }

  /** Rows of the bank that are outside their interval. @param {import("./mutants.d.mts").Oracle} oracle @returns {Promise<string[]>} */
  async redRows(oracle) {
    await this.buildLibrary();
    const question = JSON.stringify(oracle);
    const { code, output } = await this.run([oracleRow, this.folder, question], {});
    if (code !== 0) throw new Error(`no answer to ${question}: ${output.slice(-2000)}`);
    return JSON.parse(output);
  }

  /** Compiles the loop of plain pathways, where a mutant is in it. */
  async assemble() {
    const { code, output } = await this.run(["tools/assembly.mjs"], {});
    if (code !== 0) throw new Error(output);
  }

  /** What the bank, the command and the workers load, from the sources as they are now; types are not asked. */
  async buildLibrary() {
    if (this.isBuilt) return;
    await this.assemble();
    const sources = readdirSync(join(this.folder, "src"), { recursive: true, encoding: "utf8" });
    /** @type {import("esbuild").Plugin} */
    const asWritten = {
      name: "imports as written, of .js",
      setup({ onResolve }) {
        onResolve({ filter: /^\..*\.ts$/ }, ({ path, kind }) =>
          kind === "entry-point" ? undefined : { path: path.replace(/\.ts$/, ".js"), external: true },
        );
      },
    };
    await build({
      absWorkingDir: this.folder,
      entryPoints: sources.filter((name) => name.endsWith(".ts")).map((name) => `./${join("src", name)}`),
      outdir: "dist",
      outbase: "src",
      bundle: true,
      packages: "external",
      plugins: [asWritten],
      platform: "node",
      format: "esm",
      target: "node20.19",
      logLevel: "error",
    });
    this.isBuilt = true;
  }

  /** @param {readonly string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<{ code: number | null, output: string }>} */
  run(args, env) {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        cwd: this.folder,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: PATIENCE,
        killSignal: "SIGKILL",
      });
      let output = "";
      let errors = "";
      child.stdout.on("data", (data) => {
        output += data;
      });
      child.stderr.on("data", (data) => {
        errors += data;
      });
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output: code === 0 ? output : output + errors }));
    });
  }
}

/** @param {string} file @param {string} output */
function readJson(file, output) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(`the tests gave no result: ${output.slice(-2000)}`);
  }
}

/** @param {any} results @param {string} folder @returns {Failure[]} */
function failuresIn({ testResults }, folder) {
  // What goes wrong before the first test is no answer of a test.
  if (testResults.length === 0) throw new Error("no test was run");
  const marker = `${basename(folder)}/`;
  return testResults.flatMap((/** @type {any} */ result) => {
    const file = result.name.slice(result.name.indexOf(marker) + marker.length);
    const failed = result.assertionResults.filter((/** @type {any} */ one) => one.status === "failed");
    if (failed.length > 0) {
      return failed.map((/** @type {any} */ one) => ({ file, test: one.fullName.split(folder).join("") }));
    }
    return result.status === "failed" ? [{ file, test: "(while its tests are gathered)" }] : [];
  });
}
