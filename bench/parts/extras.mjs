// What comes on top of a run: records of every patient, and a comparison of several scenarios.
import { pair } from "../pairs.mjs";
import { megabytes, table, told } from "../report.mjs";
import { wardScenario } from "../workloads.mjs";

const RUNS = 5;

/** Each changes hardly anything, so that all arms are as much work. */
const INTERVENTIONS = `
interventions:
  oneBed: { change: { resources.rehab.capacity: { plus: 1 } } }
  oneTherapist: { change: { resources.therapist.capacity: { plus: 1 } } }
  sooner: { change: { stages.triage.duration: { times: 0.99 } } }
`;

/**
 * The public interface keeps of each patient every fact (EventLog), and has no shorter records.
 * @param {{ rounds: number }} options
 * @returns {Promise<import("../report.mjs").Part>}
 */
export async function records({ rounds }) {
  const text = wardScenario(365);
  const { ratios, peaks } = await pair({ way: "plain", text }, { way: "log", text }, RUNS, rounds);
  return {
    title: "Ward pathway, every fact of every patient kept",
    lines: [
      ...table(
        ["", "CPU ÷ without", "peak memory"],
        [["event log beside the numbers", told(ratios), megabytes(Math.max(...peaks))]],
      ),
      "",
    ],
    targets: [
      {
        what: "ward pathway: CPU with records of every patient",
        target: "≤ 1.25×",
        values: ratios,
        met: (median) => median <= 1.25,
      },
    ],
    data: { ratios, peaks },
  };
}

/**
 * @param {{ rounds: number }} options
 * @returns {Promise<import("../report.mjs").Part>}
 */
export async function comparison({ rounds }) {
  const text = wardScenario(365) + INTERVENTIONS;
  const { ratios } = await pair({ way: "bare", text }, { way: "arms", text }, RUNS, rounds);
  return {
    title: "Ward pathway, five scenarios compared",
    lines: [
      ...table(["", "CPU ÷ the same runs alone"], [["runExperiment and compareArms, in one thread", told(ratios)]]),
      "",
    ],
    targets: [
      {
        what: "a scenario in a comparison against a bare run",
        target: "≤ 1.05×",
        values: ratios,
        met: (median) => median <= 1.05,
      },
    ],
    data: { ratios },
  };
}
