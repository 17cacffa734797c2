// The parts of the benchmark, by the names that --only takes.
import { crowds } from "./crowds.mjs";
import { comparison, records } from "./extras.mjs";
import { features } from "./features.mjs";
import { raceOf } from "./race.mjs";
import { discharge, memory, startUp, threads } from "./whole.mjs";

/** @typedef {import("../report.mjs").Part} Part */

/** @type {Record<string, { rounds: number, measure: (options: { rounds: number }) => Part | Promise<Part> }>} */
export const parts = {
  w1: { rounds: 5, measure: (options) => raceOf(options, ["mm1", "mm10"]) },
  w2: { rounds: 5, measure: (options) => raceOf(options, ["ward"]) },
  w3: { rounds: 3, measure: threads },
  w4: { rounds: 3, measure: crowds },
  w5: { rounds: 5, measure: discharge },
  startup: { rounds: 11, measure: startUp },
  memory: { rounds: 1, measure: memory },
  records: { rounds: 5, measure: records },
  comparison: { rounds: 5, measure: comparison },
  features: { rounds: 3, measure: features },
};
