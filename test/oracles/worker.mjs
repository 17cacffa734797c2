// One thread of the pool: runs replications of one model of the bank, by the program or by the second simulator, and gives what the
// rows read.
import { parentPort } from "node:worker_threads";
import { Collector } from "../../dist/collect/collector.js";
import { Simulation } from "../../dist/kernel/simulation.js";
import { load } from "./load.mjs";
import { models } from "./plan.mjs";
import { readersOf } from "./read-rows.mjs";
import { SmallSimulator } from "./small-simulator.mjs";

const port = parentPort;
if (port === null) throw new Error("this file runs as a worker thread only");

/** The model that was run last. @type {ReturnType<typeof prepare> | undefined} */
let ready;

port.on("message", (/** @type {import("./pool.d.mts").Task} */ { name, seed, small, minutes, first, count }) => {
  const key = `${name} ${seed} ${small} ${minutes}`;
  if (ready?.key !== key) ready = prepare(key, name, seed, small, minutes);
  const { readers, at, run } = ready;
  const values = new Float64Array(count * readers.length);
  for (let k = 0; k < count; k++) {
    const result = run(first + k);
    for (let reader = 0; reader < readers.length; reader++) {
      values[k * readers.length + reader] = readers[reader].read(result, at);
    }
  }
  port.postMessage(values, [values.buffer]);
});

/** @param {string} key @param {string} name @param {string | undefined} seed @param {boolean} small @param {number} minutes */
function prepare(key, name, seed, small, minutes) {
  const model = models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`no model is called ${name}`);
  const { compiled, at } = load({ ...model, run: minutes }, seed);
  return { key, readers: readersOf(model), at, run: small ? bySmall(compiled, model.options) : byProgram(compiled) };
}

/** @param {import("../../src/model/model.ts").Model} compiled @param {import("./plan.d.mts").SmallOptions} options */
function bySmall(compiled, options) {
  const simulator = options.by === undefined ? new SmallSimulator(compiled, options) : options.by(compiled);
  return (/** @type {number} */ replication) => simulator.run(replication);
}

/** @param {import("../../src/model/model.ts").Model} compiled */
function byProgram(compiled) {
  const simulation = new Simulation(compiled);
  const collector = new Collector(compiled);
  return (/** @type {number} */ replication) => {
    simulation.run(replication, collector);
    return collector.result();
  };
}
