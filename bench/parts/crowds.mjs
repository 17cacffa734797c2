// W4: M/M/∞ with more and more patients present, from 10² to 10⁶.
import { race, raceLines } from "./race.mjs";

const POWERS = [2, 3, 4, 5, 6];

/**
 * @param {{ rounds: number }} options
 * @returns {import("../report.mjs").Part}
 */
export function crowds({ rounds }) {
  const raced = POWERS.map((power) => race(`crowd${power}`, rounds));
  const careway = raced.map(({ entrants }) => entrants.filter(({ key }) => key === "careway")[0]);
  const few = careway[POWERS.indexOf(2)].nanoseconds;
  const many = careway[POWERS.indexOf(5)].nanoseconds;
  const most = careway[POWERS.indexOf(6)];
  return {
    title: "M/M/∞, patients present from 10² to 10⁶",
    lines: raced.flatMap((one) => [...raceLines(one), ""]),
    targets: [
      {
        what: "M/M/∞: events a second with 10⁵ present over 10²",
        target: "≥ 0.6",
        values: few.map((value, round) => value / many[round]),
        met: (median) => median >= 0.6,
      },
      {
        what: "M/M/∞: peak memory with 10⁶ present, MB",
        target: "≤ 150",
        values: most.peaks.map((bytes) => bytes / 2 ** 20),
        met: (median) => median <= 150,
      },
    ],
    failures: raced.flatMap(({ differences }) => differences),
    data: careway.map(({ nanoseconds, peaks }, k) => ({ present: 10 ** POWERS[k], nanoseconds, peaks })),
  };
}
