// The parts of the benchmark, by the names that --only takes.
import { crowds } from "./crowds.mjs";
import { raceOf } from "./race.mjs";

/** @type {Record<string, { rounds: number, measure: (options: { rounds: number }) => import("../report.mjs").Part | Promise<import("../report.mjs").Part> }>} */
export const parts = {
  w1: { rounds: 5, measure: (options) => raceOf(options, ["mm1", "mm10"]) },
  w2: { rounds: 5, measure: (options) => raceOf(options, ["ward"]) },
  w4: { rounds: 3, measure: crowds },
};
