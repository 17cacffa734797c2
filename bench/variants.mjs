// A scenario run in one of several ways, in a process that is asked for some runs again and again: variants.mjs WAY FILE ARM, started by
// pairs.mjs. It answers each message { runs, seed } as program.mjs does, and ends with its parent.
//   plain    replications of one arm, with the numbers of the run
//   records  the same, and a row of every patient who leaves kept as well (PatientRecords)
//   log      the same, and every fact of every patient kept as well (EventLog)
//   bare     all arms of the file, replications one after the other
//   arms     the same by runExperiment, and compared
import { readFileSync } from "node:fs";
import { careway, modelOf, scenario } from "./careway.mjs";
import { measured } from "./program.mjs";

/** @typedef {import("./program.mjs").Ready} Ready */

/** @type {Record<string, (text: string, arm: string) => Promise<Ready>>} */
const ways = {
  plain: (text, arm) => scenario(text, {}, arm),
  records: withRecords,
  log: withLog,
  bare: bareArms,
  arms: comparedArms,
};

const [way, file, arm] = process.argv.slice(2);
const ready = await ways[way](readFileSync(file, "utf8"), arm);
process.on("message", async (/** @type {{ runs: number, seed: number }} */ { runs, seed }) => {
  process.send?.(await measured(() => ready(runs, seed)));
});
process.send?.("ready");

/**
 * @param {string} text
 * @param {string} arm
 * @returns {Promise<Ready>}
 */
async function withRecords(text, arm) {
  const library = await careway();
  const model = modelOf(library, text, arm);
  const simulation = new library.Simulation(model);
  const collector = new library.Collector(model);
  const records = new library.PatientRecords(model);
  const both = new library.Beside(collector, records);
  return (runs, seed) => {
    const events = [];
    for (let run = 1; run <= runs; run++) {
      simulation.run(seed * 10_000 + run, both);
      if (records.count === 0) throw new Error("nothing was kept");
      events.push(collector.result().events);
    }
    return { events, means: {} };
  };
}

/**
 * @param {string} text
 * @param {string} arm
 * @returns {Promise<Ready>}
 */
async function withLog(text, arm) {
  const library = await careway();
  const model = modelOf(library, text, arm);
  const simulation = new library.Simulation(model);
  const collector = new library.Collector(model);
  const log = new library.EventLog(model);
  const both = told([collector, log]);
  return (runs, seed) => {
    const events = [];
    for (let run = 1; run <= runs; run++) {
      simulation.run(seed * 10_000 + run, both);
      if (log.facts.length === 0) throw new Error("nothing was kept");
      events.push(collector.result().events);
    }
    return { events, means: {} };
  };
}

/**
 * One recorder that passes every fact on to two.
 * @param {readonly [import("../src/index.ts").Recorder, import("../src/index.ts").Recorder]} recorders
 */
function told([first, second]) {
  /** @type {any} */
  const one = first;
  /** @type {any} */
  const other = second;
  /** @type {any} */
  const both = { wantsElapsed: false };
  for (const fact of Object.getOwnPropertyNames(Object.getPrototypeOf(second))) {
    if (fact === "constructor" || typeof one[fact] !== "function") continue;
    both[fact] = (
      /** @type {any} */ a,
      /** @type {any} */ b,
      /** @type {any} */ c,
      /** @type {any} */ d,
      /** @type {any} */ e,
    ) => {
      one[fact](a, b, c, d, e);
      other[fact](a, b, c, d, e);
    };
  }
  return both;
}

/** @param {string} text */
async function armsOf(text) {
  const library = await careway();
  const read = library.readScenario({ name: "bench.yaml", text });
  if (!read.ok) throw new Error(library.formatDiagnostics(read.diagnostics));
  const { arms } = read.value;
  return { library, models: arms.map((arm) => library.compile(read.value, arm)) };
}

/**
 * @param {string} text
 * @returns {Promise<Ready>}
 */
async function bareArms(text) {
  const { library, models } = await armsOf(text);
  return (runs) => {
    const events = [];
    for (const model of models) {
      const simulation = new library.Simulation(model);
      const collector = new library.Collector(model);
      for (let run = 1; run <= runs; run++) {
        simulation.run(run, collector);
        events.push(collector.result().events);
      }
    }
    return { events, means: {} };
  };
}

/**
 * @param {string} text
 * @returns {Promise<Ready>}
 */
async function comparedArms(text) {
  const { library, models } = await armsOf(text);
  const { InlineRunner, runExperiment, compareArms } = library;
  return async (runs) => {
    const plan = { replications: runs, seed: models[0].seed, level: 0.95 };
    const result = await runExperiment(models, plan, new InlineRunner());
    if (compareArms(result, [], []).length !== models.length - 1) throw new Error("not all arms were compared");
    return { events: result.arms.flatMap((arm) => arm.runs.map(({ events }) => events)), means: {} };
  };
}
