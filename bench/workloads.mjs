// What is simulated: the scenario files, how long a run is, and the same numbers for the programs that read no scenario.
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Workload
 * @property {string} title
 * @property {"ward" | "queue" | "crowd"} model
 * @property {Record<string, number>} options what a program is told besides runs and seed, in the order of its arguments
 */

const DAYS = 365;

/** @type {Record<string, Workload>} */
export const workloads = {
  mm1: { title: "M/M/1 at 0.8", model: "queue", options: { rate: 0.8, servers: 1, minutes: 50_000 } },
  mm10: { title: "M/M/10 at 0.9", model: "queue", options: { rate: 9, servers: 10, minutes: 4_000 } },
  ward: { title: "ward pathway, one year", model: "ward", options: { days: DAYS } },
  ...Object.fromEntries(
    [2, 3, 4, 5, 6].map((power) => [
      `crowd${power}`,
      { title: `M/M/∞, 10^${power} present`, model: "crowd", options: { present: 10 ** power, events: 2_000_000 } },
    ]),
  ),
};

/** @param {string} name of a file of bench/workloads */
export function scenarioFile(name) {
  return readFileSync(new URL(`workloads/${name}.yaml`, import.meta.url), "utf8");
}

/** @param {number} days */
export function wardScenario(days) {
  return replaced(scenarioFile("ward"), `run: ${DAYS} days`, `run: ${days} days`);
}

/** @param {{ rate: number, servers: number, minutes: number }} options rate and servers of one of the two scenario files */
export function queueScenario({ rate, servers, minutes }) {
  const name = servers === 1 ? "mm1" : "mm10";
  const text = scenarioFile(name);
  for (const stated of [`poisson: ${rate} per min`, `capacity: ${servers} `]) {
    if (!text.includes(stated)) throw new Error(`the scenario file does not say ${stated}`);
  }
  return replaced(text, `run: ${workloads[name].options.minutes} min`, `run: ${minutes} min`);
}

/**
 * Present stay as many: arrivals N a minute, stays of a minute, and N who came at time 0.
 * @param {{ present: number, events: number }} options
 */
export function crowdScenario({ present, events }) {
  return `careway: 1
title: M/M/∞ with ${present} present
clock: { start: 2026-04-06, run: ${events / 2 / present} min }
patients: { adult: { arrive: { poisson: ${present} per min }, enter: stay } }
stages: { stay: { duration: { exponential: { mean: 1 min } }, next: home } }
exits: { home: Home }
today: [{ class: adult, stage: stay, since: 0 min, arrived: 0 min, count: ${present} }]
`;
}

/**
 * @param {string} text
 * @param {string} what
 * @param {string} by
 */
function replaced(text, what, by) {
  if (!text.includes(what)) throw new Error(`the scenario file does not say ${what}`);
  return text.replace(what, by);
}
