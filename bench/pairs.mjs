// Two ways of running a scenario, turn about in processes of their own, and the ratio of their CPU for each event.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scratch } from "./engines.mjs";
import { answerOf } from "./processes.mjs";
import { sum } from "./statistics.mjs";

const PROGRAM = fileURLToPath(new URL("variants.mjs", import.meta.url));

/**
 * @typedef {object} Way
 * @property {string} way of variants.mjs
 * @property {string} text of the scenario
 * @property {string} [arm]
 */

/**
 * @param {Way} variant
 * @param {number} runs
 * @param {number} seed
 */
export function runVariant({ way, text, arm = "baseline" }, runs, seed) {
  const file = join(scratch(), "scenario.yaml");
  writeFileSync(file, text);
  const { cpu, events, peak } = answerOf(process.execPath, [PROGRAM, way, file, arm, Math.ceil(runs / 3), runs, seed]);
  return { nanoseconds: (1e9 * cpu) / sum(events), peak };
}

/**
 * @param {Way} base
 * @param {Way} other
 * @param {number} runs
 * @param {number} rounds
 */
export function pair(base, other, runs, rounds) {
  const ratios = [];
  const peaks = [];
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 === 1 ? [base, other] : [other, base];
    const told = order.map((variant) => runVariant(variant, runs, round));
    const [before, after] = round % 2 === 1 ? told : [...told].reverse();
    ratios.push(after.nanoseconds / before.nanoseconds);
    peaks.push(after.peak);
  }
  return { ratios, peaks };
}
