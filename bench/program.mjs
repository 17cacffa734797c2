// Runs a model of one of the engines that are modules of JavaScript, in this process alone, and answers like the programs in C and
// Python: program.mjs ENGINE MODEL OPTION... RUNS SEED, the engine by its name or the file of its module. It warms up first.

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

/**
 * CPU seconds of runs of which nothing is told. Compiling is over by then, as it is for those who run such a program for minutes: a
 * function is compiled best when it has been called often, so the warm-up is of many calls, and of more than one run each, since code
 * that has not yet gone back to the next run is thrown away when it does.
 */
export const WARM_UP = 2;
const RUNS_OF_A_CALL = 3;

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));

/** @param {readonly string[]} words */
async function main([engine, model, ...numbers]) {
  const names = MODELS[model];
  const options = Object.fromEntries(names.map((name, k) => [name, Number(numbers[k])]));
  const [runs, seed] = numbers.slice(names.length).map(Number);
  /** @type {Engine} */
  const loaded = await import(MODULES[engine] ?? engine);
  const ready = await loaded[model](options);
  for (let call = 0, begun = process.cpuUsage(); call === 0 || secondsSince(begun) < WARM_UP; call++) {
    await ready(Math.min(runs, RUNS_OF_A_CALL), WARM_UP_SEED + call);
  }
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
  return { ...outcome, cpu: secondsSince(before), peak: process.resourceUsage().maxRSS * 1024 };
}

/** @param {NodeJS.CpuUsage} before */
function secondsSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
