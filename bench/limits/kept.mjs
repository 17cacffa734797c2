// What a program written for one model alone takes that keeps what Careway promises: the same numbers, one by one. It is bundled before it
// runs, as Careway is, with the few functions of src that make its random numbers.
import { QUEUE, WARD } from "../careway.mjs";
import { QueueNumbers } from "./queue-kept-numbers.mjs";
import { WardNumbers } from "./ward-kept-numbers.mjs";

/**
 * The same replications as Careway's, so that the answers are the same too.
 * @param {{ run(replication: number): void, events: number, numbers: import("./kept-numbers.mjs").Numbers }} program
 * @param {Record<string, (string | number)[]>} names
 * @returns {(runs: number, seed: number) => import("../program.mjs").Outcome}
 */
function again(program, names) {
  const { numbers } = program;
  const columns = Object.entries(names).map(([name, [id, unit]]) => {
    const column = numbers.names.indexOf(String(id));
    return { name, column, unit: Number(unit) };
  });
  return (runs, seed) => {
    /** @type {number[]} */
    const events = [];
    /** @type {Record<string, number[]>} */
    const means = Object.fromEntries(columns.map(({ name }) => [name, []]));
    for (let run = 1; run <= runs; run++) {
      program.run(seed * 10_000 + run);
      events.push(program.events);
      for (const { name, column, unit } of columns) means[name].push(numbers.values[column] / unit);
    }
    return { events, means };
  };
}

/** @param {{ days: number }} options */
export const ward = ({ days }) => again(new WardNumbers(days), WARD);

/** @param {{ rate: number, servers: number, minutes: number }} options */
export const queue = (options) => again(new QueueNumbers(options), QUEUE);
