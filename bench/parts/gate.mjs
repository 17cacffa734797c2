// What CI holds: Careway within sight of the same model written by hand in JavaScript, both measured in this job.
import { told } from "../report.mjs";
import { median } from "../statistics.mjs";
import { race, ratios } from "./race.mjs";

/** CPU of an event against the program by hand: the median of the rounds may not be above. Measured 1.6 and 2.2; half is room for noise. */
export const MOST = { ward: 2.4, mm10: 3.3 };

/**
 * @param {number} rounds
 * @returns {boolean} whether it holds
 */
export function gate(rounds) {
  let good = true;
  for (const [key, most] of Object.entries(MOST)) {
    const { workload, entrants, compared, differences } = race(key, rounds, ["limit", "careway"]);
    const values = ratios(entrants, "careway", "limit");
    const within = median(values) <= most;
    const alike = differences.length === 0;
    console.log(
      `${workload.title}: ${told(values)} times the CPU of the program by hand, at most ${most}: ${within ? "good" : "TOO SLOW"}`,
    );
    console.log(alike ? `  ${compared} answers are alike` : `  ANSWERS DIFFER\n  ${differences.join("\n  ")}`);
    good &&= within && alike;
  }
  return good;
}
