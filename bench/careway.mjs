// The workloads in Careway's public interface.
import { crowdScenario, queueScenario, wardScenario } from "./workloads.mjs";

/** Built by `npm run bench` before this runs. */
const library = "../dist/index.js";

/** @typedef {import("../src/index.ts")} Careway */

const DAY = 1440;

/** Metric and unit in minutes of what the other programs call by these names. */
export const WARD = {
  left: ["overall.exits.count", 1],
  stay: ["overall.lengthOfStay.mean", DAY],
  nurse: ["resource.nurse.inUse.mean", 1],
  nurseWait: ["stage.triage.wait.mean", DAY],
  acute: ["resource.acute.inUse.mean", 1],
  acuteWait: ["stage.ward.wait.mean", DAY],
  rehab: ["resource.rehab.inUse.mean", 1],
  rehabWait: ["stage.rehabilitation.wait.mean", DAY],
  therapist: ["resource.therapist.inUse.mean", 1],
  therapistWait: ["stage.visit.wait.mean", DAY],
};
export const QUEUE = {
  wait: ["stage.visit.wait.mean", 1],
  busy: ["resource.doctor.inUse.mean", 1],
  present: ["overall.present.mean", 1],
};
const CROWD = { present: ["overall.present.mean", 1], stay: ["overall.lengthOfStay.mean", 1] };

/** @returns {Promise<Careway>} */
export const careway = () => import(library);

/**
 * @param {Careway} library
 * @param {string} text of a scenario file
 * @param {string} [arm] the baseline when left out
 */
export function modelOf({ readScenario, compile, formatDiagnostics }, text, arm) {
  const read = readScenario({ name: "bench.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const chosen = read.value.arms.find(({ name }) => arm === undefined || name === arm);
  if (chosen === undefined) throw new Error(`no scenario is called ${arm}`);
  return compile(read.value, chosen);
}

/**
 * Replications of a scenario: `seed` settles from which number on. Events are those that happen in the model: arrivals, and ends of
 * services and stays; who is there at time 0 has not arrived.
 * @param {string} text
 * @param {Record<string, (string | number)[]>} names
 * @param {string} [arm]
 * @returns {Promise<(runs: number, seed: number) => import("./program.mjs").Outcome>}
 */
export async function scenario(text, names, arm) {
  const library = await careway();
  const { Collector, Simulation, metricsOf } = library;
  const model = modelOf(library, text, arm);
  const simulation = new Simulation(model);
  const collector = new Collector(model);
  const metrics = metricsOf(model);
  /** @param {string | number} id */
  const columnOf = (id) => {
    const column = metrics.findIndex((metric) => metric.id === id);
    if (column < 0) throw new Error(`no metric is called ${id}`);
    return column;
  };
  const columns = Object.entries(names).map(([name, [id, unit]]) => ({
    name,
    column: columnOf(id),
    unit: Number(unit),
  }));
  const counted = ["overall.arrivals.count", ...model.names.stages.map((stage) => `stage.${stage}.completed.count`)];
  const ofEvents = counted.map(columnOf);
  return (runs, seed) => {
    /** @type {number[]} */
    const events = [];
    /** @type {Record<string, number[]>} */
    const means = Object.fromEntries(columns.map(({ name }) => [name, []]));
    for (let run = 1; run <= runs; run++) {
      simulation.run(seed * 10_000 + run, collector);
      const { values } = collector.result();
      events.push(ofEvents.reduce((sum, column) => sum + values[column], 0));
      for (const { name, column, unit } of columns) means[name].push(values[column] / unit);
    }
    return { events, means };
  };
}

/** @param {{ days: number }} options */
export const ward = ({ days }) => scenario(wardScenario(days), WARD);

/** @param {{ rate: number, servers: number, minutes: number }} options */
export const queue = (options) => scenario(queueScenario(options), QUEUE);

/** @param {{ present: number, events: number }} options */
export const crowd = (options) => scenario(crowdScenario(options), CROWD);
