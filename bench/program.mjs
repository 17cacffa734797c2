// Runs a model of one of the engines that are modules of JavaScript, in this process alone, and answers like the programs in C and
// Python: program.mjs ENGINE MODEL OPTION... WARM-UP RUNS SEED. The warm-up is of a run or more, of which nothing is told.

/**
 * What runs give: events and means of each.
 * @typedef {{ readonly events: readonly number[], readonly means: Readonly<Record<string, readonly number[]>> }} Outcome
 * @typedef {(runs: number, seed: number) => Outcome | Promise<Outcome>} Ready
 * @typedef {Record<string, (options: any) => Ready | Promise<Ready>>} Engine
 */

/** What each model is told, in this order. @type {Record<string, readonly string[]>} */
const MODELS = {
  ward: ["days"],
  queue: ["rate", "servers", "minutes"],
  crowd: ["present", "events"],
};

/** @type {Record<string, string>} */
export const MODULES = {
  careway: "./careway.mjs",
  limit: "./limits/limits.mjs",
  simjs: "./rivals/simjs.mjs",
  simscript: "./rivals/simscript.mjs",
};
const WARM_UP_SEED = 999;

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));

/** @param {readonly string[]} words */
async function main([engine, model, ...numbers]) {
  const names = MODELS[model];
  const options = Object.fromEntries(names.map((name, k) => [name, Number(numbers[k])]));
  const [warmUp, runs, seed] = numbers.slice(names.length).map(Number);
  /** @type {Engine} */
  const loaded = await import(MODULES[engine]);
  const ready = await loaded[model](options);
  if (warmUp > 0) await ready(warmUp, WARM_UP_SEED);
  console.log(JSON.stringify(await measured(() => ready(runs, seed))));
}

/**
 * The CPU is that of all threads, those that compile and collect garbage too.
 * @template T
 * @param {() => T | Promise<T>} work
 */
export async function measured(work) {
  const before = process.cpuUsage();
  const outcome = await work();
  const { user, system } = process.cpuUsage(before);
  return { ...outcome, cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS * 1024 };
}
