// How each engine is run, and how many runs of each workload make a measurement: a second or two of CPU, fewer for the slow.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { answerOf } from "./processes.mjs";

/**
 * @typedef {import("./workloads.mjs").Workload} Workload
 * @typedef {import("./program.mjs").Outcome & { readonly cpu: number, readonly peak: number }} Measured
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {Record<string, number>} runs of each workload that it has; of crowds the same for all
 * @property {() => string | undefined} missing why it cannot be run here
 * @property {(workload: Workload, runs: number, seed: number) => Measured} measure in a process of its own
 */

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** For what is made while this runs; gone with it. */
export const scratch = once(() => {
  const folder = mkdtempSync(join(tmpdir(), "careway-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
});

/** @param {{ options: Record<string, number> }} workload */
const given = ({ options }) => Object.values(options);

/**
 * One that is a module of JavaScript: the same process first warms up.
 * @param {string} key
 * @param {string} name
 * @param {Record<string, number>} runs
 * @param {() => string | undefined} [missing]
 * @returns {Engine}
 */
function inNode(key, name, runs, missing = () => undefined) {
  return {
    name,
    runs,
    missing: once(missing),
    measure: (workload, count, seed) =>
      answerOf(process.execPath, [path("program.mjs"), key, workload.model, ...given(workload), count, seed]),
  };
}

/** In one piece, as Careway is, with what it takes from src. @returns {string} where it lies */
const keptProgram = once(() => {
  const outfile = join(scratch(), "kept.mjs");
  const entryPoints = [path("limits/kept.mjs")];
  buildSync({
    entryPoints,
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    minifySyntax: true,
  });
  return outfile;
});

/** @param {string} command @param {readonly string[]} words */
const works = (command, words) => spawnSync(command, words, { stdio: "ignore" }).status === 0;

/** Debian's own Python has Debian's packages, whichever is first in the path. */
const python = once(() => ["/usr/bin/python3", "python3"].find((command) => works(command, ["-c", "import simpy"])));

/** @type {Record<string, Engine>} */
export const engines = {
  c: {
    name: "C, by hand",
    runs: { mm1: 600, mm10: 500, ward: 1000, crowd: 1 },
    missing: once(compileC),
    measure: (workload, runs, seed) => answerOf(join(scratch(), workload.model), [...given(workload), runs, seed]),
  },
  limit: inNode("limit", "JavaScript, by hand", { mm1: 400, mm10: 300, ward: 800, crowd: 1 }),
  kept: {
    name: "JavaScript, by hand, promises kept",
    runs: { mm1: 300, mm10: 200, ward: 700 },
    missing: () => undefined,
    measure: (workload, runs, seed) =>
      answerOf(process.execPath, [path("program.mjs"), keptProgram(), workload.model, ...given(workload), runs, seed]),
  },
  careway: inNode("careway", "Careway", { mm1: 50, mm10: 50, ward: 200, crowd: 1 }),
  simjs: inNode("simjs", "simjs 2.0.3", { mm1: 24, mm10: 24, ward: 80 }),
  simscript: inNode("simscript", "simscript", { mm1: 2, mm10: 2, ward: 3 }, () => {
    try {
      createRequire(import.meta.url).resolve("simscript");
      return undefined;
    } catch {
      return "simscript is not installed (npm install --no-save simscript)";
    }
  }),
  simpy: {
    name: "SimPy 3",
    runs: { mm1: 3, mm10: 3, ward: 8 },
    missing: () =>
      python() === undefined ? "no Python here has simpy (Debian's python3-simpy3, or pip install simpy)" : undefined,
    measure: ({ model, options }, runs, seed) =>
      answerOf(python() ?? "", [path("rivals/simpy_models.py"), model, ...Object.values(options), runs, seed]),
  },
  simmer: {
    name: "simmer, monitored",
    runs: { mm1: 3, mm10: 3, ward: 8 },
    missing: once(() => {
      if (!works("Rscript", ["--version"])) return "R is not installed";
      return works("Rscript", ["-e", "library(simmer)"]) ? undefined : "the R package simmer is not installed";
    }),
    measure: ({ model, options }, runs, seed) =>
      answerOf("Rscript", [path("rivals/simmer_models.R"), model, ...Object.values(options), runs, seed]),
  },
};

/** @returns {string | undefined} why not */
function compileC() {
  if (!works("cc", ["--version"])) return "there is no C compiler (cc)";
  for (const model of ["ward", "queue", "crowd"]) {
    const words = ["-O2", "-o", join(scratch(), model), path(`limits/${model}.c`), "-lm"];
    const compiled = spawnSync("cc", words, { encoding: "utf8" });
    if (compiled.status !== 0) throw new Error(`cc ${words.join(" ")}:\n${compiled.stderr}`);
  }
  return undefined;
}

/**
 * @template T
 * @param {() => T} make
 */
function once(make) {
  /** @type {{ value: T } | undefined} */
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
