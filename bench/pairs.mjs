// Two ways of running a scenario, and the ratio of their CPU for an event. Each has a process of its own, so that neither meets what the
// other made the compiler believe; both are warmed up and then run turn about, some tenths of a second each, so that the machine treats
// both alike. A process has its luck in what is compiled when: so there are several pairs of them.
import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scratch } from "./engines.mjs";
import { WARM_UP } from "./program.mjs";
import { median, sum } from "./statistics.mjs";

const PROGRAM = fileURLToPath(new URL("variants.mjs", import.meta.url));
const TURNS = 12;

/**
 * @typedef {object} Way
 * @property {string} way of variants.mjs
 * @property {string} text of the scenario
 * @property {string} [arm]
 */

/** @param {Way} way @param {string} name */
async function start({ way, text, arm = "baseline" }, name) {
  const file = join(scratch(), `${name}.yaml`);
  writeFileSync(file, text);
  const child = fork(PROGRAM, [way, file, arm]);
  const failed = once(child, "exit").then(() => {
    throw new Error(`the process of "${way}" ended`);
  });
  failed.catch(() => {});
  const heard = async () => (await Promise.race([once(child, "message"), failed]))[0];
  await heard();
  return {
    /** @param {number} runs @param {number} seed */
    async turn(runs, seed) {
      child.send({ runs, seed });
      const { cpu, events, peak } = /** @type {import("./engines.mjs").Measured} */ (await heard());
      return { cpu, nanoseconds: (1e9 * cpu) / sum(events), peak };
    },
    end: () => child.kill(),
  };
}

/**
 * @param {Way} base
 * @param {Way} other
 * @param {number} runs in a turn
 * @param {number} rounds
 * @returns {Promise<{ ratios: number[], peaks: number[] }>} one of each round: the median of its turns; the peak of `other`
 */
export async function pair(base, other, runs, rounds) {
  const ratios = [];
  const peaks = [];
  for (let round = 1; round <= rounds; round++) {
    const one = await start(base, "base");
    const two = await start(other, "other");
    try {
      for (const process of [one, two]) {
        for (let cpu = 0; cpu < WARM_UP; ) cpu += (await process.turn(runs, 900)).cpu;
      }
      const turns = [];
      let peak = 0;
      for (let turn = 0; turn < TURNS; turn++) {
        const seed = round * TURNS + turn;
        const before = await one.turn(runs, seed);
        const after = await two.turn(runs, seed);
        turns.push(after.nanoseconds / before.nanoseconds);
        peak = after.peak;
      }
      ratios.push(median(turns));
      peaks.push(peak);
    } finally {
      one.end();
      two.end();
    }
  }
  return { ratios, peaks };
}
